"""Which names of a report are private people's, and which stay as they are: read once for each report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.incidents.appearances import appearances
from reportedly.incidents.maybe_people import attackers, exposed, looks_like_a_person, says_nothing_of_a_body
from reportedly.report import Entity, Report

__all__ = ["Bearer", "NamesIn", "names_in"]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody or some body with names. `id` is that of the appearance; `private` is what this report alone shows.

    `private_anyway` is true of a body whose name says nothing of a body, whatever linking knows of it.
    """

    id: str
    entity: str
    name: str
    names: tuple[str, ...]
    person: bool
    private: bool
    private_anyway: bool


@dataclass(frozen=True, slots=True)
class NamesIn:
    """The names in one report. `private` are (name, entity) of things that may be people, `on_the_map` places that
    the gazetteer knows, `things` every other name."""

    report: str
    outlet: str | None
    bearers: tuple[Bearer, ...]
    private: tuple[tuple[str, str], ...]
    on_the_map: tuple[str, ...]
    things: tuple[str, ...]


def names_in(report: Report) -> NamesIn:
    """The names of a report. Needs mentions and entities; without them there are none."""
    private: list[tuple[str, str]] = []
    on_the_map: list[str] = []
    things: list[str] = []
    open_to_harm = exposed(report)
    for entity in report.entities or ():
        if entity.kind not in {"place", "document", "other"}:
            continue
        known = _on_the_map(report, entity)
        exact = entity.id in open_to_harm and entity.kind == "other"
        if looks_like_a_person(entity.name, exposed=exact) and not known:
            private.append((entity.name, entity.id))
        else:
            (on_the_map if known else things).append(entity.name)
    outlet = report.publication.outlet
    return NamesIn(
        report=report.id,
        outlet=outlet.value if outlet else None,
        bearers=tuple(_bearers(report)),
        private=tuple(private),
        on_the_map=tuple(on_the_map),
        things=tuple(things),
    )


def _bearers(report: Report) -> Iterator[Bearer]:
    fighting = attackers(report)
    for each in appearances(report):
        person = each.kind == "person"
        yield Bearer(
            id=each.id,
            entity=each.entity,
            name=each.name,
            names=tuple(name for name, _ in each.names),
            person=person,
            private=each.sign == "private" or (person and each.sign is None),
            private_anyway=not person and each.entity not in fighting and says_nothing_of_a_body(each.name),
        )


def _on_the_map(report: Report, entity: Entity) -> bool:
    """Whether the gazetteer knows the place that an entity is."""
    own = set(entity.mentions)
    return any(m.place is not None and m.place.value.place is not None for m in report.mentions or () if m.id in own)
