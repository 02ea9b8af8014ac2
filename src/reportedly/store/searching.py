"""Search over a ledger: the index brought up to date, and questions answered from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from reportedly.codec import from_json
from reportedly.report import Report
from reportedly.store import search_index as indexing
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.schema import reports
from reportedly.store.search import Results, search_index
from reportedly.store.work import unpack

__all__ = ["index", "search", "texts"]


def index(ledger: Ledger, given: Iterable[tuple[int, Report]] | None = None) -> int:
    """Bring the search index up to date; returns how many reports were entered or changed.

    `given` are reports with their sequence (what `Ledger.reports` yields); without it those that came after the last
    one in the index. Reports that were corrected must be given. Then the incidents are taken over from the derived
    tables, so call it after those are written. One transaction; takes about a millisecond a report.
    """
    if given is None:
        with ledger.reading() as connection:
            after = indexing.indexed_up_to(connection)
        given = ledger.reports(after=after)
    with ledger.writing() as connection:
        before = indexing.indexed_up_to(connection)
        changed = indexing.index(connection, given)
        if before == 0 and changed > indexing.BATCH:
            indexing.optimise(connection)
        indexing.attach_incidents(connection)
    return changed


def search(ledger: Ledger, query: Query) -> Results:
    """The reports of the ledger that this query asks for, one page of them. Raises BadQuery."""
    with ledger.reading() as connection:
        return search_index(connection, query, lambda ids: texts(connection, ids))


def texts(connection: Connection, ids: Sequence[str]) -> Mapping[str, str]:
    """The texts of these reports, of those that are there."""
    asked = select(reports.c.report, reports.c.body).where(reports.c.report.in_(ids))
    return {report: from_json(unpack(body)).text for report, body in connection.execute(asked)}
