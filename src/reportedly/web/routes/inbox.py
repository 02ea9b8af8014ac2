"""The inbox: reports newest first or as they are searched for, and what each person has read of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from reportedly.store.facets import facets as counted
from reportedly.store.inbox import copies_of, page, since
from reportedly.store.inbox_state import state
from reportedly.web.asked import Asked
from reportedly.web.listed import shown
from reportedly.web.paging import Cursor, Limit
from reportedly.web.shapes.inbox import (
    Facet,
    Facets,
    InboxPage,
    InboxRow,
    LedgerState,
    Looked,
    ReadMarks,
)
from reportedly.web.state import DeskOf, LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Reader = Annotated[Visitor, needs("read")]


@router.get("/api/inbox")
def inbox(
    visitor: Reader,
    ledger: LedgerOf,
    desk: DeskOf,
    asked: Asked,
    order: Annotated[
        Literal["taken", "published", "best"] | None,
        Query(description="Newest taken in, newest published, or best by words first; what fits, if left out."),
    ] = None,
    folded: Annotated[bool, Query(description="Leave out copies whose origin is in the list.")] = True,
    unread: Annotated[bool, Query(description="Leave out what I have read.")] = False,
    new: Annotated[bool, Query(description="Only what came since I last looked.")] = False,
    limit: Limit = 40,
    cursor: Cursor = None,
) -> InboxPage:
    """Reports: the newest taken in, or those that words and filters ask for."""
    looked, _ = desk.looked(visitor.name)
    query = replace(asked, limit=limit, after=max(asked.after or 0, looked) if new else asked.after)
    left_out = (looked, desk.read(visitor.name)) if unread else None
    with ledger.reading() as connection:
        found = page(connection, query, order=order, cursor=cursor, folded=folded, unread=left_out)
        ids = [row.report for row in found.rows]
        fresh = since(connection, [row.report for row in found.rows if row.fold and row.fold.latest > looked], looked)
    rows = shown(found.rows, read=desk.read(visitor.name, ids), looked=looked, new_copies=fresh)
    return InboxPage(items=rows, next=found.next, total=None, order=found.order, read_as=list(found.read_as))


@router.get("/api/inbox/facets")
def inbox_facets(visitor: Reader, ledger: LedgerOf, asked: Asked) -> Facets:
    """How many reports such a list has, and of which outlets, languages and months."""
    with ledger.reading() as connection:
        made = counted(connection, asked)

    def listed(pairs: tuple[tuple[str, int], ...]) -> list[Facet]:
        return [Facet(value=value, reports=many) for value, many in pairs]

    return Facets(
        total=made.total,
        more=made.more,
        outlets=listed(made.outlets),
        languages=listed(made.languages),
        months=listed(made.months),
    )


@router.get("/api/inbox/state")
def ledger_state(visitor: Reader, ledger: LedgerOf, desk: DeskOf) -> LedgerState:
    """What the ledger has, what waits to be read or linked, and what is new to me."""
    looked, _ = desk.looked(visitor.name)
    with ledger.reading() as connection:
        now = state(connection, looked)
    balance = desk.balance()
    return LedgerState(
        reports=now.reports,
        incidents=now.incidents,
        outlets=now.outlets,
        sequence=now.sequence,
        unlinked=now.unlinked,
        stale=now.stale,
        pending=now.pending,
        quarantined=now.quarantined,
        new=now.new,
        jobs=balance["waiting"] + balance["running"],
    )


@router.get("/api/inbox/looked")
def how_far_i_looked(visitor: Reader, desk: DeskOf) -> Looked:
    """Up to which report I have looked at the inbox, and when."""
    sequence, at = desk.looked(visitor.name)
    return Looked(sequence=sequence, at=at)


@router.put("/api/inbox/looked")
def i_have_looked(visitor: Reader, desk: DeskOf, looked: Looked) -> Looked:
    """Note that I have looked at all up to a sequence number; a lower one takes that back."""
    desk.look(visitor.name, looked.sequence)
    sequence, at = desk.looked(visitor.name)
    return Looked(sequence=sequence, at=at)


@router.post("/api/inbox/read", status_code=204)
def mark_read(visitor: Reader, desk: DeskOf, marks: ReadMarks) -> Response:
    """Mark reports as read, or as unread again, for me alone."""
    desk.mark(visitor.name, marks.reports, read=marks.read)
    return Response(status_code=204)


@router.get("/api/inbox/{report}/copies")
def inbox_copies(visitor: Reader, ledger: LedgerOf, desk: DeskOf, report: str) -> list[InboxRow]:
    """What is folded under a report: its copies, rewrites and versions, in the order they were taken in."""
    looked, _ = desk.looked(visitor.name)
    with ledger.reading() as connection:
        found = copies_of(connection, report)
    read = desk.read(visitor.name, [row.report for row in found])
    return shown(found, read=read, looked=looked, new_copies={})
