"""How long a decision takes until everything derived from it is written, against linking the whole ledger again.

    python -m eval.relink LEDGER [--decisions 60] [--seed 1]

Works on a copy of a linked ledger, which it makes in a temporary folder and deletes. Each decision is one that an
analyst would make: unsure pairs judged, incidents with an unsure pair between them merged, a report taken out of an
incident, a copy judged independent; each is undone again, and that is timed as well. Then as many corrections: how
firmly a claim is said, a claim rejected, an event rejected, each taken back at once, so that the ledger is as it was.
Times are of the whole transaction, by the clock and of the processor.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, func, select

from reportedly.derive import decide
from reportedly.derive.decide import Decided
from reportedly.derive.renew import renew
from reportedly.store.derived import copies, incidents, members, pairs
from reportedly.store.ledger import Ledger

Times = dict[str, list[tuple[float, float]]]
AUTHOR, REASON = "eval", "timed"


def main() -> None:
    """Print a table of times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--decisions", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger"
        shutil.copytree(options.ledger, place, ignore=shutil.ignore_patterns("originals"))
        (place / "originals").mkdir()
        with Ledger.open(place) as ledger:
            times, again = measured(ledger, options.decisions, options.seed)
            changed, behind = corrected(ledger, options.decisions, options.seed)
            times |= changed
            with ledger.reading() as connection:
                many = connection.scalar(select(func.count()).select_from(incidents))
    print(f"{many:,} incidents; {again} decisions need linking again")
    print("corrections that need linking again:", ", ".join(f"{kind}: {n}" for kind, n in sorted(behind.items())))
    print(f"{'decision':28}{'times':>6}{'ms, p50':>9}{'p95':>8}{'most':>8}{'processor, p50':>16}{'p95':>8}")
    for kind, found in times.items():
        clock, cpu = sorted(each[0] for each in found), sorted(each[1] for each in found)
        p95 = int(0.95 * len(found))
        row = (clock[len(clock) // 2], clock[p95], clock[-1])
        print(
            f"{kind:28}{len(found):6}{row[0]:9.0f}{row[1]:8.0f}{row[2]:8.0f}{cpu[len(cpu) // 2]:16.0f}{cpu[p95]:8.0f}"
        )


def measured(ledger: Ledger, many: int, seed: int) -> tuple[Times, int]:
    """Milliseconds by the clock and of the processor, by kind of decision; how many were out of reach."""
    chance = random.Random(seed)  # noqa: S311
    times: Times = defaultdict(list)
    again = 0
    for number in range(many):
        with ledger.reading() as connection:
            kind, decision = _decision(connection, ledger, chance, number % 4)
        for name, act in ((kind, decision), (f"undo: {kind}", None)):
            start, used = time.perf_counter(), time.process_time()
            if act is not None:
                made = act()
            elif made.number is not None:
                made = decide.undo(ledger, made.number, author=AUTHOR, reason=REASON)
            times[name].append(((time.perf_counter() - start) * 1e3, (time.process_time() - used) * 1e3))
            again += made.relinked.again is not None
    return times, again


def corrected(ledger: Ledger, many: int, seed: int) -> tuple[Times, dict[str, int]]:
    """Milliseconds of corrections and of taking them back; how many of each kind only linking can follow."""
    chance = random.Random(seed)  # noqa: S311
    with ledger.reading() as connection:
        ids = list(connection.scalars(select(members.c.report).distinct().order_by(members.c.report)))
    times: Times = defaultdict(list)
    behind: dict[str, int] = defaultdict(int)
    said: list[str | None] = []

    def then(connection: Connection, report: str) -> None:
        said.append(renew(connection, report).again)

    for number in range(many):
        kind = ("a claim's status", "a claim rejected", "an event rejected")[number % 3]
        report = ledger.report(chance.choice(ids))
        some = (report.events if number % 3 == 2 else report.claims) or ()
        if not some:
            continue
        field, value = ("status", "denied") if number % 3 == 0 else ("rejected", True)
        change = (chance.choice(some).id, field, value, None)
        start, used = time.perf_counter(), time.process_time()
        [made] = ledger.correct_several(report.id, [change], author=AUTHOR, reason=REASON, then=then)
        times[kind].append(((time.perf_counter() - start) * 1e3, (time.process_time() - used) * 1e3))
        behind[kind] += said[-1] is not None
        start, used = time.perf_counter(), time.process_time()
        ledger.withdraw_correction(made, author=AUTHOR, reason=REASON, then=then)
        times[f"taken back: {kind}"].append(((time.perf_counter() - start) * 1e3, (time.process_time() - used) * 1e3))
        behind["taken back"] += said[-1] is not None
    return times, behind


def _decision(
    connection: Connection, ledger: Ledger, chance: random.Random, kind: int
) -> tuple[str, Callable[[], Decided]]:
    unsure = select(pairs.c.a, pairs.c.b).where(pairs.c.verdict == "unsure").order_by(pairs.c.a, pairs.c.b)
    a, b = chance.choice(connection.execute(unsure).all())
    if kind == 0:
        verdict = chance.choice(("same", "different"))
        return "a pair judged", lambda: decide.judge_pair(ledger, verdict, a, b, author=AUTHOR, reason=REASON)  # type: ignore[arg-type]
    if kind == 1:
        asked = select(members.c.incident).where(members.c.account.in_((a, b))).distinct()
        both = list(connection.scalars(asked.order_by(members.c.incident)))
        if len(both) == 2:
            return "two incidents merged", lambda: decide.merge(ledger, both, author=AUTHOR, reason=REASON)
    if kind == 2:
        several = select(incidents.c.id).where(incidents.c.reports > 1).order_by(incidents.c.id)
        one = chance.choice(list(connection.scalars(several)))
        asked = select(members.c.report).where(members.c.incident == one, members.c.role == "news").distinct()
        report = chance.choice(sorted(connection.scalars(asked)))
        return "a report taken out", lambda: decide.split(ledger, one, [report], author=AUTHOR, reason=REASON)
    link = chance.choice(connection.execute(select(copies.c.a, copies.c.b).order_by(copies.c.a, copies.c.b)).all())
    return "a copy judged independent", lambda: decide.judge_pair(
        ledger, "independent", link.a, link.b, author=AUTHOR, reason=REASON
    )


if __name__ == "__main__":
    main()
