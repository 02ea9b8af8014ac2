"""How fast search answers on many reports: 200 mixed questions on 100,000 fictional reports of some 250 words.

    python -m eval.search [--reports N] [--keep FOLDER]

A ledger in SQLite is filled with the texts of `eval.synthetic`, and the search index with what reading would find in
them (`eval.synthetic_outlines.index_entry`), so that nothing has to be read. The questions are drawn by a fixed seed:
words that most reports have and words that three have, phrases, beginnings, exclusions, each filter alone and with
words, filters together. Each is asked once, cold within the process and warm in the cache of the system, with
passages, exact offsets and reasons of twenty results. Printed are the times by the clock and of the processor (they
differ where others use the machine), the slowest questions, and what the index cost in time and space. --keep leaves
the ledger in a folder and asks again the next time without filling.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from eval.synthetic import FIRST_DAY, Story, World, _random, stories
from eval.synthetic_outlines import bare, index_entry
from reportedly.codec import to_json
from reportedly.store import search_index
from reportedly.store.derived import incidents, members
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.schema import reports
from reportedly.store.search_signs import STATUSES
from reportedly.store.searching import search
from reportedly.store.work import pack

QUESTIONS = 200
BATCH = 2_000


def fill(ledger: Ledger, many: int) -> dict[str, float]:
    """Put stories into a ledger and its search index; returns what of it cost how much processor time."""
    spent = {"making": 0.0, "storing texts": 0.0, "preparing entries": 0.0, "indexing": 0.0, "merging": 0.0}
    begin = time.process_time()

    def lap(name: str) -> None:
        nonlocal begin
        now = time.process_time()
        spent[name] += now - begin
        begin = now

    made = enumerate(stories(many), 1)
    told: dict[str, int] = {}
    while batch := list(islice(made, BATCH)):
        lap("making")
        rows = [_report(story, number) for number, story in batch]
        with ledger.writing() as connection:
            connection.execute(insert(reports), rows)
            lap("storing texts")
            entries = [index_entry(story, number) for number, story in batch]
            lap("preparing entries")
            search_index.index_documents(connection, entries)
            lap("indexing")
            of = [(row["report"], story.incident) for row, (_, story) in zip(rows, batch, strict=True)]
            belong = [{"incident": i, "account": r, "report": r, "role": "news"} for r, i in of if i]
            if belong:
                connection.execute(insert(members), belong)
        for _, story in batch:
            if story.incident:
                told[story.incident] = told.get(story.incident, 0) + (story.copy_of is None)
        lap("making")
    with ledger.writing() as connection:
        connection.execute(insert(incidents), [{"id": each, "origins": own} for each, own in told.items()])
        begin = time.process_time()
        search_index.attach_incidents(connection)
        lap("indexing")
        search_index.optimise(connection)
        lap("merging")
    return spent


def _report(story: Story, number: int) -> dict[str, Any]:
    report = bare(story)
    row = {"sequence": number, "report": report.id, "original": "synthetic", "content": report.id, "at": "2031"}
    return row | {"characters": len(report.text), "body": pack(to_json(report))}


def questions(many: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Kinds of questions with their fields, drawn by a fixed seed from what the stories tell."""
    rng = _random("questions")
    world = World(1, reports=many)
    towns = [town for nation in world.nations for town in world.towns[nation]]
    groups = [group for nation in world.nations for group in world.groups[nation]]
    common = [
        "police",
        "said",
        "people",
        "officials",
        "killed",
        "army",
        "road",
        "residents",
        "town",
        "market",
        "attack",
        "hospital",
        "week",
    ]
    middle = ["motorcycle", "curfew", "ransom", "harvest", "sappers", "helicopters", "orphan", "torchlight", "truce"]
    phrases = ["claimed responsibility", "opened fire", "tear gas", "died at the scene", "a dark day", "white van"]
    types = ["Armed clash", "Attack", "ASSAULT", "Violent demonstration", "Air/drone strike", "STATEMENT"]
    sources = ["police", "officials", "the army", "residents", "spokesman"]

    def day() -> str:
        return FIRST_DAY.replace(year=2031 + rng.randrange(2), month=rng.randrange(1, 13)).isoformat()

    def place() -> str:
        return rng.choice((rng.choice(towns).name, rng.choice(towns).province))

    def rare() -> str:
        return rng.choice((world.surnames, world.proper))(rng)

    while True:
        a_word = rng.choice((*common, *middle))
        yield "common word", {"words": rng.choice(common)}
        yield "two common words", {"words": " ".join(rng.sample(common, 2))}
        yield "uncommon word", {"words": rng.choice(middle)}
        yield "rare word", {"words": rare()}
        yield "three words", {"words": f"{rng.choice(common)} {rng.choice(middle)} {rng.choice(common)}"}
        yield "phrase", {"words": f'"{rng.choice(phrases)}"'}
        yield "name", {"words": f'"{world.person(rng)}"'}
        yield "beginning", {"words": f"{rare()[:4].lower()}*"}
        yield "exclusion", {"words": f"{rng.choice(common)} NOT {rng.choice(middle)}"}
        yield "one of", {"words": f"{rng.choice(middle)} OR {rng.choice(middle)} {rng.choice(common)}"}
        yield "place", {"place": place()}
        yield "place, words", {"place": place(), "words": a_word}
        yield "actor", {"actor": rng.choice(groups)}
        yield "actor, words", {"actor": rng.choice(groups), "words": a_word}
        yield "type", {"type": rng.choice(types)}
        yield "type, words", {"type": rng.choice(types), "words": a_word}
        yield "type, place", {"type": rng.choice(types), "place": place()}
        yield "status", {"status": rng.choice(STATUSES)}
        yield "claimed by", {"claimed_by": rng.choice(sources)}
        yield "claimed by, status", {"claimed_by": rng.choice(sources), "status": rng.choice(("denied", "alleged"))}
        yield "claimed by, status, words", {"claimed_by": rng.choice(groups), "status": "asserted", "words": a_word}
        yield "days", {"since": day(), "words": a_word}
        yield "outlet", {"outlet": rng.choice(world.outlets).name, "words": rng.choice(common)}
        yield "origins", {"min_origins": rng.randrange(2, 9), "words": a_word}
        yield "incident", {"incident": f"h{rng.randrange(1, many // 10)}"}
        yield "everything", {
            "type": rng.choice(types), "place": rng.choice(towns).province, "claimed_by": rng.choice(sources),
            "since": "2031-03-01", "min_origins": 2, "words": rng.choice(common),
        }  # fmt: skip
        yield "third page", {"words": rng.choice(middle), "offset": 40}


def asked(ledger: Ledger, many: int) -> None:
    """Ask the questions and print how long the answers took."""
    search(ledger, Query(words="warm", type="ASSAULT", place="Nairobi"))  # gazetteer and codebook are opened once
    took: list[tuple[float, float, str, dict[str, Any], int]] = []
    for kind, fields in islice(questions(many), QUESTIONS):
        begin, cpu = time.perf_counter(), time.process_time()
        results = search(ledger, Query(**fields))
        cpu = time.process_time() - cpu
        took.append((cpu, time.perf_counter() - begin, kind, fields, results.total))
    clock, processor = [each[1] for each in took], [each[0] for each in took]
    for name, seconds in (("by the clock", clock), ("of the processor", processor)):
        times = sorted(1000 * each for each in seconds)
        p50, p95 = times[len(times) // 2], times[int(0.95 * len(times))]
        print(f"{name:18} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   max {times[-1]:7.1f} ms   ({len(times)} questions)")
    print(f"of them without a result: {sum(not each[4] for each in took)}")
    by_kind: dict[str, list[float]] = {}
    for cpu, _, kind, _, _ in took:
        by_kind.setdefault(kind, []).append(1000 * cpu)
    for kind, times in by_kind.items():
        print(f"  {kind:28} mean {sum(times) / len(times):7.1f} ms   max {max(times):7.1f} ms")
    for cpu, _, _, fields, total in sorted(took, key=lambda each: -each[0])[:5]:
        print(f"  slowest: {1000 * cpu:7.1f} ms  {total:6,} found  {fields}")


def sizes(ledger: Ledger) -> None:
    """Print how much space texts and index take."""
    with ledger.reading() as connection:
        asked_for = text("SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name")
        space = {row.name: row.size for row in connection.execute(asked_for)}
    index = {name: size for name, size in space.items() if name.startswith(("search_", "ix_search_"))}
    parts = {
        "full text": sum(size for name, size in index.items() if name.startswith("search_words")),
        "signs": sum(size for name, size in index.items() if name.startswith("search_signs")),
    }
    parts["documents, names, incidents"] = sum(index.values()) - sum(parts.values())
    print(
        f"index {sum(index.values()) / 1e6:,.0f} MB ({', '.join(f'{k} {v / 1e6:,.0f}' for k, v in parts.items())}), "
    )
    print(f"texts as stored {space['reports'] / 1e6:,.0f} MB")


def main() -> None:
    """Fill a ledger, or take one that was kept, and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    many = arguments.reports
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.keep or Path(folder)
        there = (place / "ledger.db").exists()
        with Ledger.open(place, create=True) as ledger:
            if not there:
                spent = fill(ledger, many)
                print(f"{many:,} reports; processor seconds: " + ", ".join(f"{k} {v:.0f}" for k, v in spent.items()))
                rate = many / (spent["preparing entries"] + spent["indexing"] + spent["merging"])
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{rate:,.0f} reports indexed a processor second (entries made, not read); peak {peak:,.0f} MB")
            sizes(ledger)
            asked(ledger, many)


if __name__ == "__main__":
    main()
