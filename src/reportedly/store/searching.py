"""Search over a ledger: the index brought up to date, and questions answered from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from reportedly.codec import from_json
from reportedly.report import Report
from reportedly.store import as_of as order
from reportedly.store import schema as record
from reportedly.store import search_index as indexing
from reportedly.store.derived import progress
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.schema import reports
from reportedly.store.search import Results, answer
from reportedly.store.work import unpack
from reportedly.store.worklist import in_batches

__all__ = ["index", "search", "texts"]

BATCH = 400
"""Reports that are decoded and entered at a time."""

_STEP = "search"


def index(ledger: Ledger, given: Iterable[tuple[int, Report]] | None = None) -> int:
    """Bring the search index up to date; returns how many reports were entered or changed.

    Without `given` (reports with their sequence) all are looked at that came, were read anew or corrected since it
    was last called; then the incidents are taken over from the derived tables, so call it after those are written.
    Batch by batch, so that others can write meanwhile: what was entered before a crash is there after it, and a
    report that is there already is not entered twice. Takes about a millisecond a report beside its decoding.
    """
    changed = 0
    if given is not None:
        for batch in in_batches(given, BATCH):
            made = [indexing.document(sequence, report) for sequence, report in batch]
            with ledger.writing() as connection:
                changed += indexing.index_documents(connection, made)
        return changed
    with ledger.reading() as connection:
        empty = not indexing.indexed_up_to(connection)
        up_to = order.last(connection)
        places = _touched(connection, 0 if empty else _mark(connection), up_to)
    for some in in_batches(places, BATCH):
        reports_now = ledger.reports_of(some, as_of=up_to)
        made = [indexing.document(places[report], reports_now[report]) for report in some if report in reports_now]
        with ledger.writing() as connection:
            changed += indexing.index_documents(connection, made)
    with ledger.writing() as connection:
        if empty and changed > indexing.BATCH:
            indexing.optimise(connection)
        indexing.attach_incidents(connection)
        connection.execute(delete(progress).where(progress.c.step == _STEP))
        connection.execute(insert(progress).values(step=_STEP, sequence=up_to))
    return changed


def _mark(connection: Connection) -> int:
    return connection.scalar(select(progress.c.sequence).where(progress.c.step == _STEP)) or 0


def _touched(connection: Connection, after: int, up_to: int) -> dict[str, int]:
    """The reports with a new reading or correction in this part of the sequence, and their own place in it."""
    entries = record.entries
    asked = select(reports.c.report, reports.c.sequence).join(entries, entries.c.report == reports.c.report)
    asked = asked.where(entries.c.sequence > after, entries.c.sequence <= up_to).distinct()
    return {row.report: row.sequence for row in connection.execute(asked.order_by(reports.c.sequence))}


def search(ledger: Ledger, query: Query) -> Results:
    """The reports of the ledger that this query asks for, one page of them. Raises BadQuery."""
    with ledger.reading() as connection:
        return answer(connection, query, lambda ids: texts(connection, ids))


def texts(connection: Connection, ids: Sequence[str]) -> Mapping[str, str]:
    """The texts of these reports, of those that are there."""
    asked = select(reports.c.report, reports.c.body).where(reports.c.report.in_(ids))
    return {report: from_json(unpack(body)).text for report, body in connection.execute(asked)}
