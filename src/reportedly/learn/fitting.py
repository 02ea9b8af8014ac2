"""Logistic regression that starts from weights fitted before, and moves them as far as decisions bear it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["FOLDS", "STRENGTHS", "Scores", "cross_validated", "fitted", "folds", "scores"]

Matrix = npt.NDArray[np.float64]

STRENGTHS = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""How strongly weights are held where they were, from which the best is chosen: 1 / variance of a normal prior
around them. With the least a weight may well move by 1, with the greatest hardly by a tenth."""

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Scores:
    """How well probabilities fit labels: log loss and Brier score (less is better), share right at 0.5, F1."""

    log_loss: float
    brier: float
    right: float
    f1: float


def scores(chance: Matrix, label: Matrix) -> Scores:
    """Of probabilities (0..1) for labels 0 and 1."""
    p = np.clip(chance, 1e-6, 1 - 1e-6)
    said, true = p >= 0.5, label >= 0.5
    both = int(np.sum(said & true))
    return Scores(
        log_loss=float(-np.mean(label * np.log(p) + (1 - label) * np.log(1 - p))),
        brier=float(np.mean((p - label) ** 2)),
        right=float(np.mean(said == true)),
        f1=2 * both / max(1, int(said.sum()) + int(true.sum())),
    )


def folds(groups: Sequence[int]) -> npt.NDArray[np.int64]:
    """A fold for each row, 0 to 4: whole groups, the largest first into the fold that has fewest rows."""
    number = np.array(groups, np.int64)
    filled = np.zeros(FOLDS, np.int64)
    out = np.zeros(len(number), np.int64)
    each, many = np.unique(number, return_counts=True)
    for group in each[np.lexsort((each, -many))]:
        least = int(np.argmin(filled))
        out[number == group] = least
        filled[least] += int(np.sum(number == group))
    return out


def fitted(signs: Matrix, label: Matrix, start: Matrix, strength: float, *, free: Matrix | None = None) -> Matrix:
    """The weights that minimise the logistic loss and `strength` / 2 times the squared distance from `start`.

    A weight that was not 0 keeps its side of it: decisions are few, and chosen where the old weights were unsure.
    `free` marks columns that may change sides, such as a bias. Newton's method, then clipping; the same input gives
    the same weights.
    """
    at = start.copy()
    held = np.full(len(start), strength)

    def loss(x: Matrix) -> float:
        odds = signs @ x
        return float(np.sum(np.logaddexp(0, odds) - label * odds) + 0.5 * np.sum(held * (x - start) ** 2))

    before = loss(at)
    for _ in range(100):
        chance = _chance(signs @ at)
        slope = signs.T @ (chance - label) + held * (at - start)
        bend = (signs * (chance * (1 - chance))[:, None]).T @ signs + np.diag(held)
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while loss(at - size * step) > before and size > 1e-6:
            size /= 2
        at = at - size * step
        after = loss(at)
        if before - after < 1e-7:
            break
        before = after
    across = (at * start < 0) & (free == 0 if free is not None else True)
    return np.where(across, 0.0, at)


def cross_validated(
    signs: Matrix,
    label: Matrix,
    start: Matrix,
    groups: Sequence[int],
    *,
    free: Matrix | None = None,
    chance: Callable[[Matrix, npt.NDArray[np.int64]], Matrix] | None = None,
) -> tuple[Matrix, float]:
    """The probability of each row by weights fitted without its fold, and the strength to fit all with.

    Within the other folds the strength is chosen by their own folds, so that nothing of a row has a say in what is
    said of it. `chance` turns weights into the probabilities of some rows, where that is not the logistic function
    alone.
    """
    tell = chance or (lambda weights, rows: _chance(signs[rows] @ weights))
    fold = folds(groups)
    every = np.arange(len(label))
    out = np.zeros(len(label))
    for one in range(FOLDS):
        inside, outside = every[fold != one], every[fold == one]
        if len(outside) and len(inside):
            strength = _best(signs, label, start, inside, fold, free, tell)
            out[outside] = tell(fitted(signs[inside], label[inside], start, strength, free=free), outside)
    return out, _best(signs, label, start, every, fold, free, tell)


def _best(
    signs: Matrix,
    label: Matrix,
    start: Matrix,
    rows: npt.NDArray[np.int64],
    fold: npt.NDArray[np.int64],
    free: Matrix | None,
    tell: Callable[[Matrix, npt.NDArray[np.int64]], Matrix],
) -> float:
    """The strength of least log loss over the folds of these rows; of equals the greatest."""
    found = []
    for strength in STRENGTHS:
        said = np.zeros(len(label))
        for one in np.unique(fold[rows]):
            inside, outside = rows[fold[rows] != one], rows[fold[rows] == one]
            if len(inside):
                said[outside] = tell(fitted(signs[inside], label[inside], start, strength, free=free), outside)
        found.append((round(scores(said[rows], label[rows]).log_loss, 6), -strength))
    return -min(found)[1]


def _chance(odds: Matrix) -> Matrix:
    chance: Matrix = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return chance
