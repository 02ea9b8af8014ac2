"""`link`: everything that is derived from a ledger's readings and judgements, computed and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert

from reportedly.derive.collecting import rarely_collecting
from reportedly.derive.linked import Linked, linked
from reportedly.derive.sketches import complete, each_sketch
from reportedly.incidents.accounts import Account
from reportedly.incidents.acquaintance import Acquaintance
from reportedly.incidents.agreement import agreement
from reportedly.incidents.appearances import Appearance
from reportedly.incidents.assertions import assertions
from reportedly.incidents.folding import folded_under
from reportedly.incidents.incident import Incident
from reportedly.incidents.incident_row import incident_row
from reportedly.incidents.people import Person, gathered
from reportedly.incidents.scoring import MapChunks
from reportedly.incidents.versions import versions
from reportedly.report import Report
from reportedly.store import derived as tables
from reportedly.store import searching
from reportedly.store.ledger import Ledger
from reportedly.store.work import pack
from reportedly.store.worklist import in_batches

__all__ = ["Summary", "link"]

ROWS = 1_000
"""Rows that are written in one statement."""
REPORTS = 100
"""Reports that are taken out of the ledger at once to set their accounts side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What linking found. `shared` incidents are told by several reports, `unsure` pairs wait for a person."""

    sequence: int
    reports: int
    sketched: int
    copies: int
    incidents: int
    shared: int
    unsure: int
    people: int


def link(ledger: Ledger, say: Callable[[str], None] = lambda step: None, score_chunks: MapChunks = map) -> Summary:
    """Derive everything anew from the readings and judgements that the ledger has now, and write it in one go.

    Sketches of reports are kept from run to run; all else is computed from them each time, so that the result does
    not depend on how often and when one linked. Until the end, readers see what was derived before. `say` is told
    each step. `score_chunks` runs the comparing of pairs, which any process can do (`batch.mapping`). Raises
    LedgerBusy.
    """
    with rarely_collecting():
        return _link(ledger, say, score_chunks)


def _link(ledger: Ledger, say: Callable[[str], None], score_chunks: MapChunks) -> Summary:
    say("sketching reports")
    sketched = complete(ledger)
    sequence = ledger.sequence()
    with ledger.reading() as connection:
        found = linked(ledger, connection, sequence, say, score_chunks)
        say("setting accounts side by side")
        rows, asserted = [], []
        for row, told in _incident_rows(ledger, found):
            rows.append(row)
            asserted.extend(told)
        say("joining people")
        incident_of = {a.report: i.id for i in found.linking.incidents for a in i.accounts if a.number == 1}
        accounts: list[dict[str, Any]] = []

        def appearing() -> Iterator[Appearance]:
            for made in each_sketch(ledger, connection, sequence):
                accounts.extend(map(_account, made.outline.accounts))
                yield from made.appearances

        people = gathered(appearing(), found.judgements, incidents=incident_of)
    say("writing")
    with ledger.writing() as connection:
        _replace(connection, tables.copies, _copies(found))
        _replace(connection, tables.versions, _versions(found))
        _replace(connection, tables.folds, _folds(found))
        _replace(connection, tables.accounts, accounts)
        _replace(connection, tables.pairs, _pairs(found))
        _replace(connection, tables.incidents, rows)
        _replace(connection, tables.assertions, asserted)
        _replace(connection, tables.members, _members(found.linking.incidents))
        _replace(connection, tables.people, map(_person, people.everybody))
        _replace(connection, tables.appearances, _appearances(people.everybody))
        _replace(connection, tables.namesakes, _namesakes(people.unsure))
        _note(connection, sequence)
    say("indexing for search")
    searching.index(ledger)
    return Summary(
        sequence=sequence,
        reports=len(found.sources),
        sketched=sketched,
        copies=sum(each.kind != "unsure" for each in found.links),
        incidents=len(rows),
        shared=sum(len({a.report for a in each.accounts}) > 1 for each in found.linking.incidents),
        unsure=found.linking.pairs.verdicts.count("unsure"),
        people=len(people.everybody),
    )


def _incident_rows(ledger: Ledger, found: Linked) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for some in _by_reports(found.linking.incidents):
        wanted = sorted({a.report for i in some for a in (*i.accounts, *i.background)})
        readings = ledger.reports_of(wanted, as_of=found.sequence)
        for incident in some:
            yield _incident_row(incident, readings, found)


def _incident_row(
    incident: Incident, readings: Mapping[str, Report], found: Linked
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of an incident, and the rows of what voices assert of it."""
    count = found.origins_within(incident)
    own = {a.report: readings[a.report] for a in (*incident.accounts, *incident.background)}
    counted = count(tuple(dict.fromkeys(account.report for account in incident.accounts)))
    agreed = agreement(incident, own, count)
    return incident_row(incident, agreed, counted), assertions(agreed, count)


def _by_reports(incidents: Sequence[Incident]) -> Iterator[list[Incident]]:
    """Incidents in portions of not many more than REPORTS reports."""
    some: list[Incident] = []
    many = 0
    for incident in incidents:
        some.append(incident)
        many += len(incident.accounts) + len(incident.background)
        if many >= REPORTS:
            yield some
            some, many = [], 0
    if some:
        yield some


def _replace(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    connection.execute(delete(table))
    for some in in_batches(rows, ROWS):
        connection.execute(insert(table), some)


def _copies(found: Linked) -> Iterator[dict[str, Any]]:
    for each in found.links:
        yield {"a": each.a, "b": each.b, "kind": each.kind, "score": each.score, "reason": each.reason}


def _versions(found: Linked) -> Iterator[dict[str, Any]]:
    for each in versions(found.links):
        yield {"report": each.report, "of": each.of, "reason": each.reason}


def _folds(found: Linked) -> Iterator[dict[str, Any]]:
    for report, root in folded_under(found.links).items():
        yield {"report": report, "root": root}


def _account(account: Account) -> dict[str, Any]:
    site = account.site
    return {
        "id": account.id,
        "report": account.report,
        "number": account.number,
        "newness": account.newness,
        "day_from": account.day_from,
        "day_to": account.day_to,
        "place": site.name if site else None,
        "country": site.country if site else None,
        "lat": site.latitude if site else None,
        "lon": site.longitude if site else None,
        "radius_km": site.radius_km if site else None,
        "kind": account.kind,
        "killed": account.killed.best if account.killed else None,
        "injured": account.injured.best if account.injured else None,
    }


def _pairs(found: Linked) -> Iterator[dict[str, Any]]:
    for pair in found.linking.pairs:
        clues = [[clue.name, round(clue.score, 4), clue.sentence] for clue in pair.clues]
        yield {"a": pair.a, "b": pair.b, "score": pair.score, "verdict": pair.verdict, "clues": clues}


def _members(incidents: Iterable[Incident]) -> Iterator[dict[str, Any]]:
    for incident in incidents:
        for role, accounts in (("news", incident.accounts), ("background", incident.background)):
            for account in accounts:
                yield {"incident": incident.id, "account": account.id, "report": account.report, "role": role}


def _person(person: Person) -> dict[str, Any]:
    body = pack(msgspec.json.encode(person).decode())
    return {"id": person.id, "name": person.name, "kind": person.kind, "private": person.private, "body": body}


def _appearances(everybody: Iterable[Person]) -> Iterator[dict[str, Any]]:
    for person in everybody:
        for report, entity, name in person.appearances:
            yield {"person": person.id, "report": report, "entity": entity, "name": name}


def _namesakes(unsure: Iterable[Acquaintance]) -> Iterator[dict[str, Any]]:
    for each in unsure:
        low, high = sorted((each.a, each.b))
        yield {"a": low, "b": high, "score": round(each.score, 4), "sentence": each.sentence}


def _note(connection: Connection, sequence: int) -> None:
    connection.execute(delete(tables.progress).where(tables.progress.c.step == "link"))
    connection.execute(insert(tables.progress).values(step="link", sequence=sequence))
