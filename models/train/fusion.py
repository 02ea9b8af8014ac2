"""Fit the judges of claims/fusion.py: how much rules, tagger and their agreement say about a reading being right.

    python -m models.train.fusion ATTRIBUTIONS.jsonl --weights polnear [--folds 5]

ATTRIBUTIONS are annotated articles that the tagger was not trained on (PolNeAR dev). Writes the two logistic
regressions (ridge, fitted by Newton's method) to the set of weights. With --folds, prints instead the scorer's
figures with the judges of the other folds, so that no article is read by judges that have seen it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from eval.corpora import folder
from eval.tagger import COLUMNS, PAIR, linked
from numpy.typing import NDArray

from reportedly.claims import attribution
from reportedly.claims.fusion import Judges, evidence, readings
from reportedly.claims.physical import is_physical
from reportedly.claims.propose import propose
from reportedly.claims.roles import Roles
from reportedly.claims.tagged import tagged_candidates
from reportedly.claims.weights import signs, weights
from reportedly.evaluation.attribution import Scorer, prediction, unit
from reportedly.language.backends.onnx_encoder import weights_folder
from reportedly.language.backends.with_onnx import role_tagger
from reportedly.report import Report

SHRINK = 2.0
SEEN_AT_LEAST = 10


class Article(NamedTuple):
    """A parsed article: its evidence, one row for each reading, and what is right of it."""

    record: dict[str, Any]
    report: Report
    found: list[dict[str, float]]
    right: list[bool]
    exact: list[bool]


def article(record: dict[str, Any], report: Report, scorer: Scorer, name: str) -> Article:
    """The readings of an article against its annotation."""
    proposal, table = propose(report), weights()
    context = proposal.context
    roles = Roles(context.tree, role_tagger(name)(report.text))
    rules = [(c, table.probability(signs(context, c))) for c in proposal.candidates if not is_physical(context, c)]
    gold = scorer.prepared(report.text, record["quotes"])
    found, right, exact = [], [], []
    for group in readings(rules, tagged_candidates(context, roles)):
        for reading in group:
            found.append(evidence(context, roles, reading))
            made = scorer.prepared(report.text, [unit(context.tree, reading.candidate)])
            matched = [each for each in gold if made and scorer.same(each, made[0])]
            right.append(bool(matched))
            exact.append(any(each["set"] == made[0]["set"] for each in matched))
    return Article(record, report, found, right, exact)


def fit(found: Sequence[dict[str, float]], right: Sequence[bool]) -> dict[str, float]:
    """Weights of a ridge logistic regression over evidence, by Newton's method."""
    seen = Counter(name for each in found for name in each)
    names = sorted(name for name, count in seen.items() if count >= SEEN_AT_LEAST)
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(found), len(names)))
    for row, each in enumerate(found):
        for name, value in each.items():
            if name in place:
                table[row, place[name]] = value
    truth: NDArray[np.float64] = np.array(right, dtype=float)
    weight = np.zeros(len(names))
    ridge = SHRINK * np.eye(len(names))
    for _ in range(25):
        chance = 1 / (1 + np.exp(-table @ weight))
        slope = table.T @ (truth - chance) - ridge @ weight
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + ridge
        step = np.linalg.solve(curve, slope)
        weight += step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(value), 3) for name, value in zip(names, weight, strict=True)}


def judges(articles: Sequence[Article]) -> tuple[dict[str, float], dict[str, float]]:
    """The two regressions of these articles."""
    found = [each for one in articles for each in one.found]
    return fit(found, [y for one in articles for y in one.right]), fit(
        found, [y for one in articles for y in one.exact]
    )


def crossed(articles: Sequence[Article], folds: int, scorer: Scorer, name: str) -> None:
    """Print the figures at rising thresholds, every article read by judges that were fitted on other folds."""
    reports: dict[int, Report] = {}
    stage = attribution.Attribution(threshold=0.2, tagger=name)
    for fold in range(folds):
        stage.selection.judge = Judges(*judges([one for k, one in enumerate(articles) if k % folds != fold]))
        for k, one in enumerate(articles):
            if k % folds == fold:
                reports[k] = stage(one.report)
    gold = [one.record for one in articles]
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 0.75, 0.8):
        made = []
        for k, one in enumerate(articles):
            claims = tuple(c for c in reports[k].claims or () if c.confidence is None or c.confidence >= least)
            made.append(prediction(one.record["doc"], reports[k].with_layers(claims=claims)))
        figures = scorer.score(gold, made)
        cells = " ".join(f"{figures[key]['F1']:5.1f}" for key in COLUMNS)
        pair = figures[PAIR]
        print(f"{least:.2f} pair {pair['P']:.1f}/{pair['R']:.1f}/{pair['F1']:.1f} | {cells}")


def main() -> None:
    """Fit, or cross-validate, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="JSON lines of annotated articles")
    parser.add_argument("--weights", default="polnear", help="the set of weights that the judges are for")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate instead of writing")
    options = parser.parse_args()
    scorer = Scorer(folder())
    articles = []
    for line in Path(options.data).read_text("utf-8").splitlines():
        record = json.loads(line)
        report = linked(record["text"])
        articles.append(article(record, report, scorer, options.weights))
    if options.folds:
        crossed(articles, options.folds, scorer, options.weights)
        return
    right, exact = judges(articles)
    lines = [f"# Made by models/train/fusion.py on {len(articles)} articles.", "", "[right]"]
    lines += [f"{json.dumps(name)} = {value}" for name, value in right.items()]
    lines += ["", "[exact]", *(f"{json.dumps(name)} = {value}" for name, value in exact.items())]
    (weights_folder(options.weights) / "fusion.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
