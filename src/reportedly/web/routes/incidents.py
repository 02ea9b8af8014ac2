"""Incidents: a list that is filtered and sorted at once, and one of them with every version of every field."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from reportedly.derive.around import around
from reportedly.derive.catalogue import Listed, Wanted
from reportedly.derive.incident_tag import incident_tag
from reportedly.derive.list_incidents import unlinked
from reportedly.derive.opened import open_incident
from reportedly.derive.shown_incident import shown_incident
from reportedly.web.etags import etag
from reportedly.web.incident.page import incident_page
from reportedly.web.paging import Cursor, Limit, cursor_of, place_of
from reportedly.web.shapes.incident import IncidentPage
from reportedly.web.shapes.incidents import IncidentLine, IncidentList, KindCount, Kinds
from reportedly.web.state import CatalogueOf, LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Day = Annotated[str | None, Query(description="ISO 8601 day: 2031-05-14.")]


@router.get("/api/incidents")
def incidents(
    visitor: Annotated[Visitor, needs("read")],
    catalogue: CatalogueOf,
    ledger: LedgerOf,
    q: Annotated[str, Query(description="Words that stand in title, place or summary.", max_length=500)] = "",
    place: Annotated[str, Query(description="Words of place or title.", max_length=200)] = "",
    country: Annotated[str | None, Query(description="ISO 3166-1 alpha-2.", pattern="^[A-Z]{2}$")] = None,
    kind: Annotated[str | None, Query(description='What it is called: "bombing".', max_length=80)] = None,
    since: Day = None,
    until: Day = None,
    min_origins: Annotated[int, Query(ge=0, description="Independent origins that are known, at least.")] = 0,
    killed: Annotated[int, Query(ge=0, description="Killed by some source, at least.")] = 0,
    contradicted: Annotated[bool | None, Query(description="Whether sources exclude each other.")] = None,
    unsure: Annotated[bool | None, Query(description="Whether a pair of it waits for a person.")] = None,
    changed_since: Annotated[str | None, Query(description="Touched since then, ISO 8601.", max_length=40)] = None,
    order: Annotated[Literal["day", "changed"], Query(description="The latest day, or what changed last, first.")] = (
        "day"
    ),
    cursor: Cursor = None,
    limit: Limit = 50,
) -> IncidentList:
    """Incidents that fit every filter given. Those without a day come last by day, and fit no `since` or `until`."""
    wanted = Wanted(
        words=q,
        place=place,
        country=country,
        kind=kind,
        since=since,
        until=until,
        min_origins=min_origins,
        killed=killed,
        contradicted=contradicted,
        unsure=unsure,
        changed_since=changed_since,
    )
    after = place_of(cursor, tuple[str, str]) if order == "day" else place_of(cursor, tuple[int, str])
    page = catalogue.find(wanted, order=order, after=after, limit=limit)
    return IncidentList(
        items=[_line(each) for each in page.items],
        next=cursor_of(page.items[-1].key(order)) if page.more else None,
        total=page.total,
        behind=unlinked(ledger),
        order=order,
    )


@router.get("/api/incidents/kinds")
def incident_kinds(visitor: Annotated[Visitor, needs("read")], catalogue: CatalogueOf) -> Kinds:
    """What incidents can be filtered by: kinds and countries that occur, most frequent first."""
    listed = catalogue.everything()
    kinds, countries = (
        [KindCount(name=each, many=many) for each, many in Counter(filter(None, found)).most_common()]
        for found in ([line.row[name] for line in listed] for name in ("kind", "country"))
    )
    return Kinds(kinds=kinds, countries=countries)


@router.get("/api/incidents/{id}")
def incident(
    visitor: Annotated[Visitor, needs("read")],
    ledger: LedgerOf,
    id: str,
    answer: Response,
    as_of: Annotated[
        str | None, Query(description="As it stood then: ISO 8601, a date is its end in UTC.", max_length=40)
    ] = None,
) -> IncidentPage:
    """One incident with everything that is said of it; `id` may be its first letters. Decisions need its ETag."""
    sequence = ledger.sequence_at(as_of) if as_of else None
    found = open_incident(ledger, id, as_of=sequence)
    if as_of is None:
        with ledger.reading() as connection:
            answer.headers["ETag"] = etag(incident_tag(connection, found.incident.id))
    beside = around(ledger, found) if as_of is None else None
    masked = not visitor.may("see_names")
    return incident_page(found, shown_incident(found, as_of), beside, behind=unlinked(ledger), masked=masked)


def _line(each: Listed) -> IncidentLine:
    row = each.row
    known = {name: row[name] for name in IncidentLine.model_fields if row.get(name) is not None}
    counts = {name: row[name] or 0 for name in ("reports", "outlets", "origins", "unknown")}
    more = {"unsure": each.unsure, "changed": each.changed, "changed_at": each.changed_at}
    empty = {name: None for name, field in IncidentLine.model_fields.items() if field.is_required()}
    return IncidentLine(**{**empty, **known, **counts, **more})
