"""What people decide about incidents: merge, split, keep apart, say what is a copy; written at once, or undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.derive.choosing import merging, splitting
from reportedly.derive.history_of import decision
from reportedly.derive.neighbourhood import Neighbourhood, OutOfReach, neighbourhood
from reportedly.derive.relink import Relinked, relink
from reportedly.errors import BadInput, Superseded, UnknownId
from reportedly.incidents.judgement import Judgement, Verdict
from reportedly.store.as_of import last
from reportedly.store.derived import members
from reportedly.store.judging import in_force, judge, withdraw
from reportedly.store.ledger import Ledger
from reportedly.store.schema import judgements, reports

__all__ = ["Decided", "judge_pair", "merge", "split", "undo"]

Check = Callable[[Connection], None]
"""Raises where somebody has changed since what the decision is about; asked within the writing transaction."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that is written: its number, which undoes it, and what became of the incidents it touched.

    `judgements` are the numbers of all judgements it is made of, the first its own. None at all were added where
    everything was judged so already.
    """

    judgements: tuple[int, ...]
    relinked: Relinked

    @property
    def number(self) -> int | None:
        """By which `undo` finds it."""
        return self.judgements[0] if self.judgements else None


def merge(
    ledger: Ledger, incidents: Sequence[str], *, author: str, reason: str, check: Check = lambda connection: None
) -> Decided:
    """Make one incident of several (full ids), by the fewest judgements that do it. Raises UnknownId, BadInput."""
    with ledger.writing() as connection:
        check(connection)
        if len(set(incidents)) < 2:
            raise BadInput("merging takes two incidents or more: name another one to merge with")
        groups = [_accounts(connection, incident) for incident in incidents]
        now = in_force(connection, last(connection))
        near = _near(connection, [account for group in groups for account in group], now)
        together = near.together if near else None
        return _write(ledger, connection, merging(groups, now, _says(author, reason), together), near)


def split(
    ledger: Ledger,
    incident: str,
    leaving: Sequence[str],
    *,
    author: str,
    reason: str,
    check: Check = lambda connection: None,
) -> Decided:
    """Make some accounts of an incident (ids of accounts, or of its reports) one of their own.

    Raises UnknownId, and BadInput where none would stay or leave.
    """
    with ledger.writing() as connection:
        check(connection)
        asked = select(members.c.account, members.c.report).where(members.c.incident == incident)
        report_of = dict(connection.execute(asked).tuples().all())
        every = _accounts(connection, incident)
        if unknown := [each for each in leaving if each not in report_of and each not in report_of.values()]:
            raise UnknownId(f"incident {incident} has no account or report {', '.join(unknown)}")
        chosen = [each for each in every if each in leaving or report_of[each] in leaving]
        rest = [each for each in every if each not in chosen]
        if not chosen or not rest:
            raise BadInput("a split leaves something on both sides: choose some accounts, and not all of them")
        now = in_force(connection, last(connection))
        near = _near(connection, every, now)
        together, likely = (near.together, near.likely()) if near else (None, lambda a, b: 0.0)
        said = splitting(chosen, rest, now, _says(author, reason), together, likely)
        return _write(ledger, connection, said, near)


def judge_pair(
    ledger: Ledger,
    verdict: Verdict,
    a: str,
    b: str,
    *,
    author: str,
    reason: str,
    check: Check = lambda connection: None,
) -> Decided:
    """Judge two accounts, reports or people (full ids), and link by it at once."""
    with ledger.writing() as connection:
        check(connection)
        return _write(ledger, connection, [_says(author, reason)(verdict, a, b)])


def undo(ledger: Ledger, number: int, *, author: str, reason: str, check: Check = lambda connection: None) -> Decided:
    """Take back all judgements of the decision with this number; what stood before it stands again.

    The trace stays: taking back is written beside what is taken back. Undoing an undo brings the decision back.
    Raises UnknownId, and Superseded where one of its pairs was decided anew since.
    """
    with ledger.writing() as connection:
        check(connection)
        found = decision(connection, number)
        if not found.in_force:
            raise Superseded(
                f"decision {number} is not in force any more: somebody has decided about the same things since, or "
                "has undone it; look at the history, and decide anew"
            )
        written, at = [], ledger.now()
        for row in reversed(found.rows):
            if not row["withdrawn"]:
                written.append(withdraw(connection, row["sequence"], author, reason, at))
            if (before := _before(connection, row["supersedes"])) is not None:
                why = f"{reason} (as {before.author} judged before: {before.reason})"
                again = Judgement(verdict=before.verdict, a=before.a, b=before.b, author=author, reason=why)
                written.append(judge(connection, again, at))
        return Decided(tuple(sorted(written)), relink(connection))


def _before(connection: Connection, sequence: int | None) -> Judgement | None:
    """The judgement with this number, if it said something and took nothing back."""
    if sequence is None:
        return None
    row = connection.execute(select(judgements).where(judgements.c.sequence == sequence)).mappings().one()
    if row["withdrawn"]:
        return None
    return Judgement(**{name: row[name] for name in ("verdict", "a", "b", "author", "reason")})


def _write(
    ledger: Ledger, connection: Connection, said: Iterable[Judgement], near: Neighbourhood | None = None
) -> Decided:
    start, at = last(connection), ledger.now()
    written = [judge(connection, each, at) for each in said]
    return Decided(tuple(each for each in written if each > start), relink(connection, near))


def _says(author: str, reason: str) -> Callable[[Verdict, str, str], Judgement]:
    return lambda verdict, a, b: Judgement(verdict=verdict, a=a, b=b, author=author, reason=reason)


def _near(connection: Connection, accounts: Sequence[str], now: Sequence[Judgement]) -> Neighbourhood | None:
    """What the choice is tried out on; None where it is out of reach."""
    try:
        return neighbourhood(connection, accounts, (), now, now)
    except OutOfReach:
        return None


def _accounts(connection: Connection, incident: str) -> list[str]:
    """The accounts of an incident, those that tell it as news first, in the order of the ledger. Raises UnknownId."""
    asked = (
        select(members.c.account)
        .join(reports, reports.c.report == members.c.report)
        .where(members.c.incident == incident)
        .order_by(members.c.role.desc(), reports.c.sequence, members.c.account)
    )
    found = list(connection.scalars(asked))
    if not found:
        raise UnknownId(f"no incident has the id {incident!r}; `reportedly incidents` lists them")
    return found
