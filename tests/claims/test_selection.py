"""Rules and tagger together: what they find that rules alone do not, and what neither may claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import cpu_seconds

from reportedly.claims.attribution import Attribution
from reportedly.claims.selection import NO_TAGGER
from reportedly.errors import BadModel
from reportedly.pipeline import load_recipe
from reportedly.report import Claim, Report

Read = Callable[[str], Report]


def told(report: Report) -> list[tuple[str | None, str | None, str]]:
    return [
        (c.source.words if c.source else None, c.cue.words if c.cue else None, " … ".join(s.words for s in c.content))
        for c in report.claims or ()
    ]


@pytest.mark.parametrize("weights", ["polnear", "open", NO_TAGGER])
def test_every_set_of_weights_reads_plain_reported_speech(read_text: Read, weights: str) -> None:
    report = Attribution(tagger=weights)(read_text("The mayor of Orlen said that the bridge would open in May."))
    assert told(report) == [("The mayor of Orlen", "said", "that the bridge would open in May")]


def test_a_rare_cue_is_read_as_reporting(read_text: Read) -> None:
    text = "Mirko Tadan is adamant that the dam will hold, and has little patience for critics."
    assert any(
        source == "Mirko Tadan" and "the dam will hold" in content for source, _, content in told(read_text(text))
    )


@pytest.mark.parametrize("text", ["The flood claimed two houses.", "The alleged thief was seen in Orlen."])
def test_what_constructions_know_to_be_no_speech_stays_so(read_text: Read, text: str) -> None:
    assert [cue for _, cue, _ in told(read_text(text)) if cue == "claimed"] == []


def test_a_dateline_is_said_by_nobody(read_text: Read) -> None:
    text = "PORT ARDEN, Velmara, May 3 (Northern Wire) — A blast shook the harbour on Friday, police said."
    assert all("Northern Wire" not in content for _, _, content in told(read_text(text)))


def test_claims_name_the_weights_that_read_them(read_text: Read) -> None:
    claims: tuple[Claim, ...] = read_text("The mayor said the bridge was shut.").claims or ()
    assert all("polnear@sha256:" in (claim.origin.resource or "") for claim in claims)


def test_unknown_weights_are_named_in_the_error() -> None:
    with pytest.raises(BadModel, match="no weights 'nowhere'"):
        Attribution(tagger="nowhere")


@given(text=st.text(alphabet='Heaid said.“”"\n:—🙂é ', min_size=1, max_size=200).filter(str.strip))
@settings(max_examples=40, deadline=None)
def test_any_text_keeps_its_offsets(read_text: Read, text: str) -> None:
    read_text(text).verify()


def test_a_heap_of_cues_costs_time_in_proportion(read_text: Read) -> None:
    few = cpu_seconds(lambda: read_text("he said " * 250))
    assert cpu_seconds(lambda: read_text("he said " * 1000)) < 12 * few + 1


def test_the_open_recipe_reads_with_the_open_weights() -> None:
    report = load_recipe("open")(Report.of("The mayor said the bridge was shut."))
    assert [claim for claim in report.claims or () if "open@sha256:" in (claim.origin.resource or "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Belk said the boats sank and blamed the storm.",
         [("Ana Belk", "said", "the boats sank"), ("Ana Belk", "blamed", "the storm")]),
        ("The mayor said the floods had cut the road but added that food had arrived.",
         [("The mayor", "said", "the floods had cut the road"), ("The mayor", "added", "that food had arrived")]),
        ("Belk was quoted by the Courier as saying that the port was mined.",
         [("Belk", "saying", "that the port was mined"),
          ("the Courier", "was quoted by", "Belk … as saying that the port was mined")]),
        ("The general justified the strike: “They fired on our men first.”",
         [("The general", "justified", "the strike"), ("The general", ":", "They fired on our men first.")]),
        ("Port Arden: a town in mourning", []),
    ],
)  # fmt: skip
def test_two_acts_stay_two_and_labels_stay_labels(
    read_text: Read, text: str, expected: list[tuple[str | None, str | None, str]]
) -> None:
    assert sorted(told(read_text(text)), key=str) == sorted(expected, key=str)
