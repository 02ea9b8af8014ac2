"""Does every stored field show its words? Reads every text of the corpora and checks each field from outside.

    python -m eval.anchors [--file NAME] [--every N] [--workers N]

Each text is read with the default recipe and written as a line of JSON; that line is then parsed with the standard
library alone, and every object in it that has start, end and words is held against the corpus's own text. So the
check does not trust the code that it checks. Prints one line per corpus; exit status 1 if a field or a text failed.
"""

from __future__ import annotations

import argparse
import json
import traceback
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from typing import Any

from eval.corpora import Text, texts
from reportedly import codec
from reportedly.pipeline import default_pipeline
from reportedly.report import Report


def check(item: Text) -> tuple[str, int, int, int, str]:
    """(corpus file, words, fields, wrong fields, traceback or nothing) of one text."""
    words = len(item.text.split())
    try:
        line = codec.to_json(default_pipeline()(Report.of(item.text)))
        spans = list(_spans(json.loads(line)))
        wrong = sum(item.text[span["start"] : span["end"]] != span["words"] for span in spans)
        codec.from_json(line)
    except Exception:  # whatever a stage raises is a failure of that text, to be counted and shown
        return item.file, words, 0, 0, f"{item.file}: {item.text[:60]!r}\n{traceback.format_exc()}"
    return item.file, words, len(spans), wrong, ""


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "words"}:
            yield value
        for member in value.values():
            yield from _spans(member)
    elif isinstance(value, list):
        for member in value:
            yield from _spans(member)


def main() -> None:
    """Run the check and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--file", default="", help="read only corpora whose file has this in its name")
    parser.add_argument("--every", type=int, default=1, help="read only every Nth text (default: all)")
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    options = parser.parse_args()
    chosen = [item for item in texts() if options.file in item.file][:: options.every]
    if not chosen:
        raise SystemExit(f"no corpus has {options.file!r} in the name of its file; without --file all are read")
    totals: dict[str, Counter[str]] = {}
    faults = []
    with Pool(options.workers) as pool:
        for file, words, fields, wrong, fault in pool.imap_unordered(check, chosen, chunksize=16):
            row = totals.setdefault(file, Counter())
            row.update(texts=1, words=words, fields=fields, wrong=wrong, failed=bool(fault))
            faults += [fault] if fault else []
    print(f"{'corpus':44s} {'texts':>7s} {'words':>9s} {'fields':>9s} {'wrong':>6s} {'failed':>6s}")
    for file, row in [*sorted(totals.items()), ("all", sum(totals.values(), Counter()))]:
        print(
            f"{file:44s} {row['texts']:7,d} {row['words']:9,d} {row['fields']:9,d} "
            f"{row['wrong']:6d} {row['failed']:6d}"
        )
    for fault in faults[:5]:
        print(fault)
    if any(row["wrong"] or row["failed"] for row in totals.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
