"""What could not be read, why, and another try."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter

from reportedly.batch.locators import shown_place
from reportedly.ingest.causes import STAGES, beginning, kind_of, what_to_do
from reportedly.store import worklist
from reportedly.store.ledger import Ledger
from reportedly.store.work import Quarantined
from reportedly.web.at_work import RunnerOf, told
from reportedly.web.paging import Cursor, Limit, part, place_of
from reportedly.web.shapes.jobs import Job
from reportedly.web.shapes.quarantine import Group, QuarantinedItem, QuarantinePage, ToRetry
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

CAUSE = 2_000
"""Characters of a cause that are shown."""


@router.get("/api/quarantine")
def quarantine(
    visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf, limit: Limit = 50, cursor: Cursor = None
) -> QuarantinePage:
    """Items that could not be read, in the order they came in."""
    place = place_of(cursor, tuple[int])
    with ledger.reading() as connection:
        found = worklist.quarantined(connection, place[0] if place else 0, limit + 1)
    shown, following = part(found, limit, lambda each: (each.item.number,))
    total = ledger.books().quarantined
    groups = Counter((each.stage, kind_of(each)) for each in ledger.quarantined()) if place is None else Counter()
    return QuarantinePage(
        items=[_item(ledger, each) for each in shown],
        next=following,
        total=total,
        groups=[
            Group(what=STAGES.get(stage, stage), cause=cause, items=many)
            for (stage, cause), many in groups.most_common(20)
        ],
    )


@router.post("/api/quarantine/retry", status_code=202)
def retry_quarantine(
    visitor: Annotated[Visitor, needs("ingest")], ledger: LedgerOf, runner: RunnerOf, which: ToRetry
) -> Job:
    """Read items of the quarantine again, all or some, and link what comes of it."""
    for number in which.items or ():
        ledger.item(number)
    return told(runner, runner.give("retry", {"items": which.items}, visitor.name))


def _item(ledger: Ledger, found: Quarantined) -> QuarantinedItem:
    data = beginning(ledger.originals, found.item)
    return QuarantinedItem(
        number=found.item.number,
        name=shown_place(found.item),
        stage=found.stage,
        what=STAGES.get(found.stage, found.stage),
        cause=found.cause[:CAUSE],
        do=what_to_do(found.stage),
        tool=found.tool,
        attempts=found.item.attempts,
        media_type=found.item.media_type,
        retrieved=found.item.retrieved,
        at=found.at,
        sha256=found.item.original,
        begins="".join(chr(byte) if 32 <= byte < 127 else "·" for byte in data),
    )
