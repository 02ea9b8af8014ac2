"""How far two ways of putting mentions into groups agree: B-cubed and pairwise.

B-cubed is Bagga and Baldwin's (1998), averaged over mentions; pairwise counts the pairs that stand in one group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

__all__ = ["Agreement", "b_cubed", "f1", "pairwise"]


class Agreement(NamedTuple):
    """Precision, recall and F1, between 0 and 1."""

    precision: float
    recall: float
    f1: float


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(gold: Sequence[Hashable], said: Sequence[Hashable]) -> Agreement:
    """B-cubed over mentions, each given by its group in the gold and its group as said; all 0 for none."""
    both, golds, saids = Counter(zip(gold, said, strict=True)), Counter(gold), Counter(said)
    many = max(1, len(gold))
    precision = sum(n * n / saids[s] for (_, s), n in both.items()) / many
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / many
    return Agreement(precision, recall, f1(precision, recall))


def pairwise(gold: Sequence[Hashable], said: Sequence[Hashable]) -> Agreement:
    """Of the pairs put together, how many belong together; of those that belong together, how many were put so."""
    right = _pairs(Counter(zip(gold, said, strict=True)))
    precision = right / max(1, _pairs(Counter(said)))
    recall = right / max(1, _pairs(Counter(gold)))
    return Agreement(precision, recall, f1(precision, recall))


def _pairs(groups: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in groups.values())
