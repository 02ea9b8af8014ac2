"""Named days as stretches of the calendar: fixed days, days that follow the moon, days that differ by country.

A rule is written in `lexicons/time_words.en.toml` as one of

    12-25              a fixed day              easter-2, orthodox+1    days before or after Easter Sunday
    11-4th-4           the fourth Thursday      passover, passover+163  days after the first day of Passover
    05-last-1          the last Monday          islamic 09, islamic 10-01 3   a month, or a day and how many follow

Where a month begins with the sight of the moon, countries differ by a day: those periods are a day wider at each
end than the calculated ones. Western Easter by the algorithm of Meeus, Jones and Butcher; Orthodox Easter by that
of Meeus; Passover by that of Gauss; the Islamic calendar is the arithmetical one (J. Walker, "Calendar Converter").
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.language import periods
from reportedly.language.periods import Period

__all__ = ["named"]

_DAY = timedelta(days=1)
_MOON = re.compile(r"islamic (\d\d)(?:-(\d\d) (\d+))?")
_SHIFTED = re.compile(r"(easter|orthodox|passover)([+-]\d+)?")
_NTH = re.compile(r"(\d\d)-(\dth|last)-(\d)")


def named(rule: str, of: int) -> Period:
    """The feast by this rule in year `of`; the first, where the moon's year brings two.

    Raises ValueError for a rule it does not know, and for a year that has no such day.
    """
    if moon := _MOON.fullmatch(rule):
        return _islamic(of, int(moon[1]), int(moon[2] or 0), int(moon[3] or 0))
    if shifted := _SHIFTED.fullmatch(rule):
        base = {"easter": _easter, "orthodox": _orthodox, "passover": _passover}[shifted[1]](of)
        return periods.day(base + int(shifted[2] or 0) * _DAY)
    if nth := _NTH.fullmatch(rule):
        return periods.day(_nth_weekday(of, int(nth[1]), nth[2], int(nth[3])))
    month, _, day = rule.partition("-")
    if not (month.isdigit() and day.isdigit()):
        raise ValueError(f"no feast has the rule {rule!r}; the forms are those at the top of language/feasts.py")
    return periods.day(date(of, int(month), int(day)))


def _nth_weekday(of: int, month: int, which: str, weekday: int) -> date:
    whole = periods.month(of, month)
    if which == "last":
        return whole.last - (whole.last.isoweekday() - weekday) % 7 * _DAY
    return whole.first + ((weekday - whole.first.isoweekday()) % 7 + 7 * (int(which[0]) - 1)) * _DAY


def _easter(of: int) -> date:
    a, b, c = of % 19, *divmod(of, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    at, days = divmod(h + m - 7 * n + 114, 31)
    return date(of, at, days + 1)


def _julian_lag(of: int) -> timedelta:
    return timedelta(of // 100 - of // 400 - 2)


def _orthodox(of: int) -> date:
    a, b, c = of % 4, of % 7, of % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(of, month, day + 1) + _julian_lag(of)


def _passover(of: int) -> date:
    a, b = (12 * of + 12) % 19, of % 4
    whole, rest = divmod(20.0955877 + 1.5542418 * a + 0.25 * b - 0.003177794 * of, 1)
    c = (int(whole) + 3 * of + 5 * b + 1) % 7
    late = 0
    if c in {2, 4, 6} or (c == 0 and a > 11 and rest >= 0.89772376):
        late = 1
    elif c == 1 and a > 6 and rest >= 0.63287037:
        late = 2
    return date(of, 3, 1) + (int(whole) + late - 1) * _DAY + _julian_lag(of)


def _islamic(of: int, month: int, day: int, days: int) -> Period:
    for moon_year in range(int((of - 622) * 33 / 32) - 1, int((of - 622) * 33 / 32) + 3):
        first = _islamic_day(moon_year, month, day or 1)
        if first.year == of:
            end = _islamic_day(moon_year, month + 1, 1) - _DAY if not day else first + (days - 1) * _DAY
            return Period(f"{first}/{end}" if end > first else str(first), first - _DAY, end + _DAY)
    raise ValueError(f"the Islamic calendar has no such day in {of}")


def _islamic_day(of: int, month: int, day: int) -> date:
    months = (59 * (month - 1) + 1) // 2
    return date.fromordinal(day + months + (of - 1) * 354 + (3 + 11 * of) // 30 + 227014)
