"""Clue: whether two accounts put their incident on the same day, and how far apart they were published."""

from __future__ import annotations

from datetime import date

from reportedly.incidents.facts import Facts

__all__ = ["days", "say_days"]

_FOLLOW_UP = 7
"""Days between two publications from which on to name the same day says more."""

Interval = tuple[int | None, int | None]


def days(a: Facts, b: Facts) -> dict[str, float]:
    """Signs: the gap between their first intervals, the least gap of any, that of publication; a day yet to come.

    "after" says that one was published before the day on which the other puts its incident, and by how much.
    """
    signs: dict[str, float] = {}
    if a.days and b.days:
        first = _gap(a.days[0], b.days[0])
        least = min(_gap(x, y) for x in a.days[:5] for y in b.days[:5])
        known = ":known" if _known(a, b) else ""
        signs[f"days:first{_bin(first)}{known}"] = 1.0
        signs[f"days:least{_bin(least)}{known}"] = 1.0
    else:
        signs["days:open" if a.days or b.days else "days:none"] = 1.0
    if a.published is not None and b.published is not None:
        gap = abs(a.published - b.published)
        known = ":known" if _known(a, b) else "" if a.days and b.days else ":open"
        signs[f"published:{_bin(gap)}{known}"] = 1.0
        distance = ":far" if gap > _FOLLOW_UP else ""
        if a.named_days & b.named_days:
            signs[f"days:both name{distance}"] = 1.0
        elif _names_when(a, b) or _names_when(b, a):
            signs[f"days:names when published{distance}"] = 1.0
        late = max(_too_late(a, b.published), _too_late(b, a.published))
        if late > 1:
            signs["days:after" if late > 3 else "days:barely after"] = 1.0
    return signs


def _known(a: Facts, b: Facts) -> bool:
    """Whether somebody involved in one is named by the other: then a follow-up may come however late."""
    return bool(a.involved.keys() & (b.involved.keys() | b.others) or b.involved.keys() & a.others)


def _names_when(late: Facts, early: Facts) -> bool:
    """Whether one names the day on which the other was published, or one of the two days before."""
    if late.published is None or early.published is None or late.published <= early.published:
        return False
    return any(early.published - 2 <= day <= early.published for day in late.named_days)


def _gap(x: Interval, y: Interval) -> int:
    """Days between two intervals, 0 if they touch. An open end reaches no further than the other end known."""
    x_from, x_to = _closed(x)
    y_from, y_to = _closed(y)
    return max(0, x_from - y_to, y_from - x_to)


def _closed(interval: Interval) -> tuple[int, int]:
    first, last = interval
    if first is None:
        return (last or 0) - 3, last or 0
    return first, (first + 3 if last is None else last)


def _bin(gap: int) -> str:
    for most, name in ((0, "=0"), (1, "=1"), (3, "<4"), (10, "<11"), (40, "<41"), (150, "<151")):
        if gap <= most:
            return name
    return ">150"


def _too_late(fact: Facts, published: int) -> int:
    """By how many days the first day of an account lies after a publication; negative where it does not."""
    return _closed(fact.days[0])[0] - published if fact.days else -1


def say_days(a: Facts, b: Facts) -> str:
    """In words: "same day (2 May 2031)", "days 3 apart (...)", "no day told by both, published 4 days apart"."""
    if a.days and b.days:
        pairs = [(x, y) for x in a.days[:5] for y in b.days[:5]]
        x, y = min(pairs, key=lambda pair: _gap(*pair))
        gap = _gap(x, y)
        if gap == 0:
            return f"same day ({_day(max(_closed(x)[0], _closed(y)[0]))})"
        return f"{gap} day{'s' if gap > 1 else ''} apart ({_day(_closed(x)[0])}, {_day(_closed(y)[0])})"
    if a.published is None or b.published is None:
        return "no day that both tell"
    gap = abs(a.published - b.published)
    when = "the same day" if gap == 0 else f"{gap} day{'s' if gap > 1 else ''} apart"
    return f"no day that both tell; published {when}"


def _day(ordinal: int) -> str:
    day = date.fromordinal(max(1, ordinal))
    return f"{day.day} {day:%B} {day.year}"
