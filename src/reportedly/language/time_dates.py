"""Time expressions that name their date: days, months, years, decades, seasons, feasts, clock times."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from reportedly.language import periods
from reportedly.language.feasts import named
from reportedly.language.numbers import number_of
from reportedly.language.periods import Period
from reportedly.language.time_context import (
    NEXT,
    PAST,
    Anchor,
    Context,
    Found,
    clock_of,
    code,
    daypart,
    group,
    nearest_year,
    next_in_story,
    part_of,
    time_words,
    value_of,
    which_of,
    year_of,
)
from reportedly.values.time import TimeValue

__all__ = [
    "across_months",
    "bare_clock",
    "bare_month",
    "century",
    "decade",
    "feast",
    "full_date",
    "iso_date",
    "month_of_year",
    "month_to_month",
    "nine_eleven",
    "plain_year",
    "season",
    "spelled_year",
]


def full_date(match: Found, context: Context) -> TimeValue | None:
    """ "Tuesday, 4 June 2024", "June 12-14", "the night of 12-13 June", "5 p.m. on Nov. 6"."""
    number = code("months", group(match, "month"))
    word = group(match, "dayword")
    first = code("ordinals", word) if word else int(group(match, "day"))
    last = int(group(match, "day2") or first)
    clock = daypart(match) or (clock_of(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if clock else "DATE"
    of, which = year_of(match), group(match, "which")
    anchor: Anchor = "absolute"
    if of is None and context.spoken is not None:
        of, anchor = next_in_story(context.spoken, number), "text"
    if of is None:
        if context.published is None:
            date(2024, number, first)
            return value_of(kind, f"XXXX-{number:02d}-{first:02d}{clock}", None, "published", "month-day")
        of = nearest_year(
            context.published, number, first, ahead=context.ahead or which in NEXT, behind=context.behind
        )
        anchor = "published"
    start, end = date(of, number, first), date(of, number, last)
    if end < start:
        return None
    whole = f"{start.isoformat()}{clock}"
    timex = whole if start == end or daypart(match) else f"{start.isoformat()}/{end.isoformat()}"
    return value_of(kind, timex, Period(timex, start, end), anchor, "date")


def across_months(match: Found, context: Context) -> TimeValue | None:
    """ "30 May - 2 June 2024": from a day of one month to a day of another."""
    months = code("months", group(match, "month")), code("months", group(match, "month2"))
    days = int(group(match, "day")), int(group(match, "day2"))
    last = int(group(match, "year2")) if group(match, "year2") else year_of(match)
    anchor: Anchor = "absolute"
    if last is None:
        if context.published is None:
            return value_of("DATE", None, None, "published", "days")
        last, anchor = nearest_year(context.published, months[1], days[1], ahead=context.ahead), "published"
    if (year_of(match) or last) < last - 1:
        return None  # "(8 March 1931 – 2 May 1999)": a life, and two dates
    first = year_of(match) or (last if months <= months[::-1] else last - 1)
    start, end = date(first, months[0], days[0]), date(last, months[1], days[1])
    if end < start:
        return None
    whole = Period(f"{start}/{end}", start, end)
    return value_of("DATE", whole.timex, whole, anchor, "days")


def month_to_month(match: Found, context: Context) -> TimeValue | None:
    """ "March to June 2023", "November-December 2021"; a year before the first month is not guessed."""
    of = year_of(match)
    if of is None:
        return None
    first = periods.month(of, code("months", group(match, "month")))
    last = periods.month(of, code("months", group(match, "month2")))
    if last.first < first.first:
        first = periods.month(of - 1, code("months", group(match, "month")))
    whole = Period(f"{first.timex}/{last.timex}", first.first, last.last)
    return value_of("DATE", whole.timex, whole, "absolute", "months")


def nine_eleven(match: Found, context: Context) -> TimeValue | None:
    at = date(2001, 9, 11)
    return value_of("DATE", at.isoformat(), periods.day(at), "absolute", "nine-eleven")


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
    number, which = code("months", group(match, "month")), which_of(match)
    if context.spoken is not None and which in {"", "that", "same"}:
        period = periods.month(next_in_story(context.spoken, number), number)
        return value_of("DATE", period.timex, part_of(match, period, context), "text", "month")
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
        of = here.year if number == here.month else nearest_year(here, number, 15, ahead=False, behind=context.behind)
    period = periods.month(of, number)
    return value_of("DATE", period.timex, part_of(match, period, context), "published", "month")


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
    word = group(match, "ordinalword")
    number = code("ordinals", word) if word else int(group(match, "ordinal"))
    period = periods.century(100 * (number - 1))
    return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "century")


def season(match: Found, context: Context) -> TimeValue | None:
    code, of = time_words()["seasons"][group(match, "season")], year_of(match)
    if of is not None:
        period = periods.season(of, code)
        return value_of("DATE", period.timex, part_of(match, period, context), "absolute", "season")
    if context.spoken is not None and which_of(match) in {"", "that", "same"}:
        period = periods.season(context.spoken.first.year, code)
        return value_of("DATE", period.timex, part_of(match, period, context), "text", "season")
    if context.published is None:
        return value_of("DATE", f"XXXX-{code}", None, "published", "season")
    here, which = context.published, which_of(match)
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
    """A day or season with a name: "Christmas Day", "Easter week", "Ramadan"; as wide as calendars differ on it."""
    rule = time_words()["feasts"][group(match, "feast").replace("’", "'")]
    of, anchor, which = year_of(match), "absolute", which_of(match)
    if of is None:
        if context.published is None:
            fixed = re.fullmatch(r"\d\d-\d\d", rule)
            return value_of("DATE", f"XXXX-{rule}" if fixed else None, None, "published", "feast")
        here, anchor = context.published, "published"
        of = nearest_feast(rule, here, ahead=context.ahead or which in NEXT, past=which in PAST)
    period = named(rule, of)
    if span := group(match, "feastweek"):
        period = periods.shift("W" if span == "week" else "WE", 0, period.first)
    return value_of(
        "DATE",
        period.timex,
        part_of(match, period, context),
        "absolute" if anchor == "absolute" else "published",
        "feast",
    )


def nearest_feast(rule: str, here: date, *, ahead: bool, past: bool) -> int:
    """The year whose feast is meant: the last one begun, the next where the clause looks ahead or it is at hand."""
    years = [here.year - 1, here.year, here.year + 1]
    begun = [of for of in years if named(rule, of).first <= here]
    to_come = [of for of in years if named(rule, of).last >= here]
    at_hand = (named(rule, to_come[0]).first - here).days <= AT_HAND
    return to_come[0] if ahead or (at_hand and not past) else begun[-1]


AT_HAND = 21
"""Days within which a feast without a year is the coming one whatever the verb says."""


def bare_clock(match: Found, context: Context) -> TimeValue | None:
    """A clock time whose day is not said with it: its day stays open (`times` looks for it in the sentence)."""
    if (clock := clock_of(match)) is None:
        return None
    return value_of("TIME", f"XXXX-XX-XX{clock}", None, "text", "clock")
