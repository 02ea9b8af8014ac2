"""The workbench of one person on their own machine: a link that works once opens it."""

from __future__ import annotations

import hmac
import secrets
from threading import Lock

from fastapi import Request

from reportedly.access.roles import CAPABILITIES
from reportedly.web.cookie import token_in
from reportedly.web.visitor import Visitor

__all__ = ["OneUser"]


class OneUser:
    """Lets in whoever brings the token, once, and then the browser it was brought by.

    The token is 256 random bits; it is spent when it has been used, and `fresh_token` makes another.
    """

    by = "link"
    """How one gets in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._token: str | None = None
        self._sessions: set[str] = set()
        self._lock = Lock()

    def fresh_token(self) -> str:
        """A token that admits one browser; the one before admits nobody any more."""
        self._token = secrets.token_urlsafe(32)
        return self._token

    def admit(self, token: str) -> str | None:
        """A session for who brings the token; None where it is not the token, or was used before."""
        with self._lock:
            if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
                return None
            self._token = None
            session = secrets.token_urlsafe(32)
            self._sessions.add(session)
            return session

    def visitor(self, request: Request) -> Visitor | None:
        """The one user, in a browser that was let in."""
        if token_in(request) not in self._sessions:
            return None
        return Visitor(self.name, "admin", CAPABILITIES)
