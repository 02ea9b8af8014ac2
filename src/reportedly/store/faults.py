"""What a database complains of, said as an error of ours that tells the reader how to carry on."""

from __future__ import annotations

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from reportedly.errors import BadLedger, LedgerBusy, ReportedlyError

__all__ = ["said", "translate"]

_BUSY = (
    "database is locked",
    "database table is locked",
    "lock timeout",
    "could not obtain lock",
    "deadlock detected",
)
_DAMAGED = ("malformed", "not a database", "invalid page", "could not read block")
_FULL = ("database or disk is full", "no space left")
_AWAY = ("connection refused", "could not connect", "connection failed", "server closed", "terminating connection")
_GUARDED = ("is only added to",)
_READ_ONLY = ("readonly database", "attempt to write a readonly", "read-only transaction", "unable to open database")


def said(error: BaseException, place: str) -> ReportedlyError | None:
    """The error to raise instead; None for one that is a mistake in our own code."""
    words = str(error).casefold()
    if any(each in words for each in _BUSY):
        return LedgerBusy(
            f"the ledger {place} is being written by another process; nothing of this was written: try again when it "
            "is done"
        )
    if any(each in words for each in _DAMAGED):
        return BadLedger(
            f"the ledger {place} is damaged ({_first_line(error)}): restore it from a backup, or take its "
            "originals in again; `reportedly verify --ledger` names what is wrong"
        )
    if any(each in words for each in _FULL):
        return BadLedger(
            f"no space left for the ledger {place}: nothing of this was written; free some and try again"
        )
    if any(each in words for each in _AWAY):
        return BadLedger(f"the server of the ledger {place} does not answer: {_first_line(error)}")
    if any(each in words for each in _GUARDED):
        return BadLedger(
            f"the ledger {place} refused: {_first_line(error)}; correct by adding (`reportedly correct`)"
        )
    if any(each in words for each in _READ_ONLY):
        return BadLedger(f"the ledger {place} cannot be written: {_first_line(error)}; are you its owner?")
    return None


def translate(engine: Engine, place: str) -> None:
    """Raise our errors instead of the database's, for everything that this engine does."""

    @event.listens_for(engine, "handle_error")
    def _(context: ExceptionContext) -> None:
        ours = said(context.original_exception, place)
        if ours is not None:
            raise ours from context.original_exception


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
