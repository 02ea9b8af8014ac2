"""Time expressions by the day of the week: "Tuesday night", "Thursday week", "overnight into Wednesday"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from reportedly.language import periods
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
    no_wider,
    value_of,
    which_of,
    year_of,
)
from reportedly.values.time import TimeValue

__all__ = ["overnight", "week_of", "weekday", "weekday_week"]


def weekday(match: Found, context: Context) -> TimeValue | None:
    number, which = code("weekdays", group(match, "weekday")), which_of(match)
    clock = daypart(match) or (clock_of(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if clock else "DATE"
    if which in {"that", "same"}:
        base = context.before
        if base is None or not no_wider(base, "W"):
            return value_of(kind, f"XXXX-WXX-{number}{clock}", None, "text", "weekday-text")
        at = base.first + timedelta((number - base.first.isoweekday()) % 7)
        return value_of(kind, f"{at.isoformat()}{clock}", periods.day(at), "text", "weekday-text")
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


def weekday_week(match: Found, context: Context) -> TimeValue | None:
    """ "Thursday week", "a week on Thursday": a week after the next; "a week last Tuesday": one before the last."""
    number, weeks = code("weekdays", group(match, "weekday")), 2 if group(match, "plus") == "fortnight" else 1
    if context.published is None:
        return value_of("DATE", f"XXXX-WXX-{number}", None, "published", "weekday-week")
    here = context.published
    if group(match, "minus"):
        at = here - timedelta(((here.isoweekday() - number) % 7 or 7) + 7 * weeks)
    else:
        at = here + timedelta(((number - here.isoweekday()) % 7 or 7) + 7 * weeks)
    return value_of("DATE", at.isoformat(), periods.day(at), "published", "weekday-week")


def week_of(match: Found, context: Context) -> TimeValue | None:
    """ "the week of March 6": the calendar week that holds the day."""
    number, first, of = code("months", group(match, "month")), int(group(match, "day")), year_of(match)
    anchor: Anchor = "absolute"
    if of is None:
        if context.published is None:
            return value_of("DATE", None, None, "published", "week-of")
        of, anchor = nearest_year(context.published, number, first, ahead=context.ahead), "published"
    period = periods.week(date(of, number, first))
    return value_of("DATE", period.timex, period, anchor, "week-of")


def overnight(match: Found, context: Context) -> TimeValue | None:
    """ "overnight into Wednesday", "Monday night to Tuesday": two days; "overnight Tuesday" may be either side."""
    number = code("weekdays", group(match, "weekday"))
    second = code("weekdays", group(match, "weekday2")) if group(match, "weekday2") else None
    if second is not None and (second - number) % 7 != 1:
        return None
    if context.published is None:
        return value_of("TIME", f"XXXX-WXX-{number}TNI", None, "published", "overnight")
    here, words = context.published, " ".join(match.group().lower().split())
    at = here + timedelta((number - here.isoweekday()) % 7 - (0 if context.ahead else 7))
    if not context.ahead and number == here.isoweekday():
        at = here
    first, last = at - timedelta(1), at + timedelta(1)
    if second is not None or "overnight from" in words:
        first = at
    elif "into" in words or " to " in words:
        last = at
    return value_of("TIME", f"{first if last == at else at}TNI", Period("", first, last), "published", "overnight")
