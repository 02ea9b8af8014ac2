"""Whom a coder may pick as source: those whom the report names."""

from __future__ import annotations

from reportedly.review.claim_item import claim_fields
from reportedly.review.names import with_names
from tests.fictional import harbour


def test_a_source_is_picked_from_those_whom_the_report_names() -> None:
    report = harbour()
    claim = (report.claims or ())[0]
    source, *others = with_names(report, claim_fields(claim))
    assert {each.value for each in source.options} == {each.name for each in report.entities or ()}
    assert all(before.options == after.options for before, after in zip(claim_fields(claim)[1:], others, strict=True))
