"""Places: which words of a report name one, and which of the world's places of that name is meant.

Three steps, each with fitted weights: whether words name a place at all (`toponym_signs`), which of those that the
gazetteer has under the name (`place_context`), and how likely both are right. One name has one sense in a report.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.language.gazetteer import gazetteer
from reportedly.language.nouns import nouns
from reportedly.language.place_context import ALONE, SIGNS, Beside, Comparison, Floats, beside, sign_weights, softmax
from reportedly.language.place_keys import fold
from reportedly.language.place_weights import SCORED, Weights
from reportedly.language.toponym_signs import Whole, signs
from reportedly.language.toponyms import Found, general, toponyms
from reportedly.language.tree import Tree

__all__ = ["Prepared", "Reading", "prepared", "readings"]

_SLACK = 0.05
_FROM_SIGNS = [SIGNS.index(name) if name in SIGNS else -1 for name in SCORED]


class Prepared(NamedTuple):
    """All that can be said of a report's toponyms before anything is weighed."""

    tree: Tree
    found: Found
    signs: list[list[str]]
    dateline: range
    home: frozenset[int]

    def named(self, weights: Weights) -> list[float]:
        """How likely each toponym names a place."""
        table = weights.recognised
        out = []
        for own in self.signs:
            total = table.get("bias", 0.0) + sum(table.get(sign, 0.0) for sign in set(own))
            out.append(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))))
        return out


class Reading(NamedTuple):
    """What was weighed: the candidates' signs and probabilities, each name's best candidate, each toponym's score."""

    signs: Floats
    p: Floats
    best: list[int]
    scored: NDArray[np.float64]
    score: NDArray[np.float64]


def prepared(tree: Tree) -> Prepared:
    """Find the toponyms of a report and what stands beside them."""
    index, known = gazetteer(), nouns()
    outlet = tree.report.publication.outlet
    homes = _homes(outlet.value) if outlet else []
    found = toponyms(tree, index, homes)
    whole = Whole(tree, found, index)
    own = [signs(tree, found, whole, each, known) for each in found.toponyms]
    home = frozenset(found.keys.index(key) for key in homes)
    return Prepared(tree, found, own, _dateline(tree), home)


def readings(before: Prepared, weights: Weights, *, rounds: int | None = None) -> Reading:
    """Weigh toponyms and candidates. With `rounds`, only so many of the rounds (what the next one would see)."""
    found = before.found
    named = before.named(weights)
    weight = np.zeros(len(found.keys), np.float32)
    for toponym, likely in zip(found.toponyms, named, strict=True):
        if toponym.key >= 0:
            weight[toponym.key] = max(weight[toponym.key], likely)
    stands: Beside = beside(before.tree, found, named, before.dateline, before.home)
    compared = Comparison(gazetteer(), found, weight, stands)
    table: Floats = compared.alone
    p = np.zeros(len(compared.key), np.float32)
    for number, (own, none) in enumerate(weights.rounds[:rounds] if rounds is not None else weights.rounds):
        table = compared.of(p) if number else compared.alone
        p = softmax(table @ sign_weights(own, SIGNS if number else ALONE), compared.key, len(found.keys), none)
    if rounds:
        table = compared.of(p)
    return _scored(before, weights, named, compared, table, p)


def _scored(
    before: Prepared, weights: Weights, named: list[float], compared: Comparison, table: Floats, p: Floats
) -> Reading:
    found = before.found
    best = [-1] * len(found.keys)
    keys = compared.key.tolist()
    for at, (key, likely) in enumerate(zip(keys, p.tolist(), strict=True)):
        if best[key] < 0 or likely > p[best[key]]:
            best[key] = at
    same = compared.same(np.array([at for at in best if at >= 0], np.int64))
    own = np.bincount(compared.key, p * same, minlength=len(found.keys))
    second = np.zeros(len(found.keys))
    np.maximum.at(second, compared.key, p * ~same)
    rows: NDArray[np.float64] = np.zeros((len(found.toponyms), len(SCORED)))
    surest: dict[int, float] = {}
    for toponym, likely in zip(found.toponyms, named, strict=True):
        surest[toponym.key] = max(likely, surest.get(toponym.key, 0.0))
    for number, toponym in enumerate(found.toponyms):
        rows[number, 0] = _logit(named[number])
        if toponym.key < 0 or best[toponym.key] < 0:
            continue
        at = best[toponym.key]
        if table.shape[1] == len(SIGNS):
            rows[number] = table[at, _FROM_SIGNS]
            rows[number, 0] = _logit(named[number])
        rows[number, 1] = _logit(surest[toponym.key])
        rows[number, 2] = _logit(float(own[toponym.key]))
        rows[number, 3] = own[toponym.key] - second[toponym.key]
        rows[number, SCORED.index("demonym")] = found.demonym[toponym.key]
    weight = np.array([weights.score.get(name, 0.0) for name in SCORED])
    score = 1 / (1 + np.exp(-np.clip(rows @ weight + weights.bias, -30, 30)))
    likely = np.array([own[each.key] if each.key >= 0 else 0.0 for each in found.toponyms])
    score = np.minimum(score, likely + _SLACK)  # no surer of the place than the candidates are told apart
    return Reading(table, p, best, rows, score)


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def _homes(outlet: str) -> list[str]:
    """The keys of what an outlet's name may say of its home: "vesk" and others of "The Vesk Daily Herald"."""
    parts = [part for part in fold(outlet).split() if part != "the"][:6]
    runs = (parts[a:b] for a in range(len(parts)) for b in range(a + 1, min(a + 3, len(parts)) + 1))
    return [key for key in dict.fromkeys(" ".join(run) for run in runs) if key not in general()]


def _dateline(tree: Tree) -> range:
    """The rows of the dateline ("PORT SARN, May 3 (Northern Wire) —"): as it is known, else up to its dash."""
    known = tree.report.publication.dateline
    if known is not None and known.spans:
        return tree.rows(known.spans[0])
    for row in range(min(25, len(tree))):
        if tree.text[row] in {"—", "–", "--", "-"} and row:
            return range(row) if tree.text[0].isupper() and len(tree.text[0]) > 1 else range(0)
    return range(0)
