"""A Dask cluster to work on: one that runs already, or processes of this machine; and chunks of work sent to it.

The engine promises at-least-once at best: a task may run twice, or on two workers at once, when one of them dies. So
a task returns what it found and writes nothing, its key derives from what it is to do, and the one writer notes
results so that the same again changes nothing.
"""

from __future__ import annotations

import hashlib
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reportedly.errors import BadCluster, MissingExtra, ReportedlyError

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster", "Lost", "map_chunks", "map_on"]

Chunk = TypeVar("Chunk")
Found = TypeVar("Found")

CONNECT, JOIN, GONE, PATIENCE = 15.0, 60.0, 60.0, 180.0
"""Seconds to wait: for a scheduler to answer, for a first worker to be there, and for one to be there again; and for
processes of our own to start."""

_LOOK = 2.0


class Lost(NamedTuple):
    """A chunk that was not done, and why."""

    why: str


class Cluster:
    """A connection to a scheduler, or without an address a scheduler and `workers` processes of our own.

    A context manager; entering it raises MissingExtra without the library, BadCluster where nobody answers or no
    worker is there. What is our own listens on the loopback only, and ends with it.
    """

    def __init__(self, workers: int = 1, scheduler: str | None = None) -> None:
        self.workers = max(workers, 1)
        self.scheduler = scheduler
        self._open = ExitStack()
        self._client: Client | None = None
        self._threads, self._looked = 0, float("-inf")

    def __enter__(self) -> Cluster:
        try:
            import dask
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise MissingExtra(
                "--engine dask needs the library distributed: install it with pip install 'reportedly[dask]', here "
                "and on every machine of the cluster"
            ) from error
        import logging

        for name in [each for each in logging.root.manager.loggerDict if each.partition(".")[0] == "distributed"]:
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it we say ourselves
        try:
            at: Any = self.scheduler
            if at is None:
                # Processes that start on a busy machine are slow to answer; the default gives up after half a minute.
                self._open.enter_context(dask.config.set({"distributed.comm.timeouts.connect": f"{PATIENCE:.0f}s"}))
                # No limit of memory: a worker holds little itself, what reads has limits of its own.
                at = self._open.enter_context(
                    LocalCluster(
                        n_workers=self.workers,
                        threads_per_worker=1,
                        processes=True,
                        host="127.0.0.1",
                        dashboard_address="127.0.0.1:0",
                        memory_limit=None,
                        silence_logs=logging.CRITICAL,
                    )
                )
            self._client = self._open.enter_context(Client(at, timeout=CONNECT, set_as_default=False))
            self._client.wait_for_workers(1, timeout=JOIN)
        except (OSError, ValueError, TimeoutError, RuntimeError) as error:
            self._open.close()
            raise BadCluster(self._why(error)) from error
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._client = None
        self._open.close()

    @property
    def client(self) -> Client:
        """The connection. Raises BadCluster outside of `with`."""
        if self._client is None:
            raise BadCluster("the cluster is not open: use it as a context manager")
        return self._client

    def threads(self) -> int:
        """How many tasks the workers that are there can do at a time, as of some seconds ago; 0 without workers."""
        now = time.monotonic()
        if now - self._looked > _LOOK:
            there = self.client.scheduler_info(n_workers=-1)["workers"].values()
            self._threads, self._looked = sum(worker["nthreads"] for worker in there), now
        return self._threads

    def map(
        self,
        function: Callable[[Chunk], Found],
        chunks: Iterable[Chunk],
        *,
        key: Callable[[Chunk], str],
    ) -> Iterator[tuple[Chunk, Found | Lost]]:
        """Each chunk and what `function` makes of it, in the order of the chunks; two for each worker are under way.

        `key` names the work: the same key is the same work, and is done once. A chunk whose workers die again and
        again (four times, unless the scheduler is set otherwise), or on which `function` raises, comes back as Lost.
        A ReportedlyError that `function` raises is raised here, and BadCluster where the scheduler is gone or no
        worker comes back.
        """
        source = iter(chunks)
        under_way: deque[tuple[Chunk, Future[Found]]] = deque()
        more = True
        try:
            while True:
                while more and len(under_way) <= 2 * max(self.threads(), 1):
                    for chunk in islice(source, 1):
                        under_way.append((chunk, self._sent(function, chunk, key)))
                        break
                    else:
                        more = False
                if not under_way:
                    return
                chunk, future = under_way.popleft()
                yield chunk, self._outcome(future)
        finally:
            for _, future in under_way:
                future.cancel()

    def _sent(self, function: Callable[[Chunk], Found], chunk: Chunk, key: Callable[[Chunk], str]) -> Future[Found]:
        return self.client.submit(function, chunk, key=key(chunk))

    def _outcome(self, future: Future[Found]) -> Found | Lost:
        from concurrent.futures import CancelledError

        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        alone = None
        while not future.done():
            try:
                future.exception(timeout=_LOOK)
            except TimeoutError:
                alone = None if self.threads() else alone or time.monotonic()
                if alone is not None and time.monotonic() - alone > GONE:
                    raise BadCluster(
                        f"all workers are gone, and none came back for {GONE:.0f} seconds: start some and give the "
                        "same command again; what was done is kept"
                    ) from None
            except (CancelledError, OSError, CommClosedError) as error:
                raise BadCluster(self._why(error)) from error
        try:
            found: Found = future.result()
            return found
        except ReportedlyError:
            raise
        except KilledWorker as error:
            return Lost(f"the workers that had it died ({error.last_worker.address if error.last_worker else 'all'})")
        except (CancelledError, OSError, CommClosedError) as error:
            raise BadCluster(self._why(error)) from error
        except Exception as error:
            return Lost(f"{type(error).__name__}: {error}")

    def _why(self, error: BaseException) -> str:
        if self.scheduler is None:
            return f"a cluster of {self.workers} processes on this machine did not start or was lost: {error}"
        return (
            f"no Dask scheduler with workers answers at {self.scheduler} ({type(error).__name__}: {error}): start "
            "one with `dask scheduler` and workers with `dask worker ADDRESS`, and check the address and the firewall"
        )


def map_chunks(
    function: Callable[[Chunk], Found],
    chunks: Iterable[Chunk],
    scheduler: str | None = None,
    *,
    workers: int = 1,
) -> Iterator[Found]:
    """What `function` makes of each chunk, in their order, on a Dask cluster: scores of many thousand pairs, say.

    `function` must be importable on the workers, do the same wherever and however often it runs, and write nothing.
    Chunks should take seconds: a task costs some milliseconds. Raises as `Cluster` does, and BadCluster with the
    reason where `function` raises or kills its workers.
    """
    with Cluster(workers, scheduler) as cluster:
        yield from map_on(cluster, function, chunks)


def map_on(cluster: Cluster, function: Callable[[Chunk], Found], chunks: Iterable[Chunk]) -> Iterator[Found]:
    """`map_chunks` on a cluster that is open already."""
    named = pickle.dumps(function)

    def key(chunk: Chunk) -> str:
        return f"reportedly-{hashlib.sha256(named + pickle.dumps(chunk)).hexdigest()}"

    for _, found in cluster.map(function, chunks, key=key):
        if isinstance(found, Lost):
            raise BadCluster(f"{getattr(function, '__name__', 'a chunk')} could not be done: {found.why}")
        yield found
