"""Places, measured: which words name one and which place they mean, against annotated corpora.

    python -m eval.places                            # LGL, and the development halves of GeoVirus and GeoWebNews
    python -m eval.places --file GOLD.jsonl [--view names|all]

Reads each text from its characters and gives the corpora's own scorer, eval/geo_eval.py, every mention that has a
place. Of its figures the ones that count are end to end: F1 of places found and set down within 161 km (`e2e_f161`),
and the same where a country or a first-order area is right by its code (`e2e_f161_area`): the middle of a country is
wherever a gazetteer puts it. A second table says of places with each score how many are right.

Annotators disagree on what a toponym is, so each corpus is scored for what it annotates, by one rule for the whole
file: a corpus none of whose annotations is an adjective or a people ("Kenyan") annotates `names`, and mentions of
peoples are left out; otherwise `all` count. --view decides instead of the rule.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.corpora import folder
from reportedly.evaluation.attribution import gold_records
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.gazetteer import DEMONYM, gazetteer
from reportedly.language.mentions import Mentions
from reportedly.language.place_keys import fold
from reportedly.report import Report

__all__ = ["main", "show", "view"]

CORPORA = ("geo_lgl", "geo_geovirus.dev", "geo_gwn.dev")
WITHIN = 161
"""How far (km) a place may lie from where it is annotated: a hundred miles, as in the literature."""
FEW = 0.01
"""Share of annotations that may be adjectives by accident in a corpus that annotates names alone."""


def view(gold: Iterable[dict[str, Any]]) -> str:
    """What these documents annotate: "names", or "all" if a share of the annotations are a people's name."""
    phrases = [toponym["phrase"] for document in gold for toponym in document["toponyms"]]
    distinct = list(dict.fromkeys(fold(phrase) for phrase in phrases))
    found = gazetteer().candidates(distinct)
    flags: dict[str, set[int]] = {}
    for number, flag in zip(found.name.tolist(), found.flag.tolist(), strict=True):
        flags.setdefault(distinct[number], set()).add(flag)
    peoples = sum(flags.get(fold(phrase)) == {DEMONYM} for phrase in phrases)
    return "all" if peoples > FEW * len(phrases) else "names"


def predictions(read: Iterable[tuple[dict[str, Any], Report]], what: str) -> Iterator[dict[str, Any]]:
    """One record a document and what was read in it: its id, and every place given to a mention, as scored."""
    for document, report in read:
        toponyms = []
        for mention in report.mentions or ():
            if mention.place is None or mention.place.value.place is None:
                continue
            if what == "names" and mention.place.value.use == "people":
                continue
            place, span = mention.place.value.place, mention.place.spans[0]
            area = place.kind not in {"country", "continent", "region", "water"}
            toponyms.append(
                {
                    "start": span.start, "end": span.end, "lat": place.latitude, "lon": place.longitude,
                    "geonameid": place.id.removeprefix("gn:"), "country": place.country,
                    "admin1": place.admin1_code if area else None, "name": str(place),
                    "level": "adm1" if place.kind == "admin1" else place.kind,
                    "score": mention.place.value.score,
                }
            )  # fmt: skip
        yield {"doc_id": document["doc_id"], "toponyms": toponyms}


def scores(gold_file: Path, found: Iterable[dict[str, Any]]) -> str:
    """What the corpora's scorer prints of these records. Raises CalledProcessError if that fails."""
    with TemporaryDirectory() as place:
        ours = Path(place, "system.jsonl")
        ours.write_text("".join(json.dumps(record) + "\n" for record in found), encoding="utf-8")
        scorer = [sys.executable, str(folder() / "eval" / "geo_eval.py"), str(gold_file), str(ours)]
        return subprocess.run(scorer, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def reliability(
    gold: Iterable[dict[str, Any]], found: Iterable[dict[str, Any]]
) -> Iterator[tuple[float, int, float]]:
    """For each tenth of the scores: its lower bound, how many places have such a score, and the share that is right.

    Right is what the scorer calls so, area-aware: a place within 161 km of what is annotated there, or the same area.
    What is annotated without coordinates counts neither way.
    """
    by_id = {record["doc_id"]: record["toponyms"] for record in found}
    right: dict[int, list[bool]] = {}
    for document in gold:
        for place in by_id.get(document["doc_id"], ()):
            fit = [t for t in document["toponyms"] if t["start"] < place["end"] and place["start"] < t["end"]]
            shared = [min(t["end"], place["end"]) - max(t["start"], place["start"]) for t in fit]
            best = fit[shared.index(max(shared))] if fit else None
            if best is None or best["geocoded"]:
                tenth = right.setdefault(min(int(place["score"] * 10), 9), [])
                tenth.append(best is not None and _right(best, place))
    for bound, each in sorted(right.items()):
        yield bound / 10, len(each), sum(each) / len(each)


def _right(gold: dict[str, Any], place: dict[str, Any]) -> bool:
    if gold.get("geonameid") and str(gold["geonameid"]) == place["geonameid"]:
        return True
    area = gold.get("area") or ""
    if area and area == (place["admin1"] if "." in area and place["level"] == "adm1" else None):
        return True
    if area and "." not in area and area == place["country"] and not place["admin1"]:
        return True
    a, b, c, d = map(math.radians, (gold["lat"], gold["lon"], place["lat"], place["lon"]))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h))) <= WITHIN


def main() -> None:
    """Print the scorer's table for each file given, or for the corpora."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, action="append", metavar="GOLD.jsonl")
    parser.add_argument("--view", choices=("names", "all"))
    options = parser.parse_args()
    parse, mentions = Parse(), Mentions()
    for path in options.file or [folder() / "data" / "geo" / f"{corpus}.jsonl" for corpus in CORPORA]:
        gold = list(gold_records(path))
        show(path, gold, options.view, ((record, mentions(parse(Report.of(record["text"])))) for record in gold))


def show(
    path: Path, gold: list[dict[str, Any]], what: str | None, read: Iterable[tuple[dict[str, Any], Report]]
) -> None:
    """Print the scorer's table of one corpus, and how often places of each score are right."""
    what = what or view(gold)
    found = list(predictions(read, what))
    print(f"\n{path.stem} (annotates {what})\n{scores(path, found).rstrip()}", flush=True)
    print("\nscore      places  right")
    for least, places, share in reliability(gold, found):
        print(f"{least:.1f} to {least + 0.1:.1f}{places:8d}  {share:.3f}", flush=True)


if __name__ == "__main__":
    main()
