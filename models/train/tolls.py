"""Fit the weights by which claims/toll_signs.py reads the tolls of an incident (lexicons/toll_weights.en.toml).

    python -m models.train.tolls --gva FILE --acled FILE --cache FOLDER [--write] [--strength 10] [--part third|all]

GVA is gun-violence articles with the numbers of killed and injured, ACLED coders' notes with the number of deaths; no
word of either is kept, only how much each sign counts. Prints the figures cross-validated by incident (five folds: no
article is read by weights that saw another article of its incident); with --part third, those of weights fitted on a
third of the incidents, on the other two thirds. --write keeps the weights fitted on everything. Parsing takes
about a quarter of an hour; what the reports show is kept in FOLDER.

A conditional logit over the candidate pairs of each report, ridge, fitted by L-BFGS. Signs of a note (a text of one
paragraph without a headline) have weights of their own on top of the common ones, so that two kinds of text share
what they share (Daume 2007, "Frustratingly easy domain adaptation").
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from eval.casualties import Gold, acled_gold, figures, gva_gold, parse
from numpy.typing import NDArray

from reportedly.claims.toll_evidence import Evidence, evidence
from reportedly.claims.toll_signs import signs
from reportedly.claims.toll_weights import WEIGHTS, Weights, likeliest
from reportedly.claims.victims import harms
from reportedly.language.tree import Tree
from reportedly.report import Report

SEEN_AT_LEAST = 5
OF_NOTES = 3.0
"""The weights of notes are shrunk less by this factor: they only say where a note differs."""
LEAST = 0.02
"""Smaller weights are left out of the file."""

Candidates = list[tuple[tuple[int, int], dict[str, float]]]


class Case(NamedTuple):
    """One report: its candidate pairs with their signs, and the gold (None: not known)."""

    gold: Gold
    evidence: Evidence
    candidates: Candidates


def main() -> None:
    """Fit, cross-validate and, if asked to, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gva", type=Path, required=True)
    parser.add_argument("--acled", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--strength", type=float, default=10.0)
    parser.add_argument("--part", choices=["all", "third"], default="all")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    cases = [case for gold in (gva_gold(args.gva), acled_gold(args.acled)) for case in _cases(gold, args.cache)]
    if args.part == "third":
        weights = fit([c for c in cases if _fold(c, 3) == 0], args.strength)
        rest = [c for c in cases if _fold(c, 3)]
        _print(rest, [likeliest(c.evidence, weights).pair for c in rest])
        return
    read: dict[str, tuple[int, int]] = {}
    for fold in range(5):
        weights = fit([c for c in cases if _fold(c, 5) != fold], args.strength)
        read |= {c.gold.id: likeliest(c.evidence, weights).pair for c in cases if _fold(c, 5) == fold}
    _print(cases, [read[c.gold.id] for c in cases])
    (args.cache / "read.pkl").write_bytes(pickle.dumps(read))
    if args.write:
        _write(fit(cases, args.strength))


def _fold(case: Case, folds: int) -> int:
    return int(hashlib.md5(case.gold.incident.encode()).hexdigest(), 16) % folds  # noqa: S324


def _print(cases: Sequence[Case], read: Sequence[tuple[int, int]]) -> None:
    for corpus in ("gva", "acled"):
        pairs = [(c.gold, found) for c, found in zip(cases, read, strict=True) if c.gold.corpus == corpus]
        print("\n".join(figures(corpus, pairs)), flush=True)


def _cases(golds: Sequence[Gold], cache: Path) -> Iterator[Case]:
    for gold, report in _parsed(golds, cache):
        tree = Tree(report)
        seen = evidence(report, tree, harms(report, tree))
        yield Case(gold, seen, list(signs(seen)))


def _parsed(golds: Sequence[Gold], cache: Path) -> Iterator[tuple[Gold, Report]]:
    """Each text with what the parser makes of it, read once and kept."""
    cache.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(golds), 300):
        some = golds[start : start + 300]
        kept = cache / f"{some[0].corpus}_{start}.pkl"
        if not kept.is_file():
            kept.write_bytes(pickle.dumps([parse(gold) for gold in some]))
        yield from zip(some, pickle.loads(kept.read_bytes()), strict=True)  # noqa: S301


def fit(cases: Sequence[Case], strength: float) -> Weights:
    """The weights of the signs; cases whose gold is no candidate teach nothing."""
    known = Counter(sign for case in cases for sign in {s for _, found in case.candidates for s in found})
    noted = Counter(
        sign for case in cases if case.evidence.note for sign in {s for _, found in case.candidates for s in found}
    )
    names = [s for s, times in known.items() if times >= SEEN_AT_LEAST]
    names += [f"n/{s}" for s, times in noted.items() if times >= SEEN_AT_LEAST]
    names.sort()
    place = {name: column for column, name in enumerate(names)}
    rows, columns, values, right, starts = [], [], [], [], []
    for case in cases:
        hits = [case.gold.fits(pair) for pair, _ in case.candidates]
        if not any(hits):
            continue
        starts.append(len(right))
        for hit, (_, found) in zip(hits, case.candidates, strict=True):
            for sign, value in found.items():
                for name in (sign, f"n/{sign}") if case.evidence.note else (sign,):
                    if name in place:
                        rows.append(len(right))
                        columns.append(place[name])
                        values.append(value)
            right.append(float(hit))
    shrink = np.array([strength / OF_NOTES if name.startswith("n/") else strength for name in names])
    model = _Logit(np.array(rows), np.array(columns), np.array(values), np.array(right), np.array(starts), shrink)
    fitted = model.fit()
    common = {n: float(w) for n, w in zip(names, fitted, strict=True) if abs(w) >= LEAST and not n.startswith("n/")}
    notes = {n[2:]: float(w) for n, w in zip(names, fitted, strict=True) if abs(w) >= LEAST and n.startswith("n/")}
    return Weights(common, notes, "")


class _Logit:
    """Conditional logit: of each report's candidates, those that are right together against all."""

    def __init__(
        self,
        rows: NDArray[Any],
        columns: NDArray[Any],
        values: NDArray[Any],
        right: NDArray[Any],
        starts: NDArray[Any],
        shrink: NDArray[Any],
    ) -> None:
        self.rows, self.columns, self.values, self.right, self.starts = rows, columns, values, right, starts
        self.shrink = shrink
        self.of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(right))))

    def loss(self, w: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        """The penalised negative log likelihood and its gradient."""
        score = np.bincount(self.rows, weights=self.values * w[self.columns], minlength=len(self.right))
        most = np.maximum.reduceat(score, self.starts)
        raised = np.exp(score - most[self.of])
        chance = raised / np.add.reduceat(raised, self.starts)[self.of]
        hit = np.add.reduceat(chance * self.right, self.starts)
        missed = chance - chance * self.right / hit[self.of]
        gradient = np.bincount(self.columns, weights=self.values * missed[self.rows], minlength=len(w))
        return float(-np.log(hit).sum() + 0.5 * (self.shrink * w * w).sum()), gradient + self.shrink * w

    def fit(self, steps: int = 200) -> NDArray[Any]:
        """Minimise by L-BFGS with a backtracking line search."""
        w = np.zeros(len(self.shrink))
        loss, gradient = self.loss(w)
        moved: list[tuple[NDArray[Any], NDArray[Any]]] = []
        for _ in range(steps):
            direction = _two_loop(gradient, moved)
            step = 1.0
            while True:
                next_w = w - step * direction
                next_loss, next_gradient = self.loss(next_w)
                if next_loss <= loss - 1e-4 * step * (gradient @ direction) or step < 1e-7:
                    break
                step /= 2
            change, turn = next_w - w, next_gradient - gradient
            if change @ turn > 1e-10:
                moved = [*moved[-9:], (change, turn)]
            done = abs(loss - next_loss) < 1e-6 * abs(loss)
            w, loss, gradient = next_w, next_loss, next_gradient
            if done:
                break
        return w


def _two_loop(gradient: NDArray[Any], moved: Sequence[tuple[NDArray[Any], NDArray[Any]]]) -> NDArray[Any]:
    """The L-BFGS direction (Nocedal and Wright 2006, algorithm 7.4)."""
    q, alphas = gradient.copy(), []
    for change, turn in reversed(moved):
        alphas.append(change @ q / (turn @ change))
        q -= alphas[-1] * turn
    if moved:
        q *= (moved[-1][0] @ moved[-1][1]) / (moved[-1][1] @ moved[-1][1])
    else:
        q /= max(1.0, float(np.abs(gradient).sum()))
    for (change, turn), alpha in zip(moved, reversed(alphas), strict=True):
        q += change * (alpha - turn @ q / (turn @ change))
    return q


def _write(weights: Weights) -> None:
    lines = [
        "# Generated by models/train/tolls.py; do not edit.",
        "",
        "[header]",
        'purpose = "How much each sign of claims/toll_signs.py counts when the tolls of an incident are read"',
        'source = "Fitted on the numbers of killed and injured of gun-violence articles (LongTailQATask, from the '
        'Gun Violence Archive) and of deaths in ACLED notes of 2022; signs and numbers only, no words of either"',
        'licence = "not settled: see docs/models.md, Corpora lent for evaluation"',
    ]
    for title, table in (("weights", weights.common), ("notes", weights.notes)):
        lines += ["", f"[{title}]", *(f'"{name}" = {weight:.2f}' for name, weight in sorted(table.items()))]
    path = Path(__file__).parents[2] / "src" / "reportedly" / WEIGHTS
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path.name}: {len(weights.common)} weights, {len(weights.notes)} of notes")


if __name__ == "__main__":
    main()
