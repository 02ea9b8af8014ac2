"""The ledger's one order: a sequence over everything that is added, and which number a moment of the past stands for.

Clocks jump, sequences do not. Rows are ordered and limited by sequence alone; what the clock said only informs.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, case, func, literal, select, union_all

from reportedly.errors import BadInput
from reportedly.store.schema import SEQUENCED

__all__ = ["instant", "last", "sequence_at", "stamp"]


def stamp(at: datetime) -> str:
    """A moment as the ledger writes it: ISO 8601 in UTC, always as long, so that it sorts as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(moment: str) -> str:
    """A moment that a person wrote, as the ledger writes it: "2026-11-23" is the end of that day, UTC.

    A time without an offset is UTC. Raises BadInput for what is no ISO 8601 date or time.
    """
    try:
        at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise BadInput(
            f"{moment!r} is no moment: give a date or a time as 2026-11-23 or 2026-11-23T14:05Z"
        ) from error
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    if len(moment.strip()) <= len("2026-11-23"):
        at += timedelta(days=1, microseconds=-1)
    return stamp(at)


def last(connection: Connection) -> int:
    """The number that was given last; 0 in an empty ledger."""
    return max(connection.scalar(select(func.max(table.c.sequence))) or 0 for table in SEQUENCED)


def sequence_at(connection: Connection, moment: str) -> int:
    """The last number that was given by this moment, as far as the clock can be believed; 0 if none was.

    Where the clock ran ahead or behind for a while, what it said then contradicts the sequence. The answer is the
    cut with the fewest contradictions: fewest rows before it that say they are later, and after it that say they are
    earlier; the first of several such. With a clock that never jumped there is none, and the answer is exact.
    """
    limit = instant(moment)
    rows = union_all(*(select(table.c.sequence, table.c.at) for table in SEQUENCED)).subquery()
    step = case((rows.c.at > literal(limit), 1), else_=-1)
    walked = select(rows.c.sequence, func.sum(step).over(order_by=rows.c.sequence).label("sum")).subquery()
    best = connection.execute(
        select(walked.c.sum, walked.c.sequence).order_by(walked.c.sum, walked.c.sequence).limit(1)
    )
    least = best.first()
    return 0 if least is None or least.sum >= 0 else int(least.sequence)
