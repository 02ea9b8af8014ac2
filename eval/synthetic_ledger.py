"""A large ledger of fictional reports, linked by how they were made: to try and time what works on whole ledgers.

    python -m eval.synthetic_ledger FOLDER [--reports 100000] [--seed 1]

Reports are those of `eval.synthetic`, their readings those of `eval.synthetic_readings`; copies, incidents and
origins are what the stories were made from, and not what linking would find, which takes ten CPU-minutes more. Of
100,000 reports some 20,000 incidents come, 40,000 copies, 4,000 pairs to decide, and a search index. Two hundredths
of a second a report; the same seed gives the same ledger.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from eval.synthetic import Happening, Story, _random, stories
from eval.synthetic_outlines import index_entry
from eval.synthetic_readings import made_reading
from reportedly.derive.rows import account_row
from reportedly.incidents.accounts import Account
from reportedly.incidents.fingerprints import fingerprint
from reportedly.incidents.glance import GLANCE_VERSION, glance, pack_glance
from reportedly.incidents.sketch import SKETCH_VERSION, Sketch, pack_sketch
from reportedly.report import annotation_id
from reportedly.store import derived, search_index
from reportedly.store.beside import FINGERPRINT_VERSION
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival, Done, Reading, Working
from reportedly.store.worklist import in_batches

BATCH = 1_000
INCIDENTS_OF_NONE = 0.3
"""Share of the reports of no incident that have one all the same: accounts of nothing, as reading finds."""

UNSURE = 4_000
"""Pairs that wait for a person."""


@dataclass
class Told:
    """An incident while its reports go by."""

    happening: Happening | None
    report: str
    first: str
    title: str
    accounts: list[tuple[Account, str, str]] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    origins: set[int] = field(default_factory=set)
    background: set[str] = field(default_factory=set)
    killed: list[int] = field(default_factory=list)
    injured: list[int] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


def fill(ledger: Ledger, many: int, seed: int = 1) -> None:
    """Put reports and all that is derived from them into an empty ledger."""
    original = ledger.originals.put(f"{many} fictional reports of seed {seed}\n".encode())
    told: dict[str, Told] = {}
    root: dict[int, int] = {}
    names: dict[int, str] = {}
    copies: list[dict[str, Any]] = []
    made = iter(stories(many, seed=seed))
    begin = time.monotonic()
    for first in range(0, many, BATCH):
        batch = list(islice(made, BATCH))
        ledger.receive(
            Arrival(original=original, location="fictional.jsonl", locator=f"line {s.number + 1}") for s in batch
        )
        items = ledger.pending(BATCH)
        done, accounts = [], []
        for item, story in zip(items, batch, strict=True):
            report, outline = made_reading(story)
            names[story.number] = report.id
            root[story.number] = root.get(story.copy_of, story.copy_of) if story.copy_of is not None else story.number
            if story.copy_of is not None:
                copies.append(_copy(names[story.copy_of], report.id, story))
            sketch = Sketch(outline=outline)
            beside = (
                Working("sketches", SKETCH_VERSION, pack_sketch(sketch)),
                Working("glances", GLANCE_VERSION, pack_glance(glance(report, sketch))),
                Working("fingerprints", FINGERPRINT_VERSION, fingerprint(report.text)),
            )
            done.append(Done(item.number, (Reading.of(report, "eval.synthetic", beside),)))
            accounts += [account_row(each) for each in outline.accounts]
            _tell(told, story, report.id, outline.accounts, root[story.number])
        ledger.finish(done)
        with ledger.writing() as connection:
            if accounts:
                connection.execute(insert(derived.accounts), accounts)
            entries = [index_entry(story, _sequence(connection, names[story.number])) for story in batch]
            search_index.index_documents(connection, entries)
        print(f"\r{first + len(batch):,} reports, {time.monotonic() - begin:,.0f} s", end="", flush=True)
    _derive(ledger, told, copies, {names[n]: names[r] for n, r in root.items() if n != r})
    print(f"\n{len(told):,} incidents, {len(copies):,} copies")


def _sequence(connection: Any, report: str) -> int:
    return int(connection.scalar(text("SELECT sequence FROM reports WHERE report = :report"), {"report": report}))


def _copy(a: str, b: str, story: Story) -> dict[str, Any]:
    kind, score = {"copy": ("copy", 0.99), "headline": ("copy", 0.95)}.get(story.how or "", ("rewrite", 0.8))
    return {"a": a, "b": b, "kind": kind, "score": score, "reason": "made from it; most sentences are the same"}


def _tell(told: dict[str, Told], story: Story, report: str, accounts: tuple[Account, ...], origin: int) -> None:
    rng = _random(f"told {story.copy_of if story.copy_of is not None else story.number}")
    for account in accounts:
        of = story.happening if account.number == 1 else story.past if account.number == 2 else None
        if of is None and (account.number != 1 or rng.random() > INCIDENTS_OF_NONE):
            continue
        key = of.id if of else f"none-{origin}"
        one = told.setdefault(key, Told(of, report, account.id, story.headline))
        news = account.newness != "background"
        one.accounts.append((account, report, "news" if news else "background"))
        if not news:
            one.background.add(report)
            continue
        one.reports.add(report)
        one.outlets.add(story.outlet.name)
        one.origins.add(origin)
        one.days.append(story.published.isoformat())
        for values, figure in ((one.killed, account.killed), (one.injured, account.injured)):
            if figure:
                values.append(figure.best)


def _derive(ledger: Ledger, told: dict[str, Told], copies: list[dict[str, Any]], folds: dict[str, str]) -> None:
    rows = {key: _incident(one) for key, one in told.items()}
    members = [
        {"incident": rows[key]["id"], "account": account.id, "report": report, "role": role}
        for key, one in told.items()
        for account, report, role in one.accounts
    ]
    tables: list[tuple[Any, list[dict[str, Any]]]] = [
        (derived.copies, copies),
        (derived.folds, [{"report": report, "root": root} for report, root in folds.items()]),
        (derived.incidents, list(rows.values())),
        (derived.members, members),
        (derived.pairs, list(_pairs(told))),
    ]
    with ledger.writing() as connection:
        for table, made in tables:
            for some in in_batches(made, BATCH):
                connection.execute(insert(table), some)
        search_index.attach_incidents(connection)
        search_index.optimise(connection)
        last = connection.scalar(text("SELECT max(sequence) FROM entries"))
        connection.execute(
            insert(derived.progress), [{"step": step, "sequence": last} for step in ("link", "search")]
        )


def _incident(one: Told) -> dict[str, Any]:
    h, accounts = one.happening, [account for account, _, role in one.accounts if role == "news"]
    chief = accounts[0] if accounts else one.accounts[0][0]
    site = next((a.site for a in accounts if a.site), chief.site)
    body = {
        "summary": one.title, "killed": _best(one.killed), "injured": _best(one.injured), "contradictions": 0,
        "changes": int(len(set(one.killed)) > 1), "background": len(one.background),
        "first_seen": min(one.days, default=None), "last_seen": max(one.days, default=None),
    }  # fmt: skip
    return {
        "id": annotation_id("x", one.report, "incident", one.first),
        "title": one.title,
        "day_from": h.day.isoformat() if h else chief.day_from,
        "day_to": h.day.isoformat() if h else chief.day_to,
        "place": site.name if site else None,
        "country": site.country if site else None,
        "lat": site.latitude if site else None,
        "lon": site.longitude if site else None,
        "radius_km": site.radius_km if site else None,
        "kind": h.kind.name if h else "attack",
        "killed_low": min(one.killed, default=None),
        "killed_high": max(one.killed, default=None),
        "injured_low": min(one.injured, default=None),
        "injured_high": max(one.injured, default=None),
        "reports": len(one.reports),
        "outlets": len(one.outlets),
        "origins": len(one.origins),
        "unknown": 0,
        "body": zlib.compress(json.dumps(body, sort_keys=True, separators=(",", ":")).encode(), 9),
    }


def _best(figures: list[int]) -> int | None:
    return max(set(figures), key=figures.count) if figures else None


def _pairs(told: dict[str, Told]) -> Iterator[dict[str, Any]]:
    """Incidents of one town and kind whose first accounts a person should look at."""
    rng = _random("pairs")
    by_town: dict[str, list[Told]] = defaultdict(list)
    for one in told.values():
        if one.happening:
            by_town[one.happening.town.id].append(one)
    made = 0
    for several in by_town.values():
        for one, other in pairwise(several):
            if made >= UNSURE:
                return
            made += 1
            a, b = sorted((one.accounts[0][0].id, other.accounts[0][0].id))
            clues = [["place", 0.8, "both are in the same town"], ["day", -0.2, "the days lie apart"]]
            yield {"a": a, "b": b, "score": round(rng.uniform(0.3, 0.7), 4), "verdict": "unsure", "clues": clues}


def main() -> None:
    """Fill the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with Ledger.open(arguments.folder, create=True) as ledger:
        fill(ledger, arguments.reports, arguments.seed)


if __name__ == "__main__":
    main()
