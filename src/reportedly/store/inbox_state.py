"""What has come in, what waits, and what is new to somebody: a few numbers that are quick to have at any size."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reportedly.store.amended import behind
from reportedly.store.as_of import last
from reportedly.store.derived import incidents, progress
from reportedly.store.schema import items, reports
from reportedly.store.search_index import indexed_up_to
from reportedly.store.search_tables import documents

__all__ = ["InboxState", "state"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxState:
    """`unlinked` are reports that came after the last `link`; `stale` is whether linking would find something to do;
    `pending` and `quarantined` are items; `new` are reports with a higher sequence than was asked about."""

    reports: int
    incidents: int
    outlets: int
    sequence: int
    unlinked: int
    stale: bool
    pending: int
    quarantined: int
    new: int


def state(connection: Connection, looked: int) -> InboxState:
    """The numbers at this moment; `looked` is the sequence up to which somebody has seen the reports."""
    sequence = last(connection)
    linked = connection.scalar(select(progress.c.sequence).where(progress.c.step == "link")) or 0
    indexed = indexed_up_to(connection)

    def many(of: type | object, *where: object) -> int:
        return connection.scalar(select(func.count()).select_from(of).where(*where)) or 0  # type: ignore[arg-type]

    # The table of reports holds their texts, so that walking it is slow: what is indexed is counted in its index.
    above = max(looked, indexed)
    new = many(reports, reports.c.sequence > above) + many(documents, documents.c.sequence > looked)
    return InboxState(
        reports=many(reports),
        incidents=many(incidents),
        outlets=connection.scalar(select(func.count(documents.c.outlet.distinct()))) or 0,
        sequence=sequence,
        unlinked=many(reports, reports.c.sequence > max(linked, indexed)),
        stale=behind(connection),
        pending=many(items, items.c.state == "pending"),
        quarantined=many(items, items.c.state == "quarantined"),
        new=new,
    )
