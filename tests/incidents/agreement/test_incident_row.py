"""The row of an incident that lists show."""

from __future__ import annotations

from reportedly.incidents.agreement import Agreement
from reportedly.incidents.incident import Incident
from reportedly.incidents.incident_row import incident_row, row_body
from reportedly.incidents.matrix import by_outlet_only


def test_a_row_has_day_place_tolls_and_counts(harbour: Agreement, harbour_incident: Incident) -> None:
    row = incident_row(harbour_incident, harbour, by_outlet_only([a.report for a in harbour_incident.accounts]))
    assert (row["day_from"], row["day_to"]) == ("2031-05-02", "2031-05-02")
    assert "Port Arden" in row["place"]
    assert (row["killed_low"], row["killed_high"], row["reports"], row["origins"]) == (6, 11, 5, 0)
    assert row_body(row["body"])["summary"] == harbour.summary


def test_an_incident_of_which_nothing_is_told_has_a_row_too() -> None:
    nothing = Agreement("n-1", "Incident", "", (), (), (), ())
    row = incident_row(Incident("n-1", ()), nothing, by_outlet_only(()))
    assert row["day_from"] is None
    assert row["reports"] == 0
