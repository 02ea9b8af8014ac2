"""What stands beside an incident, as the page gets it: its accounts, other incidents, and what people decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportedly.derive.around import Around
from reportedly.export.incident_view import LEAST
from reportedly.incidents.accounts import Account
from reportedly.incidents.clues import in_its_sense
from reportedly.web.incident.numbering import Numbering
from reportedly.web.shapes import incident as shapes

__all__ = ["account", "decisions", "leads"]

_VERDICTS = {
    "same": "{} and {} tell of one incident",
    "different": "{} and {} tell of two incidents",
    "unsure": "{} and {}: left open",
    "copy": "of {} and {}, one takes from the other",
    "independent": "{} and {} do not take from each other",
    "same_person": "{} and {} are one",
    "different_people": "{} and {} are two",
}


def account(on: Numbering, account: Account, role: str) -> shapes.IncidentAccount:
    """What one report tells of the incident, as linking compares it."""
    return shapes.IncidentAccount(
        id=account.id,
        report=on.number[account.report],
        role="news" if role == "news" else "background",
        day_from=account.day_from,
        day_to=account.day_to,
        place=account.site.name if account.site else None,
        killed=account.killed.best if account.killed else None,
        injured=account.injured.best if account.injured else None,
    )


def leads(on: Numbering, beside: Around) -> list[shapes.IncidentLead]:
    """Pairs that lead to other incidents, the likeliest first."""
    reports = {a.id: a.report for a in (*on.found.incident.accounts, *on.found.incident.background)}
    return [
        shapes.IncidentLead(
            own=lead.own,
            own_report=on.number.get(reports[lead.own], 0),
            account=lead.account,
            incident=lead.row["id"],
            title=lead.row["title"],
            day_from=lead.row["day_from"],
            day_to=lead.row["day_to"],
            place=lead.row["place"],
            reports=lead.row["reports"] or 0,
            origins=lead.row["origins"] or 0,
            headline=lead.headline,
            outlet=lead.outlet,
            score=lead.pair.score,
            verdict=lead.pair.verdict,
            clues=[
                ("against: " if clue.score < 0 else "") + in_its_sense(clue.score, clue.sentence)
                for clue in lead.pair.clues
                if abs(clue.score) > LEAST or clue.name in ("judgement", "veto", "copy")
            ],
        )
        for lead in beside.leads
    ]


def decisions(on: Numbering, beside: Around) -> Iterator[shapes.IncidentDecision]:
    """Decisions and corrections, the latest first."""
    reports = {a.id: a.report for a in (*on.found.incident.accounts, *on.found.incident.background)}
    made = []
    for each in beside.decisions:
        first = each.rows[0]
        said = list(dict.fromkeys(_judged(on, row, reports) for row in each.rows))
        more = f"; and {len(said) - 3} more" if len(said) > 3 else ""
        made.append(
            shapes.IncidentDecision(
                sequence=each.number,
                what="decision",
                kind=each.kind,
                sentence=("taken back: " if each.kind == "undo" else "") + "; ".join(said[:3]) + more,
                author=first["author"],
                reason=first["reason"],
                at=first["at"],
                in_force=each.in_force,
            )
        )
    for correction in beside.corrections:
        where = on.named(correction.report, reports)
        made.append(
            shapes.IncidentDecision(
                sequence=correction.sequence,
                what="correction",
                kind="correction",
                sentence=f"{correction.field} of {correction.annotation} in {where} corrected",
                author=correction.author,
                reason=correction.reason,
                at=correction.at,
                in_force=True,
            )
        )
    yield from sorted(made, key=lambda decision: -decision.sequence)


def _judged(on: Numbering, row: Mapping[str, Any], reports: Mapping[str, str]) -> str:
    return _VERDICTS[row["verdict"]].format(*(on.named(row[side], reports) for side in "ab"))
