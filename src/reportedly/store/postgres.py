"""A ledger on a PostgreSQL server, for several people or machines. Needs the extra `postgres`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from reportedly.errors import BadLedger, MissingExtra
from reportedly.store.faults import translate

__all__ = ["engine", "parsed"]

_LOCK = 0x7265706F72746564
"""Key of the advisory lock that every writing transaction takes ("reported"): one writer, as with SQLite, so that the
order of the sequence is the order of commits and "as of" never gains a row afterwards."""


def parsed(place: str) -> URL:
    """The URL of a server's database, with our driver. Raises BadLedger if it is none."""
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise BadLedger(f"{place!r} is no URL of a database; give postgresql://USER@HOST/DATABASE") from error
    if not url.database:
        raise BadLedger(f"{url.render_as_string()} names no database; give postgresql://USER@HOST/DATABASE")
    return url.set(drivername="postgresql+psycopg")


def engine(url: URL, *, wait: float) -> Engine:
    """An engine for the ledger in this database. `wait`: seconds to wait for another writer."""
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtra(
            "a ledger on PostgreSQL needs the library psycopg: pip install 'reportedly[postgres]'"
        ) from error
    out = create_engine(url)
    translate(out, url.render_as_string(hide_password=True))

    @event.listens_for(out, "connect")
    def _(connection: psycopg.Connection[Any], _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")
            cursor.execute("SET client_encoding = 'UTF8'")
        connection.commit()

    @event.listens_for(out, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.execute(text(f"SET LOCAL lock_timeout = {int(wait * 1000)}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        else:
            # One moment for all that a reader asks. Writers may not: their moment must come after the lock.
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))

    return out
