"""Count how likely each word reports in each construction, and write the table of weights.

    python -m models.train.cue_lexicon            # reads $REPORTEDLY_DATA/data/attribution/polnear_train.jsonl

A candidate counts as right if an annotated attribution has a cue that overlaps its own, content of at least half
the same letters (intersection over union) and the same source. Candidates that stand inside annotated content are
left out: the annotators marked outermost attributions only, so nothing is known about those. The weights are those
of a logistic regression fitted by Adagrad with a fixed seed. Only words of the closed classes, lemmas and labels
become signs, never names and never text.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.claims.propose import Proposal, propose
from reportedly.claims.quotes import Quotes
from reportedly.claims.weights import signs
from reportedly.evaluation.attribution import Scorer, unit
from reportedly.language.backends.with_spacy import Parse
from reportedly.report import Report

OUT = Path(__file__).parents[2] / "src" / "reportedly" / "lexicons" / "reporting_weights.en.toml"
SEEN_AT_LEAST = 6
"""Signs seen less often than this are left out: they carry more noise than news."""
SMALLEST = 0.03
"""Weights smaller than this change no decision and are left out of the file."""
EPOCHS, RATE, SHRINK, BATCH = 20, 0.2, 5e-4, 256


def main() -> None:
    folder = Path(os.environ.get("REPORTEDLY_DATA", "../shared"))
    source = folder / "data" / "attribution" / "polnear_train.jsonl"
    scorer = Scorer(folder)
    rows: list[list[str]] = []
    right: list[float] = []
    documents = 0
    for report, gold in _reports(source):
        documents += 1
        proposal = propose(report)
        for found, answer in zip(proposal.candidates, answers(scorer, report, proposal, gold), strict=True):
            if answer is not None:
                rows.append(signs(proposal.context, found))
                right.append(float(answer))
    names = [
        "bias",
        *(sign for sign, seen in sorted(Counter(s for r in rows for s in r).items()) if seen >= SEEN_AT_LEAST),
    ]
    table = dict(zip(names, fit(rows, np.array(right), names), strict=True))
    write(table, documents, len(rows), int(sum(right)))


def _reports(source: Path) -> Iterator[tuple[Report, list[dict[str, Any]]]]:
    parse, quotes = Parse(), Quotes()
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield quotes(parse(Report.of(record["text"]))), record["quotes"]


def answers(scorer: Scorer, report: Report, proposal: Proposal, gold: Sequence[dict[str, Any]]) -> list[bool | None]:
    """For each candidate whether it is an annotated attribution; None where the annotation does not tell."""
    annotated = scorer.prepared(report.text, gold)
    inside = set().union(*(each["set"] for each in annotated)) if annotated else set()
    out: list[bool | None] = []
    for found in proposal.candidates:
        made = scorer.prepared(report.text, [unit(proposal.context.tree, found)])
        hit = bool(made) and any(scorer.same(each, made[0]) for each in annotated)
        nested = proposal.context.tree.start[found.head] in inside
        out.append(None if nested and not hit else hit)
    return out


def fit(rows: Sequence[Sequence[str]], right: NDArray[np.float64], names: Sequence[str]) -> NDArray[np.float64]:
    """Weights of a logistic regression over sets of signs, in the order of `names` ("bias" first)."""
    place = {name: number for number, name in enumerate(names)}
    blank = len(names)
    width = 1 + max(len(row) for row in rows)
    table = np.full((len(rows), width), blank, dtype=np.int32)
    for number, row in enumerate(rows):
        known = [0, *(place[sign] for sign in row if sign in place)]
        table[number, : len(known)] = known
    random = np.random.default_rng(0)
    weight, squares = np.zeros(blank + 1), np.full(blank + 1, 1e-2)
    for _ in range(EPOCHS):
        order = random.permutation(len(rows))
        for begin in range(0, len(rows), BATCH):
            batch = table[order[begin : begin + BATCH]]
            chance = 1 / (1 + np.exp(-weight[batch].sum(axis=1)))
            error = (chance - right[order[begin : begin + BATCH]]) / len(batch)
            slope = np.bincount(batch.ravel(), np.repeat(error, width), minlength=blank + 1)
            slope += SHRINK * weight * (slope != 0)
            slope[blank] = 0
            squares += slope * slope
            weight -= RATE * slope / np.sqrt(squares)
    return weight[:blank]


def write(table: dict[str, float], documents: int, candidates: int, right: int) -> None:
    kept = {sign: weight for sign, weight in table.items() if abs(weight) >= SMALLEST}
    lines = [
        "[header]",
        'purpose = "Weights of the signs that a construction reports something, as log odds (claims/weights.py)"',
        f'source = "counted by models/train/cue_lexicon.py on the {documents} training articles of PolNeAR '
        f'({candidates} candidates, {right} of them attributions); counts only, no text"',
        'licence = "Apache-2.0"',
        "",
        "[weights]",
        *(f"{json.dumps(sign, ensure_ascii=False)} = {weight:.2f}" for sign, weight in sorted(kept.items())),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} weights from {candidates} candidates in {documents} articles: {OUT}", file=sys.stderr)


if __name__ == "__main__":
    main()
