"""When an account puts its incident: the days of its events, most telling first, with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.report import Event, Mention

__all__ = ["Interval", "named_days", "told_days"]

MOST = 12
"""Named days that an account keeps."""

Interval = tuple[str | None, str | None, str]
"""First and last day (ISO, inclusive, None where open) and the words."""


def told_days(events: Sequence[Event]) -> list[Interval]:
    """The intervals of these events without repetition: of violence before others, closed before open ones.

    Among equals the order of the text decides, so that the first is the day by which the incident is dated. Times
    that hang on nothing known ("noon") are left out.
    """
    found: dict[tuple[str | None, str | None], tuple[int, str]] = {}
    for event in events:
        if event.time is None or event.time.value.open or event.time.value.type == "SET":
            continue
        earliest, latest = event.time.value.earliest, event.time.value.latest
        earliest, latest = earliest and earliest[:10], latest and latest[:10]
        weight = (0 if event.violent else 2) + (0 if earliest and latest else 1)
        known = found.get((earliest, latest))
        if known is None or weight < known[0]:
            found[earliest, latest] = (weight, event.time.words or event.time.inferred or "")
    ordered = sorted(found.items(), key=lambda each: each[1][0])
    return [(earliest, latest, words) for (earliest, latest), (_, words) in ordered]


def named_days(mentions: Sequence[Mention], ranges: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Single days named in the characters of `ranges`, each once, in the order of the text."""
    days: dict[str, None] = {}
    for mention in mentions:
        time = mention.time
        if time is None or time.earliest is None or time.latest is None or time.earliest[:10] != time.latest[:10]:
            continue
        if any(start <= mention.span.start < end for start, end in ranges):
            days[time.earliest[:10]] = None
    return tuple(days)[:MOST]
