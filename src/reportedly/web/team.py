"""The workbench of several people: everybody signs in with an account, scripts bring a key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from fastapi import Request

from reportedly.access import accounts, keys, sessions
from reportedly.access.attempts import Attempts
from reportedly.errors import ReportedlyError, UnknownId
from reportedly.store.as_of import stamp
from reportedly.store.ledger import Ledger
from reportedly.web.cookie import token_in
from reportedly.web.problems import ProblemError
from reportedly.web.visitor import Visitor

__all__ = ["Team", "team_of"]

TOUCH = timedelta(minutes=10)
"""How old the note of a session's last use may grow; a write for every request would be too many."""


class Team:
    """Knows visitors by their sessions and keys. One for an app."""

    by = "password"
    """How one gets in."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.attempts = Attempts()
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sessions")

    def visitor(self, request: Request) -> Visitor | None:
        """Whose session or key it is, with what their roles allow now."""
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            name = keys.user_of(self._ledger, key.strip())
        else:
            name = self._of_session(token_in(request))
        if name is None:
            return None
        with suppress(UnknownId):
            account = accounts.account(self._ledger, name)
            if not account.disabled:
                return Visitor(account.name, ", ".join(account.roles), account.can)
        return None

    def admit(self, token: str) -> str | None:
        """Nobody: there are no links that work once where there are accounts."""
        return None

    def _of_session(self, token: str | None) -> str | None:
        if not token:
            return None
        with self._ledger.reading() as connection:
            found = sessions.user_of(connection, token)
        if found is None:
            return None
        name, seen = found
        if seen < stamp(datetime.now(UTC) - TOUCH):
            self._aside.submit(self._touch, token)
        return name

    def _touch(self, token: str) -> None:
        with suppress(ReportedlyError), self._ledger.writing() as connection:
            sessions.touch(connection, token)


def team_of(request: Request) -> Team:
    """The team of the app that is asked. Raises a 409 where it has one user."""
    team = request.app.state.doorkeeper
    if not isinstance(team, Team):
        detail = "this workbench has one user and no accounts: open the address that `reportedly serve` printed"
        raise ProblemError(409, "no-accounts", detail)
    return team
