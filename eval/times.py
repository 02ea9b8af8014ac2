"""Time expressions, measured: their words, types and TIMEX3 values against annotated corpora.

    python -m eval.times                       # TimeBank and AQUAINT
    python -m eval.times --corpus wikiwars

Prints the figures of the corpora's own scorer, eval/time_eval.py: F1 of the words (strict: exactly; relaxed: any
overlap), F1 of type and value (relaxed F1 times the share that is right, as in TempEval-3), and of the days that
values name. Intervals are left for the scorer to derive from the values: TimeML keeps "early" and "earlier this"
apart from the value, so its intervals are whole months and years where ours are the part that the words name.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.corpora import folder, records
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.times import times
from reportedly.language.tree import Tree
from reportedly.report import Report

__all__ = ["main", "predictions"]

CORPORA = ("timebank", "aquaint", "wikiwars", "gum.dev")
"""Corpora as their files are called (data/time/time_NAME.jsonl); the first two are what is printed by default."""


def predictions(corpus: str) -> Iterator[dict[str, object]]:
    """One record a document: its id, and every time expression with its type and TIMEX3 value."""
    parse = Parse()
    for document in records(f"time/time_{corpus}.jsonl"):
        tree = Tree(parse(Report.of(document["text"])))
        yield {
            "doc_id": document["doc_id"],
            "timexes": [
                {"start": span.start, "end": span.end, "type": value.type, "value": value.timex}
                for span, value in times(tree, document.get("dct"))
            ],
        }


def scores(corpus: str) -> str:
    """What the corpora's scorer prints of our reading. Raises CalledProcessError, with its message, if it fails."""
    data = folder()
    with TemporaryDirectory() as place:
        ours = Path(place, "system.jsonl")
        ours.write_text("".join(json.dumps(record) + "\n" for record in predictions(corpus)), encoding="utf-8")
        scorer = [sys.executable, str(data / "eval" / "time_eval.py")]
        gold = data / "data" / "time" / f"time_{corpus}.jsonl"
        return subprocess.run([*scorer, str(gold), str(ours)], check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def main() -> None:
    """Print the scorer's table for each corpus named, or for the default two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", choices=CORPORA)
    for corpus in parser.parse_args().corpus or CORPORA[:2]:
        print(f"\n{corpus}\n{scores(corpus).rstrip()}")


if __name__ == "__main__":
    main()
