"""Rows of derived tables made into others: only what differs is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from reportedly.store.worklist import in_batches

__all__ = ["having", "put"]

Key = tuple[Any, ...]


def having(connection: Connection, table: Table, column: str, wanted: Iterable[str]) -> dict[Key, dict[str, Any]]:
    """The rows of a table in which a column holds one of these, by primary key."""
    names = [each.name for each in table.primary_key.columns]
    out: dict[Key, dict[str, Any]] = {}
    for some in in_batches(sorted(wanted)):
        for row in connection.execute(select(table).where(table.c[column].in_(some))).mappings():
            out[tuple(row[name] for name in names)] = dict(row)
    return out


def put(
    connection: Connection, table: Table, there: Mapping[Key, Mapping[str, Any]], made: Iterable[dict[str, Any]]
) -> None:
    """Make the rows that are there into those that were made, writing what differs."""
    names = [each.name for each in table.primary_key.columns]
    wanted = {tuple(row[name] for name in names): row for row in made}
    for key in there.keys() - wanted.keys():
        connection.execute(delete(table).where(*(table.c[n] == v for n, v in zip(names, key, strict=True))))
    for key, row in wanted.items():
        if key in there and dict(there[key]) != row:
            where = [table.c[name] == value for name, value in zip(names, key, strict=True)]
            connection.execute(update(table).where(*where).values(**row))
    fresh = [row for key, row in wanted.items() if key not in there]
    if fresh:
        connection.execute(insert(table), fresh)
