"""Texts in capitals are read in ordinary case and keep their own characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportedly
from reportedly.language.casing import in_capitals, in_ordinary_case, ordinary_case, restored
from reportedly.report import Report

WIRE = """   ARDEN, 3 JAN 90 -- THE ARMY OF VELMARA SAID ON MONDAY THAT GUERRILLAS OF THE
PEOPLE'S LIBERATION FRONT [PLF] HAD BLOWN UP A BRIDGE NEAR ARDEN.  "WE WILL
FIND THEM," COL IVAN HALVORSEN SAID.

   THE PLF DENIED THAT IT HAD ATTACKED THE BRIDGE.  FIVE PEASANTS WERE KILLED.
"""


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        (
            "THE MINISTER SAID ON MONDAY THAT FRANCE WOULD WAIT.",
            "The minister said on Monday that France would wait.",
        ),
        ("SHE HAD NOT SEEN IT. HE DIDN'T ASK.", "She had not seen it. He didn't ask."),
        ("POLICE SAID MR. BARBARA'S CAR WAS FOUND.", "Police said Mr. Barbara's car was found."),
        ("THE UNITED NATIONS AND THE UN SAID SO.", "The United Nations and the UN said so."),
        ("THE BBC SAID THAT I WAS RIGHT.", "The BBC said that I was right."),
    ],
)
def test_a_paragraph_in_capitals_is_written_as_it_would_be(shouted: str, written: str) -> None:
    assert ordinary_case(shouted) == written


def test_an_abbreviation_in_brackets_stays_in_capitals_everywhere() -> None:
    view = in_ordinary_case(Report.of(WIRE)).text
    assert "[PLF]" in view
    assert "The PLF denied" in view


@pytest.mark.parametrize(
    "words", ["The army said so.", "BBC NEWS", "UN", "", "12 34 56 78", "THE ARMY said that it was"]
)
def test_what_is_not_in_capitals_throughout_is_left_alone(words: str) -> None:
    assert not in_capitals(words)
    report = Report.of(words)
    assert in_ordinary_case(report) is report


@given(st.text())
def test_no_character_moves(words: str) -> None:
    assert len(ordinary_case(words)) == len(words)
    assert ordinary_case(words).lower().upper() == words.lower().upper() or not words.isascii()


@given(st.lists(st.text(alphabet="ABCDEIRSTÉß'.,\n ", min_size=5), min_size=1, max_size=4))
def test_what_stages_mark_in_the_view_is_marked_in_the_report(pieces: list[str]) -> None:
    report = Report.of("\n\n".join(pieces))
    view = in_ordinary_case(report)
    marked = view.with_issues(view.issue("test.mark", "here", by="test.v1", at=view.span(1, 4)))
    made = restored(marked, report)
    assert made.text == report.text
    assert made.verify() >= 1
    assert made.issues[0].span.words == report.text[1:4]


@given(st.text(alphabet=st.sampled_from("ABßİǅé'’ .\n-[("), min_size=20))
def test_no_character_moves_among_awkward_capitals(words: str) -> None:
    assert len(ordinary_case(words)) == len(words)


def test_a_wire_in_capitals_is_read_with_its_own_words() -> None:
    report = reportedly.read(WIRE)
    assert report.text == WIRE
    assert report.verify() > 0
    assert [issue.code for issue in report.issues].count("text.in-capitals") == 1
    assert {"army", "PLF", "Halvorsen"} <= {
        word for claim in report.claims or () if claim.source for word in claim.source.value.name.split()
    }
    assert all(span.words == WIRE[span.start : span.end] for _, span in report.spans())


def test_only_the_headline_is_in_capitals() -> None:
    text = "MINISTER DENIES THAT BRIDGE WAS UNSAFE\n\nThe minister denied on Monday that the bridge was unsafe.\n"
    view = in_ordinary_case(Report.of(text))
    assert view.text == text.replace(text[:38], "Minister denies that bridge was unsafe")
    assert restored(view, Report.of(text)) == Report.of(text)
