"""Work for many hosts at once, one job at a time for each host, and outcomes in the order in which they come."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from typing import TypeVar

__all__ = ["THREADS", "by_host"]

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

THREADS = 8
"""Hosts that are visited at a time."""

_HELD = 16
"""Outcomes that wait to be taken before the visits pause; each may be a page of some megabytes."""


def by_host(
    jobs: Iterable[tuple[str, Job]], work: Callable[[Job], Outcome], stop: threading.Event, threads: int = THREADS
) -> Iterator[tuple[Job, Outcome]]:
    """Each job, given with its host, and what `work` made of it; nothing more is begun once `stop` is set.

    What `work` raises is raised here, after the work that was begun has ended.
    """
    groups: dict[str, list[Job]] = {}
    for host, job in jobs:
        groups.setdefault(host, []).append(job)
    outcomes: Queue[tuple[Job, Outcome] | Exception | None] = Queue(_HELD)
    over = threading.Event()

    def run(group: list[Job]) -> None:
        try:
            for job in group:
                if stop.is_set() or over.is_set():
                    break
                outcomes.put((job, work(job)))
        except Exception as error:
            outcomes.put(error)
        finally:
            outcomes.put(None)

    left = len(groups)
    with ThreadPoolExecutor(threads, thread_name_prefix="visits") as pool:
        try:
            for group in groups.values():
                pool.submit(run, group)
            while left:
                outcome = outcomes.get()
                if outcome is None:
                    left -= 1
                elif isinstance(outcome, Exception):
                    raise outcome
                else:
                    yield outcome
        finally:
            over.set()
            while left:  # or those who wait to hand over would wait for ever
                left -= outcomes.get() is None
