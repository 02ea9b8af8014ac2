"""The likeliest toll of an incident from what several reports make of it; measured by `python -m eval.agreement`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Vote", "best_toll"]

LATER = 0.5
"""By how much a report of the last day counts more than one of the first, days between in order. Chosen on one half
of the incidents of the gun-violence articles; from 0 to 1 both halves differ by about a point
(docs/benchmarks.md)."""

SPEAK = 2
"""Origins that count somebody, from which on those that tell of nobody are silent and no zero."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one report's reading makes of a toll: the number, its probability (0..1), the report's day, its origin.

    Reports of one `origin` are one voice and share one vote.
    """

    report: str
    number: int
    confidence: float
    day: str | None
    origin: str


def best_toll(votes: Sequence[Vote]) -> int | None:
    """The number with the greatest sum of probabilities over origins; None where nobody votes.

    Of an origin that carries several numbers each gets its share. A report that tells of nobody killed has no figure
    of its own, so zeros are left out where SPEAK origins count somebody. Ties go to the number told last, then to
    the lower.
    """
    if len({vote.origin for vote in votes if vote.number}) >= SPEAK:
        votes = [vote for vote in votes if vote.number]
    if not votes:
        return None
    days = sorted({vote.day for vote in votes if vote.day})
    rank = {day: number / max(len(days) - 1, 1) for number, day in enumerate(days)}
    by_origin: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        by_origin[vote.origin].append(vote)
    weight: dict[int, float] = defaultdict(float)
    last: dict[int, str] = {}
    for group in by_origin.values():
        for vote in group:
            later = 1 + LATER * rank.get(vote.day or "", 0.0)
            weight[vote.number] += vote.confidence * later / len(group)
            last[vote.number] = max(last.get(vote.number, ""), vote.day or "")
    return max(weight, key=lambda number: (round(weight[number], 9), last[number], -number))
