"""The pairs of a linking that are shown: what says most of each account, and what waits for a person."""

from __future__ import annotations

import operator
from collections.abc import Collection as Many
from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

from reportedly.incidents.clues import Clue, clues
from reportedly.incidents.facts import Collection
from reportedly.incidents.review import InForce, Pair, Verdict
from reportedly.incidents.scoring import Rows, Scores
from reportedly.incidents.vetoes import veto
from reportedly.incidents.weights import Weights

__all__ = ["SHOWN", "Shown", "shown"]

SHOWN = 5
"""Pairs that are shown of an account, within its incident and for review: the likeliest."""


class Shown(Sequence[Pair]):
    """Pairs in the order of the ids of their accounts, each made, with its clues in words, when it is asked for.

    So a ledger's sentences are never in memory at once. `verdicts` are there without them.
    """

    def __init__(
        self,
        collection: Collection,
        pairs: Scores,
        cosines: npt.NDArray[np.float32],
        verdicts: Sequence[Verdict],
        judged: InForce,
        copied: frozenset[tuple[int, int]],
        given: Weights,
    ) -> None:
        self._collection, self._judged, self._copied, self._given = collection, judged, copied, given
        self._pairs, self._cosines = pairs, cosines
        self._decided = judged.everywhere
        self.verdicts = verdicts

    def __len__(self) -> int:
        return len(self._pairs.left)

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Pair, ...]: ...
    def __getitem__(self, at: int | slice) -> Pair | tuple[Pair, ...]:
        if isinstance(at, slice):
            return tuple(self._pair(k) for k in range(*at.indices(len(self))))
        return self._pair(range(len(self))[at])

    def __iter__(self) -> Iterator[Pair]:
        return map(self._pair, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(operator.eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def of(self, accounts: Many[str]) -> tuple[Pair, ...]:
        """The pairs of which one account or both have these ids."""
        rows = [fact.row for fact in self._collection.facts if fact.account.id in accounts]
        chosen = np.flatnonzero(np.isin(self._pairs.left, rows) | np.isin(self._pairs.right, rows))
        return tuple(map(self._pair, chosen.tolist()))

    def _pair(self, k: int) -> Pair:
        collection, judged = self._collection, self._judged
        left, right, probability, vetoed = (column[k].item() for column in self._pairs)
        rows, a, b = (left, right), collection.facts[left], collection.facts[right]
        text, lead, names = self._cosines[:, k].tolist()
        found = clues(a, b, collection, (text, lead, names), self._given)
        decided = self._decided.get(rows)
        if decided is not None:
            how = "which later judgements contradict" if rows in judged.aside else decided.reason
            found = (Clue("judgement", 0.0, f"judged {decided.verdict} by {decided.author}: {how}"), *found)
        elif vetoed and (why := veto(a, b)):
            found = (Clue("veto", 0.0, why), *found)
        if rows in self._copied:
            found = (Clue("copy", 0.0, "one report copies the other"), *found)
        low, high = sorted((a.account.id, b.account.id))
        return Pair(low, high, round(probability, 4), self.verdicts[k], found)


def shown(
    collection: Collection,
    scores: Scores,
    judged: InForce,
    copied: Sequence[tuple[int, int]],
    labels: Rows,
    given: Weights,
) -> Shown:
    """The pairs in one incident, those for review, and those that only a veto or a person keeps apart."""
    size = max(1, len(collection.facts))
    asked = {a * size + b for a, b in (*judged.everywhere, *copied)}
    keys = np.union1d(_telling(collection, scores, labels, given), np.array(sorted(asked), np.int64))
    left, right = keys // size, keys % size
    known = scores.left * size + scores.right
    at = np.searchsorted(known, keys)
    scored = np.append(known, -1)[at] == keys
    probability = np.where(scored, np.append(scores.probability, 0.0)[at], 0.0)
    vetoed = scored & np.append(scores.vetoed, False)[at]
    cosines = np.stack([each.cosines(left, right) for each in (collection.words, collection.lead, collection.names)])
    ids = [fact.account.id for fact in collection.facts]
    named = [sorted((ids[a], ids[b])) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    order = np.array(sorted(range(len(named)), key=named.__getitem__), np.int64)
    pairs = Scores(left[order], right[order], probability[order], vetoed[order])
    verdicts: list[Verdict] = []
    for a, b, _, against in zip(*(column.tolist() for column in pairs), strict=True):
        different = (a, b) in judged.vetoes or (against and (a, b) not in judged.open and (a, b) not in judged.aside)
        verdicts.append("same" if labels[a] == labels[b] else "different" if different else "unsure")
    return Shown(collection, pairs, cosines[:, order], verdicts, judged, frozenset(copied), given)


def _telling(collection: Collection, scores: Scores, labels: Rows, given: Weights) -> Rows:
    """The pairs to show: of each account the likeliest within its incident, and the likeliest outside for review.

    A pair is no question where the other's incident has an account of the same report: that was the choice.
    """
    left, right, probability, _ = scores
    size = max(1, len(collection.facts))
    same = labels[left] == labels[right]
    outside = np.flatnonzero(~same & (probability >= given.review))
    reports = _reports_in(collection, labels)
    sides = zip(labels[left[outside]].tolist(), labels[right[outside]].tolist(), strict=True)
    asked = [reports[a].isdisjoint(reports[b]) for a, b in sides]
    found = []
    for places in (np.flatnonzero(same), outside[np.array(asked, bool)]):
        a, b, p = left[places], right[places], probability[places]
        keys, of = np.tile(a * size + b, 2), np.concatenate((a, b))
        ranked = np.lexsort((keys, -np.tile(p, 2), of))
        ordered = of[ranked]
        first = np.arange(len(ordered)) - np.searchsorted(ordered, ordered) < SHOWN
        found.append(keys[ranked[first]])
    return np.unique(np.concatenate(found))


def _reports_in(collection: Collection, labels: Rows) -> dict[int, set[int]]:
    """The reports of each cluster, as numbers."""
    numbers: dict[str, int] = {}
    out: dict[int, set[int]] = {}
    for fact, label in zip(collection.facts, labels.tolist(), strict=True):
        out.setdefault(label, set()).add(numbers.setdefault(fact.account.report, len(numbers)))
    return out
