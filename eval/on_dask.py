"""What a Dask cluster costs for each report, beside the reading itself: `python -m eval.on_dask`.

Sends fictional items of the size of an article (4,000 bytes) to two workers of this machine, which answer at once
with as many bytes as a reading has (25,000), in tasks of several sizes; so all that is measured is the engine:
pickling, sending, scheduling, and putting outcomes in order. Reading takes some 300 ms a report.
"""

from __future__ import annotations

import argparse
import time

from reportedly.batch.budget import Budget
from reportedly.batch.cluster import Cluster
from reportedly.batch.on_dask import Chunk
from reportedly.batch.reader import ReaderOptions
from reportedly.store.work import Item

__all__ = ["main"]

ARTICLE, READING = 4_000, 25_000


def answer(chunk: Chunk) -> list[bytes]:
    """Bytes as large as the readings of these items."""
    return [bytes(READING) for _ in chunk.items]


def chunks(reports: int, size: int) -> list[Chunk]:
    """So many items in chunks of this size."""
    items = [
        (
            Item(number=n, original=f"{n:064x}", location=f"{n}.txt", media_type="text/plain"),
            n.to_bytes(4) * (ARTICLE // 4),
        )
        for n in range(reports)
    ]
    said = (ReaderOptions(), Budget(), f"{size}")
    return [Chunk(tuple(items[at : at + size]), *said) for at in range(0, reports, size)]


def main() -> None:
    """Print seconds for starting, and milliseconds for each report by size of task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000, help="how many for each size")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100, 200, 1_000], help="reports of one task")
    told = parser.parse_args()
    began = time.perf_counter()
    with Cluster(2) as cluster:
        list(cluster.map(answer, chunks(10, 1), key=lambda chunk: f"warm-{chunk.key}"))
        print(f"two workers started in {time.perf_counter() - began:.1f} s")
        print("| reports of a task | ms a report |\n|---|---|")
        for size in told.sizes:
            work = chunks(told.reports, size)
            began = time.perf_counter()
            done = sum(len(found) for _, found in cluster.map(answer, work, key=lambda chunk: chunk.key))
            if done != told.reports:
                raise SystemExit(f"{told.reports - done} reports were lost")
            print(f"| {size:,} | {(time.perf_counter() - began) * 1000 / done:.2f} |", flush=True)


if __name__ == "__main__":
    main()
