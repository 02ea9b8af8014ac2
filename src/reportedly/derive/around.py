"""What stands around an incident: other incidents that may be the same, and what people decided of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from reportedly.derive.opened import Opened
from reportedly.incidents.review import Pair
from reportedly.store.corrections import Correction
from reportedly.store.derived import incidents, members
from reportedly.store.ledger import Ledger
from reportedly.store.schema import judgements, reports
from reportedly.store.worklist import in_batches

__all__ = ["Around", "Judged", "LeadingOut", "around"]


@dataclass(frozen=True, slots=True)
class LeadingOut:
    """A pair of an account of this incident (`own`) and one (`account`) of another, which a person should look at.

    `row` is the other's row of the table of incidents, `headline` and `outlet` those of the other account's report.
    """

    own: str
    account: str
    pair: Pair
    row: Mapping[str, Any]
    report: str
    headline: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on an account or report of this incident; `in_force` unless it was superseded or taken back."""

    row: Mapping[str, Any]
    in_force: bool


@dataclass(frozen=True, slots=True)
class Around:
    """All of it; leads the likeliest first, judgements and corrections in the order in which they were made."""

    leads: tuple[LeadingOut, ...]
    judged: tuple[Judged, ...]
    corrections: tuple[Correction, ...]


def around(ledger: Ledger, found: Opened) -> Around:
    """What stands around an incident that was opened as it is now."""
    incident = found.incident
    own = {account.id: account.report for account in (*incident.accounts, *incident.background)}
    with ledger.reading() as connection:
        outward = [p for p in found.pairs if p.verdict != "same" and (p.a in own) != (p.b in own)]
        leads = _leads(connection, own, outward, incident.id)
        judged = _judged(connection, {*own, *own.values()})
    corrections = [each for report in sorted(set(own.values())) for each in ledger.corrections(report=report)]
    return Around(leads, judged, tuple(sorted(corrections, key=lambda each: each.sequence or 0)))


def _leads(
    connection: Connection, own: Mapping[str, str], outward: Iterable[Pair], id: str
) -> tuple[LeadingOut, ...]:
    by_other: dict[str, Pair] = {}
    for pair in sorted(outward, key=lambda each: -each.score):
        by_other.setdefault(pair.b if pair.a in own else pair.a, pair)
    rows: dict[str, Mapping[str, Any]] = {}
    for some in in_batches(sorted(by_other), 500):
        asked = (
            select(members.c.account, members.c.report, reports.c.headline, reports.c.outlet, incidents)
            .join(incidents, incidents.c.id == members.c.incident)
            .join(reports, reports.c.report == members.c.report)
            .where(members.c.account.in_(some), members.c.incident != id)
        )
        rows.update((row["account"], dict(row)) for row in connection.execute(asked).mappings())
    return tuple(
        LeadingOut(
            own=pair.a if pair.a in own else pair.b,
            account=other,
            pair=pair,
            row=rows[other],
            report=rows[other]["report"],
            headline=rows[other]["headline"],
            outlet=rows[other]["outlet"],
        )
        for other, pair in by_other.items()
        if other in rows
    )


def _judged(connection: Connection, ids: Iterable[str]) -> tuple[Judged, ...]:
    found: dict[int, Mapping[str, Any]] = {}
    for some in in_batches(sorted(ids), 300):
        asked = select(judgements).where(or_(judgements.c.a.in_(some), judgements.c.b.in_(some)))
        found.update((row["sequence"], dict(row)) for row in connection.execute(asked).mappings())
    latest = {(row["family"], row["a"], row["b"]): number for number, row in sorted(found.items())}
    holding = set(latest.values())
    return tuple(Judged(row, number in holding and not row["withdrawn"]) for number, row in sorted(found.items()))
