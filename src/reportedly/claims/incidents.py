"""Which events of a report belong to one incident: the blast, its dead, the arrests after it; two attacks stay two.

Codebooks code incidents, texts tell events. Most reports tell one, so an event belongs to the incident that it
shares most with, unless something speaks against it: another day, place or kind of harm, other people, "another".
Weights are set by hand on Wikinews reports (the development part of eval/gold/tellings.jsonl) and not fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly.claims.apart_in_space import elsewhere
from reportedly.claims.other_victims import other_victims
from reportedly.language.tree import Tree
from reportedly.report import Event, Newness
from reportedly.values.place import PlaceName

__all__ = ["Incident", "incidents"]

HARM = frozenset(("ASSAULT", "ACCIDENT"))
"""Types that open an incident; others join one."""
JOINS = frozenset(("COERCE", "LEGAL", "AID", "OTHER", "RETREAT"))
"""Types that join the incident they speak of: arrests, charges, rescue. A violent protest opens one too."""

SLACK = 1
"""Days by which two times may differ and be of one incident: a night, a report of the day after."""
JOIN = 2.0
"""Least weight of what is shared for an event to join that opens none itself."""
JOIN_HARM = 0.5
"""The same for harm, which opens an incident of its own where it shares less."""
MOST = 20
"""Events of an incident that are looked back at; keeps long texts in linear time."""
NEAR = 3
"""Sentences over which an event without day and place of its own belongs to what was told before it."""


@dataclass(slots=True)
class Incident:
    """Events that are told as one incident, in text order."""

    events: list[Event] = field(default_factory=list)
    background: bool = False
    places: list[PlaceName] = field(default_factory=list)
    days: list[tuple[date, date]] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)

    def add(self, event: Event, sentences: Iterable[int]) -> None:
        self.events.append(event)
        self.places += [event.place.value] if event.place else []
        self.days += _days(event)
        self.weekdays |= {day for day in (_weekday(event),) if day}
        self.people |= _people(event)
        self.modes.add(event.mode or event.type)
        self.sentences.update(sentences)

    def weight(self, tree: Tree) -> tuple[float, int]:
        """How much of the report it is, and where it begins: tellings count, the dead count, the lead counts most."""
        first = tree.paragraph_number(tree.rows(self.events[0].span)[0])
        told = sum(1 + len(event.mentions) + bool(event.quantities) for event in self.events)
        return (-told - 6 * (first == 0) - 3 * (first == 1) + 100 * self.background, self.events[0].span.start)


def incidents(tree: Tree, told: Sequence[tuple[Event, Newness]]) -> list[Incident]:
    """The incidents of a report, the main one first, what is recalled last. Takes its events with their newness."""
    out: list[Incident] = []
    for event, newness in told:
        harms = event.violent or (event.type in HARM and event.mode != "disease")
        if not (harms or event.type in JOINS):
            continue
        background = newness == "background"
        sentences = [tree.sentence_number(tree.rows(span)[0]) for span in (event.span, *event.mentions)]
        # an arrest of today may follow what is recalled; one of years ago follows nothing of today
        known = [i for i in out if i.background == background or not (harms or background)]
        best = None
        if not (harms and _another(tree, event)):
            known = [i for i in known if not (harms and _against(tree, i, event))]
            weighed = [(_shared(incident, event, sentences[0]), -number) for number, incident in enumerate(known)]
            most, number = max(weighed, default=(0.0, 0))
            best = known[-number] if weighed and most >= (JOIN_HARM if harms else JOIN) else None
        if best is None:
            if not event.discrete or not (harms or (not known and _tolled(event))):
                continue
            best = Incident(background=background)
            out.append(best)
        best.add(event, sentences)
    return sorted(out, key=lambda incident: incident.weight(tree))


def _against(tree: Tree, incident: Incident, event: Event) -> bool:
    """Whether day, place, kind of harm or the people harmed cannot be those of the incident."""
    days, weekday = _days(event), _weekday(event)
    if days and incident.days and not any(_close(a, b) for a in days for b in incident.days):
        return True
    if weekday and incident.weekdays and all(1 < (weekday - other) % 7 < 6 for other in incident.weekdays):
        return True
    places = incident.places[-MOST:]
    if event.place and places and all(elsewhere(event.place.value, place) for place in places):
        return True
    if other_victims(tree, incident.events[-MOST:], event):
        return True
    attack = event.mode in _ATTACKS and "disaster" in incident.modes
    return attack or (event.mode == "disaster" and bool(_ATTACKS & incident.modes))


def _another(tree: Tree, event: Event) -> bool:
    """Whether its words set it apart from what was told before: "another attack", "a separate raid", "separately"."""
    row = tree.rows(event.span)[0]
    beside = list(tree.children[row])
    if tree.dep[row] in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
        beside += tree.all(tree.head[row], "advmod", "prep")
    if any(tree.lower[child] in _APART for child in beside):
        return True
    phrases = [" ".join(tree.lower[r] for r in tree.subtree(c)[:4]) for c in beside if tree.dep[c] == "prep"]
    return any(phrase.startswith(("in other parts", "in other areas", "in other towns")) for phrase in phrases)


def _tolled(event: Event) -> bool:
    """Whether several people are counted dead or hurt: "twelve people lost their lives"."""
    return any((q.value.count.low or 0) > 1 and q.value.effect in ("killed", "injured") for q in event.quantities)


def _shared(incident: Incident, event: Event, sentence: int) -> float:
    """The weight of what speaks for one incident."""
    own = bool(_days(event) or event.place)
    gap = min(abs(sentence - told) for told in incident.sentences)
    return (
        2.0 * bool(_people(event) & incident.people)
        + 2.0 * bool(_places(event) & {name for place in incident.places[-MOST:] for name in _names(place)})
        + 1.0 * any(_close(a, b) for a in _days(event) for b in incident.days)
        + 1.0 * ((event.mode or event.type) in incident.modes)
        + (2.0 if gap == 0 else 1.5 if gap <= 1 else 1.0 if gap <= NEAR else 0.0)
        + (0.5 if not own else 0.0)
    )


def _close(one: tuple[date, date], other: tuple[date, date]) -> bool:
    slack = timedelta(days=SLACK)
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def _days(event: Event) -> list[tuple[date, date]]:
    time = event.time.value if event.time else None
    if time is None or time.earliest is None or time.latest is None:
        return []
    return [(date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10]))]


def _weekday(event: Event) -> int:
    """The day of the week, 1 for Monday, of a time that waits for the day of publication; 0 for none."""
    found = _WEEKDAY.match((event.time.value.timex or "") if event.time and event.time.value.open else "")
    return int(found.group(1)) if found else 0


_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")


def _places(event: Event) -> set[str]:
    return _names(event.place.value) if event.place else set()


def _names(place: PlaceName) -> set[str]:
    return {name.lower() for name in (place.name, *place.within)} if place.name[:1].isupper() else set()


def _people(event: Event) -> set[str]:
    return {
        participant.party.value.entity
        for participant in event.participants
        if participant.party.value.entity and participant.role in _WHO
    }


_ATTACKS = frozenset(("firearms", "explosives", "suicide", "aerial", "drone", "heavy-weapons", "sexual", "crash"))
"""Modes that are no part of a natural disaster; a fire, a collapse, a killing may be."""

_APART = frozenset(("another", "separate", "separately", "elsewhere", "different"))

_WHO = frozenset(("actor", "victim", "target", "recipient", "side"))


def numbered(found: Iterable[Incident]) -> dict[str, int]:
    """The number of the incident of each event, by the event's id."""
    return {event.id: number for number, incident in enumerate(found, 1) for event in incident.events}
