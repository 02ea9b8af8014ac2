"""Reading on a Dask cluster: many reports to a task, models loaded once for each worker, one writer on this side.

Each thread of a Dask worker holds one disposable process (`batch.local`), so that a document that crashes, hangs or
swells costs itself and neither the worker nor the task; what a cluster adds is that a whole machine may die as well.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Self

from reportedly.batch.budget import Budget
from reportedly.batch.cluster import Cluster, Lost
from reportedly.batch.local import Task, Workers, loaded_bytes
from reportedly.batch.reader import ReaderOptions
from reportedly.batch.resources import recipe_digest
from reportedly.batch.worker import decoded, encoded
from reportedly.errors import BadCluster
from reportedly.store.work import Done, Failed, Item, digest_of
from reportedly.version import __version__

__all__ = ["REPORTS", "Chunk", "DaskWorkers", "read_chunk"]

REPORTS, BYTES, FIRST = 200, 8_000_000, 8
"""Reports and bytes of one task at most, and reports of the first tasks, which double from there.

A task of 200 takes about a minute, against some milliseconds that the engine takes for it; that minute is also what a
dead worker costs. Tasks begin small so that a short list is spread over all workers.
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one task reads: items with their bytes, how to read them, and the digest that the recipe must have."""

    items: tuple[tuple[Item, bytes], ...]
    options: ReaderOptions
    budget: Budget
    recipe: str

    @property
    def key(self) -> str:
        """Names the work: the same items, read in the same way."""
        said = [
            (i.number, i.original, i.locator, i.location, i.media_type, i.retrieved, i.overrides)
            for i, _ in self.items
        ]
        return f"reportedly-{digest_of(self.recipe, repr(self.options), repr(said))}"


class DaskWorkers:
    """The engine: `count` workers of our own, or those of the scheduler at an address. A context manager.

    `reports` is how many reports a task holds at most. Raises MissingExtra and BadCluster when entered.
    """

    def __init__(
        self,
        count: int,
        options: ReaderOptions | None = None,
        budget: Budget | None = None,
        *,
        scheduler: str | None = None,
        reports: int = REPORTS,
    ) -> None:
        self.options = options or ReaderOptions()
        self.budget = budget or Budget()
        self.reports = max(reports, 1)
        self.cluster = Cluster(count, scheduler)
        self._here: Workers | None = None

    def __enter__(self) -> Self:
        self.cluster.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        if self._here is not None:
            self._here.__exit__()
        self.cluster.__exit__()

    def read(self, tasks: Iterable[Task]) -> Iterator[Done | Failed]:
        """The outcome of each task, in the order of the tasks; lazily, some chunks for each worker are under way.

        A chunk during which workers died again and again is read by a process of this machine. Raises BadCluster if
        the scheduler is gone, no worker is left, or a worker has another release or other resources.
        """
        recipe = recipe_digest(self.options.recipe, self.options.codebooks)
        refused: dict[int, Failed] = {}
        order: list[int] = []
        for chunk, found in self.cluster.map(
            read_chunk, self._chunks(tasks, recipe, refused, order), key=lambda chunk: chunk.key
        ):
            read = self._read_here(chunk) if isinstance(found, Lost) else [decoded(each)[1] for each in found]
            yield from _in_order(read, refused, order)
        yield from _in_order([], refused, order)

    def _read_here(self, chunk: Chunk) -> list[Done | Failed]:
        if self._here is None:
            self._here = Workers(1, self.options, self.budget)
        return list(self._here.read(_tasks(chunk)))

    def _chunks(
        self, tasks: Iterable[Task], recipe: str, refused: dict[int, Failed], order: list[int]
    ) -> Iterator[Chunk]:
        """The tasks in chunks. Items whose bytes cannot be had are noted in `refused`; `order` gets every number."""
        held: list[tuple[Item, bytes]] = []
        size, made = 0, 0
        for task in tasks:
            order.append(task.item.number)
            data = loaded_bytes(task)
            if isinstance(data, Failed):
                refused[task.item.number] = data
                continue
            if held and (size + len(data) > BYTES or len(held) >= self._most(made)):
                yield Chunk(tuple(held), self.options, self.budget, recipe)
                held, size, made = [], 0, made + 1
            held.append((task.item, data))
            size += len(data)
        if held:
            yield Chunk(tuple(held), self.options, self.budget, recipe)

    def _most(self, made: int) -> int:
        doublings = made // (2 * max(self.cluster.threads(), 1))
        return min(FIRST << min(doublings, 30), self.reports)


def read_chunk(chunk: Chunk) -> list[bytes]:
    """Runs on a worker: the outcomes of the items, for `decoded`, in their order. Raises BadCluster where this worker
    would read them otherwise than the one who asks."""
    options = chunk.options
    try:
        here = recipe_digest(options.recipe, options.codebooks)
    except OSError as error:
        raise BadCluster(f"a worker lacks a recipe or codebook that was asked for: {error}") from error
    if here != chunk.recipe:
        raise BadCluster(
            f"a worker has other words, weights or rules than we have (reportedly {__version__} there): install the "
            "same release on every machine of the cluster"
        )
    reading = _workers(options, chunk.budget)
    return [
        encoded(item, outcome) for (item, _), outcome in zip(chunk.items, reading.read(_tasks(chunk)), strict=True)
    ]


def _tasks(chunk: Chunk) -> Iterator[Task]:
    return (Task(item, partial(bytes, data)) for item, data in chunk.items)


_held = threading.local()


def _workers(options: ReaderOptions, budget: Budget) -> Workers:
    """The reading process of this thread, started when it is first needed and kept: its models are loaded once."""
    have: tuple[ReaderOptions, Budget, Workers] | None = getattr(_held, "workers", None)
    if have is not None and have[:2] == (options, budget):
        return have[2]
    if have is not None:
        have[2].__exit__()
    # Dask's workers are daemons, which may have no children by default; ours end with the thread that started them.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    workers = Workers(1, options, budget)
    _held.workers = (options, budget, workers)
    return workers


def _in_order(read: list[Done | Failed], refused: dict[int, Failed], order: list[int]) -> Iterator[Done | Failed]:
    """These outcomes, and among them, where they belong, those of items that were refused before they were sent."""
    outcomes = {outcome.item: outcome for outcome in read} | refused
    done = 0
    for number in order:
        if number not in outcomes:
            break
        yield outcomes[number]
        refused.pop(number, None)
        done += 1
    del order[:done]
