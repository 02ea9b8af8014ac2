"""Adding what was read to the ledger, once, however often a worker hands it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, select

from reportedly.store.as_of import last
from reportedly.store.derived import derived
from reportedly.store.schema import entries, found, items, reports
from reportedly.store.work import Done, Reading
from reportedly.store.worklist import in_batches

__all__ = ["add"]


def add(connection: Connection, done: Sequence[Done], at: str) -> None:
    """Reports, readings, and which item gave which; what is already there is left as it is."""
    readings = {reading.digest: reading for each in done for reading in each.readings}
    known = _known(connection, reports.c.report, [reading.report for reading in readings.values()])
    read = _known(connection, entries.c.digest, list(readings))
    came = _arrivals(connection, {each.item for each in done})
    first = {reading.digest: each.item for each in reversed(done) for reading in each.readings}

    sequence = last(connection)
    fresh: list[dict[str, Any]] = []
    added: list[dict[str, Any]] = []
    for reading in readings.values():
        if reading.report not in known:
            known.add(reading.report)
            sequence += 1
            fresh.append(_report_row(reading, sequence, came[first[reading.digest]], at))
        if reading.digest not in read:
            sequence += 1
            added.append(_entry_row(reading, sequence, at))
    for table, rows in ((reports, fresh), (entries, added)):
        if rows:
            connection.execute(insert(table), rows)
    _note_found(connection, done)
    _put_beside(connection, [reading for digest, reading in readings.items() if digest not in read])


def _report_row(reading: Reading, sequence: int, came: dict[str, Any], at: str) -> dict[str, Any]:
    names = ("report", "outlet", "url", "headline", "published", "language", "characters", "content")
    row = {name: getattr(reading, name) for name in names}
    return row | came | {"sequence": sequence, "body": reading.text, "at": at}


def _entry_row(reading: Reading, sequence: int, at: str) -> dict[str, Any]:
    names = ("report", "digest", "recipe", "body", "claims", "events", "issues")
    row = {name: getattr(reading, name) for name in names}
    return row | {"sequence": sequence, "kind": "reading", "at": at}


def _arrivals(connection: Connection, numbers: set[int]) -> dict[int, dict[str, Any]]:
    """Where the items of these numbers came from."""
    out: dict[int, dict[str, Any]] = {}
    wanted = (items.c.original, items.c.locator, items.c.location, items.c.retrieved)
    for some in in_batches(sorted(numbers)):
        asked = select(items.c.number, *wanted).where(items.c.number.in_(some))
        for row in connection.execute(asked).mappings():
            out[row["number"]] = {column.name: row[column.name] for column in wanted}
    return out


def _known(connection: Connection, column: Column[str], values: Sequence[str]) -> set[str]:
    out: set[str] = set()
    for some in in_batches(values):
        out.update(connection.scalars(select(column).where(column.in_(some))))
    return out


def _note_found(connection: Connection, done: Sequence[Done]) -> None:
    rows = {
        (each.item, reading.report): {"item": each.item, "report": reading.report, "position": position}
        for each in done
        for position, reading in reversed(list(enumerate(each.readings, 1)))
    }
    known: set[tuple[int, str]] = set()
    for some in in_batches(sorted({item for item, _ in rows})):
        pairs = connection.execute(select(found.c.item, found.c.report).where(found.c.item.in_(some)))
        known.update((item, report) for item, report in pairs)
    if fresh := [row for key, row in rows.items() if key not in known]:
        connection.execute(insert(found), fresh)


def _put_beside(connection: Connection, readings: Sequence[Reading]) -> None:
    """Derived rows that came with new readings, in place of older ones."""
    by_table: dict[str, dict[str, dict[str, Any]]] = {}
    for reading in readings:
        for each in reading.beside:
            row = {"report": reading.report, "version": each.version, "body": each.body}
            by_table.setdefault(each.table, {})[reading.report] = row
    for name, rows in by_table.items():
        table: Table = derived.tables[name]
        for some in in_batches(rows):
            connection.execute(delete(table).where(table.c.report.in_(some)))
        connection.execute(insert(table), list(rows.values()))
