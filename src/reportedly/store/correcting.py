"""Corrections in the database: adding them, taking them back, and which are in force at a moment."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from reportedly.errors import BadInput, UnknownId
from reportedly.store.amended import keep
from reportedly.store.as_of import last
from reportedly.store.corrections import Correction
from reportedly.store.derived import glances, sketches
from reportedly.store.schema import entries
from reportedly.store.work import digest_of

__all__ = ["add", "correction_of", "in_force", "withdraw"]


def add(connection: Connection, correction: Correction, at: str) -> int:
    """Add a correction that was found to fit; returns its sequence. What is already in force adds nothing."""
    if not correction.author.strip() or not correction.reason.strip():
        raise BadInput("a correction needs an author and a reason: say who corrects, and why")
    before = _latest(connection, correction.report, correction.annotation, correction.field)
    body = _packed(correction)
    if before is not None and before.kind == "correction" and before.author == correction.author:
        now = (before.body, before.reason)
        if now == (body, correction.reason):
            return int(before.sequence)
    base = before or _newest_reading(connection, correction.report)
    row = {"annotation": correction.annotation, "field": correction.field, "body": body}
    return _add(connection, "correction", correction.report, row, base, correction.author, correction.reason, at)


def withdraw(connection: Connection, sequence: int, author: str, reason: str, at: str) -> int:
    """Take back the correction with this sequence; returns that of taking it back. Raises UnknownId, BadInput."""
    if not author.strip() or not reason.strip():
        raise BadInput("taking a correction back needs an author and a reason")
    row = connection.execute(select(entries).where(entries.c.sequence == sequence)).first()
    before = _latest(connection, row.report, row.annotation, row.field) if row and row.kind == "correction" else None
    if row is None or before is None or before.sequence != sequence:
        raise UnknownId(f"no correction in force has the number {sequence}; `reportedly correct --list` lists them")
    named = {"annotation": row.annotation, "field": row.field}
    return _add(connection, "withdrawal", row.report, named, row, author, reason, at)


def in_force(connection: Connection, reports: Sequence[str] | None, as_of: int) -> list[Correction]:
    """The corrections that hold at this sequence, of these reports or of all, in the order they were made."""
    latest = select(func.max(entries.c.sequence)).where(entries.c.author.is_not(None), entries.c.sequence <= as_of)
    if reports is not None:
        latest = latest.where(entries.c.report.in_(reports))
    latest = latest.group_by(entries.c.report, entries.c.annotation, entries.c.field)
    asked = select(entries).where(entries.c.sequence.in_(latest), entries.c.kind == "correction")
    return [correction_of(row) for row in connection.execute(asked.order_by(entries.c.sequence))]


def correction_of(row: Row[Any]) -> Correction:
    """The correction that a row of `entries` holds."""
    said = json.loads(zlib.decompress(row.body))
    spans = said["spans"]
    return Correction(
        report=row.report,
        annotation=row.annotation,
        field=row.field,
        value=said["value"],
        spans=None if spans is None else tuple((start, end) for start, end in spans),
        author=row.author,
        reason=row.reason,
        sequence=row.sequence,
        supersedes=row.supersedes,
        at=row.at,
    )


def _packed(correction: Correction) -> bytes:
    said = {"value": correction.value, "spans": correction.spans}
    try:
        return zlib.compress(json.dumps(said, sort_keys=True, separators=(",", ":")).encode())
    except (TypeError, ValueError) as error:
        raise BadInput(f"the value of a correction must have a form in JSON: {error}") from error


def _latest(connection: Connection, report: str, annotation: str, field: str) -> Row[Any] | None:
    asked = select(entries).where(
        entries.c.report == report,
        entries.c.author.is_not(None),
        entries.c.annotation == annotation,
        entries.c.field == field,
    )
    return connection.execute(asked.order_by(entries.c.sequence.desc()).limit(1)).first()


def _newest_reading(connection: Connection, report: str) -> Row[Any] | None:
    asked = select(entries).where(entries.c.report == report, entries.c.kind == "reading")
    return connection.execute(asked.order_by(entries.c.sequence.desc()).limit(1)).first()


def _add(
    connection: Connection,
    kind: str,
    report: str,
    row: dict[str, Any],
    before: Row[Any] | None,
    author: str,
    reason: str,
    at: str,
) -> int:
    sequence = last(connection) + 1
    what = digest_of(kind, report, row["annotation"], row["field"], row.get("body"), author, reason)
    digest = digest_of(what, before.digest if before else None)
    added = {"sequence": sequence, "kind": kind, "report": report, "digest": digest, "author": author}
    told = {"reason": reason, "supersedes": before.sequence if before else None, "at": at}
    connection.execute(insert(entries).values(row | added | told))
    # What was worked out from the report as it stood is worked out anew (`derive.renew`, or with the next linking).
    keep(connection, report)
    for table in (sketches, glances):
        connection.execute(delete(table).where(table.c.report == report))
    return sequence
