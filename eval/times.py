"""Time expressions, measured: their words, types and TIMEX3 values against annotated corpora.

    python -m eval.times                       # TimeBank and AQUAINT
    python -m eval.times --corpus wikiwars
    python -m eval.times --file GOLD.jsonl     # another corpus of the same form
    python -m eval.times --halves              # each corpus in halves by document; rules were written on the first
    python -m eval.times --hidden              # dates of publication inferred, with the true ones hidden
    python -m eval.times --all                 # scores, halves and hidden dates, as in docs/benchmarks.md

Prints the figures of the corpora's own scorer, eval/time_eval.py: F1 of the words (strict: exactly; relaxed: any
overlap), F1 of type and value (relaxed F1 times the share that is right, as in TempEval-3), and of the days that
values name. Intervals are left for the scorer to derive from the values: TimeML keeps "early" and "earlier this"
apart from the value, so its intervals are whole months and years where ours are the part that the words name.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.corpora import folder, records
from reportedly.evaluation.attribution import gold_records
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.dating import infer
from reportedly.language.times import times
from reportedly.language.tree import Tree
from reportedly.report import Report

__all__ = ["main", "predictions"]

CORPORA = ("timebank", "aquaint", "wikiwars", "gum.dev")
"""Corpora as their files are called (data/time/time_NAME.jsonl); the first two are what is printed by default."""

WIKINEWS = "wikinews/wikinews_2019_2020.jsonl"

_DATE_LINE = re.compile(r"\s*\w+day, \w+ \d{1,2}, \d{4}\s*\n")


def predictions(documents: list[dict[str, Any]]) -> Iterator[dict[str, object]]:
    """One record a document: its id, and every time expression with its type and TIMEX3 value."""
    parse = Parse()
    for document in documents:
        tree = Tree(parse(Report.of(document["text"])))
        yield {
            "doc_id": document["doc_id"],
            "timexes": [
                {"start": span.start, "end": span.end, "type": value.type, "value": value.timex}
                for span, value in times(tree, document.get("dct"))
            ],
        }


def scores(gold: list[dict[str, Any]], ours: list[dict[str, object]]) -> str:
    """What the corpora's scorer prints of our reading. Raises CalledProcessError, with its message, if it fails."""
    with TemporaryDirectory() as place:
        files = Path(place, "gold.jsonl"), Path(place, "system.jsonl")
        for file, lines in zip(files, (gold, ours), strict=True):
            file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        scorer = [sys.executable, str(folder() / "eval" / "time_eval.py")]
        return subprocess.run([*scorer, *map(str, files)], check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def _digest(name: str) -> int:
    """A number by which documents are drawn, the same on every machine."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16)


def _halves(documents: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Two halves by the digest of the document's id, the same on every machine: "first half", "second half"."""
    out: dict[str, list[dict[str, Any]]] = {"first half": [], "second half": []}
    for document in documents:
        out["second half" if _digest(document["doc_id"]) % 2 else "first half"].append(document)
    return out


def hidden(name: str, documents: list[dict[str, Any]]) -> str:
    """A row: the shares of documents whose inferred interval holds the true date, does not, or is not given."""
    parse, counts, widths = Parse(), Counter[str](), []
    for document in documents:
        if not (truth := document.get("dct")):
            continue
        found = infer(Tree(parse(Report.of(document["text"]))))
        counts["documents"] += 1
        if found is None:
            continue
        first, last = found[0]
        widths.append((last - first).days + 1)
        counts["contained" if first <= date.fromisoformat(truth[:10]) <= last else "wrong"] += 1
    total, widths = max(counts["documents"], 1), sorted(widths)
    shares = [counts["contained"], counts["wrong"], counts["documents"] - len(widths)]
    cells = " | ".join(f"{100 * share / total:.1f}" for share in shares)
    median = f"{widths[len(widths) // 2]:,}" if widths else "-"
    year = 100 * sum(width <= 366 for width in widths) / total
    return f"| {name} | {counts['documents']} | {cells} | {median} | {year:.1f} |"


def _wikinews(*, date_line: bool) -> list[dict[str, Any]]:
    """Wikinews articles with their true dates; without the line of the date, the headline stands in its place."""
    out = []
    for record in records(WIKINEWS):
        bare = f"{record['title']}\n\n{_DATE_LINE.sub('', record['text'], count=1).strip()}"
        out.append({"doc_id": record["doc"], "dct": record["date"], "text": record["text"] if date_line else bare})
    return out


def _polnear() -> list[dict[str, Any]]:
    """One in eight of PolNeAR's articles, whose names hold their dates."""
    named = ((_IN_NAME.search(record["doc"]), record) for record in records("attribution/polnear_train.jsonl"))
    return [
        {"doc_id": record["doc"], "dct": match[1], "text": record["text"]}
        for match, record in named
        if match and _digest(record["doc"]) % 8 == 0
    ]


_IN_NAME = re.compile(r"_(\d{4}-\d\d-\d\d)")


def _print_hidden(corpora: dict[str, list[dict[str, Any]]]) -> None:
    print("| | documents | contained % | wrong % | abstained % | median days | within a year % |")
    print("|---|---|---|---|---|---|---|")
    for name, documents in corpora.items():
        print(hidden(name, documents), flush=True)


def main() -> None:
    """Print the scorer's table for each corpus named, or for the default two; with --hidden, the inferred dates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", choices=CORPORA)
    parser.add_argument("--file", action="append", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--hidden", action="store_true")
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    names = chosen.corpus or ([] if chosen.file else CORPORA[:2])
    corpora = {name: records(f"time/time_{name}.jsonl") for name in names}
    corpora |= {path.name: list(gold_records(path)) for path in chosen.file or ()}
    if not chosen.hidden or chosen.all:
        for name, documents in corpora.items():
            parts = {name: documents} if not chosen.halves or chosen.all else {}
            if chosen.halves or chosen.all:
                parts |= {f"{name}, {half}": part for half, part in _halves(documents).items()}
            for title, part in parts.items():
                print(f"\n{title}\n{scores(part, list(predictions(part))).rstrip()}", flush=True)
    if chosen.hidden or chosen.all:
        if not (chosen.corpus or chosen.file):
            corpora["Wikinews, without the line of its date"] = _wikinews(date_line=False)
            corpora["Wikinews, with it"] = _wikinews(date_line=True)
            corpora["PolNeAR, one in eight"] = _polnear()
        _print_hidden(corpora)


if __name__ == "__main__":
    main()
