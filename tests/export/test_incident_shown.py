"""An incident in the terminal, on a page and as JSON: hostile words stay words, and everything is there."""

from __future__ import annotations

import json
import re

import pytest
from tests.fictional import harbour

from reportedly.export.incident_html import incident_html
from reportedly.export.incident_json import incident_json
from reportedly.export.incident_text import incident_text
from reportedly.export.incident_view import IncidentView, incident_view
from reportedly.incidents.accounts import Account
from reportedly.incidents.agreement import agreement
from reportedly.incidents.incident import Incident
from reportedly.incidents.origins import OriginGroup, Origins, Reason
from reportedly.report import Anchored, Report, Telling

HOSTILE = "<img src=x onerror=alert(1)>\u202e\x1b[31m [link](javascript:1) \ud800"


def told(report: Report) -> Report:
    """The report with its blast told as news of its first incident."""
    event = (report.events or ())[0]
    newness: Anchored[str] = Anchored("main", inferred="the lead")
    telling = Telling(id="g1-x", span=event.span, origin=event.origin, event=event.id, newness=newness, incident=1)  # type: ignore[arg-type]
    return report.with_layers(tellings=(telling,))


@pytest.fixture(scope="module")
def view() -> IncidentView:
    """One report of an outlet, with a name that would be markup, a command and a broken character."""
    report = told(harbour())
    events = tuple(event.id for event in (report.events or ())[:3])
    account = Account(id="a-1", report=report.id, number=1, newness="main", events=events)
    group = OriginGroup(HOSTILE, (report.id,), (Reason(report.id, f"says so itself: {HOSTILE}"),), "outlet")
    origins = Origins(1, 1, 0, (group,))
    incident = Incident("n1-port", (account,))
    found = agreement(incident, {report.id: report}, lambda ids: origins)
    return incident_view(incident, found, {report.id: report}, origins, credits={report.id: [HOSTILE]})


def test_the_page_has_no_markup_of_a_report_and_asks_for_nothing(view: IncidentView) -> None:
    page = incident_html(view)
    assert "<img" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert page.count("<body") == 1


@pytest.mark.parametrize("width", [40, 80, 140])
def test_the_terminal_gets_no_commands_and_stays_within_its_width(view: IncidentView, width: int) -> None:
    shown = incident_text(view, width=width)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert max(map(len, shown.splitlines())) <= width
    assert "Tidewater Front" in shown


def test_the_line_of_json_can_be_written_whatever_the_report_holds(view: IncidentView) -> None:
    line = incident_json(view)
    assert "\n" not in line
    line.encode("utf-8")
    assert json.loads(line)["origins"]["groups"][0]["root"] == HOSTILE


def test_a_veil_reaches_every_word_but_ids_and_outlets(view: IncidentView) -> None:
    found = json.loads(incident_json(view, lambda text: "veiled"))
    assert found["id"] == "n1-port"
    assert found["agreement"]["title"] == "veiled"
    assert found["reports"][0]["outlet"].replace("veiled", "") == "The Harbour Courier"
