"""A ledger in one file: SQLite, set so that what was acknowledged survives the loss of power.

Write-ahead log with synchronous=FULL: with NORMAL an eighth of acknowledged rows was lost in cuts of power, with FULL
none (docs/ledger.md). Every writing transaction begins IMMEDIATE, so that two writers wait for each other instead of
failing half way.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from reportedly.errors import BadLedger
from reportedly.store.faults import said, translate
from reportedly.store.file_systems import refuse_network

__all__ = ["APPLICATION", "engine"]

APPLICATION = 0x72707464
"""`PRAGMA application_id` of our files ("rptd"), by which `file` and we tell them from other databases."""

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS: fsync alone leaves data in the drive
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA recursive_triggers = ON",  # without it INSERT OR REPLACE deletes rows past the triggers
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -65536",  # KiB
    "PRAGMA temp_store = MEMORY",
)


def engine(file: Path, *, wait: float) -> Engine:
    """An engine for the ledger in this file, which it makes if it is not there. `wait`: seconds to wait for a writer.

    Raises BadLedger for a network folder, a file that is no ledger, and an SQLite that is too old (3.37, for STRICT).
    """
    refuse_network(file.parent)
    if sqlite3.sqlite_version_info < (3, 37):
        raise BadLedger(f"SQLite {sqlite3.sqlite_version} is too old for a ledger: Python needs one of 3.37 or later")
    place = str(file.parent)
    out = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": wait})
    translate(out, place)

    @event.listens_for(out, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, in `_begin`
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if application != APPLICATION:
                if application or tables:
                    raise BadLedger(f"{file} is a database of another program, not a ledger")
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
            for setting in _SETTINGS:
                connection.execute(setting)
        except sqlite3.DatabaseError as error:
            ours = said(error, place)
            raise ours or error from error

    @event.listens_for(out, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        # Who only reads cannot write by mistake: a read that turns into a write fails under other writers.
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN DEFERRED")

    return out
