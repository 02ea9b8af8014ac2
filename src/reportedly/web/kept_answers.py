"""Large answers made once for each state of the ledger, and sent as they are to whoever has not got them yet."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import msgspec
from fastapi import Request, Response
from sqlalchemy import func, select

from reportedly.store import as_of, derived
from reportedly.store.ledger import Ledger

__all__ = ["KeptAnswers", "derived_state"]

MOST = 24
"""Answers that are kept; of 20,000 incidents one takes about 1 MB."""

LEAST = 2_000
"""Bytes from which it is worth compressing."""


def derived_state(ledger: Ledger) -> str:
    """Sixteen letters that change with whatever is read, corrected, judged or linked."""
    with ledger.reading() as connection:
        progress = connection.execute(select(derived.progress).order_by(derived.progress.c.step)).all()
        members = connection.scalar(select(func.count()).select_from(derived.members))
        stamp = (as_of.last(connection), members, *map(tuple, progress))
    return hashlib.sha256(repr(stamp).encode()).hexdigest()[:16]


class KeptAnswers:
    """Answers by what was asked, for one state of the ledger. May be used by several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: dict[Hashable, threading.RLock] = {}
        self._state = ""
        self._values: dict[Hashable, Any] = {}
        self._bodies: OrderedDict[Hashable, tuple[bytes, bytes]] = OrderedDict()

    def value(self, state: str, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` returns, made once for each state; whoever asks meanwhile waits for it."""
        with self._making(state, ("value", key)):
            if key not in self._values:
                self._values[key] = make()
            return self._values[key]

    def answer(self, request: Request, state: str, key: Hashable, make: Callable[[], Any]) -> Response:
        """The JSON of what `make` returns, compressed if the browser takes that; 304 where it has it already."""
        tag = f'"{hashlib.sha256(repr((state, key)).encode()).hexdigest()[:24]}"'
        headers = {"ETag": tag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        with self._making(state, ("body", key)):
            if key not in self._bodies:
                body = msgspec.json.encode(make())
                self._bodies[key] = body, gzip.compress(body, 5, mtime=0) if len(body) >= LEAST else b""
            plain, small = self._bodies[key]
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
            while len(self._bodies) > MOST:
                self._bodies.popitem(last=False)
        if small and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(small, headers=headers | {"Content-Encoding": "gzip"}, media_type="application/json")
        return Response(plain, headers=headers, media_type="application/json")

    def _making(self, state: str, key: Hashable) -> threading.RLock:
        """Whoever asks for one thing waits for one other; two things are made side by side."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._values, self._bodies, self._busy = {}, OrderedDict(), {}
            return self._busy.setdefault(key, threading.RLock())
