"""How far the derived tables have come along the ledger's sequence, step by step."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from reportedly.store.derived import progress

__all__ = ["JUDGED", "LINKED", "note", "reached"]

LINKED = "link"
"""Everything up to there is linked."""
JUDGED = "judged"
"""Judgements up to there are linked by; not everything that was read, perhaps."""


def reached(connection: Connection, step: str) -> int | None:
    """The sequence up to which a step has gone; None where it never ran."""
    return connection.scalar(select(progress.c.sequence).where(progress.c.step == step))


def note(connection: Connection, step: str, sequence: int) -> None:
    """Write down how far a step has gone."""
    connection.execute(delete(progress).where(progress.c.step == step))
    connection.execute(insert(progress).values(step=step, sequence=sequence))
