"""When a report appeared that does not say so: the days that its own words allow, with the words that allow them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportedly.language.date_clues import clues
from reportedly.language.dated_facts import DATED_FACTS, Clue, Range
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Dating, Origin, Report, annotation_id
from reportedly.values.time import TimeValue

__all__ = ["CONFIDENCE", "WIDEST", "Dated", "infer"]

WIDEST = 12 * 366
"""Days, twelve years: a long term of office, or two with one between. With a wider stretch a report stays undated."""

CONFIDENCE = {"date-line": 0.97, "dated-fact": 0.93, "dates": 0.8}
"""How often the true date lies within, by the strongest kind of clue: a line that is a date; who held an office, what
was going on or ahead; explicit dates alone. Set below what `eval.times --hidden` counts (docs/benchmarks.md), because
those reports are few and the table of facts was written by people who knew their years."""

_NEAR = frozenset(
    {
        "holder-of-office", "holder-of-lesser-office", "elected-holder", "anniversary", "years-ago", "going-on",
        "election", "meeting-from-now", "died-at-age",
    }
)  # fmt: skip
"""Rules of clues with a beginning and an end, most of which hold of the report and some of what it looks back on."""


_BY_YEARS = frozenset({"year-of-what-is-news", "latest-years"})
"""Rules that go by the years a report names: weaker than any fact, and taken after them."""


def infer(tree: Tree) -> tuple[Range, list[Clue]] | None:
    """The first and last day on which the report can have appeared, and the clues that bound it; None if thin.

    The latest "not before" always holds. Clues with two ends are taken latest first, facts before years, and one that
    leaves no day is taken for history. A "not after" comes last, because looking ahead is the easiest to misread.
    """
    found = clues(tree)
    if exact := [clue for clue in found if clue.rule == "date-line"]:
        return (exact[0].ranges[0], exact[:1]) if len({clue.ranges for clue in exact}) == 1 else None
    allowed: tuple[Range, ...] = ((date.min, date.max),)
    used: list[Clue] = []
    for clue in _in_turn(found):
        both = _both(allowed, clue.ranges)
        if clue.rule in _NEAR and all((b - a).days <= _HANDOVER for a, b in both):
            continue  # one left office as the other came: either is of the past
        if clue.rule == "year-of-what-is-news" and not any(a.year <= _year(clue) <= b.year for a, b in both):
            continue  # what else is known leaves out the very year: the name is history
        if both and both != allowed:
            allowed = both
            used.append(clue)
    if len(allowed) > 1:
        allowed = _where_dates_lie(allowed, found)
    first, last = allowed[0][0], allowed[-1][1]
    if first == date.min or last == date.max or (last - first).days > WIDEST:
        return None
    near = {(clue.rule, clue.ranges, clue.span.words) for clue in found if clue.rule in _NEAR}
    if [rule for rule, _, _ in near] == ["holder-of-lesser-office"]:
        return None  # named in one way, a mayor may be of an old story, and so may an administration
    return (first, last), [clue for clue in used if _bounds(clue, first, last)]


def _year(clue: Clue) -> int:
    return clue.ranges[0][0].year + 1


_HANDOVER = 2
"""Days on which two holders of one office may both be called by it."""


def _in_turn(found: Sequence[Clue]) -> list[Clue]:
    lower = [c for c in found if len(c.ranges) == 1 and c.ranges[0][1] == date.max and c.rule not in _NEAR]
    near = [c for c in found if c.rule in _NEAR]
    named = [c for c in found if c.rule in _BY_YEARS]
    days = [c for c in found if c.rule in {"weekday-date", "dateline-day"}]
    upper = [c for c in found if c.ranges[0][0] == date.min]
    lower.sort(key=lambda c: c.ranges[0][0], reverse=True)
    near.sort(key=lambda c: c.ranges[-1][0], reverse=True)
    upper.sort(key=lambda c: c.ranges[0][1])
    return [*lower[:1], *near, *named, *(days if near or named else ()), *upper]


def _both(some: tuple[Range, ...], others: tuple[Range, ...]) -> tuple[Range, ...]:
    """What two sets of stretches have in common."""
    return tuple((max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) <= min(b, d))


def _where_dates_lie(allowed: tuple[Range, ...], found: Sequence[Clue]) -> tuple[Range, ...]:
    """Of several terms of one holder, the one in which the latest date lies that the report tells as past."""
    named = [clue.ranges[0][0] for clue in found if clue.rule == "past-date"]
    return tuple((a, b) for a, b in allowed if named and a <= max(named) <= b) or allowed


def _bounds(clue: Clue, first: date, last: date) -> bool:
    return any(a == first or b == last for a, b in clue.ranges) or clue.rule in {"weekday-date", "dateline-day"}


class Dated:
    """Stage: between which days a report without a date appeared. Needs tokens.

    `dating` is empty where the report has a date, and where its words say too little.
    """

    name = "language.dating.v1"
    needs = frozenset({"tokens"})
    makes = frozenset({"dating"})

    def __init__(self) -> None:
        self._resource = load(DATED_FACTS).resource

    def __call__(self, report: Report) -> Report:
        if report.publication.published is not None or not (found := infer(Tree(report))):
            return report.with_layers(dating=())
        (first, last), used = found
        rules = {clue.rule for clue in used}
        kind = "date-line" if "date-line" in rules else "dated-fact" if rules & _NEAR else "dates"
        value = TimeValue("DATE", f"{first}/{last}", str(first), str(last), "text", kind)
        spans = tuple(sorted({clue.span for clue in used}))
        dating = Dating(
            id=annotation_id("d", report.id, "dating"),
            span=spans[0],
            origin=Origin(self.name, kind, self._resource),
            confidence=CONFIDENCE[kind],
            published=Anchored(value, spans, "dated by what it speaks of"),
            clues=tuple(
                Anchored(_says(clue, first, last), (clue.span,), clue.rule.replace("-", " ")) for clue in used
            ),
        )
        return report.with_layers(dating=(dating,))


def _says(clue: Clue, first: date, last: date) -> str:
    """ "not before 2017-01-20", "from 2017-01-20 to 2021-01-20": the stretches of a clue that hold these days."""
    held = [(a, b) for a, b in clue.ranges if a <= last and b >= first] or [clue.ranges[0]]
    return " or ".join(_stretch(a, b) for a, b in (held if len(held) <= _TERMS else held[:1]))


_TERMS = 3


def _stretch(a: date, b: date) -> str:
    if b == date.max:
        return f"not before {a}"
    return f"not after {b}" if a == date.min else f"from {a} to {b}"
