"""A toll over time: every figure with its day, source and words, and what a coder would write down for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.incidents.best_toll import Vote, best_toll
from reportedly.incidents.matrix import Field
from reportedly.incidents.same_value import same_party
from reportedly.incidents.sayings import Saying
from reportedly.values.count import Count

__all__ = ["TollPoint", "TollSeries", "held_last", "toll_series"]


@dataclass(frozen=True, slots=True)
class TollPoint:
    """A figure of one source in one report: `low` and `high` bound it (None: no bound), `best` where there is one."""

    day: str | None
    source: str
    low: int | None
    best: int | None
    high: int | None
    saying: Saying


@dataclass(frozen=True, slots=True)
class TollSeries:
    """How many were killed (or injured, ...), in the order in which it was reported.

    `low`, `best` and `high` are a summary as UCDP's coders write it and replace nothing: the lowest and highest
    figures that sources hold at last (of each source its latest, so that what was revised is no longer held), and
    the number that the readings of the reports together make likeliest. `basis` says what they rest on.
    """

    effect: str
    points: tuple[TollPoint, ...]
    low: int | None
    best: int | None
    high: int | None
    basis: str


def toll_series(field: Field, votes: Sequence[Vote]) -> TollSeries:
    """The series of a field of figures. `votes` are what each report's own reading makes of its toll."""
    sayings = sorted(
        (s for version in field.versions if not version.aside for s in version.sayings),
        key=lambda s: (s.day or "9999", s.order, s.spans[0].start if s.spans else 0),
    )
    points = tuple(_point(saying) for saying in sayings)
    held = held_last(points)
    named = [n for p in held for n in (p.best, p.low, p.high) if n is not None]
    low, high = min(named, default=None), max(named, default=None)
    if low is None or high is None:
        low = high = best = best_toll(votes)
    else:  # what its source has given up is no candidate, unless nothing else is left
        best = best_toll([v for v in votes if low <= v.number <= high] or votes)
        low, high = min(low, best if best is not None else low), max(high, best or 0)
    sources = len(held)
    basis = f"of {sources} source{'s' if sources != 1 else ''}, each at its latest" if held else "of no figure"
    return TollSeries(field.name, points, low, best, high, basis)


def _point(saying: Saying) -> TollPoint:
    count = saying.count or Count(None, None)
    return TollPoint(saying.day, saying.source, count.low, count.best, count.high, saying)


def held_last(points: Sequence[TollPoint]) -> list[TollPoint]:
    """Of each source its last figure."""
    by_name: dict[str, TollPoint] = {}
    for point in points:
        by_name.pop(point.source, None)
        by_name[point.source] = point
    last: list[TollPoint] = []
    for point in by_name.values():
        last = [p for p in last if not same_party(p.source, point.source)]
        last.append(point)
    return last
