"""Reports that were corrected since the ledger was linked: by which sketch of theirs, and how far that went."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, exists, func, insert, or_, select, update

from reportedly.store.derived import amended, progress, sketches
from reportedly.store.schema import entries, judgements, reports

__all__ = ["behind", "forget", "keep", "linked_body", "settle", "unsettled"]


def keep(connection: Connection, report: str) -> None:
    """Before a correction: keep the sketch by which the report was linked, unless that was done before."""
    if connection.scalar(select(amended.c.report).where(amended.c.report == report)) is None:
        body = connection.scalar(select(sketches.c.body).where(sketches.c.report == report))
        connection.execute(insert(amended).values(report=report, settled=0, body=body))


def settle(connection: Connection, report: str, settled: int, body: bytes | None) -> None:
    """Everything said of the report up to `settled` is in what is derived, by this sketch of it."""
    connection.execute(update(amended).where(amended.c.report == report).values(settled=settled, body=body))


def forget(connection: Connection, linked: int) -> None:
    """After linking up to this sequence: of what was corrected meanwhile only linking again can tell."""
    later = select(entries.c.report).where(entries.c.sequence > linked)
    connection.execute(delete(amended).where(amended.c.report.not_in(later)))
    connection.execute(update(amended).values(settled=0, body=None))


def linked_body() -> ColumnElement[Any]:
    """The sketch by which a report is linked, in a question that joins `sketches` and, loosely, `amended`."""
    return case((amended.c.report.is_not(None), amended.c.body), else_=sketches.c.body).label("body")


def unsettled(connection: Connection, some: Collection[str]) -> set[str]:
    """Which of these reports were read or corrected so that it is not in the derived tables yet."""
    asked = select(entries.c.report).where(_open(_linked(connection)), entries.c.report.in_(some))
    return set(connection.scalars(asked.distinct()))


def behind(connection: Connection) -> bool:
    """Whether linking would find something to do: reports that came, corrections or judgements not linked by."""
    linked = _linked(connection)
    if (connection.scalar(select(func.max(reports.c.sequence))) or 0) > linked:
        return True
    if connection.scalar(select(entries.c.sequence).where(_open(linked)).limit(1)) is not None:
        return True
    judged = connection.scalar(select(progress.c.sequence).where(progress.c.step == "judged")) or 0
    return (connection.scalar(select(func.max(judgements.c.sequence))) or 0) > max(linked, judged)


def _linked(connection: Connection) -> int:
    return connection.scalar(select(progress.c.sequence).where(progress.c.step == "link")) or 0


def _open(linked: int) -> ColumnElement[bool]:
    done = exists().where(amended.c.report == entries.c.report, amended.c.settled >= entries.c.sequence)
    return and_(entries.c.sequence > linked, or_(entries.c.kind == "reading", ~done))
