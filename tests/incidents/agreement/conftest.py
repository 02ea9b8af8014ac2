"""The fictional harbour reports, read once, as one incident; and sayings made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.api import read
from reportedly.incidents.accounts import Account
from reportedly.incidents.agreement import Agreement, agreement
from reportedly.incidents.incident import Incident
from reportedly.incidents.sayings import Saying
from reportedly.report import Link, Party, Report, Span
from reportedly.values.count import Count

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
HARBOUR = (
    "harbour-wire.txt",
    "harbour-reprint.html",
    "harbour-herald.txt",
    "harbour-courier.txt",
    "harbour-denial.txt",
)


@pytest.fixture(scope="session")
def account_of() -> Callable[..., Account]:
    """The account of a report's incident, made of its tellings: the main one unless another number is given."""

    def made(report: Report, number: int = 1, newness: str = "main") -> Account:
        events = tuple(t.event for t in report.tellings or () if t.incident == number)
        return Account(id=f"a-{report.id}-{number}", report=report.id, number=number, newness=newness, events=events)  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def harbour_reports() -> dict[str, Report]:
    return {name: read(EXAMPLES / name) for name in HARBOUR}


@pytest.fixture(scope="session")
def harbour_incident(harbour_reports: dict[str, Report], account_of: Callable[..., Account]) -> Incident:
    return Incident("n-harbour", tuple(account_of(report) for report in harbour_reports.values()))


@pytest.fixture(scope="session")
def harbour(harbour_incident: Incident, harbour_reports: dict[str, Report]) -> Agreement:
    return agreement(harbour_incident, {report.id: report for report in harbour_reports.values()})


@pytest.fixture(scope="session")
def told() -> Callable[..., Saying]:
    """A figure told by a source on a day: told(4, "police", "2031-05-03"), told("at least 4", ...)."""

    def made(figure: int | Count, source: str, day: str | None = "2031-05-03", **more: object) -> Saying:
        count = Count(figure, figure) if isinstance(figure, int) else figure
        given: dict[str, object] = {
            "report": f"r-{source}-{day}",
            "outlet": "Daily Lantern",
            "published": day,
            "day": day,
            "order": 0,
            "field": "killed",
            "value": str(count),
            "spans": (Span(0, len(str(count)), str(count)),),
            "chain": (
                Link(Party("Daily Lantern", "outlet"), None, "neutral"),
                Link(Party(source), None, status="asserted"),
            ),
            "source": source,
            "own": False,
            "count": count,
        }
        return Saying(**(given | more))  # type: ignore[arg-type]

    return made
