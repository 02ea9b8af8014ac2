"""A ledger with two incidents, read and linked for real; planted names of private people that no export may show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from reportedly.incidents.agreement import agreement
from reportedly.incidents.incident_row import incident_row
from reportedly.incidents.linking import link
from reportedly.incidents.matrix import by_outlet_only
from reportedly.incidents.outlines import outline
from reportedly.incidents.people import people
from reportedly.layers.anchoring import Anchored
from reportedly.report import Publication, Report
from reportedly.store import derived
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival, Done, Reading

PLANTED = ("Jana", "Belk", "Pavel", "Orso", "Corin", "Halvard", "Mirela", "Tolm")
"""Words of the names of a child who was killed, two witnesses and a suspect."""

STORIES = (
    (
        "Northern Wire",
        "Gunmen kill girl in Nairobi market",
        "Gunmen shot Jana Belk, 9, dead at a market in Nairobi on Monday, Mayor Ilse Tarrant said.\n\n"
        "Belk's neighbour Pavel Orso, 41, was wounded. “Jana was at the stall when it began,” Orso said. Police "
        "arrested Corin Halvard on suspicion of the shooting, a police spokesman said.",
    ),
    (
        "Daily Lantern",
        "Jana Belk, 9, shot dead in Nairobi: Mirela Tolm saw it",
        "Jana Belk, 9, was shot dead at a market in Nairobi on Monday, her aunt Mirela Tolm said.\n\n"
        "“The Belks lost everything,” Tolm told the Daily Lantern. Mayor Ilse Tarrant promised an inquiry.",
    ),
    (
        "Northern Wire",
        "=HYPERLINK(1) march in Kenya",
        "=Thousands of protesters marched through Kenya on 3 June 2031, President Bram Okello said.\n\n"
        "Soldiers shelled a village in Turkana County, Kenya, on 2 June 2031, killing at least four people, he said.",
    ),
)


def read(pipeline: Callable[[Report], Report], at: int) -> Report:
    """Story number `at`, read, with outlet, URL and date."""
    outlet, headline, text = STORIES[at]
    told = {"published": "2031-05-06" if at < 2 else "2031-06-04", "language": "en", "headline": headline}
    told |= {
        "outlet": outlet,
        "url": f"https://example.org/{at}/{headline.lower().replace(' ', '-').replace(',', '')}",
    }
    publication = Publication(**{name: Anchored(value, inferred="given by the user") for name, value in told.items()})
    return pipeline(Report.of(text, publication))


def filled(place: Path | str, reports: list[Report]) -> Ledger:
    """A ledger with these reports, one original each, linked."""
    ledger = Ledger.open(place, create=True)
    for report in reports:
        original = ledger.originals.put(report.text.encode())
        ledger.receive([Arrival(original=original, location=f"{report.id}.txt")])
        item = ledger.pending(1)[0]
        ledger.finish([Done(item.number, (Reading.of(report, "recipe-1", []),))])
    _link(ledger, {report.id: report for report in reports})
    return ledger


def _link(ledger: Ledger, reports: dict[str, Report]) -> None:
    incidents = link(outline(report) for report in reports.values()).incidents
    of = {account.report: each.id for each in incidents for account in each.accounts if account.number == 1}
    rows: dict[Any, list[dict[str, Any]]] = {derived.incidents: [], derived.accounts: [], derived.members: []}
    for each in incidents:
        own = {account.report: reports[account.report] for account in (*each.accounts, *each.background)}
        counted = by_outlet_only([account.report for account in each.accounts])
        rows[derived.incidents].append(incident_row(each, agreement(each, own), counted))
        for role, accounts in (("news", each.accounts), ("background", each.background)):
            for a in accounts:
                account = {"id": a.id, "report": a.report, "number": a.number, "newness": a.newness}
                rows[derived.accounts].append(account)
                rows[derived.members].append({"incident": each.id, "account": a.id, "report": a.report, "role": role})
    everybody = people(reports.values(), incidents=of)
    rows[derived.people] = [{"id": p.id, "name": p.name, "kind": p.kind, "private": p.private} for p in everybody]
    rows[derived.appearances] = [
        {"person": p.id, "report": report, "entity": entity, "name": name}
        for p in everybody
        for report, entity, name in p.appearances
    ]
    with ledger.writing() as connection:
        for table, all_rows in rows.items():
            connection.execute(insert(table), all_rows)
