"""Fit the weights by which reports are linked (src/reportedly/incidents/linking_weights.json).

    python -m models.train.linking --cache FOLDER [--write] [--ridge 1.0]

Reads the outlines of the gun-violence articles that `python -m eval.incidents --cache FOLDER` made. Pairs are those
that blocking proposes, of main accounts; a pair is positive where people filed both articles under one incident. A
logistic regression with a ridge, fitted by Newton's method. Signs that something is not shared may not speak for a
pair: where the fit says so it has learned misreadings of this corpus, and they are left out. No word of an article is
kept, only how much each sign counts; the figures to expect on others are those that `eval.incidents` prints,
cross-validated by incident.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportedly.incidents.clues import signs
from reportedly.incidents.facts import Collection
from reportedly.incidents.keys import candidates
from reportedly.incidents.outlines import Outline
from reportedly.incidents.rarity import table
from reportedly.incidents.weights import Weights

__all__ = ["Pairs", "fit", "pairs_of"]

OUT = Path(__file__).parents[2] / "src/reportedly/incidents/linking_weights.json"
MERGE, REVIEW = 0.5, 0.15
BESIDES = 1.0
"""Chosen so that nothing changes among the articles (2.0 costs a point of F1), while ACLED notes of one
day, each of another event, are joined less."""
AGAINST = (
    *("places:no area", "places:share none", "places:told>500", "days:least>150", "days:first>150", "published:>150"),
    *("people:nobody", "people:other", "people:unnamed", "killed:apart", "injured:apart"),
)
"""Beginnings of signs whose weight may not be above 0."""
SET = {"places:no country": -2.0}
"""Weights that no fit can find: all incidents of the corpus lie in one country, so that another is always a misread
name there."""
SEEN_AT_LEAST = 10
PURPOSE = "How much each sign of a pair of accounts counts for their being of one incident (incidents/clues.py)"
SOURCE = (
    "Fitted on which gun-violence articles people filed under one incident (LongTailQATask, from the Gun Violence "
    "Archive); signs and numbers only, no words"
)
LICENCE = "not settled: see docs/models.md, Corpora lent for evaluation"

Matrix = NDArray[np.float64]


class Pairs:
    """Pairs of reports that blocking proposes, their signs, and whether they are of one incident (1.0, 0.0)."""

    def __init__(self, left: list[str], right: list[str], signs: list[dict[str, float]], same: Matrix) -> None:
        self.left, self.right, self.signs, self.same = left, right, signs, same


def pairs_of(outlines: Sequence[Outline], incident: Mapping[str, str]) -> Pairs:
    """The pairs of main accounts of `outlines`; `incident` is by report id."""
    mains = [replace(each, accounts=each.accounts[:1]) for each in outlines if each.accounts]
    collection = Collection(mains, table())
    left, right = candidates(collection)
    cosines = [v.cosines(left, right).tolist() for v in (collection.words, collection.lead, collection.names)]
    facts = collection.facts
    found = [
        signs(facts[a], facts[b], collection, (text, lead, names))
        for a, b, text, lead, names in zip(left.tolist(), right.tolist(), *cosines, strict=True)
    ]
    reports = [fact.account.report for fact in facts]
    mine, theirs = [reports[a] for a in left.tolist()], [reports[b] for b in right.tolist()]
    same = np.array([float(incident[a] == incident[b]) for a, b in zip(mine, theirs, strict=True)])
    return Pairs(mine, theirs, found, same)


def fit(pairs: Pairs, chosen: Sequence[int], *, ridge: float = 1.0) -> Weights:
    """Weights fitted on the pairs at these positions. Signs seen fewer than ten times get none."""
    seen: dict[str, int] = {}
    for k in chosen:
        for sign in pairs.signs[k]:
            seen[sign] = seen.get(sign, 0) + 1
    names = sorted(sign for sign, times in seen.items() if times >= SEEN_AT_LEAST)
    column = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(chosen), len(names) + 1))
    matrix[:, -1] = 1.0
    for row, k in enumerate(chosen):
        for sign, value in pairs.signs[k].items():
            if sign in column:
                matrix[row, column[sign]] = value
    found = _newton(matrix, pairs.same[list(chosen)], ridge)
    while wrong := [k for name, k in column.items() if name.startswith(AGAINST) and found[k] > 0]:
        matrix[:, wrong] = 0.0
        found = _newton(matrix, pairs.same[list(chosen)], ridge)
        found[wrong] = 0.0
    return Weights(
        purpose=PURPOSE,
        source=SOURCE,
        licence=LICENCE,
        bias=round(float(found[-1]), 3),
        merge=MERGE,
        review=REVIEW,
        besides=BESIDES,
        signs={name: round(float(found[k]), 3) for name, k in column.items()} | SET,
    )


def _newton(matrix: Matrix, same: Matrix, ridge: float) -> Matrix:
    """The minimum of the logistic loss with a ridge on all weights but the last, by damped Newton steps."""
    weights = np.zeros(matrix.shape[1])
    weights[-1] = -3.0
    strength = np.full(len(weights), ridge)
    strength[-1] = 1e-3

    def loss(at: Matrix) -> float:
        odds = matrix @ at
        return float(np.sum(np.logaddexp(0, odds) - same * odds) + 0.5 * np.sum(strength * at * at))

    before = loss(weights)
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -35, 35)))
        slope = matrix.T @ (chance - same) + strength * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(strength)
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while loss(weights - size * step) > before and size > 1e-6:
            size /= 2
        weights = weights - size * step
        after = loss(weights)
        if before - after < 1e-4:
            break
        before = after
    return weights


def main() -> None:
    """Fit on all articles, say how many pairs there were, and with --write replace the weights."""
    from eval.incidents import gva

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    articles = gva(options.cache)
    pairs = pairs_of([a.outline for a in articles], {a.outline.report: a.incident for a in articles})
    found = fit(pairs, range(len(pairs.same)), ridge=options.ridge)
    print(f"{len(pairs.same)} pairs, {int(pairs.same.sum())} of one incident, {len(found.signs)} signs")
    if options.write:
        OUT.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


if __name__ == "__main__":
    main()
