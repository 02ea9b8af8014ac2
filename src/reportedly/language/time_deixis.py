"""Time expressions that point or measure: "last year", "three days ago", "two weeks", "every day"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Literal

from reportedly.language import periods
from reportedly.language.numbers import number_of
from reportedly.language.periods import Period
from reportedly.language.time_context import (
    BY,
    NEXT,
    Anchor,
    Context,
    Found,
    clock_of,
    code,
    daypart,
    group,
    no_wider,
    part_of,
    time_words,
    value_of,
    which_of,
)
from reportedly.values.time import TimeValue

__all__ = [
    "ago",
    "deictic",
    "duration",
    "repeated",
    "small_hours",
    "spoken_daypart",
    "the_unit",
    "the_weekend",
    "vague_duration",
    "vague_time",
    "which_daypart",
    "which_unit",
    "window",
]


def which_unit(match: Found, context: Context) -> TimeValue | None:
    """ "last year", "early next month", "this week", "that day"."""
    which, word = which_of(match), group(match, "unit").rstrip("s")
    unit = time_words()["units"][word]
    if unit in {"S", "MIN", "H", "2W"} or group(match, "unit").endswith("s"):
        return None
    if which in {"past", "this past"} and unit != "WE":
        return None  # "the past year" is the twelve months before, which window reads; "last year" is the calendar's
    if unit == "D" and group(match, "which") == "the next":
        which = "following"
    if which in {"that", "same", "following", "previous", "preceding"}:
        if context.before is None or which in {"that", "same"}:
            base = context.before if which in {"that", "same"} and unit in {"Y", "M", "D", "W"} else None
            period = periods.shift(unit, 0, base.first) if base and no_wider(base, unit) else None
        else:
            fits = no_wider(context.before, unit)
            period = periods.shift(unit, BY[which], context.before.first) if fits else None
        return value_of("DATE", period.timex if period else None, period, "text", "unit-text")
    if context.published is None:
        return value_of("DATE", None, None, "published", "unit")
    period = periods.shift(unit, BY[which], context.published)
    if unit == "WE" and which == "last" and context.published.isoweekday() >= 6:
        period = periods.shift(unit, -1, context.published)
    kind: Literal["DATE", "TIME"] = "TIME" if word == "night" else "DATE"
    if kind == "TIME":
        period = period._replace(timex=f"{period.timex}TNI")
    return value_of(kind, period.timex, part_of(match, period, context), "published", "unit")


def the_unit(match: Found, context: Context) -> TimeValue | None:
    """ "earlier in the year", "the full year", "year-end": of the year, month or week of publication."""
    unit = {"month": "M", "week": "W"}.get(group(match, "unit"), "Y")
    if context.published is None:
        return value_of("DATE", None, None, "published", "the-unit")
    period = periods.shift(unit, 0, context.published)
    if group(match, "mod") == "year-end":
        period = periods.part(period, "END")._replace(timex=period.last.isoformat())
    elif group(match, "mod"):
        period = part_of(match, period, context)
    return value_of("DATE", period.timex, period, "published", "the-unit")


def spoken_daypart(match: Found, context: Context) -> TimeValue | None:
    """ "by mid-afternoon", "in the morning": of the day spoken of last; "in the morning" else is of any day."""
    words, part = daypart(match), re.search(r"mid|early|late", match.group(), re.IGNORECASE)
    at = context.before.first if context.before and no_wider(context.before, "D") else None
    if at is None and not part:
        return None
    if at is None and not _day_follows(match):
        at = context.published
    if at is None:
        return value_of("TIME", f"XXXX-XX-XX{words}", None, "text", "daypart-text")
    return value_of("TIME", f"{at}{words}", periods.day(at), "text", "daypart-text")


def _day_follows(match: Found) -> bool:
    return (
        re.match(r"\s(?:on|of|yesterday|today|tomorrow|[A-Z])", match.string[match.end() : match.end() + 10])
        is not None
    )


def small_hours(match: Found, context: Context) -> TimeValue | None:
    """ "the early hours of this morning" is today; "the early hours" alone are those of the day spoken of."""
    words = match.group().lower()
    if "morning" in words and "that" not in words:
        if context.published is None:
            return value_of("TIME", "XXXX-XX-XXTMO", None, "published", "small-hours")
        at = context.published
        return value_of("TIME", f"{at}TMO", periods.day(at), "published", "small-hours")
    return value_of("TIME", "XXXX-XX-XXTMO", None, "text", "small-hours")


def the_weekend(match: Found, context: Context) -> TimeValue | None:
    """ "over the weekend": the last one that has begun, or the next where the clause looks ahead."""
    if context.published is None:
        return value_of("DATE", "XXXX-WXX-WE", None, "published", "weekend")
    here = context.published
    by = 0 if context.ahead or here.isoweekday() >= 6 else -1
    period = periods.shift("WE", by, here)
    return value_of("DATE", period.timex, period, "published", "weekend")


def which_daypart(match: Found, context: Context) -> TimeValue | None:
    """ "this morning", "last night", "tonight", "that evening"."""
    which, code = which_of(match), daypart(match)
    if which in {"that", "same", "following", "next", "previous"} and which not in {"this"}:
        base = context.before
        by = 1 if which in {"following", "next"} else -1 if which == "previous" else 0
        fits = base is not None and base.first == base.last
        at = base.first + timedelta(by) if base is not None and fits else None
        return value_of(
            "TIME", f"{at}{code}" if at else None, periods.day(at) if at else None, "text", "daypart-text"
        )
    if context.published is None:
        return value_of("TIME", None, None, "published", "daypart")
    at = context.published - timedelta(1 if which in {"last", "past"} else 0)
    return value_of("TIME", f"{at}{code}", periods.day(at), "published", "daypart")


def deictic(match: Found, context: Context) -> TimeValue | None:
    word, code = group(match, "deictic"), daypart(match)
    by = {
        "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
        "the day after tomorrow": 2, "overnight": -1,
    }[word]  # fmt: skip
    code = "TNI" if word in {"tonight", "overnight"} else code or (clock_of(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if code else "DATE"
    if context.published is None:
        return value_of(kind, None, None, "published", word.replace(" ", "-"))
    at = context.published + timedelta(by)
    period = Period(at.isoformat(), at, at + timedelta(1)) if word == "overnight" else periods.day(at)
    return value_of(kind, f"{at}{code}", period, "published", word.replace(" ", "-"))


def _amount(match: Found) -> float | None:
    """How many: a number, or None for a vague amount."""
    words = group(match, "num")
    amounts = time_words()["amounts"]
    if words in amounts:
        return None if amounts[words] == "X" else float(amounts[words])
    if words in {"a", "an"}:
        return 1.0
    if half := re.fullmatch(r"(\d+) 1/2", words):
        return int(half[1]) + 0.5
    if re.fullmatch(r"\d+[.]\d+", words):
        return float(words)
    number = number_of(words.replace("-", " - ").split())
    return None if number is None else float(number)


def _duration_timex(amount: float | None, word: str) -> str:
    unit = time_words()["units"][word.rstrip("s")]
    number = "X" if amount is None else f"{amount:g}"
    if unit == "2W":
        return "P2W" if amount == 1 else f"P{number}W" if amount is None else f"P{2 * amount:g}W"
    if amount is not None and amount % 1 == 0.5 and unit in {"H", "Y"} and amount > 1:
        return f"PT{int(amount)}H30M" if unit == "H" else f"P{int(amount)}Y6M"
    if unit in {"S", "MIN", "H"}:
        return f"PT{number}{unit[0]}"
    if unit in {"DE", "CE"} and amount is not None:
        return f"P{amount * (10 if unit == 'DE' else 100):g}Y"
    return f"P{number}{'C' if unit == 'CE' else unit}"


def ago(match: Found, context: Context) -> TimeValue | None:
    """ "three days ago" is a day, "two months ago" a month, "five years ago" a year: no finer than its unit."""
    amount, word, where = _amount(match) if group(match, "num") else 1.0, group(match, "unit"), group(match, "where")
    unit = time_words()["units"][word.rstrip("s")]
    anchor: Anchor = "published" if where in {"ago", "from now", "hence"} else "text"
    base = context.published if anchor == "published" else None
    if anchor == "text" and context.before and no_wider(context.before, "D" if unit in {"S", "MIN", "H"} else unit):
        base = context.before.first
    sign = 1 if where in {"later", "from now", "hence", "after"} else -1
    if unit == "Y" and amount == 1 and where == "earlier" and _COMPARED.search(match.string, 0, match.start()):
        anchor, base = "published", context.published
    if unit == "Y" and amount == 1 and sign < 0 and context.quarter is not None:
        period = periods.shift("Q", -4, context.quarter.first)
        return value_of("DATE", period.timex, period, "text", "year-ago")
    if amount is None or base is None or amount != int(amount):
        return value_of("DATE", None if amount else ("PAST_REF" if sign < 0 else "FUTURE_REF"), None, anchor, "ago")
    if unit in {"S", "MIN", "H"}:
        days = 1 if unit != "H" else int(amount) // 24 + 1
        first, last = sorted((base, base + sign * timedelta(days)))
        return value_of("TIME", None, Period("", first, last), anchor, "hours-ago")
    if unit == "2W":
        unit, amount = "W", 2 * amount
    if unit in {"DE", "CE"}:
        unit, amount = "Y", amount * (10 if unit == "DE" else 100)
    period = periods.shift(unit, sign * int(amount), base)
    return value_of("DATE", period.timex, period, anchor, "ago")


_COMPARED = re.compile(
    r"(?:[$#£€]\s?[\d.,]+|\b[\d.,]+(?:\s\w+illion|%|\spercent|\scents?|\spence)|\bfrom\s[\d.,]+)(?:\s\w+illion)?"
    r"(?:\sa\sshare)?,?\s$|\bcompared\swith\s$"
)
"""A figure or a comparison just before "a year earlier": it is then a year before the report, as "a year ago" is."""


def window(match: Found, context: Context) -> TimeValue | None:
    """ "the past three months": a stretch that ends at the publication date, or begins there ("the next week")."""
    amount, word = _amount(match) if group(match, "num") else None, group(match, "unit")
    unit, which = time_words()["units"][word.rstrip("s")], which_of(match)
    if which in {"this", "that", "same", "current"}:
        return None
    if not group(match, "num") and not word.endswith("s"):
        amount = 1.0
    timex = _duration_timex(amount, word)
    sign = 1 if which in NEXT else -1
    if context.published is None or amount is None or which in {"previous", "preceding", "following"}:
        anchor: Anchor = "text" if which in {"previous", "preceding", "following"} else "published"
        return value_of("DURATION", timex, None, anchor, "window")
    here = context.published
    days = {
        "S": 1,
        "MIN": 1,
        "H": max(int(amount) // 24, 1),
        "D": int(amount),
        "W": 7 * int(amount),
        "2W": 14 * int(amount),
    }
    if unit in days:
        other = here + sign * timedelta(days[unit])
    else:
        months = int(amount * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "WE": 1}[unit])
        whole = periods.shift("M", sign * months, here)
        other = whole.first + timedelta(min(here.day, whole.last.day) - 1)
    first, last = sorted((here, other))
    return value_of("DURATION", timex, Period(timex, first, last), "published", "window")


def duration(match: Found, context: Context) -> TimeValue | None:
    amount, word = _amount(match) if group(match, "num") else 1.0, group(match, "unit")
    return value_of("DURATION", _duration_timex(amount, word), None, "none", "duration")


def vague_duration(match: Found, context: Context) -> TimeValue | None:
    amount = 1.0 if re.match(r"(?:day|week|month|year|decade)-long", match.group(), re.IGNORECASE) else None
    return value_of("DURATION", _duration_timex(amount, group(match, "unit")), None, "none", "duration-vague")


def repeated(match: Found, context: Context) -> TimeValue | None:
    if often := group(match, "often"):
        return value_of("SET", time_words()["frequencies"][often], None, "none", "set")
    if group(match, "weekday"):
        return value_of(
            "SET", f"XXXX-WXX-{code('weekdays', group(match, 'weekday'))}{daypart(match)}", None, "none", "set"
        )
    if group(match, "month"):
        return value_of("SET", f"XXXX-{code('months', group(match, 'month')):02d}", None, "none", "set")
    if hour := daypart(match):
        return value_of("SET", f"XXXX-XX-XX{hour}", None, "none", "set")
    amount = _amount(match) if group(match, "num") else 1.0
    return value_of("SET", _duration_timex(amount, group(match, "unit")), None, "none", "set")


def vague_time(match: Found, context: Context) -> TimeValue | None:
    return value_of("DATE", time_words()["vague"][group(match, "vague")], None, "none", "vague")
