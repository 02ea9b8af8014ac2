"""How many names of people are left in texts after private people were replaced, against people's annotations.

    python -m eval.pseudonyms [--every N] [--offset K] [--show]

News of many countries in which every mention of a person is marked (`entities/ner_worldwide.dev.jsonl`). Each text is
read and veiled; for each marked mention it is looked whether its last word still stands in the text. If so it is
shown either because the reading finds its bearer in public office, or because a word of it is part of another name
("the Tarrant report"), or it was missed: nobody read it as a name. Being shown as public is right only if the bearer
is; the marks do not say so.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter

from eval.corpora import records
from reportedly.export.pseudonyms import Pseudonyms
from reportedly.incidents.appearances import appearances
from reportedly.pipeline import default_pipeline
from reportedly.report import Report

__all__ = ["outcomes"]

FILE = "entities/ner_worldwide.dev.jsonl"
PERSON = frozenset({"Person", "PERSON", "PER"})


def outcomes(report: Report, names: list[str]) -> list[tuple[str, str]]:
    """(name, hidden | public | within another name | missed) for each name that somebody marked in the text."""
    veiled = Pseudonyms(b"measured with any key").veil([report])(report.text)
    left = set(re.findall(r"[^\W\d_]+", veiled))
    found = appearances(report)
    public = {w for a in found if a.sign == "public" for n, _ in a.names for w in re.findall(r"[^\W\d_]+", n)}
    others = {w for a in found if a.kind != "person" for n, _ in a.names for w in re.findall(r"[^\W\d_]+", n)}
    others |= {w for e in report.entities or () if e.kind in {"place", "other", "document"} for w in e.name.split()}
    out = []
    for name in names:
        last = (re.findall(r"[^\W\d_]{2,}", name) or [""])[-1]
        if last not in left:
            out.append((name, "hidden"))
        elif last in public:
            out.append((name, "public"))
        else:
            out.append((name, "within another name" if last in others else "missed"))
    return out


def main() -> None:
    """Read the texts and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--offset", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print what was missed, and who is shown as public")
    options = parser.parse_args()
    pipeline = default_pipeline()
    counts: Counter[str] = Counter()
    texts = 0
    for at, record in enumerate(records(FILE)):
        if at % options.every != options.offset:
            continue
        texts += 1
        text = record["text"]
        names = sorted({text[e["start"] : e["end"]] for e in record["ents"] if e["label"] in PERSON})
        for name, outcome in outcomes(pipeline(Report.of(text)), names):
            counts[outcome] += 1
            if options.show and outcome != "hidden":
                print(f"  {outcome}: {name}")
    total = sum(counts.values()) or 1
    print(
        f"{texts} texts, {total} names of people: "
        + ", ".join(f"{n} {what} ({100 * n / total:.1f} %)" for what, n in counts.most_common())
    )


if __name__ == "__main__":
    main()
