"""A date that only the feed gives is taken, and known to be from there."""

from __future__ import annotations

from reportedly.text.listed import LISTED, as_listed
from reportedly.text.overrides import Overrides
from reportedly.text.readers import report_from_text

HEADERS = (("response:status", "200"), ("listing:published", "2026-11-20T10:00:00+03:00"))
TEXT = "Two dock workers were hurt on Friday, police said."


def test_a_report_without_a_date_takes_that_of_its_feed() -> None:
    report = report_from_text(TEXT)
    listed = as_listed(report, HEADERS)
    assert listed.id == report.id
    assert listed.publication.published is not None
    assert listed.publication.published.value == "2026-11-20T10:00:00+03:00"
    assert listed.publication.published.inferred == LISTED


def test_a_date_of_its_own_or_of_the_user_stands() -> None:
    report = report_from_text(TEXT, overrides=Overrides(published="2026-11-19"))
    assert as_listed(report, HEADERS) == report


def test_without_a_date_that_can_be_read_nothing_changes() -> None:
    report = report_from_text(TEXT)
    assert as_listed(report, None) == as_listed(report, ()) == report
    assert as_listed(report, [("listing:published", "lately")]) == report
