"""Several worker processes on this machine: whatever happens to one, each item gets one outcome, in its order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NamedTuple

from msgspec import MsgspecError

from reportedly.batch.budget import Budget
from reportedly.batch.locators import shown_place
from reportedly.batch.reader import ReaderOptions
from reportedly.batch.worker import decoded, main
from reportedly.errors import BadInput, BadRecipe
from reportedly.store.work import Done, Failed, Item
from reportedly.version import __version__

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

__all__ = ["Load", "Task", "Workers", "loaded_bytes"]

Load = Callable[[], bytes]
"""Fetches an item's bytes when a worker is free for it; raises BadInput where they cannot be had."""

AHEAD = 200
"""Outcomes that may wait for an earlier item that takes long. Bounds memory: an outcome has some 100 kB."""

START = 300.0
"""Seconds by the clock that a process has to load its models."""


class Task(NamedTuple):
    """An item to be read, and how to come by its bytes."""

    item: Item
    load: Load


class _Job(NamedTuple):
    place: int
    item: Item
    data: bytes
    attempt: int


class _Worker:
    """One child process and what it works on."""

    def __init__(self, options: ReaderOptions, budget: Budget) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=main, args=(theirs, options, budget, os.getpid()), daemon=True
        )
        self.process.start()
        theirs.close()
        self.ready = False
        self.job: _Job | None = None
        self.deadline = time.monotonic() + START

    def give(self, job: _Job, budget: Budget) -> None:
        self.job = job
        self.deadline = time.monotonic() + budget.clock(len(job.data), job.item.media_type)
        self.connection.send((job.item, job.data))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Workers:
    """`count` disposable processes. A context manager: leaving it ends them.

    A child that dies, panics, recurses without end or breaks its budget costs one item, which comes back as Failed;
    its neighbours are read by others, and the child is replaced.
    """

    def __init__(self, count: int, options: ReaderOptions | None = None, budget: Budget | None = None) -> None:
        self.count = max(count, 1)
        self.options = options or ReaderOptions()
        self.budget = budget or Budget()
        self.replaced = 0
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def read(self, tasks: Iterable[Task]) -> Iterator[Done | Failed]:
        """The outcome of each task, in the order of the tasks; lazily, at most AHEAD tasks are under way.

        Raises BadRecipe where no process can start at all, naming what it said.
        """
        waiting: deque[_Job] = deque()
        finished: dict[int, Done | Failed] = {}
        source = enumerate(tasks)
        given = returned = 0
        more = True
        while True:
            while more and given - returned < AHEAD and len(waiting) < self.count:
                place, task = next(source, (-1, None))
                if task is None:
                    more = False
                    break
                given += 1
                loaded = loaded_bytes(task)
                if isinstance(loaded, Failed):
                    finished[place] = loaded
                else:
                    waiting.append(_Job(place, task.item, loaded, 1))
            while returned in finished:
                yield finished.pop(returned)
                returned += 1
            if not more and returned == given:
                return
            if (more and given == returned) or (not waiting and not any(each.job for each in self._workers)):
                continue
            self._hand_out(waiting)
            self._collect(waiting, finished)

    def _hand_out(self, waiting: deque[_Job]) -> None:
        while len(self._workers) < min(self.count, len(waiting) + sum(1 for each in self._workers if each.job)):
            self._workers.append(_Worker(self.options, self.budget))
        for worker in list(self._workers):
            if waiting and worker.ready and worker.job is None:
                job = waiting.popleft()
                try:
                    worker.give(job, self.budget)
                except OSError:  # it died between two items: this one is not to blame
                    waiting.appendleft(job)
                    self._remove(worker)

    def _collect(self, waiting: deque[_Job], finished: dict[int, Done | Failed]) -> None:
        """Wait until a worker says something, dies or is out of time; note what became of its item."""
        busy = [each for each in self._workers if each.job or not each.ready]
        if not busy:
            return
        nearest = min(each.deadline for each in busy) - time.monotonic()
        connections: dict[object, _Worker] = {each.connection: each for each in busy}
        for ready in wait(list(connections), timeout=max(nearest, 0)):  # type: ignore[arg-type]
            self._heard(connections[ready], waiting, finished)
        now = time.monotonic()
        for worker in busy:
            if worker in self._workers and worker.deadline < now and (worker.job or not worker.ready):
                self._over(worker, waiting, finished, "time")

    def _heard(self, worker: _Worker, waiting: deque[_Job], finished: dict[int, Done | Failed]) -> None:
        try:
            said = decoded(worker.connection.recv_bytes())
        except (EOFError, OSError, ValueError, MsgspecError):
            self._over(worker, waiting, finished, "death")
            return
        if said.kind == "cannot":
            raise BadRecipe(said.body)
        if said.kind == "ready":
            worker.ready, worker.deadline = True, float("inf")
            return
        job, worker.job = worker.job, None
        if job is not None:
            finished[job.place] = said.body
        if said.leaving:
            self._remove(worker)

    def _over(self, worker: _Worker, waiting: deque[_Job], finished: dict[int, Done | Failed], how: str) -> None:
        """A worker that died or is out of time: its item is tried once more, or has failed."""
        job = worker.job
        if how == "death":
            worker.process.join(5)
        code = worker.process.exitcode
        loading = not worker.ready
        self._remove(worker)
        if job is None:
            if loading and how == "time":
                raise BadRecipe(f"a worker did not load its models within {START:.0f} seconds: try fewer --workers")
            if loading:
                raise BadRecipe(f"a worker ended while it loaded its models ({_ending(code)}): try fewer --workers")
            return
        seconds = self.budget.seconds(len(job.data), job.item.media_type)
        out_of_cpu = code == -getattr(signal, "SIGXCPU", 24)
        if out_of_cpu:
            cause = f"took more than the {seconds:.0f} seconds of processor time that a document of its size may take"
        elif how == "time":
            cause = (
                f"was not done after {self.budget.clock(len(job.data), job.item.media_type):.0f} seconds by the clock"
            )
        else:
            cause = f"the process that read it died ({_ending(code)})"
        if job.attempt < self.budget.attempts:
            waiting.appendleft(job._replace(attempt=job.attempt + 1))
            return
        tries = "" if job.attempt == 1 else f", {job.attempt} times"
        finished[job.place] = Failed(
            item=job.item.number,
            stage="limits",
            cause=f"{shown_place(job.item)}: {cause}{tries}",
            tool=f"reportedly {__version__}",
            seconds=seconds if out_of_cpu else None,
            bytes=None,
        )

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()
        self.replaced += 1


def loaded_bytes(task: Task) -> bytes | Failed:
    try:
        return task.load()
    except BadInput as error:
        cause = str(error)
    except Exception as error:  # a library that trips over a damaged archive must not end the run
        cause = f"its original cannot be read ({type(error).__name__}: {error})"
    cause = cause if task.item.location in cause else f"{shown_place(task.item)}: {cause}"
    return Failed(item=task.item.number, stage="take in", cause=cause, tool=f"reportedly {__version__}")


def _ending(code: int | None) -> str:
    if code is None:
        return "without an exit status"
    try:
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"
    except ValueError:
        return f"signal {-code}"
