"""What stands beside one report in the ledger: its incidents, its copies, its earlier and later versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from reportedly.store.derived import accounts, copies, incidents, members, versions
from reportedly.store.ledger import Ledger
from reportedly.store.schema import reports

__all__ = ["Beside", "InIncident", "Related", "beside_report"]


@dataclass(frozen=True, slots=True)
class InIncident:
    """An incident that the report tells of, as its news or as background; `number` is that of its account."""

    id: str
    title: str | None
    role: str
    number: int
    reports: int | None
    origins: int | None


@dataclass(frozen=True, slots=True)
class Related:
    """Another report that this one was taken from, or that was taken from it, or a version of it; and why.

    `kind` is that of the copy ("reprint", "unsure", ...), "version" for versions. `way` says which came first.
    """

    id: str
    outlet: str | None
    headline: str | None
    published: str | None
    kind: str
    way: Literal["from", "to"]
    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything beside a report, as far as it was linked. `versions` are in the order they were published."""

    incidents: tuple[InIncident, ...]
    copies: tuple[Related, ...]
    versions: tuple[Related, ...]


def beside_report(ledger: Ledger, report: str) -> Beside:
    """What linking knows of the report with this full id; all empty where it was not linked."""
    with ledger.reading() as connection:
        asked = (
            select(members.c.incident, members.c.role, accounts.c.number, incidents)
            .join(accounts, accounts.c.id == members.c.account)
            .join(incidents, incidents.c.id == members.c.incident)
            .where(members.c.report == report)
            .order_by(accounts.c.number, members.c.incident)
        )
        told = tuple(
            InIncident(row.incident, row.title, row.role, row.number, row.reports, row.origins)
            for row in connection.execute(asked)
        )
        copied, followed = [], []
        for row in connection.execute(select(copies).where((copies.c.a == report) | (copies.c.b == report))):
            other, way = (row.b, "to") if row.a == report else (row.a, "from")
            copied.append((other, row.kind, way, row.reason, row.score))
        for row in connection.execute(
            select(versions).where((versions.c.report == report) | (versions.c.of == report))
        ):
            other, way = (row.of, "from") if row.report == report else (row.report, "to")
            followed.append((other, "version", way, row.reason, None))
        ids = {each[0] for each in (*copied, *followed)}
        columns = (reports.c.report, reports.c.outlet, reports.c.headline, reports.c.published, reports.c.sequence)
        heads = {row.report: row for row in connection.execute(select(*columns).where(reports.c.report.in_(ids)))}

    def related(found: Iterable[tuple[str, str, str, str, float | None]]) -> tuple[Related, ...]:
        known = [each for each in found if each[0] in heads]
        known.sort(key=lambda each: (heads[each[0]].published or "", heads[each[0]].sequence))
        return tuple(
            Related(
                other,
                heads[other].outlet,
                heads[other].headline,
                heads[other].published,
                kind,
                "from" if way == "from" else "to",
                reason,
                score,
            )
            for other, kind, way, reason, score in known
        )

    return Beside(told, related(copied), related(followed))
