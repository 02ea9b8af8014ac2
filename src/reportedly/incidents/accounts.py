"""One report's account of one incident, flattened to what linking compares; a report gives one or several."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.report import Newness

__all__ = ["Account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one report tells of one incident.

    `id` derives from the report and the incident's first event, so that a rerun gives the same. `number` is that of
    `Telling.incident`: 1 is the report's main incident. `newness` says whether the report tells it as its news or
    recalls it; what is recalled attaches to an incident and never counts as an origin. `events` are the ids of its
    events, in the order of the text.
    """

    id: str
    report: str
    number: int
    newness: Newness
    events: tuple[str, ...]
