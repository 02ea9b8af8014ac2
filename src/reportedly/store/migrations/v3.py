"""From version 2 to 3: who may sign in, and the log of what was done and looked at."""

from __future__ import annotations

from sqlalchemy import Connection

from reportedly.store.schema import api_keys, audit, sessions, users

__all__ = ["add_accounts"]


def add_accounts(connection: Connection) -> None:
    """Add the tables, empty; the log gets its triggers with those of all the others."""
    for table in (users, sessions, api_keys, audit):
        table.create(connection)
