"""One digest of a ledger's content: the same whatever the order in which things came, the clock, and the database.

Of the record it covers what each row says; not its place in the sequence, nor when or where it was retrieved. Of
derived tables it covers every column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from reportedly.store.derived import derived
from reportedly.store.schema import decisions, entries, judgements, reports

__all__ = ["digest", "digests"]


def digest(connection: Connection, *, with_derived: bool) -> str:
    """SHA-256, in hexadecimal, of the record, and of the derived tables if asked."""
    whole = hashlib.sha256()
    for name, one in digests(connection, with_derived=with_derived).items():
        whole.update(f"{name} {one}\n".encode())
    return whole.hexdigest()


def digests(connection: Connection, *, with_derived: bool) -> dict[str, str]:
    """The digest of each table alone, by which one finds where two ledgers differ."""
    out = {}
    for table, columns in (
        (reports, [reports.c.report, reports.c.content]),
        (entries, [entries.c.digest, entries.c.report, entries.c.body]),
        (judgements, [judgements.c.digest]),
    ):
        out[table.name] = _of_rows(_rows(connection, select(*columns).order_by(columns[0])))
    # Ledgers had no decisions once: without any the digest is what it was then, for those who kept it elsewhere.
    decided = list(_rows(connection, select(decisions.c.digest, decisions.c.body).order_by(decisions.c.digest)))
    if decided:
        out[decisions.name] = _of_rows(iter(decided))
    if with_derived:
        for table in sorted(derived.tables.values(), key=lambda each: each.name):
            if table.info.get("digest", True):
                out[table.name] = _of_rows(_rows(connection, _in_order(table)))
    return out


def _in_order(table: Table) -> Any:
    return select(*sorted(table.columns, key=lambda column: column.name)).order_by(*table.primary_key.columns)


def _rows(connection: Connection, asked: Any) -> Iterator[tuple[Any, ...]]:
    streamed = connection.execution_options(yield_per=500).execute(asked)
    yield from (tuple(row) for row in streamed)


def _of_rows(rows: Iterator[tuple[Any, ...]]) -> str:
    hasher = hashlib.sha256()
    for row in rows:
        hasher.update(json.dumps([_said(value) for value in row], separators=(",", ":"), sort_keys=True).encode())
        hasher.update(b"\n")
    return hasher.hexdigest()


def _said(value: Any) -> Any:
    return {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value
