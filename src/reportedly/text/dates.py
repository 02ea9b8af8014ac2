"""Full calendar dates as publishers write them, to ISO 8601; nothing that could be read two ways."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["WEEKDAY_DATE", "iso_date", "right_weekday"]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|" + "|".join(_MONTHS) + r")\.?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s+)?"

WEEKDAY_DATE = re.compile(
    rf"{_WEEKDAY}(?:{_MONTH.format('m1')}\s+{_DAY.format('d1')},?|{_DAY.format('d2')}\s+{_MONTH.format('m2')},?)"
    r"\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""A full date in words: "Thursday, January 24, 2019", "24 Jan. 2019", "Jan 24th 2019"."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")


def iso_date(words: str) -> str | None:
    """The date or date-time in ISO 8601, or None where the words are not one full, possible date.

    Reads ISO 8601, the dates of mail and HTTP headers, and days with the month's name. A date stays a date
    and a time without zone stays without. Never reads 03/04/2019, which is two dates; never a date whose
    weekday is another day's; no year before 1900 or after 2099.
    """
    words = " ".join(words.split())
    if len(words) > 64:
        return None
    if _ISO.fullmatch(words):
        return _from_iso(words)
    if match := WEEKDAY_DATE.fullmatch(words):
        return _from_words(match)
    if words[:3].lower() in {day[:3] for day in _WEEKDAYS} and ":" in words:
        try:
            return parsedate_to_datetime(words).isoformat()
        except (ValueError, TypeError):
            return None
    return None


def _from_iso(words: str) -> str | None:
    try:
        if len(words) == 10:
            found = date.fromisoformat(words)
            return found.isoformat() if 1900 <= found.year <= 2099 else None
        moment = datetime.fromisoformat(words.replace(",", "."))
    except ValueError:
        return None
    return moment.isoformat() if 1900 <= moment.year <= 2099 else None


def right_weekday(words: str) -> str | None:
    """The weekday of a date that names another one ("Monday" for "Friday 5 May 2031"); None for any other words."""
    match = WEEKDAY_DATE.fullmatch(" ".join(words.split())) if len(words) <= 64 else None
    found = _day(match) if match else None
    if match is None or found is None or _weekday_fits(match, found):
        return None
    return _WEEKDAYS[found.weekday()].capitalize()


def _from_words(match: re.Match[str]) -> str | None:
    found = _day(match)
    return found.isoformat() if found and _weekday_fits(match, found) else None


def _weekday_fits(match: re.Match[str], found: date) -> bool:
    return not match["weekday"] or _WEEKDAYS[found.weekday()][:3] == match["weekday"][:3].lower()


def _day(match: re.Match[str]) -> date | None:
    month = (match["m1"] or match["m2"]).lower()[:3]
    number = next(position for position, name in enumerate(_MONTHS, 1) if name.startswith(month))
    try:
        return date(int(match["year"]), number, int(match["d1"] or match["d2"]))
    except ValueError:
        return None
