"""Where an incident is that went by another id before: what was merged, split or linked anew is still found."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from reportedly.errors import UnknownId
from reportedly.report import annotation_id
from reportedly.store.derived import accounts, incidents, members
from reportedly.store.naming import beginning, only

__all__ = ["full_incident_id", "whereabouts"]


def full_incident_id(connection: Connection, given: str) -> str:
    """The id of the incident that has this id, or the only one that begins so. Raises UnknownId."""
    found = beginning(connection, incidents.c.id, given)
    if one := only(found, given):
        return one
    if not connection.scalar(select(func.count()).select_from(incidents)):
        raise UnknownId("no incident is there yet: run `reportedly link` after taking in reports")
    what = "no incident has" if not found else "several incidents begin with"
    raise UnknownId(f"{what} the id {given!r}; `reportedly incidents` lists them")


def whereabouts(connection: Connection, incident: str) -> str | None:
    """The incident that has the account which `incident` (a full id) was named after; None if there is no such one.

    An incident's id is made of its first account's, so that each account tells which incident it would name.
    """
    for row in connection.execute(select(accounts.c.id, accounts.c.report)):
        if annotation_id("x", row.report, "incident", row.id) == incident:
            return connection.scalar(select(members.c.incident).where(members.c.account == row.id))
    return None
