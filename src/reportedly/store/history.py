"""What was ever said of a report: each reading, correction and withdrawal, the oldest first, none overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select

from reportedly.store.correcting import correction_of
from reportedly.store.schema import entries

__all__ = ["HistoryEntry", "changed", "history", "newest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One entry of a report. `Ledger.report(id, as_of=version.sequence)` is the report as it stood with it.

    A reading has a `recipe` (its digest) and how many claims, events and issues were read. A correction has an
    `annotation`, `field`, `value`, `author`, `reason` and what it `supersedes` (a sequence number); a withdrawal has
    all of these but the value. `at` is ISO 8601 UTC and only informs.
    """

    sequence: int
    kind: Literal["reading", "correction", "withdrawal"]
    at: str
    recipe: str | None = None
    claims: int | None = None
    events: int | None = None
    issues: int | None = None
    annotation: str | None = None
    field: str | None = None
    value: Any = None
    author: str | None = None
    reason: str | None = None
    supersedes: int | None = None


def history(connection: Connection, report: str, as_of: int) -> list[HistoryEntry]:
    """Every entry of the report with this id up to this sequence, in order."""
    asked = select(entries).where(entries.c.report == report, entries.c.sequence <= as_of)
    return [_version(row) for row in connection.execute(asked.order_by(entries.c.sequence))]


def newest(connection: Connection, report: str, as_of: int) -> int:
    """The sequence of the newest entry of the report with this id up to this sequence; 0 if it has none."""
    asked = select(func.max(entries.c.sequence)).where(entries.c.report == report, entries.c.sequence <= as_of)
    return connection.scalar(asked) or 0


def changed(connection: Connection, after: int, as_of: int, limit: int) -> list[tuple[int, str]]:
    """(sequence, report id) of entries after one place in the sequence and up to another, in order."""
    asked = select(entries.c.sequence, entries.c.report).where(
        entries.c.sequence > after, entries.c.sequence <= as_of
    )
    rows = connection.execute(asked.order_by(entries.c.sequence).limit(limit))
    return [(row.sequence, row.report) for row in rows]


def _version(row: Row[Any]) -> HistoryEntry:
    names = ("sequence", "kind", "at", "recipe", "claims", "events", "issues", "annotation", "field")
    told = {name: getattr(row, name) for name in (*names, "author", "reason", "supersedes")}
    return HistoryEntry(**told, value=correction_of(row).value if row.kind == "correction" else None)
