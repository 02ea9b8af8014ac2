"""How fast news comes into a ledger, what the store costs of it, and whether kill -9 loses or doubles anything.

    python -m eval.ingest [--sample N] [--kills N] [--workers N] [--unread] [--link] [--keep FOLDER]

Takes in the 3,591 gun-violence articles (`data/incidents/gva_dev.jsonl`; title, content and dct are read by their
names) by the same functions as `reportedly ingest`, and prints reports per processor minute, and what the process
that keeps the store took of the processor. Then, with --kills, the command itself is run on a new ledger and killed
with signal 9 that many times, at moments drawn by chance over taking in and reading, and run to the end; what it
leaves must have the digest of the unbroken run. --unread does so with a recipe without stages: the kills then fall on
keeping and noting alone, which reading otherwise hides. --link links the unbroken ledger: what each step costs, and
how well the incidents that end up in its tables are those that people coded (in sample: the shipped weights were
fitted on these articles; `eval.incidents` has the figures that count).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from eval.corpora import folder
from eval.incidents import score
from reportedly.batch.local import Workers
from reportedly.batch.reader import ReaderOptions
from reportedly.derive.link import link
from reportedly.errors import ReportedlyError
from reportedly.ingest.read_pending import read_pending
from reportedly.ingest.take_in import take_in
from reportedly.store.derived import accounts, members
from reportedly.store.ledger import Ledger
from reportedly.store.schema import found, items

__all__ = ["main"]

CORPUS = "incidents/gva_dev.jsonl"
POLL = 0.25


def main() -> None:
    """Run the measure; exit status 1 where a digest differs or the books do not balance."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="only so many articles, evenly spread")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--unread", action="store_true", help="a recipe without stages: the store's own steps alone")
    parser.add_argument("--link", action="store_true", help="link the unbroken ledger, and score its incidents")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--keep", type=Path, help="put the ledgers there, and use an unbroken one that is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reportedly-eval-") as made:
        place = given.keep or Path(made)
        place.mkdir(parents=True, exist_ok=True)
        source = _source(place, given.sample)
        recipe = "default"
        if given.unread:
            (place / "unread.toml").write_text("")
            recipe = str(place / "unread.toml")
        expected = _unbroken(place, source, recipe, given.workers)
        if given.kills and not _killed(place, source, recipe, given.workers, given.kills, given.seed, expected):
            raise SystemExit(1)
        if given.link:
            _link(place / "unbroken", source)


def _link(at: Path, source: Path) -> None:
    """Link the ledger, print what it cost and what came out."""
    steps: list[tuple[str, float]] = []
    with Ledger.open(at) as ledger:
        started = time.process_time()
        summary = link(ledger, lambda step: steps.append((step, time.process_time())))
        ended = time.process_time()
        with ledger.reading() as connection:
            asked = (
                select(items.c.locator, members.c.incident)
                .join(found, found.c.item == items.c.number)
                .join(accounts, accounts.c.report == found.c.report)
                .join(members, members.c.account == accounts.c.id)
                .where(accounts.c.number == 1)
            )
            incident_of = {int(locator.split()[1]): incident for locator, incident in connection.execute(asked)}
    for (step, begun), (_, over) in pairwise([*steps, ("", ended)]):
        print(f"{step}: {over - begun:.1f} s")
    each = (ended - started) / max(summary.reports, 1)
    print(f"linking {summary.reports:,} reports: {ended - started:.0f} s of processor, {1000 * each:.1f} ms a report")
    gold = [json.loads(line)["incident"] for line in source.read_bytes().splitlines()]
    told = [incident_of.get(number, f"none {number}") for number in range(1, len(gold) + 1)]
    scores = score(gold, told)
    print(", ".join(f"{name} {100 * score:.1f}" for name, score in scores.items()))


def _source(place: Path, sample: int | None) -> Path:
    lines = (folder() / "data" / CORPUS).read_bytes().splitlines(keepends=True)
    if sample and sample < len(lines):
        lines = [lines[n * len(lines) // sample] for n in range(sample)]
    source = place / f"{len(lines)}.jsonl"
    source.write_bytes(b"".join(lines))
    return source


def _unbroken(place: Path, source: Path, recipe: str, workers: int) -> str:
    """The digest of an unbroken run, and its figures printed."""
    at = place / "unbroken"
    if not at.exists():
        started, before = time.monotonic(), _cpu(resource.RUSAGE_CHILDREN)
        own = time.process_time()
        with Ledger.open(at, create=True) as ledger:
            taken = take_in(ledger, [source])
            kept = time.process_time() - own
            with Workers(workers, ReaderOptions(recipe=recipe)) as engine:
                read_pending(ledger, engine)
            own = time.process_time() - own
            reading = _cpu(resource.RUSAGE_CHILDREN) - before
            books = ledger.books()
        print(f"{taken.items:,} items; {books.line()}")
        print(f"{workers} workers, {time.monotonic() - started:,.0f} s by the clock")
        print(
            f"processor: {reading / 60:.1f} minutes in the processes that read, {own:.1f} s in the one that keeps the"
        )
        print(f"store (of which {kept:.1f} s taking in): {100 * own / reading:.1f} % of the reading")
        print(f"{books.done / ((reading + own) / 60):.0f} reports per processor minute, store included")
    with Ledger.open(at) as ledger:
        started = time.monotonic()
        digest = ledger.digest()
        print(f"digest of the unbroken run {digest[:16]}… ({time.monotonic() - started:.1f} s)", flush=True)
        return digest


def _cpu(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _killed(place: Path, source: Path, recipe: str, workers: int, kills: int, seed: int, expected: str) -> bool:
    """Whether one ingest, killed so many times and run to its end, has left the digest of the unbroken one."""
    at = place / "killed"
    shutil.rmtree(at, ignore_errors=True)
    command = [sys.executable, "-m", "reportedly", "ingest", str(source), "--ledger", str(at)]
    command += ["--recipe", recipe, "--workers", str(workers)]
    rng = random.Random(seed)  # noqa: S311
    with Ledger.open(place / "unbroken") as ledger:
        total = ledger.books().received
    # A fifth of the kills by time from the start (taking in, loading), the others by how far the reading is.
    early = [rng.uniform(0.3, 4.0) for _ in range(kills // 5)]
    points = sorted(rng.randrange(total) for _ in range(kills - len(early)))
    fell: dict[str, int] = {"before the first outcome": 0, "between outcomes": 0, "after the last": 0}
    ended = 0
    for number in range(kills):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        if number < len(early):
            time.sleep(early[number])
        else:
            _wait_for(at, points[number - len(early)], process)
            time.sleep(rng.uniform(0.0, 1.0))
        ended += process.poll() is not None
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = _done(at)
        fell[
            "before the first outcome" if done <= 0 else "after the last" if done >= total else "between outcomes"
        ] += 1
    print(
        f"{kills - ended} kills ({ended} came too late, the run had ended): "
        + ", ".join(f"{count} {when}" for when, count in fell.items()),
        flush=True,
    )
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    with Ledger.open(at) as ledger:
        books, digest = ledger.books(), ledger.digest()
    with Ledger.open(place / "unbroken") as ledger:
        lost = ledger.books().done - books.done
    print(f"run to the end: {books.line()}; {max(lost, 0)} lost, {max(-lost, 0)} doubled")
    same = digest == expected and books.balanced and not books.pending and not lost
    print(f"digest {digest[:16]}…: {'the same' if same else 'NOT THE SAME'}")
    return same


def _wait_for(at: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Until so many items have an outcome, or the process has ended."""
    while process.poll() is None and _done(at) < count:
        time.sleep(POLL)


def _done(at: Path) -> int:
    try:
        with Ledger.open(at) as ledger:
            books = ledger.books()
            return books.done + books.quarantined
    except (ReportedlyError, OSError):
        return -1


if __name__ == "__main__":
    main()
