"""What judgements change about people: who is compared as being of one incident, and who is judged one or two.

Comparing two appearances asks whether their reports are of one incident. So where incidents change, the appearances
within their reports are compared anew, and whoever hangs together with those of whom that says something else is
joined anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Connection, select

from reportedly.derive import rows
from reportedly.derive.neighbourhood import OutOfReach, rows_of
from reportedly.derive.putting import having, put
from reportedly.incidents.acquaintance import Acquaintance, Company, compared
from reportedly.incidents.appearances import Appearance
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.people import incident_keys, joined, judged_pairs, pairs_within, standing_keys
from reportedly.incidents.same_name import DIFFERENT, SAME
from reportedly.incidents.sketch import unpack_sketch
from reportedly.report import annotation_id
from reportedly.store import derived as tables
from reportedly.store.amended import linked_body
from reportedly.store.schema import reports

__all__ = ["LARGEST", "relink_people"]

LARGEST = 3_000
"""Appearances from which linking the whole ledger again is the better way."""

Place = tuple[int, int]
"""Where an appearance stands in the ledger: its report's place in the sequence, and its own within the report."""


def relink_people(
    connection: Connection,
    reports_moved: AbstractSet[str],
    incident_of: Mapping[str, str],
    judged: AbstractSet[str],
    judgements: Sequence[Judgement],
    before: Sequence[Judgement],
) -> None:
    """Write what becomes of people where these reports tell another incident now, and these people were judged.

    `incident_of` has the incident that each of the reports tells as its news now. Raises OutOfReach, having written
    nothing.
    """
    shelf = _Shelf(connection)
    shelf.open(reports_moved)
    moved = {one: node for one, node in shelf.nodes.items() if node.report in reports_moved}
    old = _inside(connection, moved)
    new = _compared_anew(connection, shelf, moved, incident_of)
    differ = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    seeds = {one for key in differ for one in key} | judged
    if not seeds:
        return
    everyone = _connected(connection, shelf, seeds, new, judgements, before, set(moved))
    edges = {(each.a, each.b): each for each in _touching(connection, everyone) if (each.a, each.b) not in old}
    edges |= {key: each for key, each in new.items() if everyone & set(key)}
    shelf.open_of(everyone | {one for key in edges for one in key})
    nodes = [node for node in shelf.in_order() if node.id in everyone]
    inside = [each for each in edges.values() if each.a in everyone and each.b in everyone]
    found, unsure = joined(nodes, inside, judgements)
    asked = _namesakes(connection, shelf, found, unsure, edges, judgements)
    put(connection, tables.acquainted, {key: _row(old[key]) for key in old}, rows.acquainted_rows(new.values()))
    persons = set(shelf.persons(node.id for node in nodes).values())
    people = having(connection, tables.people, "id", persons)
    put(connection, tables.people, people, map(rows.person_row, found))
    there = having(connection, tables.appearances, "person", persons)
    put(connection, tables.appearances, there, rows.appearance_rows(found))
    names = having(connection, tables.namesakes, "a", persons) | having(connection, tables.namesakes, "b", persons)
    put(connection, tables.namesakes, names, asked)


class _Shelf:
    """Appearances by id, each with its place, taken out of their reports' sketches as they are needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.nodes: dict[str, Appearance] = {}
        self.place: dict[str, Place] = {}
        self._opened: set[str] = set()

    def open(self, wanted: Iterable[str]) -> None:
        """Take out the appearances of these reports."""
        fresh = set(wanted) - self._opened
        if len(self._opened) + len(fresh) > LARGEST:
            raise OutOfReach("too many reports tell of those who may be one")
        asked = select(reports.c.sequence, reports.c.report, linked_body())
        asked = asked.join(tables.sketches, tables.sketches.c.report == reports.c.report)
        asked = asked.outerjoin(tables.amended, tables.amended.c.report == reports.c.report)
        for row in rows_of(self._connection, asked, reports.c.report, fresh):
            if row.body is None:
                raise OutOfReach(f"report {row.report} was corrected while the ledger was being linked")
            for place, node in enumerate(unpack_sketch(row.body).appearances):
                self.nodes[node.id] = node
                self.place.setdefault(node.id, (row.sequence, place))
        self._opened |= fresh

    def open_of(self, wanted: Iterable[str]) -> None:
        """Take out these appearances, of whom something compared is known."""
        missing = set(wanted) - self.nodes.keys()
        if missing:
            known = tables.bearers
            found = rows_of(self._connection, select(known.c.report).distinct(), known.c.node, missing)
            self.open({row.report for row in found})

    def in_order(self) -> list[Appearance]:
        """All that are taken out, in the order of the ledger."""
        return sorted(self.nodes.values(), key=lambda node: self.place[node.id])

    def persons(self, wanted: Iterable[str]) -> dict[str, str]:
        """Who these appearances are of, as the tables have it, by appearance."""
        named = {(self.nodes[one].report, self.nodes[one].entity): one for one in wanted if one in self.nodes}
        known = tables.appearances
        asked = select(known.c.person, known.c.report, known.c.entity)
        found = rows_of(self._connection, asked, known.c.report, {report for report, _ in named})
        return {named[row.report, row.entity]: row.person for row in found if (row.report, row.entity) in named}

    def members(self, persons: Iterable[str]) -> set[str]:
        """The appearances of these people; their reports are taken out."""
        known = tables.appearances
        found = rows_of(self._connection, select(known.c.report, known.c.entity), known.c.person, set(persons))
        self.open({row.report for row in found})
        return {annotation_id("p", row.report, row.entity) for row in found}


def _inside(connection: Connection, nodes: Mapping[str, Appearance]) -> dict[tuple[str, str], Acquaintance]:
    """The stored pairs of which both are among these."""
    known = tables.acquainted
    found = rows_of(connection, select(known), known.c.a, nodes)
    return {(r.a, r.b): Acquaintance(r.a, r.b, r.score, r.sentence) for r in found if r.b in nodes}


def _touching(connection: Connection, nodes: AbstractSet[str]) -> list[Acquaintance]:
    """The stored pairs of which one is among these."""
    known = tables.acquainted
    found = [row for side in (known.c.a, known.c.b) for row in rows_of(connection, select(known), side, nodes)]
    return list({(row.a, row.b): Acquaintance(row.a, row.b, row.score, row.sentence) for row in found}.values())


def _compared_anew(
    connection: Connection, shelf: _Shelf, moved: Mapping[str, Appearance], incident_of: Mapping[str, str]
) -> dict[tuple[str, str], Acquaintance]:
    """The pairs of which both are of reports whose incident changed, as comparing them says now."""
    ordered = [node for node in shelf.in_order() if node.id in moved]
    blocks: dict[str, list[Any]] = defaultdict(list)
    shared: dict[str, int] = defaultdict(int)
    for node in ordered:
        for key in incident_keys(node, incident_of.get(node.report)):
            blocks[key].append(node)
        for key in set(standing_keys(node)):
            shared[key] += 1
    for key, bearers in _bearers(connection, [key for key, count in shared.items() if count > 1]).items():
        blocks[key] = bearers
    company = _company(connection, ordered, incident_of)
    out = {}
    for block in blocks.values():
        for one, other in pairs_within(block):
            a, b = (moved.get(getattr(each, "node", None) or each.id) for each in (one, other))
            if a and b and (found := compared(a, b, company)) is not None and found.score > DIFFERENT:
                out[found.a, found.b] = found
    return out


def _bearers(connection: Connection, keys: Iterable[str]) -> dict[str, list[Any]]:
    """All who share these keys, in the order of the ledger."""
    known = tables.bearers
    asked = select(known, reports.c.sequence).join(reports, reports.c.report == known.c.report)
    out: dict[str, list[Any]] = defaultdict(list)
    for row in sorted(rows_of(connection, asked, known.c.key, set(keys)), key=lambda row: (row.sequence, row.place)):
        out[row.key].append(row)
    return out


def _company(connection: Connection, nodes: Iterable[Appearance], incident_of: Mapping[str, str]) -> Company:
    """What comparing these asks of all reports."""
    names = {node.name.casefold() for node in nodes}
    known = tables.company
    found = rows_of(connection, select(known), known.c.name, names | {name.split()[-1] for name in names if name})
    common = frozenset(row.name for row in found if row.kind == "surname")
    return Company(incident_of, common, {row.name: row.count for row in found if row.kind == "public"})


def _connected(
    connection: Connection,
    shelf: _Shelf,
    seeds: set[str],
    new: Mapping[tuple[str, str], Acquaintance],
    judgements: Sequence[Judgement],
    before: Sequence[Judgement],
    moved: AbstractSet[str],
) -> set[str]:
    """All appearances that are surely or by judgement one with these, now or before."""
    bound: dict[str, set[str]] = defaultdict(set)
    for each in (*judgements, *before):
        if each.verdict == "same_person":
            bound[each.a].add(each.b)
            bound[each.b].add(each.a)
    for one, other in (key for key, each in new.items() if each.score >= SAME):
        bound[one].add(other)
        bound[other].add(one)
    everyone: set[str] = set()
    while seeds:
        if len(everyone) + len(seeds) > LARGEST:
            raise OutOfReach(f"more than {LARGEST:,} appearances may be one with those that were judged")
        everyone |= seeds
        shelf.open_of(seeds)
        near = {other for one in seeds for other in bound[one]}
        near |= {
            one
            for each in _touching(connection, seeds)
            if each.score >= SAME and not {each.a, each.b} <= moved
            for one in (each.a, each.b)
        }
        near |= shelf.members(shelf.persons(seeds).values())
        seeds = near - everyone
    return everyone & shelf.nodes.keys()


def _namesakes(
    connection: Connection,
    shelf: _Shelf,
    found: Iterable[Any],
    unsure: Iterable[Acquaintance],
    edges: Mapping[tuple[str, str], Acquaintance],
    judgements: Sequence[Judgement],
) -> list[dict[str, Any]]:
    """Who may be one of those that were joined anew, and somebody else or one another."""
    person_of = {
        annotation_id("p", report, entity): person.id for person in found for report, entity, _ in person.appearances
    }
    outside = {one for key in edges for one in key} - person_of.keys()
    _, vetoes = judged_pairs(judgements, _Everything())
    outside |= vetoes.keys() - person_of.keys()
    shelf.open_of(outside)
    of = shelf.persons(outside) | person_of
    apart = {frozenset((of[a], of[b])) for a, others in vetoes.items() for b in others if a in of and b in of}
    asked = {frozenset((each.a, each.b)): each for each in unsure}
    order = shelf.place
    here = person_of.keys()
    open_pairs = [
        each for key, each in edges.items() if (key[0] in here) != (key[1] in here) and key[0] in of and key[1] in of
    ]
    for each in sorted(open_pairs, key=lambda p: (-p.score, order[p.a], order[p.b])):
        pair = frozenset((of[each.a], of[each.b]))
        if len(pair) == 2 and pair not in apart and pair not in asked:
            first, second = sorted(pair)
            asked[pair] = Acquaintance(first, second, each.score, each.sentence)
    return list(rows.namesake_rows(asked.values()))


class _Everything:
    """Has whatever is asked for."""

    def __contains__(self, one: object) -> bool:
        return True


def _row(each: Acquaintance) -> dict[str, Any]:
    return {"a": each.a, "b": each.b, "score": each.score, "sentence": each.sentence}
