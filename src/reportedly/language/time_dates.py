"""Time expressions that name their date: days, months, years, weekdays, seasons, feasts, clock times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from reportedly.language import periods
from reportedly.language.numbers import number_of
from reportedly.language.periods import Period
from reportedly.language.time_context import (
    NEXT,
    PAST,
    Context,
    Found,
    clock_of,
    code,
    daypart,
    group,
    nearest_year,
    part_of,
    time_words,
    value_of,
    year_of,
)
from reportedly.values.time import TimeValue

__all__ = [
    "bare_clock",
    "bare_month",
    "century",
    "decade",
    "feast",
    "full_date",
    "iso_date",
    "latest_quarter",
    "month_of_year",
    "plain_year",
    "quarter",
    "season",
    "spelled_year",
    "weekday",
]


def full_date(match: Found, context: Context) -> TimeValue | None:
    number, first = code("months", group(match, "month")), int(group(match, "day"))
    last = int(group(match, "day2") or first)
    clock = daypart(match) or (clock_of(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if clock else "DATE"
    of, anchor = year_of(match), "absolute"
    if of is None:
        if context.published is None:
            date(2024, number, first)
            return value_of(kind, f"XXXX-{number:02d}-{first:02d}{clock}", None, "published", "month-day")
        of = nearest_year(context.published, number, first, ahead=context.ahead)
        anchor = "published"
    start, end = date(of, number, first), date(of, number, last)
    if end < start:
        return None
    timex = f"{start.isoformat()}{clock}" if start == end else f"{start.isoformat()}/{end.isoformat()}"
    return value_of(
        kind, timex, Period(timex, start, end), "absolute" if anchor == "absolute" else "published", "date"
    )


def iso_date(match: Found, context: Context) -> TimeValue | None:
    at = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return value_of("DATE", at.isoformat(), periods.day(at), "absolute", "iso")


def month_of_year(match: Found, context: Context) -> TimeValue | None:
    number, of = code("months", group(match, "month")), year_of(match)
    if of is not None:
        period = periods.month(of, number)
        return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "month-year")
    return _near(
        match, context, f"XXXX-{number:02d}", lambda base, by: periods.month(base.year + by, number), "month-year"
    )


def _near(
    match: Found, context: Context, open_timex: str | None, make: Callable[[date, int], Period], rule: str
) -> TimeValue:
    if context.published is None:
        return value_of("DATE", open_timex, None, "published", rule)
    by = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(group(match, "whichyear"), 0)
    period = make(context.published, by)
    return value_of("DATE", period.timex, part_of(match, period, context), "published", rule)


def bare_month(match: Found, context: Context) -> TimeValue | None:
    number, which = code("months", group(match, "month")), group(match, "which").removeprefix("the ")
    if context.published is None:
        return value_of("DATE", f"XXXX-{number:02d}", None, "published", "month")
    here = context.published
    if which in {"next", "coming", "this coming", "following"} or (context.ahead and which not in PAST):
        of = here.year if number > here.month or (number == here.month and not which) else here.year + 1
    elif which == "this" or which == "current":
        of = here.year
    elif which:
        of = here.year if number < here.month else here.year - 1
    else:
        of = here.year if number == here.month else nearest_year(here, number, 15, ahead=False)
    period = periods.month(of, number)
    return value_of("DATE", period.timex, part_of(match, period, context), "published", "month")


def weekday(match: Found, context: Context) -> TimeValue | None:
    number, which = code("weekdays", group(match, "weekday")), group(match, "which").removeprefix("the ")
    clock = daypart(match) or (clock_of(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if clock else "DATE"
    if which in {"that", "same"}:
        return value_of(kind, f"XXXX-WXX-{number}{clock}", None, "text", "weekday-text")
    if context.published is None:
        return value_of(kind, f"XXXX-WXX-{number}{clock}", None, "published", "weekday")
    here = context.published
    week = group(match, "whichweek")
    if week:
        at = here + timedelta(number - here.isoweekday() + {"last": -7, "next": 7}.get(week, 0))
    elif which in NEXT or (context.ahead and which not in PAST and which != "this"):
        ahead = (number - here.isoweekday()) % 7
        at = here + timedelta(ahead or (7 if which else 0))
    elif which == "this":
        at = here + timedelta(number - here.isoweekday())
    else:
        back = (here.isoweekday() - number) % 7
        at = here - timedelta(back or (7 if which else 0))
    return value_of(kind, f"{at.isoformat()}{clock}", periods.day(at), "published", "weekday")


def plain_year(match: Found, context: Context) -> TimeValue | None:
    period = periods.year(int(group(match, "year")))
    if end := group(match, "year2"):
        other = int(end) if len(end) == 4 else int(f"{group(match, 'year')[:2]}{end}")
        if other < period.first.year:
            return None
        whole = Period(f"{period.timex}/{other}", period.first, date(other, 12, 31))
        return value_of("DATE", whole.timex, whole, "absolute", "years")
    return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "year")


def spelled_year(match: Found, context: Context) -> TimeValue | None:
    """ "nineteen ninety-six", "January two thousand and one", as in transcripts."""
    first, _, rest = group(match, "spelled").replace("-", " ").partition(" ")
    century = 1900 if first == "nineteen" else 2000
    of = century + (number_of(rest.removeprefix("thousand").split()) or 0)
    if group(match, "month"):
        period = periods.month(of, code("months", group(match, "month")))
    elif group(match, "season"):
        period = periods.season(of, time_words()["seasons"][group(match, "season")])
    else:
        period = periods.year(of)
    return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "spelled-year")


def decade(match: Found, context: Context) -> TimeValue | None:
    figures, name = group(match, "decade"), group(match, "decadename")
    if name:
        index = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"].index(
            name
        )
        figures = f"19{20 + 10 * index}"
    period = periods.decade(int(figures) if len(figures) == 4 else 1900 + int(figures))
    return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "decade")


def century(match: Found, context: Context) -> TimeValue | None:
    period = periods.century(100 * (int(group(match, "ordinal")) - 1))
    return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "century")


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


def latest_quarter(match: Found, context: Context) -> TimeValue | None:
    """ "the quarter", in a report on results: the last one that is over."""
    if context.published is None:
        return value_of("DATE", None, None, "published", "quarter")
    period = periods.shift("Q", -1, context.published)
    return value_of("DATE", period.timex, period, "published", "quarter")


def season(match: Found, context: Context) -> TimeValue | None:
    code, of = time_words()["seasons"][group(match, "season")], year_of(match)
    if of is not None:
        period = periods.season(of, code)
        return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "season")
    if context.published is None:
        return value_of("DATE", f"XXXX-{code}", None, "published", "season")
    here, which = context.published, group(match, "which").removeprefix("the ")
    of = here.year
    if which in PAST and periods.season(of, code).last >= here:
        of -= 1
    elif which in NEXT and periods.season(of, code).first <= here:
        of += 1
    elif which in {"", "that", "same"} and not context.ahead and periods.season(of, code).first > here:
        of -= 1
    period = periods.season(of, code)
    return value_of("DATE", period.timex, part_of(match, period, context), "published", "season")


def feast(match: Found, context: Context) -> TimeValue | None:
    rule = time_words()["feasts"][group(match, "feast").replace("’", "'")]
    of, anchor = year_of(match), "absolute"
    if of is None:
        if context.published is None:
            return value_of("DATE", None if rule[0].isalpha() else f"XXXX-{rule}", None, "published", "feast")
        here, anchor = context.published, "published"
        rough = periods.feast(rule, here.year)
        of = nearest_year(here, rough.month, rough.day, ahead=context.ahead or group(match, "which") in NEXT)
    at = periods.feast(rule, of)
    return value_of(
        "DATE", at.isoformat(), periods.day(at), "absolute" if anchor == "absolute" else "published", "feast"
    )


def bare_clock(match: Found, context: Context) -> TimeValue | None:
    """A clock time whose day is not said with it: its day stays open."""
    if (clock := clock_of(match)) is None:
        return None
    return value_of("TIME", f"XXXX-XX-XX{clock}", None, "text", "clock")
