"""What keeping a reading costs, beside what reading costs: time, room, and how long a ledger of many takes to answer.

    python -m eval.store [--reports N] [--articles N] [--postgresql]

Articles of `data/incidents/gva_dev.jsonl` are read once (their time is the reading that everything is compared with)
and kept under as many outlets as it takes to have N reports. CPU time is this
process's own; `packing` is done by the workers, `finish` by the one writer. Every row is safe on the disk
(synchronous=FULL) when finish returns.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from eval.corpora import records
from eval.faults import places
from reportedly.layers.anchoring import Anchored
from reportedly.pipeline import default_pipeline
from reportedly.report import Publication, Report
from reportedly.store.checking import Checked, check
from reportedly.store.ledger import Ledger
from reportedly.store.stats import stats
from reportedly.store.work import Arrival, Done, Reading

T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    articles, reading = _read(asked.articles)
    print(
        f"reading: {1000 * reading:.0f} CPU-ms an article of {_mean(len(a.text) for a in articles):,.0f} characters"
    )
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ending:
        place = next(places(Path(folder), ending, server=asked.postgresql))
        with Ledger.open(place, create=True) as ledger:
            _fill(ledger, list(islice(_many(articles), asked.reports)), reading)
            _ask(ledger)


def _fill(ledger: Ledger, reports: list[Report], reading: float) -> None:
    name = ledger.originals.put(b"all of them")
    numbers = range(len(reports))
    _, cpu, wall = _timed(
        lambda: ledger.receive(Arrival(original=name, location="all.jsonl", locator=f"line {n}") for n in numbers)
    )
    print(f"receive: {1000 * cpu / len(reports):.2f} CPU-ms an item, {len(reports) / wall:,.0f} items a second")
    packed, cpu, _ = _timed(lambda: [Reading.of(each, "recipe") for each in reports])
    print(
        f"packing: {1000 * cpu / len(reports):.2f} CPU-ms a report, {cpu / len(reports) / reading:.1%} of reading it"
    )
    done = [Done(number + 1, (each,)) for number, each in enumerate(packed)]
    for size in (1, 10, 100):
        some, done = done[: len(reports) // 3], done[len(reports) // 3 :]
        _, cpu, wall = _timed(lambda: _finish(ledger, some, size))  # noqa: B023
        print(
            f"finish, {size} at a time: {1000 * cpu / len(some):.2f} CPU-ms a report "
            f"({cpu / len(some) / reading:.1%} of reading it), {len(some) / wall:,.0f} reports a second"
        )
    ledger.finish(done)


def _finish(ledger: Ledger, done: list[Done], size: int) -> None:
    for at in range(0, len(done), size):
        ledger.finish(done[at : at + size])


def _ask(ledger: Ledger) -> None:
    totals, _, wall = _timed(lambda: stats(ledger))
    print(
        f"{totals.reports:,} reports, {totals.database_bytes / totals.reports:,.0f} bytes each; stats in {wall:.2f} s"
    )
    _, cpu, wall = _timed(lambda: sum(1 for _ in ledger.reports()))
    print(f"taking all out, checked: {1000 * cpu / totals.reports:.1f} CPU-ms a report")
    _, _, wall = _timed(lambda: sum(1 for _ in check(ledger, Checked())))
    print(f"verify: {1000 * wall / totals.reports:.1f} ms a report")
    _, _, wall = _timed(ledger.digest)
    print(f"digest: {1000 * wall / totals.reports:.2f} ms a report")
    _, _, wall = _timed(lambda: ledger.sequence_at("2026-01-01"))
    print(f"a moment as a place in the sequence: {1000 * wall:.1f} ms for {ledger.sequence():,} rows")


def _read(number: int) -> tuple[list[Report], float]:
    """The first articles of the corpus that are no longer than usual, read, and the CPU-seconds each took."""
    texts = [f"{row['title']}\n\n{row['content']}" for row in records("incidents/gva_dev.jsonl")]
    texts = [text for text in texts if 500 < len(text) < 8_000]
    pipeline = default_pipeline()
    pipeline(Report.of(texts[0]))
    reports, cpu, _ = _timed(lambda: [pipeline(Report.of(text)) for text in texts[:number]])
    return reports, cpu / len(reports)


def _many(articles: list[Report]) -> Iterator[Report]:
    """The articles under one outlet after another: other reports with the same annotations."""
    for number in count():
        outlet = Anchored(f"Outlet {number}", inferred="made up")
        for article in articles:
            renamed = Report.of(article.text, Publication(outlet=outlet))
            yield replace(article, id=renamed.id, publication=renamed.publication)


def _timed(run: Callable[[], T]) -> tuple[T, float, float]:
    """What comes of it, CPU-seconds and seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    out = run()
    return out, time.process_time() - cpu, time.perf_counter() - wall


def _mean(values: Iterator[int]) -> float:
    known = list(values)
    return sum(known) / len(known)


if __name__ == "__main__":
    main()
