"""Stretches of the calendar: days, weeks, months, quarters, seasons, years, decades, and parts of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

__all__ = [
    "Period",
    "century",
    "day",
    "decade",
    "month",
    "part",
    "quarter",
    "season",
    "shift",
    "week",
    "weekend",
    "year",
]

_DAY = timedelta(days=1)


class Period(NamedTuple):
    """A stretch of days, `first` to `last` inclusive, with its TIMEX3 value ("2024-06", "2024-W24-WE").

    The functions below raise ValueError or OverflowError for a date that the calendar does not have.
    """

    timex: str
    first: date
    last: date


def day(at: date) -> Period:
    """The one day."""
    return Period(at.isoformat(), at, at)


def week(at: date) -> Period:
    """The ISO week, Monday to Sunday, that holds this day."""
    monday = at - (at.isoweekday() - 1) * _DAY
    number = at.isocalendar()
    return Period(f"{number.year}-W{number.week:02d}", monday, monday + 6 * _DAY)


def weekend(at: date) -> Period:
    """Saturday and Sunday of the ISO week that holds this day."""
    whole = week(at)
    return Period(f"{whole.timex}-WE", whole.first + 5 * _DAY, whole.last)


def month(of: int, number: int) -> Period:
    """Month `number` (1 to 12) of year `of`."""
    return Period(f"{of:04d}-{number:02d}", date(of, number, 1), date(of, number, monthrange(of, number)[1]))


def quarter(of: int, number: int) -> Period:
    """Calendar quarter `number` (1 to 4) of year `of`."""
    return Period(f"{of:04d}-Q{number}", date(of, 3 * number - 2, 1), month(of, 3 * number).last)


def season(of: int, code: str) -> Period:
    """A northern season ("SP", "SU", "FA", "WI") of year `of`; winter begins in December of that year."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    last = month(of + 1, 2).last if code == "WI" else month(of, first + 2).last
    return Period(f"{of:04d}-{code}", date(of, first, 1), last)


def year(of: int) -> Period:
    """The calendar year."""
    return Period(f"{of:04d}", date(of, 1, 1), date(of, 12, 31))


def decade(of: int) -> Period:
    """The ten years that share the first three figures of year `of`."""
    start = of // 10 * 10
    return Period(f"{start // 10:03d}", date(start, 1, 1), date(start + 9, 12, 31))


def century(of: int) -> Period:
    """The hundred years that share the first two figures of year `of`."""
    start = of // 100 * 100
    return Period(f"{start // 100:02d}", date(max(start, 1), 1, 1), date(start + 99, 12, 31))


def shift(unit: str, by: int, base: date) -> Period:
    """The day, week, weekend, month, quarter, year, decade or century that lies `by` of them from `base`'s.

    `unit` is one of D, W, WE, M, Q, Y, DE, CE. Raises ValueError for another.
    """
    match unit:
        case "D":
            return day(base + by * _DAY)
        case "W":
            return week(base + 7 * by * _DAY)
        case "WE":
            return weekend(base + 7 * by * _DAY)
        case "M" | "Q":
            size = 1 if unit == "M" else 3
            at = (base.year * 12 + base.month - 1) // size + by
            return month(*_split(at, 12)) if unit == "M" else quarter(*_split(at, 4))
        case "Y":
            return year(base.year + by)
        case "DE":
            return decade(base.year + 10 * by)
        case "CE":
            return century(base.year + 100 * by)
    raise ValueError(f"no unit of time {unit!r}; use one of D, W, WE, M, Q, Y, DE, CE")


def _split(at: int, size: int) -> tuple[int, int]:
    return at // size, at % size + 1


def part(of: Period, which: str, *, base: date | None = None) -> Period:
    """The START, MID or END third of a period, its half H1 or H2, or what of it is EARLIER or LATER than `base`.

    Thirds of a month are days 1-10, 11-20 and 21 to its end, as in the TIMEX3 annotation of news; of a week its
    first two, middle three and last two days; of a year four months each; of anything else, thirds by length.
    The TIMEX value stays the whole period's, because TIMEX3 keeps the part in a separate attribute; only half a year
    has a value of its own ("2024-H1").
    """
    length = (of.last - of.first).days + 1
    if which in {"EARLIER", "LATER"}:
        if base is None or not of.first <= base <= of.last:
            return of
        return of._replace(last=base) if which == "EARLIER" else of._replace(first=base)
    if which in {"H1", "H2"} and length in {365, 366} and of.first.month == 1:
        at, end = (1, 6) if which == "H1" else (7, 12)
        return Period(f"{of.timex}-{which}", date(of.first.year, at, 1), month(of.first.year, end).last)
    if which in {"H1", "H2"}:
        half = of.first + (length // 2) * _DAY
        return of._replace(last=half - _DAY) if which == "H1" else of._replace(first=half)
    if length == 1:
        return of
    if 28 <= length <= 31:
        first, last = {"START": (0, 9), "MID": (10, 19), "END": (20, length - 1)}[which]
    elif length == 7:
        first, last = {"START": (0, 1), "MID": (2, 4), "END": (5, 6)}[which]
    elif length in {365, 366} and of.first.month == 1:
        at = {"START": 1, "MID": 5, "END": 9}[which]
        return Period(of.timex, date(of.first.year, at, 1), month(of.first.year, at + 3).last)
    else:
        third = length // 3
        first, last = {
            "START": (0, third - 1),
            "MID": (third, length - third - 1),
            "END": (length - third, length - 1),
        }[which]
    return Period(of.timex, of.first + first * _DAY, of.first + last * _DAY)
