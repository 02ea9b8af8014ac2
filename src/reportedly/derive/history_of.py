"""Decisions as people made them: judgements that were written in one go, by one person, belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, or_, select

from reportedly.errors import UnknownId
from reportedly.store.derived import members
from reportedly.store.schema import judgements
from reportedly.store.worklist import in_batches

__all__ = ["Decision", "decision", "decisions_about", "decisions_of"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Judgements of one moment and author, with numbers one after the other: rows of the record, in that order.

    `number` is that of the first. `in_force` says whether each of them is the last word on its pair.
    """

    rows: tuple[dict[str, Any], ...]
    in_force: bool

    @property
    def number(self) -> int:
        """By which it is undone."""
        return int(self.rows[0]["sequence"])

    @property
    def kind(self) -> str:
        """The verdict that all its judgements share; "split" for both same and different; "undo" if it takes back."""
        if any(row["withdrawn"] for row in self.rows):
            return "undo"
        verdicts = {row["verdict"] for row in self.rows}
        return str(verdicts.pop()) if len(verdicts) == 1 else "split"


def decision(connection: Connection, number: int) -> Decision:
    """The decision whose first judgement has this number. Raises UnknownId."""
    first = connection.execute(select(judgements).where(judgements.c.sequence == number)).mappings().first()
    if first is None:
        raise UnknownId(f"no decision has the number {number}")
    asked = select(judgements).where(
        judgements.c.at == first["at"], judgements.c.author == first["author"], judgements.c.sequence >= number
    )
    rows = [dict(row) for row in connection.execute(asked.order_by(judgements.c.sequence)).mappings()]
    together = [row for place, row in enumerate(rows) if row["sequence"] == number + place]
    return Decision(tuple(together), _stands(connection, together))


def decisions_of(connection: Connection, incident: str) -> list[Decision]:
    """The decisions about an incident's accounts and reports, the latest first."""
    asked = select(members.c.account, members.c.report).where(members.c.incident == incident)
    return decisions_about(connection, {each for row in connection.execute(asked) for each in row})


def decisions_about(connection: Connection, ids: Iterable[str], after: int = 0) -> list[Decision]:
    """The decisions with a judgement of one of these, later than `after`, the latest first."""
    found: set[int] = set()
    for some in in_batches(sorted(ids), 300):
        asked = select(judgements.c.sequence).where(or_(judgements.c.a.in_(some), judgements.c.b.in_(some)))
        found.update(connection.scalars(asked.where(judgements.c.sequence > after)))
    out: list[Decision] = []
    while found:
        one = decision(connection, _first(connection, max(found)))
        found -= {row["sequence"] for row in one.rows}
        out.append(one)
    return out


def _first(connection: Connection, number: int) -> int:
    """The number of the first judgement of the decision that this one is part of."""
    row = connection.execute(
        select(judgements.c.at, judgements.c.author).where(judgements.c.sequence == number)
    ).one()
    asked = select(judgements.c.sequence).where(judgements.c.at == row.at, judgements.c.author == row.author)
    numbers = set(connection.scalars(asked))
    while number - 1 in numbers:
        number -= 1
    return number


def _stands(connection: Connection, rows: Sequence[dict[str, Any]]) -> bool:
    for row in rows:
        later = select(func.max(judgements.c.sequence)).where(
            judgements.c.family == row["family"], judgements.c.a == row["a"], judgements.c.b == row["b"]
        )
        if (connection.scalar(later) or 0) not in {each["sequence"] for each in rows}:
            return False
    return True
