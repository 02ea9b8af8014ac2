"""Finding, making and opening the database of a ledger, and bringing its tables up to this release."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, inspect, select
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from reportedly.errors import BadLedger, NoLedger
from reportedly.store import migrations, search_tables  # noqa: F401  (its tables are derived ones too)
from reportedly.store.derived import derived, progress
from reportedly.store.schema import SCHEMA, about

__all__ = ["FILE", "located", "prepare"]

FILE = "ledger.db"
"""The database within the folder of a ledger."""

HOW = "make one by taking something in: reportedly ingest SOURCE... --ledger {place}"


def located(place: str | Path, *, create: bool, originals: Path | None, wait: float) -> tuple[Engine, Path]:
    """The engine of the ledger in this folder or at this URL, and the folder of its originals.

    Raises NoLedger where there is none and none is to be made.
    """
    if str(place).startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        return _on_server(str(place).replace("postgres://", "postgresql://", 1), originals, wait)
    if "://" in str(place):
        raise BadLedger(f"{place}: a ledger is a folder, or postgresql://USER@HOST/DATABASE")
    from reportedly.store import sqlite

    folder = Path(place)
    if not (folder / FILE).is_file():
        if not create:
            what = "has no ledger.db" if folder.is_dir() else "is not there"
            raise NoLedger(f"there is no ledger in {folder} (it {what}); {HOW.format(place=folder)}")
        if folder.exists() and not folder.is_dir():
            raise BadLedger(f"{folder} is a file; a ledger is a folder")
        folder.mkdir(parents=True, exist_ok=True)
    return sqlite.engine(folder / FILE, wait=wait), originals or folder / "originals"


def _on_server(place: str, originals: Path | None, wait: float) -> tuple[Engine, Path]:
    from reportedly.store import postgres

    url = postgres.parsed(place)
    if folder := url.query.get("originals"):
        originals = originals or Path(folder if isinstance(folder, str) else folder[-1])
        url = url.difference_update_query(["originals"])
    if originals is None:
        raise BadLedger(
            "a ledger on a server keeps its originals in a folder; name it at the end of the URL: "
            f"{url.render_as_string()}?originals=/srv/originals"
        )
    return postgres.engine(url, wait=wait), originals


def prepare(connection: Connection, *, place: str, create: bool) -> None:
    """Make or migrate the tables, in the caller's writing transaction. Raises NoLedger, BadLedger."""
    have = migrations.version(connection)
    if have is None:
        if not create:
            raise NoLedger(f"there is no ledger in {place} (its database is empty); {HOW.format(place=place)}")
        migrations.make(connection)
    else:
        migrations.migrate(connection, have)
    _renew_derived(connection)


def is_current(connection: Connection) -> bool:
    """Whether a ledger's tables are already those of this release, so that opening it needs no writing."""
    return migrations.version(connection) == SCHEMA and not _outdated(connection)


def _renew_derived(connection: Connection) -> None:
    outdated = _outdated(connection)
    there = set(inspect(connection).get_table_names())
    if progress.name in there and any(not table.info.get("starts empty") for table in outdated):
        connection.execute(delete(progress))  # what was dropped is to be filled again from the start
    for table, digest in outdated.items():
        if table.name in there:
            table.drop(connection)
        table.create(connection)
        connection.execute(delete(about).where(about.c.key == f"derived.{table.name}"))
        connection.execute(about.insert().values(key=f"derived.{table.name}", value=digest))


def _outdated(connection: Connection) -> dict[Table, str]:
    """Derived tables that are not there as they are declared now, with the digest of their declaration."""
    rows = connection.execute(select(about.c.key, about.c.value).where(about.c.key.startswith("derived.")))
    have = {row.key: row.value for row in rows}
    now = {table: _declaration(table, connection) for table in derived.sorted_tables}
    return {table: digest for table, digest in now.items() if have.get(f"derived.{table.name}") != digest}


def _declaration(table: Table, connection: Connection) -> str:
    parts: list[ExecutableDDLElement] = [CreateTable(table)]
    parts += [CreateIndex(index) for index in sorted(table.indexes, key=lambda each: str(each.name))]
    said = "\n".join(str(part.compile(dialect=connection.dialect)) for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()
