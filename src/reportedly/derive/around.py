"""What stands around an incident: other incidents that may be the same, and what people decided of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reportedly.derive.history_of import Decision, decisions_about
from reportedly.derive.opened import Opened
from reportedly.incidents.review import Pair
from reportedly.store.corrections import Correction
from reportedly.store.derived import incidents, members
from reportedly.store.ledger import Ledger
from reportedly.store.schema import reports
from reportedly.store.worklist import in_batches

__all__ = ["Around", "LeadingOut", "around"]


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
class Around:
    """All of it; leads the likeliest first, decisions the latest first, corrections in force as they were made."""

    leads: tuple[LeadingOut, ...]
    decisions: tuple[Decision, ...]
    corrections: tuple[Correction, ...]


def around(ledger: Ledger, found: Opened) -> Around:
    """What stands around an incident that was opened as it is now."""
    incident = found.incident
    own = {account.id: account.report for account in (*incident.accounts, *incident.background)}
    with ledger.reading() as connection:
        outward = [p for p in found.pairs if p.verdict != "same" and (p.a in own) != (p.b in own)]
        leads = _leads(connection, own, outward, incident.id)
        decisions = tuple(decisions_about(connection, {*own, *own.values()}))
    corrections = [each for report in sorted(set(own.values())) for each in ledger.corrections(report=report)]
    return Around(leads, decisions, tuple(sorted(corrections, key=lambda each: each.sequence or 0)))


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
