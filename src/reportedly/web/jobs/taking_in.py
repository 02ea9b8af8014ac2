"""The jobs "ingest" and "retry": what was given in the browser into the ledger, read, and linked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, or_, select

from reportedly.store.ledger import Ledger
from reportedly.store.schema import failures, found, items, reports
from reportedly.store.work import Done, Failed
from reportedly.web.jobs.linking import linked
from reportedly.web.jobs.messages import Order, Progress, Say
from reportedly.web.uploads import Uploads

__all__ = ["ingest", "retry"]

LISTED = 50
"""Reports and failures that a result names; the rest is in the inbox and the quarantine."""

CAUSE = 300
"""Characters of a failure's cause in a result."""


def ingest(ledger: Ledger, order: Order, say: Say) -> dict[str, Any]:
    """Take in files that were uploaded and URLs that were named, read all that waits, and link.

    The same again changes nothing, so that a job that was interrupted is simply begun again.
    """
    from reportedly.ingest.take_in import TakenIn, take_in
    from reportedly.text.overrides import Overrides

    overrides = sorted((name, value) for name, value in order.asked.get("overrides", {}).items() if value)
    Overrides(**dict(overrides))
    shelf = Uploads(Path(order.folder))
    given = {str(shelf.path(each["id"])): each["name"] for each in order.asked.get("files", [])}
    with ledger.reading() as connection:
        before = connection.scalar(select(func.max(items.c.number))) or 0
    taken = TakenIn()
    say(Progress(says="taking in", done=0, total=len(given) + len(order.asked.get("urls", [])) or None))
    take_in(
        ledger,
        [*given, *order.asked.get("urls", [])],
        overrides=overrides,
        taken=taken,
        names=given,
        seen=lambda now, name: say(Progress(says="taking in", done=now.originals)),
    )
    originals = [each["sha256"] for each in order.asked.get("files", [])]
    _read(ledger, say)
    found_here = linked(ledger, say)
    with ledger.reading() as connection:
        result = _told(connection, before, originals)
    for each in order.asked.get("files", []):
        shelf.drop(each["id"])
    refused = [str(error) for error in taken.errors]
    for path, name in given.items():
        refused = [words.replace(path, name) for words in refused]
    passed = [f"{many:,} {what}" for what, many in taken.passed_over.most_common()]
    counts = {"originals": taken.originals, "items": taken.items, "known": taken.items - taken.new}
    return {**counts, **result, "refused": refused[:LISTED], "passed_over": passed, "linked": found_here}


def retry(ledger: Ledger, order: Order, say: Say) -> dict[str, Any]:
    """Read items of the quarantine again (`items` None: all), and link what came of it."""
    numbers: list[int] | None = order.asked.get("items")
    if numbers is None:
        numbers = [each.item.number for each in ledger.quarantined()]
    ledger.retry(numbers)
    done, failed = _read(ledger, say)
    told: dict[str, Any] = {"items": len(numbers), "read": done, "failed": failed}
    if done:
        told["linked"] = linked(ledger, say)
    with ledger.reading() as connection:
        return told | _told(connection, None, [], numbers)


def _read(ledger: Ledger, say: Say) -> tuple[int, int]:
    """Read what waits; returns how many items were read, and how many failed."""
    from reportedly.batch.local import Workers
    from reportedly.ingest.read_pending import read_pending

    waiting = ledger.books().pending
    counts = [0, 0]
    if not waiting:
        return 0, 0
    say(Progress(says="reading", done=0, total=waiting))

    def noted(outcomes: list[Done | Failed]) -> None:
        for outcome in outcomes:
            counts[isinstance(outcome, Failed)] += 1
        say(Progress(says="reading", done=sum(counts), total=waiting))

    with Workers(min(waiting, _cores())) as workers:
        read_pending(ledger, workers, noted=noted)
    return counts[0], counts[1]


def _cores() -> int:
    """Processors this process may use, one left for the pages."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, cores - 1)


def _told(
    connection: Connection, before: int | None, originals: list[str], numbers: list[int] | None = None
) -> dict[str, Any]:
    """The reports that came of the items after a number, of these originals, or of these items; and what failed."""
    mine: Any = items.c.number.in_(numbers or ())
    if before is not None:
        mine = or_(items.c.number > before, items.c.original.in_(originals))
    of = select(found.c.report).join(items, items.c.number == found.c.item).where(mine)
    came = select(reports.c.report, reports.c.headline, reports.c.outlet).where(reports.c.report.in_(of))
    named = connection.execute(came.order_by(reports.c.sequence).limit(LISTED)).all()
    latest = (failures.c.item == items.c.number) & (failures.c.attempt == items.c.attempts)
    bad = select(items.c.number, items.c.location, failures.c.cause).join(failures, latest)
    bad = bad.where(mine, items.c.state == "quarantined").order_by(items.c.number)
    failed = connection.execute(bad.limit(LISTED)).all()
    return {
        "reports": connection.scalar(select(func.count()).select_from(came.subquery())) or 0,
        "first": [{"report": r.report, "headline": r.headline, "outlet": r.outlet} for r in named],
        "quarantined": connection.scalar(select(func.count()).select_from(bad.subquery())) or 0,
        "failed_items": [{"item": r.number, "name": r.location, "cause": r.cause[:CAUSE]} for r in failed],
    }
