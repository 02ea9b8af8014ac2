"""Triggers by which the database itself refuses to change or delete a row of the record, whoever asks."""

from __future__ import annotations

from sqlalchemy import Connection, text

from reportedly.store.schema import APPEND_ONLY

__all__ = ["guard", "missing_guards"]

_FUNCTION = """
CREATE OR REPLACE FUNCTION reportedly_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to: rows are never changed or deleted', TG_TABLE_NAME;
END $$
"""


def guard(connection: Connection) -> None:
    """Put the triggers on; what is already guarded stays so."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_FUNCTION))
        for table in APPEND_ONLY:
            connection.execute(
                text(
                    f"CREATE OR REPLACE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
                    f"ON {table.name} FOR EACH STATEMENT EXECUTE FUNCTION reportedly_append_only()"
                )
            )
        return
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_{change.lower()} BEFORE {change} ON {table.name} "
                    f"BEGIN SELECT RAISE(ABORT, '{table.name} is only added to: rows are never changed or deleted'); "
                    "END"
                )
            )


def missing_guards(connection: Connection) -> list[str]:
    """The names of the triggers that should be there and are not."""
    if connection.dialect.name == "postgresql":
        asked = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgenabled = 'O' AND relnamespace = current_schema()::regnamespace"
        )
        wanted = [f"{table.name}_append_only" for table in APPEND_ONLY]
    else:
        asked = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        wanted = [f"{table.name}_no_{change}" for table in APPEND_ONLY for change in ("update", "delete")]
    there = set(connection.scalars(text(asked)))
    return [name for name in wanted if name not in there]
