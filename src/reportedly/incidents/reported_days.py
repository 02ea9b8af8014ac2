"""On which day each report of an incident appeared: as given, else by a dateline without a year, else unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from reportedly.report import Report

__all__ = ["reported_days"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})\b(?!\d)|\b(\d{1,2}) ([A-Za-z]{3,9})\b")


def reported_days(order: Sequence[str], reports: Mapping[str, Report]) -> dict[str, tuple[str, str | None]]:
    """The ISO date of each report that has one, with how it is known (None: given with the report).

    A dateline such as "PORT ARDEN, May 3 (Northern Wire)" gives a day and no year; it gets the year that brings it
    nearest to the dates that other reports of the incident were published on, or tell as its day. Where there are
    none it stays unknown. Reports whose date is not known are not in the result.
    """
    out: dict[str, tuple[str, str | None]] = {}
    known: list[date] = []
    for each in order:
        published = reports[each].publication.published
        if published and (day := _date(published.value)):
            out[each] = (day.isoformat(), None)
            known.append(day)
    if not known:
        known = [day for each in order for day in _told(reports[each])]
    if not known:
        return out
    about = sorted(known)[len(known) // 2]
    for each in order:
        line = reports[each].publication.dateline
        if each in out or line is None or (found := _month_and_day(line.value)) is None:
            continue
        if days := [day for year in range(about.year - 1, about.year + 2) if (day := _of(year, *found))]:
            day = min(days, key=lambda d: abs((d - about).days))
            out[each] = (day.isoformat(), f"dateline “{line.value}”, year by the other reports")
    return out


def _date(iso: str) -> date | None:
    return _of(*(int(part) for part in iso[:10].split("-"))) if re.fullmatch(r"\d{4}-\d\d-\d\d.*", iso) else None


def _of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_and_day(words: str) -> tuple[int, int] | None:
    for match in _DAY.finditer(words):
        name, day = (match[1], match[2]) if match[1] else (match[4], match[3])
        if name[:3].lower() in _MONTHS:
            return _MONTHS.index(name[:3].lower()) + 1, int(day)
    return None


def _told(report: Report) -> list[date]:
    times = [event.time.value for event in report.events or () if event.time and event.violent]
    return [day for time in times if time.earliest and time.earliest == time.latest and (day := _date(time.earliest))]
