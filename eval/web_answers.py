"""What the server takes of the processor for each answer: in one process, without a socket or a browser."""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import func, select
from starlette.testclient import TestClient

from eval.web_served import at
from reportedly.store.derived import incidents
from reportedly.store.ledger import Ledger
from reportedly.store.schema import reports
from reportedly.web.app import create_app
from reportedly.web.one_user import OneUser

__all__ = ["answers"]

ASKED = (
    "/api/inbox",
    "/api/inbox?type=ASSAULT",
    "/api/inbox?claimed_by=police&status=denied",
    "/api/inbox?words=police",
    "/api/inbox?words=police&type=ASSAULT&min_origins=2",
    "/api/inbox/facets",
    "/api/inbox/facets?words=police&type=ASSAULT&min_origins=2",
    "/api/inbox/state",
    "/api/incidents",
    "/api/incidents?q=market",
    "/api/incidents?order=changed",
    "/api/incidents/kinds",
    "/api/atlas/incidents",
    "/api/atlas/network",
)


def answers(place: Path, times: int = 6) -> None:
    """Ask for each `times` times; print the processor milliseconds of the first answer and of the ones after it."""
    keeper = OneUser("eval")
    print(f"{'processor time of the server':62}{'first':>8}{'p50':>8}{'slowest':>9}")
    with Ledger.open(place) as book:
        client = TestClient(create_app(book, keeper, pages=False), base_url="http://localhost")
        client.get(f"/enter?token={keeper.fresh_token()}", follow_redirects=False)
        with book.reading() as connection:
            most = connection.scalar(select(incidents.c.id).order_by(incidents.c.reports.desc()).limit(1))
            newest = connection.scalar(select(func.max(reports.c.sequence)))
            report = connection.scalar(select(reports.c.report).where(reports.c.sequence == newest))
        asked = [*ASKED, f"/api/reports/{report}", *([f"/api/incidents/{most}"] if most else ())]
        for path in asked:
            taken = []
            for _ in range(times):
                began = time.process_time()
                client.get(path).raise_for_status()
                taken.append((time.process_time() - began) * 1000)
            later = sorted(taken[1:])
            print(f"{path:62}{taken[0]:8.0f}{at(later, 0.5):8.0f}{later[-1]:9.0f}  ms", flush=True)
