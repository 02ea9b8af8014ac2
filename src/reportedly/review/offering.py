"""Which item comes next for whom: the queue's order, without what somebody else has in hand or one has decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection, Row, Select, and_, exists, func, literal, or_, select

from reportedly.errors import UnknownId
from reportedly.review import leases
from reportedly.review.double_coding import DoubleCoding, blind_pair, double_coding
from reportedly.review.opened import Opened, open_item, readings_of
from reportedly.store.columns import Flag
from reportedly.store.decisions import Kind, of_items
from reportedly.store.derived import questions
from reportedly.store.ledger import Ledger
from reportedly.store.schema import decisions

__all__ = ["Filter", "listed", "next_items"]

LOOK = 60
"""Rows that are looked at in one go; most of them are free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which items are wanted. `since` is a day (ISO) from which the report was published; `field` the most doubtful
    one; `skipped` are those one has skipped, and nothing else."""

    kinds: tuple[Kind, ...] = ("claim", "event", "pair", "copy")
    report: str | None = None
    incident: str | None = None
    since: str | None = None
    field: str | None = None
    skipped: bool = False


def next_items(ledger: Ledger, coder: str, limit: int, wanted: Filter = Filter()) -> tuple[list[Opened], int]:
    """Up to `limit` items for this person, best first, and how many are open in all; leased to them.

    What somebody else has in hand, and what this person has decided or skipped, is passed over. Items in the queue
    that are gone since are passed over, too. Raises LedgerBusy.
    """
    with ledger.reading() as connection:
        now = ledger.now()
        twice = double_coding(connection)
        found, mine = _free(connection, coder, limit, wanted, twice, now)
        left = connection.scalar(_fitting(select(func.count()), wanted)) or 0
        opened, readings = [], readings_of(connection, found)
        for item in found:
            try:
                opened.append(open_item(connection, item, coder, twice=twice, readings=readings))
            except UnknownId:
                continue  # linked or read anew since; filling the queue takes it out
    stale = [each.item.id for each in opened if not leases.fresh(mine.get(each.item.id, ""), now)]
    if stale:
        with ledger.writing() as connection:
            taken = leases.held(connection, stale, now)
            again = of_items(connection, stale)
            free = [i for i in stale if _room(i, coder, taken.get(i, {}), again.get(i, []), twice)]
            leases.take(connection, free, coder, now)
        lost = set(stale) - set(free)
        opened = [each for each in opened if each.item.id not in lost]
    return opened, left


def listed(
    connection: Connection, wanted: Filter, *, limit: int, after: tuple[float, str] | None = None
) -> list[Row[Any]]:
    """Rows of the queue as it is, best first, whoever has them in hand."""
    asked = _fitting(select(questions), wanted)
    if after is not None:
        asked = asked.where(_beyond(*after))
    return list(connection.execute(_ordered(asked).limit(limit)))


def _free(
    connection: Connection, coder: str, limit: int, wanted: Filter, twice: DoubleCoding, now: str
) -> tuple[list[str], dict[str, str]]:
    out: list[str] = []
    mine: dict[str, str] = {}
    after: tuple[float, str] | None = None
    while len(out) < limit:
        asked = _not_mine(
            _fitting(select(questions.c.item, questions.c.value), wanted), coder, skipped=wanted.skipped
        )
        if after is not None:
            asked = asked.where(_beyond(*after))
        rows = list(connection.execute(_ordered(asked).limit(LOOK)))
        names = [row.item for row in rows]
        taken, decided = leases.held(connection, names, now), of_items(connection, names)
        for name in names:
            if len(out) < limit and _room(name, coder, taken.get(name, {}), decided.get(name, []), twice):
                out.append(name)
                if coder in taken.get(name, {}):
                    mine[name] = taken[name][coder]
        if len(rows) < LOOK:
            break
        after = (rows[-1].value, rows[-1].item)
    return out, mine


def _room(item: str, coder: str, held: dict[str, str], decided: Sequence[Any], twice: DoubleCoding) -> bool:
    """Whether one more person may have it: those who hold it and those who decided it are fewer than it takes."""
    one, other = blind_pair(decided)
    done = {each.author for each in (one, other) if each is not None}
    takes = 2 if done or twice.chosen(item) else 1
    return len((set(held) | done) - {coder}) < takes


def _fitting(asked: Select[Any], wanted: Filter) -> Select[Any]:
    asked = asked.select_from(questions).where(questions.c.state == "open")
    if len(wanted.kinds) < len(get_args(Kind)):
        asked = asked.where(questions.c.kind.in_(wanted.kinds))
    for column, value in (
        (questions.c.report, wanted.report),
        (questions.c.incident, wanted.incident),
        (questions.c.field, wanted.field),
    ):
        if value is not None:
            asked = asked.where(column == value)
    return asked.where(questions.c.day >= wanted.since) if wanted.since else asked


def _not_mine(asked: Select[Any], coder: str, *, skipped: bool) -> Select[Any]:
    """Without what the coder has decided, whatever became of it; or only what they skipped."""
    later = decisions.alias("later")
    own = and_(
        decisions.c.item == questions.c.item,
        decisions.c.author == coder,
        decisions.c.withdrawn == literal(False, Flag()),
        ~exists().where(later.c.supersedes == decisions.c.sequence),
    )
    if skipped:
        return asked.where(exists().where(and_(own, decisions.c.action == "skip")))
    return asked.where(~exists().where(and_(own, or_(decisions.c.action == "skip", decisions.c.round == "blind"))))


def _ordered(asked: Select[Any]) -> Select[Any]:
    return asked.order_by(questions.c.value.desc(), questions.c.item.desc())


def _beyond(value: float, item: str) -> Any:
    return or_(questions.c.value < value, and_(questions.c.value == value, questions.c.item < item))
