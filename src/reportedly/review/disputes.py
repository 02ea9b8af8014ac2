"""Items on which two coders differ, for somebody who was neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from reportedly.errors import UnknownId
from reportedly.review.double_coding import blind_pair, differ
from reportedly.review.opened import Opened, open_item
from reportedly.store.decisions import Decision
from reportedly.store.derived import questions

__all__ = ["Dispute", "disputes"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """An item with both decisions, and the fields on which they differ. `yours`: whoever asks is one of the two."""

    opened: Opened
    decisions: tuple[Decision, Decision]
    differ: tuple[str, ...]
    yours: bool
    value: float


def disputes(
    connection: Connection, person: str, *, limit: int, after: tuple[float, str] | None = None
) -> tuple[list[Dispute], int]:
    """Up to `limit` disputes, those that weigh most first, and how many there are in all."""
    many = connection.scalar(select(func.count()).where(questions.c.state == "disputed")) or 0
    asked = select(questions.c.item, questions.c.value).where(questions.c.state == "disputed")
    if after is not None:
        value, item = after
        further = and_(questions.c.value == value, questions.c.item < item)
        asked = asked.where(or_(questions.c.value < value, further))
    rows = connection.execute(asked.order_by(questions.c.value.desc(), questions.c.item.desc()).limit(limit))
    return list(_opened(connection, person, [(row.item, row.value) for row in rows])), many


def _opened(connection: Connection, person: str, rows: list[tuple[str, float]]) -> Iterator[Dispute]:
    for item, value in rows:
        try:
            opened = open_item(connection, item, person)
        except UnknownId:
            continue  # read anew since, without it
        one, other = blind_pair(opened.decided)
        if one is not None and other is not None:
            yours = person in (one.author, other.author)
            yield Dispute(opened, (one, other), tuple(differ(one, other)), yours, value)
