"""The door of the app: refuses what other sites send, and finds out who asks before anything else is done."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from reportedly.web.problems import problem_answer
from reportedly.web.same_origin import LOOPBACK_NAMES, refusal

if TYPE_CHECKING:
    from reportedly.web.visitor import Doorkeeper

__all__ = ["Door"]


class Door:
    """ASGI middleware. Puts the visitor, or None, into the request's state, where `needs` and masking look."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper, names: Collection[str] = LOOPBACK_NAMES) -> None:
        self.app, self.doorkeeper, self.names = app, doorkeeper, frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 (421 for a host that is not ours)."""
        if scope["type"] == "websocket":
            return  # there are none, and browsers open them across origins
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        why = refusal(scope["method"], scope["path"], request.headers, self.names)
        if why is not None:
            wrong_host = why.startswith("this workbench is not called")
            status, kind = (421, "wrong-host") if wrong_host else (403, "cross-origin")
            await problem_answer(status, kind, why)(scope, receive, send)
            return
        scope.setdefault("state", {})
        if scope["path"].startswith("/api/"):
            scope["state"]["visitor"] = await anyio.to_thread.run_sync(self.doorkeeper.visitor, request)
        await self.app(scope, receive, send)
