"""Whether a time is long past for a report: weeks before publication, or years before the newest day it names."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.report import Report
from reportedly.values.time import TimeValue

__all__ = ["LongPast"]

RECENT = 30
"""Days before publication within which an event is still news; set by hand: databases code weekly or monthly."""

APART = 300
"""Days by which, where no date of publication is known, an event lies before the newest day that the report names."""

YEAR = 300
"""Days from which an interval is no part of a year."""


class LongPast:
    """Says of one report's times which are long past, and why."""

    def __init__(self, report: Report) -> None:
        self._today, self._newest, self._by_days = _published(report), _newest(report), _by_days(report)

    def __call__(self, time: TimeValue) -> str | None:
        """Why it is long past; None where it is not, or nobody can tell."""
        if time.latest is None:
            return None
        latest = _day(time.latest)
        if self._today is not None:
            return "long before publication" if latest < self._today - timedelta(days=RECENT) else None
        if self._by_days and time.earliest is not None and (latest - _day(time.earliest)).days > YEAR:
            return "a year, where the news is told by days"
        if self._newest is not None and latest < self._newest - timedelta(days=APART):
            return "long before the newest day that the report names"
        return None


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])


def _published(report: Report) -> date | None:
    """The day of publication; where it is only inferred, the first day that it can be."""
    if report.publication.published is not None:
        return _day(report.publication.published.value)
    bounds = [dating.published.value.earliest for dating in report.dating or ()]
    return _day(bounds[0]) if bounds and bounds[0] else None


def _by_days(report: Report) -> bool:
    """Whether the report tells its news by days that wait for a date of publication ("on Wednesday")."""
    times = [event.time.value for event in report.events or () if event.time and event.occurred]
    return any(time.open and time.anchor == "published" for time in times)


def _newest(report: Report) -> date | None:
    """The newest day named among what is told as having happened."""
    days = [e.time.value.latest for e in report.events or () if e.time and e.occurred and e.time.value.latest]
    return _day(max(days)) if days else None
