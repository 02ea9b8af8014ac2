"""Which events of a report belong to one incident: the blast, its dead, the arrests after it; two attacks stay two.

Codebooks code incidents, texts tell events. An event joins the incident that shares its people, place or words and
that nothing speaks against (another day, another place, another victim); what shares nothing opens one of its own.
Weights are set by hand on Wikinews reports and not fitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly.language.tree import Tree
from reportedly.report import Event, Newness

__all__ = ["Incident", "incidents"]

HARM = frozenset(("ASSAULT", "ACCIDENT"))
"""Types that open an incident; others join one."""
JOINS = frozenset(("COERCE", "LEGAL", "AID", "OTHER", "RETREAT", "PROTEST"))
"""Types that join the incident they speak of: arrests, charges, rescue. A violent protest opens one too."""

SLACK = 1
"""Days by which two times may differ and be of one incident: a night, a report of the day after."""
JOIN = 2.0
"""Least weight of what is shared for an event to join."""
NEAR = 3
"""Sentences over which an event without day and place of its own belongs to what was told before it."""


@dataclass(slots=True)
class Incident:
    """Events that are told as one incident, in text order."""

    events: list[Event] = field(default_factory=list)
    background: bool = False
    places: set[str] = field(default_factory=set)
    days: list[tuple[date, date]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)

    def add(self, event: Event, sentences: Iterable[int]) -> None:
        self.events.append(event)
        self.places |= _places(event)
        self.days += _days(event)
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
        opens = event.violent or event.type in HARM
        if not (opens or event.type in JOINS):
            continue
        background = newness == "background"
        sentences = [tree.sentence_number(tree.rows(span)[0]) for span in (event.span, *event.mentions)]
        known = [i for i in out if i.background == background and not _against(i, event, opens)]
        weighed = [(_shared(incident, event, sentences[0]), number) for number, incident in enumerate(known)]
        most, number = max(weighed, default=(0.0, -1))
        best = known[number] if most >= JOIN else None
        if best is None:
            if not opens or not event.discrete:
                continue
            best = Incident(background=background)
            out.append(best)
        best.add(event, sentences)
    return sorted(out, key=lambda incident: incident.weight(tree))


def _against(incident: Incident, event: Event, opens: bool) -> bool:
    """Whether day or place cannot be those of the incident; what follows an incident may come later and elsewhere."""
    if not opens:
        return False
    days, places = _days(event), _places(event)
    if days and incident.days and not any(_close(a, b) for a in days for b in incident.days):
        return True
    return bool(places and incident.places and not places & incident.places)


def _shared(incident: Incident, event: Event, sentence: int) -> float:
    """The weight of what speaks for one incident."""
    own = bool(_days(event) or _places(event))
    gap = min(abs(sentence - told) for told in incident.sentences)
    return (
        2.0 * bool(_people(event) & incident.people)
        + 2.0 * bool(_places(event) & incident.places)
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


def _places(event: Event) -> set[str]:
    if event.place is None or not event.place.value.name[:1].isupper():
        return set()
    return {name.lower() for name in (event.place.value.name, *event.place.value.within)}


def _people(event: Event) -> set[str]:
    return {
        participant.party.value.entity
        for participant in event.participants
        if participant.party.value.entity and participant.role in _WHO
    }


_WHO = frozenset(("actor", "victim", "target", "recipient", "side"))


def numbered(found: Iterable[Incident]) -> dict[str, int]:
    """The number of the incident of each event, by the event's id."""
    return {event.id: number for number, incident in enumerate(found, 1) for event in incident.events}
