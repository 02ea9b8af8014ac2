"""The outline of a report: all that linking needs of it, small enough to keep for every report of a ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.incidents.accounts import Account, Figure
from reportedly.incidents.told_days import named_days, told_days
from reportedly.incidents.told_people import told_people
from reportedly.incidents.told_places import told_places
from reportedly.incidents.told_words import fold, told_words
from reportedly.report import Anchored, Event, Newness, Report, Telling, annotation_id

__all__ = ["OUTLINE_VERSION", "Outline", "outline"]

OUTLINE_VERSION = 5
"""Grows with each change of what an outline holds; outlines of another version are made anew from the reading."""

_HARM = frozenset({"OTHER", "COERCE", "LEGAL", "ACCUSE", "ACCIDENT", "ASSAULT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A report as linking sees it. `published` is an ISO date."""

    report: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    headline: str | None = None
    accounts: tuple[Account, ...] = ()
    version: int = OUTLINE_VERSION


def outline(report: Report) -> Outline:
    """The outline of a report that has been read; needs tokens, mentions, entities, events and tellings.

    An account for each incident of its tellings, the main one first. A report that tells no incident but speaks of
    death, arrest or trial has one account without events: a follow-up, which may still name whom an incident hit. A
    report that was not read (another language, no text) has no accounts. Takes a few milliseconds.
    """
    publication = report.publication
    published = _value(publication.published) or (publication.retrieved and _value(publication.retrieved))
    return Outline(
        report=report.id,
        outlet=_value(publication.outlet),
        url=_value(publication.url),
        published=published[:10] if published else None,
        headline=_value(publication.headline),
        accounts=tuple(_accounts(report)),
    )


def _value(field: Anchored[str] | None) -> str | None:
    return field.value if field else None


def _accounts(report: Report) -> list[Account]:
    if report.tellings is None or report.tokens is None:
        return []
    events = {event.id: event for event in report.events or ()}
    of: dict[int, list[Telling]] = defaultdict(list)
    for telling in report.tellings:
        if telling.incident is not None:
            of[telling.incident].append(telling)
    if 1 not in of:
        aftermath = any(events[telling.event].type in _HARM for telling in report.tellings)
        accounts = [_account(report, 1, "main", (), whole=True)] if aftermath else []
    else:
        accounts = []
    for number in sorted(of):
        tellings = of[number]
        told = tuple(events[telling.event] for telling in tellings)
        accounts.append(_account(report, number, _newness(tellings), told, whole=number == 1))
    return accounts


def _newness(tellings: Sequence[Telling]) -> Newness:
    values = {telling.newness.value for telling in tellings}
    return "main" if "main" in values else "new" if "new" in values else "background"


def _account(report: Report, number: int, newness: Newness, told: tuple[Event, ...], *, whole: bool) -> Account:
    ranges = [(0, len(report.text))] if whole else _sentences(report, told)
    days = told_days(told)
    places = [
        m
        for m in report.mentions or ()
        if (m.place or m.kind == "place") and any(s <= m.span.start < e for s, e in ranges)
    ]
    resolved = [m.span for m in places if m.place and m.place.value.place]
    people, ages = told_people(report, told, ranges)
    words, lead, names = told_words(report, ranges, skip=resolved)
    kinds = Counter(f"{event.type}/{event.mode}" if event.mode else event.type for event in told if event.violent)
    tolls = (
        {toll.effect: Figure(toll.best.value, toll.low, toll.high) for toll in report.tolls or ()} if whole else {}
    )
    return Account(
        id=annotation_id("a", report.id, "account", told[0].id if told else number),
        report=report.id,
        number=number,
        newness=newness,
        events=tuple(event.id for event in told),
        day_from=days[0][0] if days else None,
        day_to=days[0][1] if days else None,
        day_words=days[0][2] if days else "",
        days=tuple((earliest, latest) for earliest, latest, _ in days),
        named_days=named_days(report.mentions or (), ranges),
        sites=told_places(told, places),
        kinds=tuple(kind for kind, _ in kinds.most_common()),
        killed=tolls.get("killed") or _figure(told, "killed"),
        injured=tolls.get("injured") or _figure(told, "injured"),
        people=people,
        ages=ages,
        actors=tuple(sorted(_roles(told, frozenset({"actor", "side", "side_a", "side_b"})))),
        instruments=tuple(sorted(_roles(told, frozenset({"instrument"})))),
        names=names,
        lead=lead,
        words=words,
    )


def _sentences(report: Report, told: Sequence[Event]) -> list[tuple[int, int]]:
    """The sentences in which these events stand, as characters, in text order."""
    tokens = report.tokens
    if tokens is None:
        return []
    starts = [tokens.start[row] for row in tokens.sentences] + [len(report.text)]
    spans = [span for event in told for span in (event.span, *event.mentions)]
    inside = {k for k in range(len(starts) - 1) for span in spans if starts[k] <= span.start < starts[k + 1]}
    return [(starts[k], starts[k + 1]) for k in sorted(inside)]


def _figure(told: Sequence[Event], effect: str) -> Figure | None:
    """The largest figure of these events, for an incident that no toll was read for."""
    counts = [q.value.count for event in told for q in event.quantities if q.value.effect == effect]
    lows = [count.low for count in counts if count.low is not None]
    if not lows:
        return None
    return Figure(max(lows), min(lows), max(lows))


def _roles(told: Sequence[Event], roles: frozenset[str]) -> set[str]:
    out = set()
    for event in told:
        for participant in event.participants:
            if event.violent and participant.role in roles:
                known = participant.actor.known_as if participant.actor else None
                words = known.value if known else participant.party.value.name
                out.add(" ".join(fold(word) for word in words.split()))
    return out
