"""From version 1 to 2: the table of decisions that people make in review."""

from __future__ import annotations

from sqlalchemy import Connection

from reportedly.store.schema import decisions

__all__ = ["add_decisions"]


def add_decisions(connection: Connection) -> None:
    """Add `decisions`, empty; its triggers are put on with those of all the others."""
    decisions.create(connection)
