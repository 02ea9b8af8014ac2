"""An opened incident as terminal, page and web show it: one view, made in one place."""

from __future__ import annotations

from reportedly.derive.opened import Opened
from reportedly.export.incident_view import IncidentView, incident_view
from reportedly.incidents.agreement import agreement
from reportedly.incidents.credits import credits as credits_of

__all__ = ["shown_incident"]


def shown_incident(found: Opened, as_of: str | None = None) -> IncidentView:
    """The view of an incident that `open_incident` opened; `as_of` is the moment it was opened at, to be shown."""
    incident = found.incident
    news = tuple(dict.fromkeys(account.report for account in incident.accounts))
    mine = {account.id for account in (*incident.accounts, *incident.background)}
    return incident_view(
        incident,
        agreement(incident, found.reports, found.origins_of),
        found.reports,
        found.origins_of(news),
        links=found.links,
        pairs=[pair for pair in found.pairs if pair.a in mine and pair.b in mine],
        credits={
            report.id: [credit.name for credit in credits_of(report) if credit.relation != "own"]
            for report in found.reports.values()
        },
        as_of=as_of,
    )
