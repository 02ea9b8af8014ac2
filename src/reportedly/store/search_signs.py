"""What of a reading can be filtered by: types, actors, places and voices, each with the words that show it.

Signs of one incident of the report share a `part`, so that "the Front, in Port Arden" is not found in a report that
tells of the Front in one place and of Port Arden in another connection. Each claim is a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from reportedly.report import Anchored, Claim, Coding, Event, Participant, Party, Report, Responsibility, Status
from reportedly.values.place import PlaceName

__all__ = ["ACTOR", "APART", "OUTLET", "OWN_VOICE", "PLACE", "STATUSES", "TYPE", "VOICE", "Label", "Sign", "signs"]

TYPE, ACTOR, PLACE, VOICE, OUTLET = range(5)
"""What labels are of; the outlet belongs to the report and is no sign of a part."""

STATUSES: tuple[str, ...] = get_args(Status)

OWN_VOICE = ""
"""The words of the source where the outlet speaks itself."""

_DOERS = frozenset({"actor", "side", "side_a", "side_b"})
_PEOPLE = frozenset({"person", "eyewitness", "official_unnamed"})
APART = 0
_FIRST_EVENT = 1_000
"""Parts: incidents have the report's numbers, from 1; events of no incident follow far behind."""


class Label(NamedTuple):
    """Words that are looked through; for a place also its id, first-order area and country, as far as known."""

    field: int
    words: str
    place: str = ""
    area: str = ""
    country: str = ""


class Sign(NamedTuple):
    """One thing to filter by. `status` is an index of STATUSES (-1 where it is no voice); `start`, `end` code points,
    both 0 where no words of the text show it."""

    part: int
    label: Label
    status: int
    start: int
    end: int


def signs(report: Report) -> list[Sign]:
    """The signs of a report, none twice, in an order that follows from the report alone.

    People who are told of as private, or of whom it is not said, are no actors to filter by: their names are found
    in the text only.
    """
    found: dict[tuple[int, Label, int], Sign] = {}
    for sign in _of_events(report):
        found.setdefault(sign[:3], sign)
    heard = {(label, status) for _, label, status in found if label.field == VOICE}
    for claim in report.claims or ():
        said = (_voice(claim), STATUSES.index(claim.status.value))
        if said not in heard:
            heard.add(said)
            found[(APART, *said)] = Sign(APART, *said, claim.span.start, claim.span.end)
    return sorted(found.values())


def _of_events(report: Report) -> Iterator[Sign]:
    incident = {telling.event: telling.incident for telling in report.tellings or ()}
    codings: dict[str, list[Coding]] = {}
    for coding in report.codings or ():
        codings.setdefault(coding.event, []).append(coding)
    claims = {claim.id: claim for claim in report.claims or ()}
    places = {event.id: event.place for event in report.events or ()}
    for number, event in enumerate(report.events or ()):
        part = incident.get(event.id) or _FIRST_EVENT + number
        of_code = codings.get(event.id, ())
        types = {event.type, *(c.type for c in of_code if c.type), *(c.subtype for c in of_code if c.subtype)}
        for name in types:
            yield Sign(part, Label(TYPE, name), -1, event.span.start, event.span.end)
        yield from _actors(part, event)
        if event.place:
            yield _place(part, event.place)
        for coding in of_code:
            for ground in coding.supplied:
                if ground.field == "place" and (lent := places.get(ground.of or "")):
                    yield _place(part, lent)
        yield from _voices(part, event, claims)


def _actors(part: int, event: Event) -> Iterator[Sign]:
    doers: list[Participant | Responsibility] = [p for p in event.participants if p.role in _DOERS]
    doers += event.responsibility
    for each in doers:
        standing = each.actor.standing.value if each.actor and each.actor.standing else None
        if standing != "public" and (standing == "private" or each.party.value.kind in _PEOPLE):
            continue
        start, end = _of(each.party)
        names = {each.party.value.name}
        if each.actor and each.actor.known_as:
            names.add(each.actor.known_as.value)
        yield from (Sign(part, Label(ACTOR, name), -1, start, end) for name in names)


def _place(part: int, place: Anchored[PlaceName]) -> Sign:
    name = place.value
    resolved = name.resolved
    at = (resolved.place or resolved.within) if resolved else None
    wider = (at.name, at.admin2, at.admin1) if at else ()
    words = " | ".join(dict.fromkeys(w for w in (name.name, *name.within, *wider) if w))
    label = Label(PLACE, words, at.id, at.admin1_code or "", at.country or "") if at else Label(PLACE, words)
    return Sign(part, label, -1, *_of(place))


def _voices(part: int, event: Event, claims: Mapping[str, Claim]) -> Iterator[Sign]:
    claim = claims.get(event.claim or "")
    if claim is None:
        yield Sign(part, Label(VOICE, OWN_VOICE), STATUSES.index("asserted"), event.span.start, event.span.end)
    passed: set[str] = set()
    while claim is not None and claim.id not in passed:
        passed.add(claim.id)
        yield Sign(part, _voice(claim), STATUSES.index(claim.status.value), claim.span.start, claim.span.end)
        claim = claims.get(claim.within or "")


def _voice(claim: Claim) -> Label:
    return Label(VOICE, claim.source.value.name if claim.source else OWN_VOICE)


def _of(value: Anchored[Party] | Anchored[PlaceName]) -> tuple[int, int]:
    return (value.spans[0].start, value.spans[-1].end) if value.spans else (0, 0)
