"""The audit log: who wrote what, and who looked at what is restricted. Rows are added and never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from reportedly.store.as_of import instant
from reportedly.store.schema import audit

__all__ = ["Asked", "Noted", "acts", "note", "noted", "people"]


@dataclass(frozen=True, slots=True)
class Noted:
    """One row of the log. `more` holds what else is known, and no words of a report."""

    number: int
    who: str
    act: str
    what: str
    more: dict[str, Any]
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which rows: of somebody, of acts that are or begin so ("account"), of a thing, between two days or moments."""

    who: str | None = None
    act: str | None = None
    what: str | None = None
    since: str | None = None
    until: str | None = None
    before: int | None = field(default=None)


def note(connection: Connection, at: str, who: str, act: str, what: str = "", **more: Any) -> int:
    """Add a row, within the caller's transaction, so that what was done and its note stand or fall together."""
    number = (connection.scalar(select(func.max(audit.c.number))) or 0) + 1
    row = {"number": number, "who": who, "act": act, "what": what, "more": more, "at": at}
    connection.execute(insert(audit).values(row))
    return number


def noted(connection: Connection, asked: Asked, limit: int) -> tuple[list[Noted], int]:
    """The newest rows first, up to `limit`, and how many there are in all. Raises BadInput for what is no moment."""
    rows = connection.execute(_where(select(audit), asked, paged=True).order_by(audit.c.number.desc()).limit(limit))
    total = connection.scalar(_where(select(func.count()).select_from(audit), asked, paged=False))
    return [Noted(**row) for row in rows.mappings()], int(total or 0)


def people(connection: Connection) -> list[str]:
    """Everybody who stands in the log, by the alphabet."""
    return list(connection.scalars(select(audit.c.who).distinct().order_by(audit.c.who)))


def acts(connection: Connection) -> list[str]:
    """Every act that stands in the log, by the alphabet."""
    return list(connection.scalars(select(audit.c.act).distinct().order_by(audit.c.act)))


def _where(query: Select[Any], asked: Asked, *, paged: bool) -> Select[Any]:
    if asked.who:
        query = query.where(audit.c.who == asked.who)
    if asked.act:
        query = query.where((audit.c.act == asked.act) | audit.c.act.startswith(f"{asked.act}.", autoescape=True))
    if asked.what:
        query = query.where(audit.c.what == asked.what)
    if asked.since:
        query = query.where(audit.c.at >= _beginning(asked.since))
    if asked.until:
        query = query.where(audit.c.at <= instant(asked.until))
    if paged and asked.before is not None:
        query = query.where(audit.c.number < asked.before)
    return query


def _beginning(moment: str) -> str:
    day = moment.strip()
    return instant(f"{day}T00:00" if len(day) == len("2026-11-23") else day)
