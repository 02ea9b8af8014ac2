"""Pairs of accounts that linking could not decide and nobody has judged yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from reportedly.store.as_of import last
from reportedly.store.derived import accounts, pairs
from reportedly.store.judging import FAMILIES, in_force
from reportedly.store.schema import reports

__all__ = ["OpenPair", "queue"]


FAMILY = "accounts"


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two accounts that may be of one incident: how likely (0..1), under which headlines, and what the clues say."""

    a: str
    b: str
    score: float
    a_title: str | None
    b_title: str | None
    sentences: tuple[str, ...]


def queue(connection: Connection) -> Iterator[OpenPair]:
    """The pairs left open, likeliest first."""
    judged = {(each.a, each.b) for each in in_force(connection, last(connection)) if FAMILIES[each.verdict] == FAMILY}
    sides = [(accounts.alias(name), reports.alias(f"report_{name}")) for name in ("one", "two")]
    asked = select(pairs, *(report.c.headline.label(f"title_{n}") for n, (_, report) in enumerate(sides)))
    for (account, report), side in zip(sides, (pairs.c.a, pairs.c.b), strict=True):
        asked = asked.outerjoin(account, account.c.id == side).outerjoin(report, report.c.report == account.c.report)
    asked = asked.where(pairs.c.verdict == "unsure").order_by(pairs.c.score.desc(), pairs.c.a, pairs.c.b)
    for row in connection.execution_options(yield_per=500).execute(asked):
        if (min(row.a, row.b), max(row.a, row.b)) not in judged:
            yield OpenPair(row.a, row.b, row.score, row.title_0, row.title_1, tuple(_sentences(row)))


def _sentences(row: Row[Any]) -> Iterator[str]:
    for clue in row.clues or ():
        said = clue.get("sentence") if isinstance(clue, dict) else clue[-1]
        if said:
            yield str(said)
