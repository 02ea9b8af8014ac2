"""Quarters and halves of the year, as reports on results speak of them: "the year-ago quarter", "the quarter"."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.language import periods
from reportedly.language.periods import Period
from reportedly.language.time_context import (
    Context,
    Found,
    code,
    group,
    nearest_year,
    value_of,
    year_of,
)
from reportedly.values.time import TimeValue

__all__ = ["half_year", "latest_quarter", "quarter", "quarter_ended", "quarter_of", "year_ago"]


def quarter(match: Found, context: Context) -> TimeValue | None:
    number = ["first", "second", "third", "fourth"].index(group(match, "nth")) + 1
    of = year_of(match)
    if of is not None:
        period = periods.quarter(of, number)
        return value_of("DATE", period.timex, period, "absolute", "quarter")
    if context.published is None:
        return value_of("DATE", f"XXXX-Q{number}", None, "published", "quarter")
    here, which = context.published, group(match, "whichyear")
    period = periods.quarter(here.year, number)
    if which:
        by = {"last": -1, "next": 1, "previous": -1}.get(which, 0)
        period = periods.quarter(here.year + by, number)
    elif not context.ahead and period.first > here:
        period = periods.quarter(here.year - 1, number)
    return value_of("DATE", period.timex, period, "published", "quarter")


def quarter_of(match: Found, context: Context) -> TimeValue | None:
    """ "the 1988 period", in a report on results: the quarter spoken of, in that year."""
    of = year_of(match)
    if of is None or context.quarter is None:
        return None
    number = (context.quarter.first.month + 2) // 3
    period = periods.quarter(of, number)
    return value_of("DATE", period.timex, period, "text", "quarter-of")


def quarter_ended(match: Found, context: Context) -> TimeValue | None:
    """ "the quarter ended July 31": the calendar quarter in which most of its three months lie."""
    if context.published is None:
        return value_of("DATE", None, None, "published", "quarter")
    end = code("months", group(match, "month"))
    of = nearest_year(context.published, end, int(group(match, "day")), ahead="ending" in _after(match))
    period = periods.shift("Q", 0, date(of, end, 1) - timedelta(1))
    return value_of("DATE", period.timex, period, "published", "quarter")


def _after(match: Found) -> str:
    return match.string[match.end() : match.end() + 10].lower()


def latest_quarter(match: Found, context: Context) -> TimeValue | None:
    """ "the quarter", in a report on results: the one spoken of, else the last one that is over."""
    if context.published is None:
        return value_of("DATE", None, None, "published", "quarter")
    period = context.quarter or periods.shift("Q", -1, context.published)
    return value_of("DATE", period.timex, period, "text" if context.quarter else "published", "quarter-last")


def year_ago(match: Found, context: Context) -> TimeValue | None:
    """ "the year-ago quarter", "the year-earlier period": the year before, and its quarter where one is spoken of."""
    if context.published is None:
        return value_of("DATE", None, None, "published", "year-ago")
    if nth := group(match, "nth"):
        number = ["first", "second", "third", "fourth"].index(nth) + 1
        here = context.quarter or periods.quarter(context.published.year, number)
        period = periods.quarter(here.first.year - 1, number)
    elif context.quarter or match.group().lower().endswith("quarter"):
        now = context.quarter or periods.shift("Q", -1, context.published)
        period = periods.shift("Q", -4, now.first)
    else:
        period = periods.year(context.published.year - 1)
    return value_of("DATE", period.timex, period, "published", "year-ago")


def half_year(match: Found, context: Context) -> TimeValue | None:
    of, anchor = year_of(match), "absolute"
    half = 1 if group(match, "nth") == "first" else 2
    if of is None:
        if context.published is None:
            return value_of("DATE", f"XXXX-H{half}", None, "published", "half")
        by = {"last": -1, "next": 1}.get(group(match, "whichyear"), 0)
        of, anchor = context.published.year + by, "published"
    start = date(of, 1, 1) if half == 1 else date(of, 7, 1)
    end = date(of, 6, 30) if half == 1 else date(of, 12, 31)
    whole = Period(f"{of}-H{half}", start, end)
    return value_of("DATE", whole.timex, whole, "absolute" if anchor == "absolute" else "published", "half")
