"""Sketches, glances and fingerprints of the reports of a ledger: made where they are missing, and read in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, insert, or_, select

from reportedly.codec import from_checked_json
from reportedly.incidents.copies import CopyText
from reportedly.incidents.glance import GLANCE_VERSION
from reportedly.incidents.sketch import SKETCH_VERSION, Sketch, sketch, unpack_sketch
from reportedly.store.beside import FINGERPRINT_VERSION, beside
from reportedly.store.derived import fingerprints, glances, sketches
from reportedly.store.ledger import Ledger
from reportedly.store.schema import entries, reports
from reportedly.store.work import unpack

__all__ = ["complete", "copy_texts", "each_sketch"]

_BESIDE = {sketches: SKETCH_VERSION, glances: GLANCE_VERSION, fingerprints: FINGERPRINT_VERSION}
"""The tables that are made beside a reading, and the version that their rows have to have."""

BATCH = 100
"""Reports that are sketched and written at a time."""


def complete(ledger: Ledger, done: Callable[[int], None] = lambda made: None) -> int:
    """Make sketches, glances and fingerprints that are missing or of an older version; returns for how many reports.

    Batch by batch, each written as it is made: what was made before a crash is there after it.
    """
    made = 0
    while True:
        with ledger.reading() as connection:
            ids = list(connection.scalars(_unsketched().limit(BATCH)))
        if not ids:
            return made
        rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in _BESIDE}
        for report in ledger.reports_of(ids).values():
            for each in beside(report):
                rows[each.table].append({"report": report.id, "version": each.version, "body": each.body})
        with ledger.writing() as connection:
            for table in _BESIDE:
                connection.execute(delete(table).where(table.c.report.in_(ids)))
                connection.execute(insert(table), rows[table.name])
        made += len(ids)
        done(made)


def each_sketch(ledger: Ledger, connection: Connection, as_of: int) -> Iterator[Sketch]:
    """The sketch of each report as it stood at this sequence, in the order of the ledger; `complete` went before.

    Where something was read or corrected since, the sketch is made from the report as it was then.
    """
    since = set(connection.scalars(select(entries.c.report).where(entries.c.sequence > as_of).distinct()))
    asked = _in_order(select(reports.c.report, sketches.c.body).join_from(reports, sketches, _same(sketches)), as_of)
    for row in connection.execution_options(yield_per=500).execute(asked):
        yield sketch(ledger.report(row.report, as_of=as_of)) if row.report in since else unpack_sketch(row.body)


def copy_texts(ledger: Ledger, connection: Connection, as_of: int) -> Iterator[CopyText]:
    """Each report as copies are looked for, in the order of the ledger."""
    asked = select(reports.c.report, reports.c.body.label("text"), fingerprints.c.body, reports.c.retrieved)
    asked = _in_order(asked.join_from(reports, fingerprints, _same(fingerprints)), as_of)
    rows = connection.execution_options(yield_per=500).execute(asked)
    for row, made in zip(rows, each_sketch(ledger, connection, as_of), strict=True):
        yield CopyText(
            report=row.report,
            text=from_checked_json(unpack(row.text)).text,
            outlet=made.outline.outlet,
            url=made.outline.url,
            published=made.outline.published or row.retrieved,
            fingerprint=row.body,
            credits=made.credits,
        )


def _same(table: Any) -> Any:
    return table.c.report == reports.c.report


def _in_order(asked: Select[Any], as_of: int) -> Select[Any]:
    return asked.where(reports.c.sequence <= as_of).order_by(reports.c.sequence)


def _unsketched() -> Select[Any]:
    asked = select(reports.c.report)
    for table, version in _BESIDE.items():
        asked = asked.outerjoin(table, and_(_same(table), table.c.version == version))
    missing = or_(*(table.c.report.is_(None) for table in _BESIDE))
    read = select(entries.c.report).where(entries.c.kind == "reading")
    return asked.where(missing, reports.c.report.in_(read)).order_by(reports.c.sequence)
