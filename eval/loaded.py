"""Loaded language in a corpus: how many words of each kind stand in whose voice, per 10,000 words of text.

    python -m eval.loaded [--file wikinews/wikinews_2019_2020.jsonl] [--every N]

Only counts are printed, never a word of the texts. Terms of law ("charged with murder") are a row of their own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from eval.corpora import records
from reportedly.pipeline import default_pipeline
from reportedly.report import LoadedTerm, Report

VOICES = ("outlet", "quoted", "paraphrased")


def main() -> None:
    """Read the texts and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--file", default="wikinews/wikinews_2019_2020.jsonl")
    parser.add_argument("--every", type=int, default=1, help="read every N-th text")
    options = parser.parse_args()
    pipeline = default_pipeline()
    terms: list[LoadedTerm] = []
    words = texts = 0
    for record in records(options.file)[:: options.every]:
        report = pipeline(Report.of(record["text"]))
        terms += report.loaded or ()
        words += len(record["text"].split())
        texts += 1
    print(f"{options.file}: {texts} texts, {words:,} words, {len(terms)} loaded words")
    table("kind", ((term.kind, term.voice) for term in terms), words)
    table("group", ((term.origin.rule or "", term.voice) for term in terms), words)
    print(f"{'said of somebody':24s} {share(term.target is not None for term in terms)}")
    print(f"{'kept at distance':24s} {share(term.distance is not None for term in terms)}")
    print(f"{'denied to the target':24s} {share(term.polarity.value == 'negative' for term in terms)}")
    print(f"{'voice certain':24s} {share(term.certain for term in terms)}")


def table(of: str, found: Iterable[tuple[str, str]], words: int) -> None:
    """One row for each name: how often in each voice per 10,000 words, and the count."""
    counts = Counter(found)
    rows = Counter[str]()
    for (name, _), count in counts.items():
        rows[name] += count
    print(f"\n{of:24s} {''.join(f'{voice:>13s}' for voice in VOICES)}{'all':>9s}{'count':>8s}   per 10,000 words")
    for name, count in [*rows.most_common(), ("all", rows.total())]:
        each = [sum(n for (of_, v), n in counts.items() if v == voice and name in (of_, "all")) for voice in VOICES]
        rates = "".join(f"{10_000 * n / words:13.2f}" for n in each)
        print(f"{name:24s} {rates}{10_000 * count / words:9.2f}{count:8d}")


def share(of: Iterable[bool]) -> str:
    """How many of them, and per cent."""
    values = list(of)
    return f"{sum(values)} of {len(values)}: {sum(values) / len(values):.0%}" if values else "none"


if __name__ == "__main__":
    main()
