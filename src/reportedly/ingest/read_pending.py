"""What waits on the work list is read, and each outcome noted, until nothing waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from reportedly.batch.local import Task
from reportedly.ingest.bytes_of import BytesOf
from reportedly.store.work import Done, Failed, Item
from reportedly.text.limits import Limits

if TYPE_CHECKING:
    from reportedly.store.ledger import Ledger

__all__ = ["Engine", "read_pending"]

TOGETHER, SECONDS = 50, 2.0
"""Outcomes noted in one transaction, and the seconds after which fewer are: what a kill -9 costs is read again."""

LISTED = 500
"""Items taken from the work list at a time."""


class Engine(Protocol):
    """Whatever reads: processes of this machine, or of many. Outcomes come in the order of the tasks."""

    def read(self, tasks: Iterable[Task]) -> Iterator[Done | Failed]: ...


def read_pending(
    ledger: Ledger,
    engine: Engine,
    *,
    limits: Limits | None = None,
    noted: Callable[[list[Done | Failed]], None] = lambda outcomes: None,
) -> int:
    """Read every item that waits, in the order of arrival; returns how many had an outcome.

    Outcomes are written in the order of arrival, whichever process was faster, so that the ledger comes out the same
    with one process and with many, interrupted or not. `noted` is called with what has just been written.
    """
    bytes_of = BytesOf(ledger.originals, limits)
    outcomes: list[Done | Failed] = []
    total, since = 0, time.monotonic()

    def note() -> None:
        nonlocal total, since
        if outcomes:
            ledger.finish(outcomes)
            total += len(outcomes)
            noted(list(outcomes))
            outcomes.clear()
        since = time.monotonic()

    try:
        for outcome in engine.read(_tasks(ledger, bytes_of)):
            outcomes.append(outcome)
            if len(outcomes) >= TOGETHER or time.monotonic() - since > SECONDS:
                note()
        note()
    finally:
        bytes_of.close()
    return total


def _tasks(ledger: Ledger, bytes_of: BytesOf) -> Iterator[Task]:
    after = 0
    while items := ledger.pending(LISTED, after):
        for item in items:
            yield Task(item, _loader(item, bytes_of))
        after = items[-1].number


def _loader(item: Item, bytes_of: BytesOf) -> Callable[[], bytes]:
    return lambda: bytes_of(item)
