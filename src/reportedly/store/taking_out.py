"""Taking reports out of the ledger: the newest reading up to a moment, with the corrections in force laid over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.codec import from_checked_json
from reportedly.errors import BadLedger, BadReport, UnknownId
from reportedly.layers.anchoring import Anchored
from reportedly.report import Report
from reportedly.store.correcting import in_force
from reportedly.store.corrections import Correction, laid_over
from reportedly.store.naming import beginning, only
from reportedly.store.schema import entries, reports
from reportedly.store.work import unpack

__all__ = ["TakenOut", "after", "full_id", "taken_out"]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A report as it stood at a moment, where it came in the sequence, and corrections that found no place in it."""

    sequence: int
    report: Report
    to_review: tuple[Correction, ...]


def full_id(connection: Connection, id: str, as_of: int) -> str:
    """The id of the report that has this id, or the only one that begins so. Raises UnknownId."""
    found = beginning(connection, reports.c.report, id, reports.c.sequence <= as_of)
    if one := only(found, id):
        return one
    what = "no report of the ledger has" if not found else "several reports of the ledger begin with"
    raise UnknownId(f"{what} the id {id!r} (sequence up to {as_of}); `reportedly search` lists reports and ids")


def taken_out(connection: Connection, ids: Sequence[str], as_of: int) -> list[TakenOut]:
    """These reports, as they stood at this sequence, in the order they came. At most some hundred at a time."""
    newest = (
        select(func.max(entries.c.sequence))
        .where(entries.c.report.in_(ids), entries.c.kind == "reading", entries.c.sequence <= as_of)
        .group_by(entries.c.report)
    )
    asked = (
        select(reports.c.sequence, reports.c.report, reports.c.location, reports.c.body.label("text"), entries.c.body)
        .join(entries, entries.c.report == reports.c.report)
        .where(entries.c.sequence.in_(newest))
        .order_by(reports.c.sequence)
    )
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for correction in in_force(connection, ids, as_of):
        corrections[correction.report].append(correction)
    out = []
    for row in connection.execute(asked).mappings():
        report, left = laid_over(_read(row), corrections[row["report"]])
        out.append(TakenOut(row["sequence"], report, left))
    return out


def after(connection: Connection, sequence: int, as_of: int, limit: int) -> list[str]:
    """The ids of reports that came after one place in the sequence and up to another, in their order."""
    asked = select(reports.c.report).where(reports.c.sequence > sequence, reports.c.sequence <= as_of)
    return list(connection.scalars(asked.order_by(reports.c.sequence).limit(limit)))


def _read(row: Any) -> Report:
    try:
        report = from_checked_json(unpack(row["body"]))
        text = from_checked_json(unpack(row["text"]))
    except (BadReport, ValueError, OSError) as error:
        raise BadLedger(
            f"report {row['report']} cannot be read from the ledger: {error}; restore it from a backup, or take its "
            "original in again"
        ) from error
    retrieved: Anchored[str] | None = text.publication.retrieved
    location = text.publication.location
    return replace(report, publication=replace(report.publication, retrieved=retrieved, location=location))
