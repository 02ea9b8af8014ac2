"""A short name for the state an incident is in, which changes whenever anything that is shown of it may have."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, or_, select

from reportedly.store.derived import members
from reportedly.store.schema import entries, judgements
from reportedly.store.worklist import in_batches

__all__ = ["incident_tag"]


def incident_tag(connection: Connection, incident: str) -> str:
    """The tag of an incident by its full id: of its accounts, and of what was read or decided of them last.

    An incident that is not there has the tag of one without accounts.
    """
    asked = select(members.c.account, members.c.report, members.c.role).where(members.c.incident == incident)
    rows = sorted(tuple(row) for row in connection.execute(asked))
    touched = 0
    for some in in_batches(sorted({each for row in rows for each in row[:2]}), 300):
        read = select(func.max(entries.c.sequence)).where(entries.c.report.in_(some))
        judged = select(func.max(judgements.c.sequence)).where(
            or_(judgements.c.a.in_(some), judgements.c.b.in_(some))
        )
        touched = max(touched, *(connection.scalar(each) or 0 for each in (read, judged)))
    said = "\n".join(" ".join(row) for row in rows)
    return f"{touched}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"
