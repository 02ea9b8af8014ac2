"""Steps from one version of the record's tables to the next, and the opening of a ledger of any version.

Version 1 is the first that was released. A change of `schema.py` adds a function here that takes a connection within
the one transaction of opening, and a frozen copy of the former schema to tests/store/schemas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, inspect, select, update

from reportedly.errors import BadLedger
from reportedly.store.append_only import guard
from reportedly.store.migrations.v2 import add_decisions
from reportedly.store.migrations.v3 import add_accounts
from reportedly.store.schema import SCHEMA, about, record

__all__ = ["STEPS", "make", "migrate", "version"]

STEPS: Mapping[int, Callable[[Connection], None]] = {2: add_decisions, 3: add_accounts}
"""The version that a step leads to -> the step."""


def version(connection: Connection) -> int | None:
    """The version of the ledger's tables; None where there are none. Raises BadLedger if it cannot be told."""
    if not inspect(connection).has_table(about.name):
        return None
    found = connection.scalar(select(about.c.value).where(about.c.key == "schema"))
    if found is None or not found.isdecimal():
        raise BadLedger(f"the ledger is damaged: it says {found!r} of its version; restore it from a backup")
    return int(found)


def make(connection: Connection) -> None:
    """The tables of a new ledger, guarded."""
    record.create_all(connection)
    guard(connection)
    connection.execute(about.insert().values(key="schema", value=str(SCHEMA)))


def migrate(
    connection: Connection,
    have: int,
    *,
    want: int = SCHEMA,
    steps: Mapping[int, Callable[[Connection], None]] = STEPS,
) -> None:
    """Bring a ledger of an older version to this one, within the caller's transaction: all steps or none.

    Raises BadLedger for a ledger of a newer version, which this release could only misread.
    """
    if have > want:
        raise BadLedger(
            f"the ledger has version {have} of its tables, and this release of reportedly knows {want}: install the "
            "release that wrote it, or a later one"
        )
    for number in range(have + 1, want + 1):
        steps[number](connection)
    if have < want:
        guard(connection)
        connection.execute(update(about).where(about.c.key == "schema").values(value=str(want)))
