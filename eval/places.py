"""Places, measured: which words name one and which place they mean, against annotated corpora.

    python -m eval.places                            # LGL, and the development halves of GeoVirus and GeoWebNews
    python -m eval.places --file GOLD.jsonl [--view names|all]

Reads each text from its characters and gives the corpora's own scorer, eval/geo_eval.py, every mention that has a
place. Of its figures the ones that count are end to end: F1 of places found and set down within 161 km (`e2e_f161`),
and the same where a country or a first-order area is right by its code (`e2e_f161_area`): the middle of a country is
wherever a gazetteer puts it.

Annotators disagree on what a toponym is, so each corpus is scored for what it annotates, by one rule for the whole
file: a corpus none of whose annotations is an adjective or a people ("Kenyan") annotates `names`, and mentions of
peoples are left out; otherwise `all` count. --view decides instead of the rule.
"""

from __future__ import annotations

import argparse
import json
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

__all__ = ["main", "predictions", "view"]

CORPORA = ("geo_lgl", "geo_geovirus.dev", "geo_gwn.dev")
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


def predictions(gold: Iterable[dict[str, Any]], what: str) -> Iterator[dict[str, Any]]:
    """One record a document: its id, and every place that a mention was given, in the scorer's form."""
    parse, mentions = Parse(), Mentions()
    for document in gold:
        report = mentions(parse(Report.of(document["text"])))
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
                }
            )  # fmt: skip
        yield {"doc_id": document["doc_id"], "toponyms": toponyms}


def scores(path: Path, what: str | None) -> tuple[str, str]:
    """What is annotated, and what the corpora's scorer prints. Raises CalledProcessError if that fails."""
    gold = list(gold_records(path))
    what = what or view(gold)
    with TemporaryDirectory() as place:
        ours = Path(place, "system.jsonl")
        ours.write_text("".join(json.dumps(record) + "\n" for record in predictions(gold, what)), encoding="utf-8")
        scorer = [sys.executable, str(folder() / "eval" / "geo_eval.py"), str(path), str(ours)]
        return what, subprocess.run(scorer, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def main() -> None:
    """Print the scorer's table for each file given, or for the corpora."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, action="append", metavar="GOLD.jsonl")
    parser.add_argument("--view", choices=("names", "all"))
    options = parser.parse_args()
    for path in options.file or [folder() / "data" / "geo" / f"{corpus}.jsonl" for corpus in CORPORA]:
        what, table = scores(path, options.view)
        print(f"\n{path.stem} (annotates {what})\n{table.rstrip()}", flush=True)


if __name__ == "__main__":
    main()
