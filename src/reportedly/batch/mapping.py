"""A function over many chunks: in this process, in several of this machine, or on a Dask cluster."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from reportedly.batch.cluster import Cluster, map_on
from reportedly.errors import BadCluster
from reportedly.version import __version__

__all__ = ["MapChunks", "opened_map"]

Chunk = TypeVar("Chunk")
Found = TypeVar("Found")
MapChunks = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""What the function makes of each chunk, in the order of the chunks; lazily, a few for each worker are under way."""


@contextmanager
def opened_map(engine: str = "local", workers: int = 1, scheduler: str | None = None) -> Iterator[MapChunks]:
    """Like the built-in `map`, over `workers` processes of this machine or (engine "dask") a cluster's.

    Functions must be importable there, do the same wherever and however often they run, and write nothing. Processes
    start when they are first needed. Raises MissingExtra and BadCluster, the latter also where a process dies.
    """
    if engine == "dask":
        with Cluster(workers, scheduler) as cluster:
            yield partial(_on_cluster, cluster)
    elif workers > 1:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield partial(_in_pool, pool, 2 * workers)
    else:
        yield map


def _on_cluster(cluster: Cluster, function: Callable[[Chunk], Found], chunks: Iterable[Chunk]) -> Iterator[Found]:
    return map_on(cluster, partial(_of_release, function, __version__), chunks)


def _of_release(function: Callable[[Chunk], Found], release: str, chunk: Chunk) -> Found:
    """Runs on a worker. Raises BadCluster where it has another release: it would find otherwise than the one who
    asks."""
    if release != __version__:
        raise BadCluster(
            f"a worker has reportedly {__version__}, and {release} asks: install the same release on every machine "
            "of the cluster"
        )
    return function(chunk)


def _in_pool(
    pool: ProcessPoolExecutor, most: int, function: Callable[[Chunk], Found], chunks: Iterable[Chunk]
) -> Iterator[Found]:
    source = iter(chunks)
    under_way: deque[Future[Found]] = deque()
    try:
        while True:
            under_way += (pool.submit(function, chunk) for chunk in islice(source, most - len(under_way)))
            if not under_way:
                return
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise BadCluster(
            "a process that compared pairs was killed, perhaps for want of memory: give the same command again with "
            "fewer --workers"
        ) from error
    finally:
        for future in under_way:
            future.cancel()
