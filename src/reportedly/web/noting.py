"""Notes in the audit log whatever is written through the API, and who looked at names.

A write is noted before its answer goes out. That somebody who may see names opened a report or an incident is noted
once an hour for each: a log of every click would be read by nobody.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import Any

import anyio.to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.access import audit
from reportedly.store.as_of import stamp
from reportedly.store.ledger import Ledger
from reportedly.web.same_origin import SAFE

__all__ = ["Noting"]

_OPENED = re.compile(r"/api/(?:reports|incidents)/([rx]\d-[0-9a-z]{16})(?:/.*)?")
_NOTED_THERE = ("/api/session", "/api/accounts", "/api/own", "/api/exports", "/api/inbox/", "/api/searches/")
"""What notes itself, with what was done; and what one has read or looked at, which is nobody else's business."""

HOUR = 3600.0


class Noting:
    """ASGI middleware. `names`: whether looking at names is noted, too, which is so where there are accounts."""

    def __init__(self, app: ASGIApp, ledger: Ledger, *, names: bool) -> None:
        self.app, self.ledger, self.names = app, ledger, names
        self._seen: dict[tuple[str, str], float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note what was done."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400 and (row := self._row(scope)):
                await anyio.to_thread.run_sync(self._note, row)
            await send(message)

        await self.app(scope, receive, noting)

    def _row(self, scope: Scope) -> tuple[str, str, str, dict[str, Any]] | None:
        visitor, path = scope.get("state", {}).get("visitor"), scope["path"]
        if visitor is None or path.startswith(_NOTED_THERE):
            return None
        name = getattr(scope.get("route"), "name", "unknown")
        things = [str(value) for value in scope.get("path_params", {}).values()]
        if scope["method"] not in SAFE:
            return visitor.name, f"write.{name}", things[0] if things else path, {"path": path}
        opened = _OPENED.fullmatch(path)
        if not (self.names and opened and visitor.may("see_names")):
            return None
        now, key = time.monotonic(), (visitor.name, opened[1])
        if now - self._seen.get(key, -HOUR) < HOUR:
            return None
        if len(self._seen) > 50_000:
            self._seen = {each: at for each, at in self._seen.items() if now - at < HOUR}
        self._seen[key] = now
        return visitor.name, "names.seen", opened[1], {}

    def _note(self, row: tuple[str, str, str, dict[str, Any]]) -> None:
        who, act, what, more = row
        with self.ledger.writing() as connection:
            audit.note(connection, stamp(datetime.now(UTC)), who, act, what, **more)
