"""What every reading of a time expression needs: the words, the context it is read against, and common parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from reportedly.language import periods
from reportedly.language.periods import Period
from reportedly.lexicons.loader import load
from reportedly.values.time import TimeValue

__all__ = [
    "BY",
    "NEXT",
    "PAST",
    "SOON",
    "TIME_WORDS",
    "Anchor",
    "Context",
    "Found",
    "clock_of",
    "code",
    "daypart",
    "group",
    "nearest_year",
    "next_in_story",
    "no_wider",
    "part_of",
    "time_words",
    "value_of",
    "which_of",
    "year_of",
]

TIME_WORDS = "lexicons/time_words.en.toml"

Anchor = Literal["absolute", "published", "inferred", "text", "none"]
Found = re.Match[str]


@dataclass(frozen=True)
class Context:
    """What an expression is read against: the publication date, whether its clause looks ahead, the date before.

    `quarter` is the financial quarter that the report speaks of: "a year earlier" is then the same quarter's.
    `behind`: what the expression dates is told as over. `spoken`: in a text without a date that tells history, the
    last date of a year or less, which lends its year to those that have none.
    """

    published: date | None
    ahead: bool
    before: Period | None
    quarter: Period | None = None
    behind: bool = False
    spoken: Period | None = None


@lru_cache(maxsize=1)
def time_words() -> dict[str, dict[str, Any]]:
    return {name: table for name, table in load(TIME_WORDS).tables.items() if name != "header"}


def value_of(
    kind: Literal["DATE", "TIME", "DURATION", "SET"],
    timex: str | None,
    period: Period | None,
    anchor: Anchor,
    rule: str,
) -> TimeValue:
    if period is None:
        return TimeValue(kind, timex, None, None, anchor, rule)
    return TimeValue(kind, timex, period.first.isoformat(), period.last.isoformat(), anchor, rule)


def group(match: Found, name: str) -> str:
    """The words of a group, lower-case with single blanks; empty where it took no part."""
    words = match.groupdict().get(name)
    return " ".join(words.lower().split()) if words else ""


def which_of(match: Found) -> str:
    """ "last", "next", "same": the word that points, without article."""
    return group(match, "which").removeprefix("the ").removeprefix("that ")


def code(table: str, word: str) -> Any:
    """The lexicon's code for a word, its keys being patterns."""
    for pattern, code in time_words()[table].items():
        if re.fullmatch(pattern, word, re.IGNORECASE):
            return code
    raise ValueError(f"{word!r} is not in [{table}] of {TIME_WORDS}")


def part_of(match: Found, period: Period, context: Context) -> Period:
    which = group(match, "mod")
    return periods.part(period, time_words()["parts"][which], base=context.published) if which else period


def daypart(match: Found) -> str:
    """ "TNI" of a part of the day among the words, "TMO" of the early hours, or the empty string."""
    if word := group(match, "daypart"):
        return f"T{time_words()['parts_of_day'][word]}"
    return "TMO" if " hours of" in f" {match.group().lower()}" and "clock" not in match.group().lower() else ""


def year_of(match: Found) -> int | None:
    """The year among the words; one of two figures ("02 Jun 90") lies between 1950 and 2049."""
    if short := group(match, "yy"):
        return int(short) + (1900 if int(short) >= _PIVOT else 2000)
    return int(group(match, "year")) if group(match, "year") else None


_PIVOT = 50


def nearest_year(here: date, number: int, day: int, *, ahead: bool, behind: bool = False) -> int:
    """The year of a month and day without one: past by default, ahead where the clause looks ahead.

    A day that would be three quarters of a year past but lies within the next three months is ahead whatever
    the verb says: newspapers write "the meeting on Jan. 14" of the coming one, and give older dates a year.
    Not so where what it dates is itself told as over (`behind`).
    """
    at = [(abs((date(of, number, min(day, 28)) - here).days), of) for of in (here.year - 1, here.year, here.year + 1)]
    future = min(pair for pair in at if date(pair[1], number, min(day, 28)) >= here or pair[1] > here.year)
    past = min(pair for pair in at if date(pair[1], number, min(day, 28)) <= here or pair[1] < here.year)
    soon = future[0] <= SOON and past[0] >= 365 - SOON
    return future[1] if ahead or (soon and not behind) else past[1]


def next_in_story(spoken: Period, number: int) -> int:
    """The year of a month that a story tells after these days: theirs, or the next where it goes over New Year."""
    months = (spoken.last - spoken.first).days > _MONTHS
    over = not months and spoken.first.month >= _LATE and number <= _EARLY
    return spoken.first.year + over


_MONTHS, _LATE, _EARLY = 62, 11, 2

SOON = 92
"""Days within which a date without a year may lie ahead though its verb does not say so."""


PAST = frozenset({"last", "past", "previous", "preceding", "this past"})


NEXT = frozenset({"next", "coming", "this coming", "following"})


BY = {
    **dict.fromkeys(PAST, -1),
    **dict.fromkeys(NEXT, 1),
    **dict.fromkeys({"this", "current", ""}, 0),
}


def no_wider(base: Period, unit: str) -> bool:
    """Whether the base is fine enough to count this unit from: a year cannot say which day is the next."""
    width = (base.last - base.first).days + 1
    return width <= {"D": 1, "W": 7, "WE": 7, "M": 31, "Q": 92}.get(unit, 366)


def clock_of(match: Found) -> str | None:
    """ "T17:00" of a clock time among the words, or None."""
    if noon := group(match, "noon"):
        return "T24:00" if noon == "midnight" else "T12:00"
    if hour24 := group(match, "hour24"):
        return f"T{int(hour24):02d}:{group(match, 'minute24')}"
    for at in ("", "2"):
        if hour := group(match, f"hour{at}"):
            late = group(match, f"half{at}").startswith("p")
            number = int(hour) % 12 + (12 if late else 0) if int(hour) <= 12 else int(hour)
            return f"T{number:02d}:{group(match, f'minute{at}') or '00'}"
    if word := group(match, "hourword"):
        return f"T{int(word):02d}:00" if int(word) <= 12 else None
    return None
