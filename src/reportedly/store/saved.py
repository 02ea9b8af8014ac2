"""Searches that are kept under a name, each with a mark: how far its finder has looked.

They belong to whoever works with the ledger and are no part of what is derived, nor of the record: a rebuild leaves
them alone. A mark is the sequence of the last indexed report at the time of looking, and moves when told to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from reportedly.errors import BadQuery
from reportedly.store import search_index as indexing
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.schema import about

__all__ = ["Saved", "forget", "mark_seen", "save", "saved", "saved_searches"]

_KEY = "search."


@dataclass(frozen=True, slots=True)
class Saved:
    """A search under a name. `seen` is the sequence up to which its results were looked at, 0 for never."""

    name: str
    query: Query
    seen: int

    @property
    def new(self) -> Query:
        """The search for what came after the mark."""
        return replace(self.query, after=self.seen)


def save(ledger: Ledger, name: str, query: Query) -> Saved:
    """Keep a search under this name; another of the name is replaced, and its mark stays if it asks the same.

    Raises BadQuery for a name that is no single word.
    """
    if not name or name != "".join(name.split()) or len(name) > 100:
        raise BadQuery(f"a saved search is named with one word of at most 100 letters, and {name!r} is none")
    if not query.asked():
        raise BadQuery("a search to save asks for something: give words or a filter")
    with ledger.writing() as connection:
        old = _all(connection).get(name)
        made = Saved(name, query, old.seen if old and old.query.asked() == query.asked() else 0)
        _write(connection, made, known=old is not None)
    return made


def saved_searches(ledger: Ledger) -> list[Saved]:
    """Every saved search, by name."""
    with ledger.reading() as connection:
        return [each for _, each in sorted(_all(connection).items())]


def saved(ledger: Ledger, name: str) -> Saved:
    """The search of this name. Raises BadQuery, naming those there are."""
    with ledger.reading() as connection:
        return _named(connection, name)


def mark_seen(ledger: Ledger, name: str, *, up_to: int | None = None) -> Saved:
    """Move the mark to a sequence, by default that of the last report in the index. Raises BadQuery."""
    with ledger.writing() as connection:
        made = replace(_named(connection, name), seen=indexing.indexed_up_to(connection) if up_to is None else up_to)
        _write(connection, made, known=True)
    return made


def forget(ledger: Ledger, name: str) -> None:
    """Delete a saved search. Raises BadQuery."""
    with ledger.writing() as connection:
        _named(connection, name)
        connection.execute(delete(about).where(about.c.key == _KEY + name))


def _all(connection: Connection) -> Mapping[str, Saved]:
    rows = connection.execute(select(about.c.key, about.c.value).where(about.c.key.startswith(_KEY)))
    out: dict[str, Saved] = {}
    for key, value in rows:
        kept: dict[str, Any] = json.loads(value)
        name = key.removeprefix(_KEY)
        out[name] = Saved(name, Query(**kept["query"]), int(kept["seen"]))
    return out


def _named(connection: Connection, name: str) -> Saved:
    there = _all(connection)
    if name not in there:
        names = f"there are: {', '.join(sorted(there))}" if there else "none is saved yet; save one with --save NAME"
        raise BadQuery(f"no search is saved as {name!r}; {names}")
    return there[name]


def _write(connection: Connection, each: Saved, *, known: bool) -> None:
    value = json.dumps({"query": each.query.asked(), "seen": each.seen}, sort_keys=True)
    key = _KEY + each.name
    if known:
        connection.execute(update(about).where(about.c.key == key).values(value=value))
    else:
        connection.execute(insert(about).values(key=key, value=value))
