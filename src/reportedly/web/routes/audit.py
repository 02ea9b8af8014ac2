"""The audit log, for whoever administers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from reportedly.access import audit
from reportedly.web.paging import Cursor, Limit, Page, part, place_of
from reportedly.web.shapes.audit import AuditFilters, AuditRow
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Admin = Annotated[Visitor, needs("administer")]


@router.get("/api/audit")
def read_audit(
    visitor: Admin,
    ledger: LedgerOf,
    who: Annotated[str | None, Query(description="Only what this person did.")] = None,
    act: Annotated[str | None, Query(description="Only this act, or acts that begin so: account.")] = None,
    what: Annotated[str | None, Query(description="Only what was done to this thing.")] = None,
    since: Annotated[str | None, Query(description="From this day or moment (ISO 8601, UTC).")] = None,
    until: Annotated[str | None, Query(description="Up to this day or moment.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[AuditRow]:
    """What was written, and what restricted was looked at, the newest first."""
    place = place_of(cursor, tuple[int])
    asked = audit.Asked(who=who, act=act, what=what, since=since, until=until, before=place[0] if place else None)
    with ledger.reading() as connection:
        rows, total = audit.noted(connection, asked, limit + 1)
    shown, following = part(rows, limit, lambda row: (row.number,))
    items = [AuditRow(number=r.number, at=r.at, who=r.who, act=r.act, what=r.what, more=r.more) for r in shown]
    return Page(items=items, next=following, total=total)


@router.get("/api/audit/filters")
def audit_filters(visitor: Admin, ledger: LedgerOf) -> AuditFilters:
    """Whom and which acts the log has."""
    with ledger.reading() as connection:
        return AuditFilters(who=audit.people(connection), act=audit.acts(connection))
