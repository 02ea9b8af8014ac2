"""The figures of incidents, as linked last, by account or report: what rests on an item of theirs."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from reportedly.review.item import Incident
from reportedly.store.derived import incidents, members
from reportedly.store.worklist import in_batches

__all__ = ["incidents_of", "incidents_of_reports"]


def incidents_of(connection: Connection, accounts: Iterable[str]) -> dict[str, Incident]:
    """The incident of each of these accounts, with its figures."""
    out: dict[str, Incident] = {}
    for some in in_batches(sorted(set(accounts))):
        asked = select(members.c.account, *_FIGURES).join(incidents, incidents.c.id == members.c.incident)
        asked = asked.where(members.c.account.in_(some)).order_by(members.c.role.desc(), incidents.c.id)
        for row in connection.execute(asked).mappings():
            named = {column.name: row[column.name] for column in _FIGURES}
            out.setdefault(row["account"], Incident(**named))
    return out


_FIGURES = (
    incidents.c.id,
    incidents.c.title,
    incidents.c.reports,
    incidents.c.origins,
    incidents.c.killed_low,
    incidents.c.killed_high,
)


def incidents_of_reports(connection: Connection, reports: Iterable[str]) -> dict[str, Incident]:
    """The incident that each of these reports tells as its news, with its figures."""
    out: dict[str, Incident] = {}
    for some in in_batches(sorted(set(reports))):
        asked = select(members.c.report, *_FIGURES).join(incidents, incidents.c.id == members.c.incident)
        asked = asked.where(members.c.report.in_(some), members.c.role == "news").order_by(incidents.c.id)
        for row in connection.execute(asked).mappings():
            out.setdefault(row["report"], Incident(**{column.name: row[column.name] for column in _FIGURES}))
    return out
