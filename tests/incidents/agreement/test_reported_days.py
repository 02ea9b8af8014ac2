"""On which day a report appeared, where it does not say so itself."""

from __future__ import annotations

import pytest

from reportedly.incidents.reported_days import reported_days
from reportedly.report import Anchored, Publication, Report


def report(text: str, *, published: str | None = None, dateline: str | None = None) -> Report:
    return Report.of(
        text,
        Publication(
            published=Anchored(published, inferred="given") if published else None,
            dateline=Anchored(dateline, inferred="the text") if dateline else None,
        ),
    )


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("PORT ARDEN, Velmara, May 3 (Northern Wire)", "2031-05-03"),
        ("Selm, 30 December", "2030-12-30"),
        ("PORT ARDEN", None),
        ("BRAL, February 30", None),
    ],
)
def test_a_dateline_without_a_year_gets_it_from_the_other_reports(dateline: str, day: str | None) -> None:
    wire, paper = report("A blast.", dateline=dateline), report("The blast.", published="2031-05-04T09:00:00Z")
    found = reported_days([wire.id, paper.id], {wire.id: wire, paper.id: paper})
    assert found[paper.id] == ("2031-05-04", None)
    assert found.get(wire.id, (None, None))[0] == day


def test_without_any_year_the_day_stays_open() -> None:
    wire = report("A blast.", dateline="PORT ARDEN, May 3")
    assert reported_days([wire.id], {wire.id: wire}) == {}
