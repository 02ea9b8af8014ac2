"""What a reading costs: words per CPU-second, stage by stage, against the bare parse in the same run.

    python -m eval.speed [--rounds N] [--articles N]

The peer is spaCy with the same model over the same paragraphs, called as its users call it (`nlp.pipe`). The two
take turns, round by round, in one process on one thread; CPU time is the process's own, the median of the rounds is
printed, and only the ratio is claimed: absolute speeds belong to the machine. The cold start is the CPU time of
`reportedly --help` as a process of its own.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import TypeVar

import spacy
from spacy.language import Language

from eval.corpora import records
from reportedly.codec import to_json
from reportedly.language.backends.with_spacy import find_model
from reportedly.pipeline import load_recipe
from reportedly.report import Report
from reportedly.text.paragraphs import paragraphs

T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=80)
    options = parser.parse_args()
    articles = [record["text"] for record in records("wikinews/wikinews_2019_2020.jsonl")[: options.articles]]
    words = sum(len(text.split()) for text in articles)
    nlp = spacy.load(find_model().folder)
    pipeline = load_recipe("default")
    seconds: dict[str, list[float]] = defaultdict(list)
    for position in range(options.rounds + 1):
        round_seconds: dict[str, float] = defaultdict(float)
        for text in articles:
            pieces = [text[start:end] for start, end in paragraphs(text)]
            _timed(round_seconds, "bare spaCy", partial(_parse, nlp, pieces))
            report = Report.of(text)
            for stage in pipeline.stages:
                report = _timed(round_seconds, stage.name, partial(stage, report))
            _timed(round_seconds, "to JSON", partial(to_json, report))
        if position:  # the first round warms caches and is not counted
            for name, value in round_seconds.items():
                seconds[name].append(value)
    bare = median(seconds["bare spaCy"])
    total = median(map(sum, zip(*(each for name, each in seconds.items() if name != "bare spaCy"), strict=True)))
    parse = median(seconds["language.parse.v1"])
    print(f"{len(articles)} Wikinews articles, {words:,} words, median of {options.rounds} rounds, one thread")
    print(f"{'':28s} {'CPU-s':>8s} {'words/CPU-s':>12s} {'of bare spaCy':>14s}")
    for name, each in seconds.items():
        print(f"{name:28s} {median(each):8.2f} {words / median(each):12,.0f} {median(each) / bare:14.2f}")
    print(f"{'whole reading':28s} {total:8.2f} {words / total:12,.0f} {total / bare:14.2f}")
    print(f"reading stages over parse: {(total - parse) / parse:.2f} (goal: under 1)")
    starts = [_cold_start() for _ in range(5)]
    print(f"cold start of `reportedly --help`: {median(starts):.2f} CPU-s (goal: under 0.3)")


def _parse(nlp: Language, pieces: list[str]) -> int:
    return sum(len(doc) for doc in nlp.pipe(pieces, batch_size=64))


def _timed(into: dict[str, float], name: str, work: Callable[[], T]) -> T:
    before = time.process_time()
    result = work()
    into[name] += time.process_time() - before
    return result


def _cold_start() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "reportedly", "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
