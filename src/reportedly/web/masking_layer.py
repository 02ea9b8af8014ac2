"""The layer around the whole app through which every answer passes that goes to somebody who may not see names.

It is the one place that masks: JSON through `masking.veiled`, events of a stream one by one, other text line by line.
What is neither (a table in Parquet, say) is kept back, unless its route says that it masked the names itself.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.export.veils import Veils
from reportedly.web.masking import ids_in, veiled

__all__ = ["ALREADY", "MaskingLayer", "may_see_names"]

ALREADY = "x-reportedly-names"
"""A header by which a route says that it has masked names itself ("masked") or that there are none ("none"). It is
taken off again."""


def may_see_names(scope: Scope) -> bool:
    """Whether whoever asks may see private names; nobody may before it is known who asks."""
    visitor = scope.get("state", {}).get("visitor")
    return bool(visitor is not None and visitor.may("see_names"))


class MaskingLayer:
    """Wraps an app. `veils` are those of the app's ledger. Only answers under `/api/` hold words of reports."""

    def __init__(self, app: ASGIApp, veils: Veils) -> None:
        self.app, self.veils = app, veils

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back with names masked."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/") or scope["path"] == "/api/openapi.json":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})
        if "visitor" in scope["state"] and not may_see_names(scope):
            scope["query_string"] = await anyio.to_thread.run_sync(self._asked, scope["query_string"])
        await self.app(scope, receive, _Answer(scope, send, self.veils).send)

    def _asked(self, query: bytes) -> bytes:
        """A query without what can only be a private person's name, so that no search can confirm one."""
        if not query:
            return query
        known = self.veils.everywhere()
        pairs = parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True)
        hidden = [(name, known.asked(value)) for name, value in pairs]
        return query if hidden == pairs else urlencode(hidden).encode()


class _Answer:
    """One answer on its way out: held until it is whole, then masked."""

    def __init__(self, scope: Scope, send: Send, veils: Veils) -> None:
        self.scope, self.out, self.veils = scope, send, veils
        self.start: Message | None = None
        self.body: list[bytes] = []
        self.passes = False
        self.stream = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] != "http.response.body" or self.passes:
            await self.out(message)
        else:
            await self._go_on(message)

    async def _begin(self, message: Message) -> None:
        headers = MutableHeaders(raw=message["headers"])
        said = headers.get(ALREADY)
        if said is not None:
            del headers[ALREADY]
        self.passes = may_see_names(self.scope) or said in {"masked", "none"}
        self.start = {**message, "headers": headers.raw}
        self.stream = headers.get("content-type", "").startswith("text/event-stream")
        if self.passes or self.stream:
            await self.out(self.start)

    async def _go_on(self, message: Message) -> None:
        self.body.append(message.get("body", b""))
        more = bool(message.get("more_body"))
        if self.stream:
            whole, mark, rest = b"".join(self.body).rpartition(b"\n\n")
            self.body = [rest]
            shown = await anyio.to_thread.run_sync(self._events, whole + mark)
            shown += b"" if more or not rest else await anyio.to_thread.run_sync(self._events, rest)
            await self.out({"type": "http.response.body", "body": shown, "more_body": more})
        elif not more:
            assert self.start is not None  # noqa: S101  (ASGI: a body follows a start)
            start, body = await anyio.to_thread.run_sync(self._whole, self.start, b"".join(self.body))
            await self.out(start)
            await self.out({"type": "http.response.body", "body": body, "more_body": False})

    def _whole(self, start: Message, body: bytes) -> tuple[Message, bytes]:
        headers = MutableHeaders(raw=start["headers"])
        kind = headers.get("content-type", "").partition(";")[0].strip()
        encoded = headers.get("content-encoding")
        if not body:
            pass
        elif kind.endswith("json") and not encoded:
            body = self._json(body)
        elif kind.startswith("text/") and not encoded:
            body = self._lines(body.decode("utf-8", "replace")).encode()
        else:
            body = json.dumps(_KEPT_BACK).encode()
            start = {**start, "status": 403}
            headers["content-type"] = "application/problem+json"
            del headers["content-disposition"]
        for name in ("content-disposition", "location"):
            if (value := headers.get(name)) is not None:
                headers[name] = self.veils.everywhere()(value)
        if "content-length" in headers:
            headers["content-length"] = str(len(body))
        return {**start, "headers": headers.raw}, body

    def _json(self, body: bytes) -> bytes:
        shown = veiled(json.loads(body), self.veils, self._path())
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def _events(self, text: bytes) -> bytes:
        out = []
        for line in text.split(b"\n"):
            name, mark, value = line.partition(b":")
            if name != b"data" or not mark:
                out.append(line)
                continue
            try:
                out.append(b"data: " + self._json(value))
            except ValueError:
                out.append(self._lines(line.decode("utf-8", "replace")).encode())
        return b"\n".join(out)

    def _lines(self, text: str) -> str:
        ids = [each for each in self._path() if each]
        reports = frozenset().union(*self.veils.reports_of(ids).values())
        if reports:
            (veil,) = self.veils.of(reports)
            return "".join(map(veil, text.splitlines(keepends=True)))
        return "".join(map(self.veils.everywhere(), text.splitlines(keepends=True)))

    def _path(self) -> list[str]:
        return list(ids_in(self.scope["path"] + "?" + self.scope["query_string"].decode("utf-8", "replace")))


_KEPT_BACK: dict[str, Any] = {
    "type": "urn:reportedly:names-not-masked",
    "title": "This cannot be shown without private names",
    "status": 403,
    "detail": "The answer is of a kind in which private names cannot be masked; ask for JSON or CSV, or for a role "
    "that may see names.",
}
