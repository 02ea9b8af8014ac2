"""When, where, what, with what, by whom and to whom: the fields of an incident as one report tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from reportedly.incidents.account_reading import AccountReading, harms
from reportedly.incidents.deeds import deed
from reportedly.incidents.sayings import Saying
from reportedly.language.numbers import number_of
from reportedly.report import Anchored, Claim, Event, Participant, Party, Span
from reportedly.values.time import TimeValue

__all__ = ["told_values"]

_COUNT = re.compile(
    r"^(?:(?:at least|at most|about|around|some|nearly|almost|over|up to|as many as|more than|fewer than|the|a|an|"
    r"all|another|both|other|others)\s+)*",
    re.IGNORECASE,
)


def told_values(reading: AccountReading) -> list[Saying]:
    """Everything but figures and responsibility; one saying for each field, value and source, with all its words."""
    return merged(
        [
            *_days(reading),
            *_places(reading),
            *_kinds(reading),
            *_codings(reading),
            *_parties(reading),
        ]
    )


def merged(sayings: Iterable[Saying]) -> list[Saying]:
    """The sayings with those joined that one source says in the same way several times in a report."""
    found: dict[tuple[str, str, str, bool, str | None, str | None], Saying] = {}
    for saying in sayings:
        key = (saying.field, saying.value.casefold(), saying.source, saying.denied, saying.kind, saying.by)
        known = found.get(key)
        if known:
            spans = (*known.spans, *saying.spans)
            saying = replace(known, spans=spans, private=known.private and saying.private)
        found[key] = saying
    return [replace(saying, spans=_apart(saying.spans)) for saying in found.values()]


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in text order, without those that lie in another."""
    each = sorted(set(spans))
    return tuple(s for s in each if not any(s in other and s != other for other in each))


def _days(reading: AccountReading) -> Iterator[Saying]:
    timed = [event for event in reading.harms if event.time]
    sure = bool(timed)
    if not timed:  # a death in hospital, an arrest: it dates the incident only where linking found that day, too
        timed = [event for event in reading.events if event.time and event.quantities]
    found = []
    for event in timed:
        if event.time and event.time.value.type != "SET":
            time = event.time.value
            apart = event.type in {"COERCE", "LEGAL", "ACCUSE"} or not reading.account.day_from
            aside = not reading.dates(time) or not (sure or not apart)
            found.append(_at(reading, "day", _day_name(event.time), event.time, event, time=time, aside=aside))
    exact = [s.time.latest for s in found if s.time and not s.aside and s.time.latest and not s.time.open]
    first = min(exact, default=None)
    for saying in found:
        begins = saying.time.earliest if saying.time else None
        yield replace(saying, aside=saying.aside or bool(first and begins and _later(begins, first)))
    if not timed:
        for saying in _supplied(reading, "day"):
            known = saying.time is None or (reading.account.day_from is not None and reading.dates(saying.time))
            yield replace(saying, aside=not known)


def _later(day: str, than: str) -> bool:
    """Whether a report tells this day of its incident as well, later by more than a night: what came after it."""
    return (date.fromisoformat(day[:10]) - date.fromisoformat(than[:10])).days > 1


def _day_name(time: Anchored[TimeValue]) -> str:
    if time.value.open:
        return f"“{' '.join(time.words.split())}”" if time.words else "not dated"
    return str(time.value)


def _places(reading: AccountReading) -> Iterator[Saying]:
    placed = [event for event in reading.harms if event.place] or [event for event in reading.events if event.place]
    for event in placed:
        if event.place:
            yield _at(reading, "place", str(event.place.value), event.place, event, place=event.place.value)
    if not placed:
        yield from _supplied(reading, "place")


def _supplied(reading: AccountReading, field: str) -> Iterator[Saying]:
    """The day or place that a coding found beside the event's own clause: the sentence before, the dateline."""
    mine = {event.id for event in reading.harms} or {event.id for event in reading.events}
    for coding in reading.report.codings or ():
        for ground in coding.supplied:
            if coding.event in mine and ground.field == field:
                chain = reading.chain(reading.claim_at(ground.value.spans))
                why = ground.value.inferred or "told beside the event"
                mention = next((m for m in reading.report.mentions or () if m.span in ground.value.spans), None)
                time = mention.time if mention and field == "day" else None
                value = str(time) if time and not time.open else ground.value.value
                yield reading.saying(field, value, ground.value.spans, chain, inferred=why, time=time)


def _kinds(reading: AccountReading) -> Iterator[Saying]:
    for event in reading.harms:
        spans = (event.span, *event.mentions)
        yield reading.saying("what", deed(event), spans, reading.chain(event.claim), event=event.id)
    if not reading.main:
        return
    denials = {c.id for c in reading.report.claims or () if denies(c)}
    for event in reading.report.events or ():
        denied = event.polarity.value == "negative" and event.modality.value == "actual"
        denied = denied and event.genericity.value == "specific" and event.claim in denials
        if denied and harms(event) and event.id not in reading.tellings:
            spans = (*event.polarity.spans, event.span)
            chain = reading.chain(event.claim)
            yield reading.saying("what", deed(event), spans, chain, event=event.id, denied=True)


def denies(claim: Claim) -> bool:
    """Whether somebody denies something in so many words ("denied that any shots were fired"); "no one" is none."""
    return claim.status.value == "denied" and claim.cue is not None and claim.cue.value.kind == "denial"


def _codings(reading: AccountReading) -> Iterator[Saying]:
    mine = {event.id for event in reading.harms}
    whole = [c for c in reading.report.codings or () if c.event in mine and c.type and c.part_of is None]
    for coding in whole:
        name = ", ".join(filter(None, (coding.type, coding.subtype)))
        event = next(e for e in reading.harms if e.id == coding.event)
        chain = reading.chain(event.claim)
        why = f"codebook {coding.codebook} {coding.version}: {coding.reason}"
        yield reading.saying("coding", name, (coding.span,), chain, event=event.id, inferred=why)


_PEOPLE = frozenset(
    {"civilians", "prisoners", "protesters", "rioters", "police", "military", "criminals", "official"}
)
_HELD = frozenset({"asserted", "alleged", "believed"})
_PRONOUNS = frozenset(
    "i we you he she it they me us him her them those these this that who someone somebody one others".split()  # noqa: SIM905
)
_FIELD_OF = {"actor": "actor", "side": "actor", "side_a": "actor", "side_b": "actor", "victim": "victims"}


def _parties(reading: AccountReading) -> Iterator[Saying]:
    for event in reading.harms:
        for participant in event.participants:
            field = _FIELD_OF.get(participant.role)
            if participant.role in {"target", "victim"}:
                field = "victims" if _people(participant) else "target"
            elif participant.role == "instrument":
                field = "weapon"
            name = uncounted(participant.party.value.name)
            if field is None or not name or not names_somebody(participant.party.value):
                continue
            sort = participant.actor.kind.value if participant.actor and participant.actor.kind else None
            if field == "actor" and sort is None and participant.party.value.kind == "unknown":
                continue  # "pellets struck": what acts is nobody
            private = field in {"victims", "actor"} and _private(participant)
            yield _at(
                reading,
                field,
                name,
                participant.party,
                event,
                party=participant.party.value,
                private=private,
                sort=sort,
            )


def uncounted(name: str) -> str:
    """A party's name without its number: "at least four dock workers" -> "dock workers"; "six" -> ""."""
    words = _COUNT.sub("", " ".join(name.split())).split()
    while words and number_of([words[0].lower().strip(",")]) is not None:
        words = words[1:]
    rest = " ".join(words).removeprefix("of ")
    return "" if rest.lower() in {"others", "people", "persons"} or not re.search(r"\w", rest) else rest


def names_somebody(party: Party) -> bool:
    """Whether the name is more than a pronoun that stands for nobody who was found."""
    return party.name.lower() not in _PRONOUNS


def _people(participant: Participant) -> bool:
    kind = participant.actor.kind.value if participant.actor and participant.actor.kind else None
    return participant.party.value.kind in {"person", "group", "eyewitness"} or kind in _PEOPLE


def _private(participant: Participant) -> bool:
    """Whether a person is told of as private, or that is open: what is not known to be public is kept careful."""
    if participant.party.value.kind != "person":
        return False
    standing = participant.actor.standing if participant.actor else None
    return standing is None or standing.value == "private"


def _at(reading: AccountReading, field: str, value: str, held: Anchored[Any], event: Event, **more: Any) -> Saying:
    claim = reading.claim_at(held.spans) if held.spans else None
    if claim and claim.status.value not in _HELD:  # "denied that it was behind Friday's blast": the day is not denied
        claim = None
        chain = reading.chain(event.claim)
    else:
        chain = reading.chain(claim or (None if held.spans else event.claim))
    return reading.saying(field, value, held.spans, chain, event=event.id, inferred=held.inferred, **more)
