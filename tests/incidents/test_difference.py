from __future__ import annotations

import pytest

from reportedly.incidents.changes import Change
from reportedly.incidents.difference import difference
from reportedly.pipeline import default_pipeline
from reportedly.report import Report
from reportedly.text.readers import report_from_text

BEFORE = """Terrorists strike Port Arden: six dead

Velmara Herald

May 4, 2031

Coastal Front terrorists killed six people in a bomb attack on the Port Arden fuel depot on Friday night, police said.

Interior Minister Leonid Castellan said the attack was carried out by the Coastal Liberation Front.

The dockers’ union claimed that the depot had been leaking for weeks.

The army denied that soldiers had shot at workers.

Twenty people were wounded, according to the ministry.
"""

AFTER = """Gunmen blamed for depot blast: eleven dead

Velmara Herald

May 5, 2031

Coastal Front gunmen killed eleven people in a bomb attack on the Port Arden fuel depot on Friday night.

Interior Minister Leonid Castellan said the attack was carried out by the Coastal Liberation Front.

The dockers’ union said that the depot had been leaking for weeks.

Soldiers shot at workers, the army admitted.

Hospital director Miriam Tal said that 31 people were wounded.
"""


def read(text: str) -> Report:
    return default_pipeline()(report_from_text(text))


@pytest.fixture(scope="module")
def reports() -> tuple[Report, Report]:
    return read(BEFORE), read(AFTER)


@pytest.fixture(scope="module")
def changes(reports: tuple[Report, Report]) -> list[Change]:
    return list(difference(*reports).changes)


@pytest.mark.parametrize(
    ("kind", "says", "before", "after"),
    [
        ("headline", "Gunmen blamed", "Terrorists strike", "Gunmen blamed"),
        ("toll raised", "killed rose from 6 to 11", "six", "eleven"),
        ("toll raised", "injured rose from 20 to 31", "Twenty people", "31 people"),
        ("status changed", "was alleged and is now asserted", "claimed", "said"),
        ("stance changed", "was distancing and is now neutral", "claimed", "said"),
        ("status changed", "was denied and is now asserted", "denied", "admitted"),
        ("source changed", "was ministry's word and is now Miriam Tal's", "the ministry", "Miriam Tal"),
        ("attribution removed", "was police's word and is now told by the outlet itself", "police", "gunmen killed"),
        ("source dropped", "no longer a source: police", "police", ""),
        ("source added", "a new source: Miriam Tal", "", "Miriam Tal"),
        ("loaded word dropped", "“terrorists” became “gunmen”", "terrorists", "gunmen"),
        ("loaded word dropped", "“Terrorists” is gone from the headline", "Terrorists", ""),
    ],
)
def test_a_change_is_named_with_the_words_of_both_sides(
    changes: list[Change], kind: str, says: str, before: str, after: str
) -> None:
    (change,) = [each for each in changes if each.kind == kind and says in each.says]
    assert before in " ".join(span.words for span in change.before)
    assert after in " ".join(span.words for span in change.after)


def test_what_stayed_is_not_named(changes: list[Change]) -> None:
    assert not [each for each in changes if "Castellan" in each.says or "Liberation" in each.says]


def test_every_word_stands_in_its_report(reports: tuple[Report, Report], changes: list[Change]) -> None:
    for side, report in zip(("before", "after"), reports, strict=True):
        for change in changes:
            for span in getattr(change, side):
                assert report.text[span.start : span.end] == span.words


def test_the_way_back_is_the_other_way_round(reports: tuple[Report, Report]) -> None:
    kinds = {change.kind for change in difference(reports[1], reports[0]).changes}
    assert {"toll lowered", "attribution added", "loaded word added"} <= kinds


def test_a_report_does_not_differ_from_itself(reports: tuple[Report, Report]) -> None:
    found = difference(reports[0], reports[0])
    assert (found.changes, found.same) == ((), found.sentences)


def test_reports_that_nobody_read_differ_in_what_the_page_says_alone() -> None:
    assert difference(report_from_text("Two died."), report_from_text("Three died.")).changes == ()
