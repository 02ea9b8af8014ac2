"""Who changed what about an incident since somebody looked at it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from reportedly.derive.history_of import decisions_about
from reportedly.store.derived import members
from reportedly.store.schema import entries
from reportedly.store.worklist import in_batches

__all__ = ["since"]


def since(connection: Connection, incident: str, tag: str) -> list[dict[str, Any]]:
    """Decisions and corrections about an incident after the state with this tag (`incident_tag`), the latest first.

    Each says `what` it is ("decision", "correction", "reading"), its `number`, its `author` and `reason` (None for a
    reading), and `at`. A tag that is none of ours gives everything.
    """
    number = tag.partition("-")[0]
    seen = int(number) if number.isdecimal() else 0
    asked = select(members.c.account, members.c.report).where(members.c.incident == incident)
    rows = connection.execute(asked).all()
    out = [
        {
            "what": "decision",
            "number": made.number,
            "kind": made.kind,
            **{name: made.rows[0][name] for name in ("author", "reason", "at")},
        }
        for made in decisions_about(connection, {each for row in rows for each in row}, seen)
    ]
    for some in in_batches(sorted({row.report for row in rows})):
        told = select(entries).where(entries.c.report.in_(some), entries.c.sequence > seen)
        for row in connection.execute(told).mappings():
            named = {"what": row["kind"], "number": row["sequence"], "kind": row["field"]}
            out.append(named | {name: row[name] for name in ("author", "reason", "at")})
    return sorted(out, key=lambda each: -each["number"])
