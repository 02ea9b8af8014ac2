"""A correction in the browser and the incident of the report: what follows at once, and what waits, and says so."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from reportedly.derive.list_incidents import unlinked
from reportedly.store.derived import members
from tests.web.conftest import Workbench


def alone(workbench: Workbench) -> tuple[str, str]:
    """An incident of one report that tells only this, and the report."""
    with workbench.ledger.reading() as connection:
        rows = connection.execute(select(members)).all()
    for row in sorted(rows, key=lambda row: row.incident):
        mine = [each for each in rows if each.incident == row.incident]
        if len(mine) == 1 and sum(each.report == row.report for each in rows) == 1:
            return row.incident, row.report
    raise AssertionError("every incident of the examples has several reports")


def correct(workbench: Workbench, report: str, *changes: tuple[str, str, Any]) -> dict[str, Any]:
    """What the API answers to a correction."""
    asked = [{"annotation": one, "field": field, "value": value} for one, field, value in changes]
    answer = workbench.client.post(
        f"/api/reports/{report}/corrections",
        json={"changes": asked, "reason": "it does not say so"},
        headers={"If-Match": "*"},
    )
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_claim_said_less_firmly_leaves_nothing_to_link(workbench: Workbench) -> None:
    _, report = alone(workbench)
    claim = (workbench.ledger.report(report).claims or ())[0]
    assert correct(workbench, report, (claim.id, "status", "alleged"))["again"] is None
    assert not unlinked(workbench.ledger)
    state = workbench.client.get("/api/inbox/state").json()
    assert not state["stale"]


def test_an_incident_whose_events_were_all_rejected_still_shows_its_report_and_says_that_it_waits(
    workbench: Workbench,
) -> None:
    incident, report = alone(workbench)
    events = workbench.ledger.report(report).events or ()
    told = correct(workbench, report, *((each.id, "rejected", True) for each in events))
    assert "every other report" in told["again"]
    page = workbench.client.get(f"/api/incidents/{incident}").json()
    assert page["behind"]
    assert [each["id"] for each in page["reports"]] == [report]
    assert workbench.client.get("/api/inbox/state").json()["stale"]
