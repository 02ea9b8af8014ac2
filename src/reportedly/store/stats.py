"""What is in a ledger, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, distinct, func, select, text

from reportedly.store import judging
from reportedly.store.as_of import last
from reportedly.store.books import Books, books
from reportedly.store.correcting import in_force
from reportedly.store.derived import incidents, people
from reportedly.store.ledger import Ledger
from reportedly.store.schema import entries, items, reports

__all__ = ["Share", "Stats", "shares", "stats"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The totals of a ledger. `claims`, `events` and `issues` are those of each report's newest reading.

    `first_day` and `last_day` are days of publication (ISO 8601), None where no report has one; `undated` is how many
    reports have none. `incidents` and `people` are None before `reportedly link` has run. `database_bytes` is what
    the database takes on the disk, without its log; `originals_bytes` what the originals take.
    """

    books: Books
    sequence: int
    reports: int
    readings: int
    outlets: int
    languages: int
    first_day: str | None
    last_day: str | None
    undated: int
    characters: int
    claims: int
    events: int
    issues: int
    corrections: int
    judgements: int
    incidents: int | None
    people: int | None
    originals: int
    originals_bytes: int
    database_bytes: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many reports are of one outlet, language or day; `name` is None for those of which it is not known."""

    of: str
    name: str | None
    reports: int


def stats(ledger: Ledger) -> Stats:
    """The totals of a ledger at this moment."""
    with ledger.reading() as connection:
        limit = last(connection)
        sizes = [ledger.originals.path(sha256) for sha256 in _originals(connection)]
        newest = select(func.max(entries.c.sequence)).where(entries.c.kind == "reading").group_by(entries.c.report)
        columns = (entries.c.claims, entries.c.events, entries.c.issues)
        read = connection.execute(
            select(*(func.coalesce(func.sum(each), 0) for each in columns)).where(entries.c.sequence.in_(newest))
        ).one()
        day = func.substr(reports.c.published, 1, 10)
        told = connection.execute(
            select(
                func.count(),
                func.count(distinct(reports.c.outlet)),
                func.count(distinct(reports.c.language)),
                func.min(day),
                func.max(day),
                func.count() - func.count(day),
                func.coalesce(func.sum(reports.c.characters), 0),
            )
        ).one()
        return Stats(
            books=books(connection),
            sequence=limit,
            reports=told[0],
            readings=connection.scalar(select(func.count()).where(entries.c.kind == "reading")) or 0,
            outlets=told[1],
            languages=told[2],
            first_day=told[3],
            last_day=told[4],
            undated=told[5],
            characters=int(told[6]),
            claims=int(read[0]),
            events=int(read[1]),
            issues=int(read[2]),
            corrections=len(in_force(connection, None, limit)),
            judgements=len(judging.in_force(connection, limit)),
            incidents=connection.scalar(select(func.count()).select_from(incidents)) or None,
            people=connection.scalar(select(func.count()).select_from(people)) or None,
            originals=len(sizes),
            originals_bytes=sum(path.stat().st_size for path in sizes if path.exists()),
            database_bytes=_database_bytes(connection),
        )


def shares(ledger: Ledger, of: str) -> Iterator[Share]:
    """How many reports each "outlet", "language" or "day" has: days in their order, the others by number."""
    column = {
        "outlet": reports.c.outlet,
        "language": reports.c.language,
        "day": func.substr(reports.c.published, 1, 10),
    }[of]
    many = func.count()
    order = (column,) if of == "day" else (many.desc(), column)
    with ledger.reading() as connection:
        for name, number in connection.execute(select(column, many).group_by(column).order_by(*order)):
            yield Share(of, name, number)


def _originals(connection: Connection) -> list[str]:
    return list(connection.scalars(select(items.c.original).distinct()))


def _database_bytes(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages = connection.scalar(text("PRAGMA page_count")) or 0
    return int(pages) * int(connection.scalar(text("PRAGMA page_size")) or 0)
