"""`link`: everything that is derived from a ledger's readings and judgements, computed and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, delete, insert

from reportedly.derive import rows
from reportedly.derive.collecting import rarely_collecting
from reportedly.derive.linked import Linked, linked
from reportedly.derive.linking_weights import keep_weights, weights_of
from reportedly.derive.progress import JUDGED, LINKED, note
from reportedly.derive.sketches import complete, each_sketch
from reportedly.incidents.appearances import Appearance
from reportedly.incidents.incident import Incident
from reportedly.incidents.people import gathered
from reportedly.incidents.scoring import MapChunks
from reportedly.incidents.weights import Weights, weights
from reportedly.store import derived as tables
from reportedly.store import searching
from reportedly.store.amended import forget
from reportedly.store.ledger import Ledger
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


def link(
    ledger: Ledger,
    say: Callable[[str], None] = lambda step: None,
    score_chunks: MapChunks = map,
    given: Weights | Literal["shipped"] | None = None,
) -> Summary:
    """Derive everything anew from the readings and judgements that the ledger has now, and write it in one go.

    Sketches of reports are kept from run to run; all else is computed from them each time, so that the result does
    not depend on how often and when one linked. Until the end, readers see what was derived before. `say` is told
    each step. `score_chunks` runs the comparing of pairs, which any process can do (`batch.mapping`). `given` are the
    weights to link by from now on; None for those it was linked by before. Raises LedgerBusy.
    """
    with rarely_collecting():
        return _link(ledger, say, score_chunks, given)


def _link(
    ledger: Ledger, say: Callable[[str], None], score_chunks: MapChunks, given: Weights | Literal["shipped"] | None
) -> Summary:
    say("sketching reports")
    sketched = complete(ledger)
    sequence = ledger.sequence()
    with ledger.reading() as connection:
        chosen = weights() if given == "shipped" else given or weights_of(connection)
        found = linked(ledger, connection, sequence, say, score_chunks, chosen)
        say("setting accounts side by side")
        incidents, asserted = [], []
        for row, told in _incident_rows(ledger, found):
            incidents.append(row)
            asserted.extend(told)
        say("joining people")
        incident_of = {a.report: i.id for i in found.linking.incidents for a in i.accounts if a.number == 1}
        accounts: list[dict[str, Any]] = []
        bearers: list[dict[str, Any]] = []

        def appearing() -> Iterator[Appearance]:
            for made in each_sketch(ledger, connection, sequence):
                accounts.extend(map(rows.account_row, made.outline.accounts))
                bearers.extend(rows.bearer_rows(made.appearances))
                yield from made.appearances

        people = gathered(appearing(), found.judgements, incidents=incident_of)
    say("writing")
    with ledger.writing() as connection:
        _replace(connection, tables.copies, rows.copy_rows(found.links))
        _replace(connection, tables.overruled, rows.copy_rows(found.overruled))
        _replace(connection, tables.versions, rows.version_rows(found.links))
        _replace(connection, tables.folds, rows.fold_rows(found.links))
        _replace(connection, tables.accounts, accounts)
        _replace(connection, tables.scores, rows.score_rows(found.linking))
        _replace(connection, tables.vocabulary, rows.vocabulary_rows(found.linking))
        _replace(connection, tables.pairs, rows.pair_rows(found.linking.pairs))
        _replace(connection, tables.incidents, incidents)
        _replace(connection, tables.assertions, asserted)
        _replace(connection, tables.members, rows.member_rows(found.linking.incidents))
        _replace(connection, tables.people, map(rows.person_row, people.everybody))
        _replace(connection, tables.appearances, rows.appearance_rows(people.everybody))
        _replace(connection, tables.namesakes, rows.namesake_rows(people.unsure))
        _replace(connection, tables.acquainted, rows.acquainted_rows(people.compared))
        _replace(connection, tables.bearers, bearers)
        _replace(connection, tables.company, rows.company_rows(people.company))
        if given is not None:
            keep_weights(connection, None if given == "shipped" else given)
        forget(connection, sequence)
        note(connection, LINKED, sequence)
        note(connection, JUDGED, sequence)
    say("indexing for search")
    searching.index(ledger)
    return Summary(
        sequence=sequence,
        reports=len(found.sources),
        sketched=sketched,
        copies=sum(each.kind != "unsure" for each in found.links),
        incidents=len(incidents),
        shared=sum(len({a.report for a in each.accounts}) > 1 for each in found.linking.incidents),
        unsure=found.linking.pairs.verdicts.count("unsure"),
        people=len(people.everybody),
    )


def _incident_rows(ledger: Ledger, found: Linked) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for some in _by_reports(found.linking.incidents):
        wanted = sorted({a.report for i in some for a in (*i.accounts, *i.background)})
        readings = ledger.reports_of(wanted, as_of=found.sequence)
        for incident in some:
            yield rows.incident_as_rows(incident, readings, found.origins_within(incident))


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


def _replace(connection: Connection, table: Table, made: Iterable[dict[str, Any]]) -> None:
    connection.execute(delete(table))
    for some in in_batches(made, ROWS):
        connection.execute(insert(table), some)
