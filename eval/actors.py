"""What sort of actor stands on each side of an incident, against the interaction codes of ACLED's coders.

    python -m eval.actors [--file NOTES.jsonl] [--every N] [--part dev|held-out|all]

Each record has `notes` (the text), `inter1` and `inter2` (1 state forces, 2 rebel groups, 3 political militias,
4 identity militias, 5 rioters, 6 protesters, 7 civilians, 8 external and other forces, 0 nobody) and `country`, which
is given to the scorer as the dateline of a report would give it: forces of another state count as external. The codes
are compared without regard to who is first, as ACLED's columns do not say who attacked whom.

"dev" is every third record from the first on, on which the words and rules were made; "held-out" are the others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.corpora import records
from reportedly.claims.actor_lexicon import actor_words
from reportedly.evaluation.attribution import gold_records
from reportedly.ontology.actors import actor_types
from reportedly.pipeline import default_pipeline
from reportedly.report import Actor, Event, Participant, Report

__all__ = ["codes", "main_event", "scores"]

FILE = "events/acled_2022_dev.jsonl"
FIRST = ("actor", "side_a", "side")
SECOND = ("victim", "target", "side_b", "recipient")
RANK = ("ASSAULT", "PROTEST", "COERCE", "OTHER", "MOBILIZE", "THREATEN", "AGREE", "RETREAT", "MOVEMENT", "ACCIDENT")
ACTS = ("ASSAULT", "PROTEST", "COERCE")
STATE = frozenset({"state", "military", "police", "intelligence", "state_force", "government"})


def main_event(events: Iterable[Event]) -> Event | None:
    """The event a coder would make the row of: the first act of violence, protest or force told to have happened.

    Who "gathered to protest" is taken to have done so. Which event it is is not what is measured here.
    """
    told = [e for e in events if e.type in RANK and (e.occurred or (e.type == "PROTEST" and _meant(e)))]
    first = [e for e in told if e.type in ACTS and e.genericity.value == "specific"] or told
    return min(first, key=lambda e: (e.type not in ACTS, e.span.start), default=None)


def _meant(event: Event) -> bool:
    return event.modality.value == "planned" and event.polarity.value == "positive"


def codes(event: Event | None, country: str | None) -> tuple[int, int]:
    """The interaction codes of the two sides of an event in a country (ISO 3166-1); 0 for a side nobody is on."""
    if event is None:
        return 0, 0
    first = [c for p in event.participants if p.role in FIRST if (c := _code(p, event, country))]
    second = [c for p in event.participants if p.role in SECOND if (c := _code(p, event, country))]
    if not first:
        first = [c for r in event.responsibility if (c := _of(r.actor, country))]
    if not first:
        first = [c for p in event.participants if p.role == "instrument" if (c := _of(p.actor, country))]
    if not second and len(first) > 1 and any(p.role == "side" for p in event.participants):
        return first[0], first[-1]
    if not second and first and event.mode in {"arson", "destroy"}:
        second = [7]  # whose houses burn is a civilian to the coders
    return (first or [0])[0], (second or [0])[0]


def _intervention(events: Iterable[Event], country: str | None) -> int:
    """The code of state forces that arrest, disperse or hurt protesters: coders make one row of both."""
    for event in events:
        if event.type in {"COERCE", "ASSAULT"} and event.occurred:
            first, second = codes(event, country)
            if first == 1 and second in {6, 7}:
                return first
    return 0


def _code(participant: Participant, event: Event, country: str | None) -> int:
    code = _of(participant.actor, country)
    actor = participant.actor
    if participant.role in SECOND and actor and actor.kind and actor.kind.value in {"criminals", "official"}:
        return 7 if event.type != "COERCE" else 0
    if participant.role in {"target", "recipient"} and event.type == "PROTEST":
        return 0
    return code


def _of(actor: Actor | None, country: str | None) -> int:
    if actor is None or actor.kind is None:
        return 0
    foreign = actor.country is not None and country is not None and actor.country.value != country
    if foreign and actor.kind.value in STATE:
        return 8
    return actor_types()[actor.kind.value].acled


def scores(read: Iterable[tuple[dict[str, Any], Report]]) -> dict[str, Any]:
    """Counts of notes with the right pair, the right codes of the first and second actor, and what was confused."""
    words = actor_words()
    right = Counter[str]()
    per: dict[int, Counter[str]] = {code: Counter() for code in range(9)}
    confused: Counter[tuple[tuple[int, int], tuple[int, int]]] = Counter()
    for record, report in read:
        country = words.country.get(str(record.get("country") or "").lower())
        gold = (int(record["inter1"] or 0), int(record["inter2"] or 0))
        events = report.events or ()
        found = codes(main := main_event(events), country)
        if main is not None and main.type == "PROTEST" and not found[1]:
            found = found[0], _intervention(events, country)
        right["notes"] += 1
        right["pair"] += sorted(gold) == sorted(found)
        right["first"] += gold[0] in found
        if gold[1]:
            right["seconds"] += 1
            right["second"] += gold[1] in found and (gold[0] != gold[1] or found[0] == found[1])
            right["pair of two"] += sorted(gold) == sorted(found)
        if sorted(gold) != sorted(found):
            confused[gold, found] += 1
        remaining = Counter(c for c in gold if c)
        for code in found:
            if code:
                per[code]["found"] += 1
                if remaining[code]:
                    remaining[code] -= 1
                    per[code]["right"] += 1
        for code in gold:
            if code:
                per[code]["gold"] += 1
    return {"right": right, "per": per, "confused": confused}


def main() -> None:
    """Read the notes and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--file", help="a JSON lines file of the same form; default the corpora's development rows")
    parser.add_argument("--every", type=int, default=1, help="read every N-th note of the part")
    parser.add_argument("--part", choices=("dev", "held-out", "all"), default="held-out")
    options = parser.parse_args()
    if options.file and Path(options.file).exists():
        rows = list(gold_records(Path(options.file)))
    else:
        rows = records(options.file or FILE)
    if options.file is None and options.part != "all":
        rows = [row for n, row in enumerate(rows) if (n % 3 == 0) is (options.part == "dev")]
    rows = rows[:: options.every]
    pipeline = default_pipeline()
    show(options.file or f"{FILE} ({options.part})", scores((r, pipeline(Report.of(r["notes"]))) for r in rows))


def show(name: str, found: dict[str, Any]) -> None:
    """Print shares right, and precision and recall of each code."""
    right: Counter[str] = found["right"]
    notes, seconds = right["notes"], right["seconds"]
    print(f"{name}: {notes} notes")
    print(f"pair of codes right              {right['pair'] / max(notes, 1):.3f}")
    print(f"first actor's code right         {right['first'] / max(notes, 1):.3f}")
    print(f"second actor's code right        {right['second'] / max(seconds, 1):.3f}  of {seconds} with one")
    print(f"pair right where there are two   {right['pair of two'] / max(seconds, 1):.3f}")
    print("\ncode  gold  found  precision  recall")
    for code, counts in found["per"].items():
        if counts["gold"] or counts["found"]:
            precision = counts["right"] / max(counts["found"], 1)
            recall = counts["right"] / max(counts["gold"], 1)
            print(f"{code:4d}{counts['gold']:6d}{counts['found']:7d}{precision:11.3f}{recall:8.3f}")


if __name__ == "__main__":
    main()
