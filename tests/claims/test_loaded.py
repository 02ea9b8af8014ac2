"""Loaded words are located, never judged: in whose voice they stand, whom they are put on, at which distance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.claims.loaded import Loaded
from reportedly.codec import from_json, to_json
from reportedly.errors import BadReport
from reportedly.report import LoadedTerm, Report

Read = Callable[[str], Report]


def terms(report: Report) -> list[LoadedTerm]:
    assert report.loaded is not None
    return list(report.loaded)


def only(read_text: Read, text: str) -> tuple[Report, LoadedTerm]:
    report = read_text(text)
    [term] = terms(report)
    return report, term


def source(report: Report, term: LoadedTerm) -> str | None:
    """Who says it: the name of the source of the term's claim."""
    claim = next((claim for claim in report.claims or () if claim.id == term.claim), None)
    return claim.source.value.name if claim and claim.source else None


# ------------------------------------------------------------------------------------------------------- voice


@pytest.mark.parametrize(
    ("text", "words", "voice", "certain", "who"),
    [
        ("Terrorists shelled the village of Gomba on Monday.", "Terrorists", "outlet", True, None),
        (
            "Governor Ida Brekke said that terrorists had shelled Gomba.",
            "terrorists",
            "paraphrased",
            False,
            "Ida Brekke",
        ),
        (
            "“Terrorists shelled Gomba last night,” Governor Ida Brekke said.",
            "Terrorists",
            "quoted",
            True,
            "Ida Brekke",
        ),
        ("The terrorists said that they would leave the valley.", "terrorists", "outlet", True, None),
        ("According to the Orvan army, the rebels murdered nine farmers.", "murdered", "paraphrased", False, None),
    ],
)
def test_the_voice_is_the_outlets_a_quoted_sources_or_a_paraphrased_ones(
    read_text: Read, text: str, words: str, voice: str, certain: bool, who: str | None
) -> None:
    report, term = only(read_text, text)
    assert (term.span.words, term.voice, term.certain) == (words, voice, certain)
    assert (term.claim is None) == (voice == "outlet")
    if who:
        assert source(report, term) == who


def test_the_voice_is_the_innermost_of_the_chain(read_text: Read) -> None:
    text = "The Northern Wire reported that General Orla Venn had said that freedom fighters held the bridge."
    report, term = only(read_text, text)
    assert source(report, term) == "Orla Venn"
    assert [link.holder.name for link in report.chain(term)] == ["this report", "Northern Wire", "Orla Venn"]


def test_a_label_for_the_source_is_the_reporters_word(read_text: Read) -> None:
    report, term = only(read_text, "The regime of Mirko Tadan denied that it had closed the newspaper.")
    assert (term.term, term.voice, term.claim) == ("regime", "outlet", None)
    assert report.claims


def test_what_is_given_another_name_is_the_reporters_word(read_text: Read) -> None:
    report, term = only(read_text, "Governor Ida Brekke referred to the riots as a harvest feast.")
    assert (term.term, term.voice, term.claim) == ("riot", "outlet", None)
    assert report.claims


def test_quoted_words_without_a_claim_are_nobodys_yet(read_text: Read) -> None:
    report = read_text("A blast shook the pier. “The terrorists came at dawn and burned every boat we had.”")
    bare = report.with_layers(claims=(), events=(), loaded=None)
    [term] = Loaded()(bare).loaded or ()
    assert (term.voice, term.certain, term.claim) == ("quoted", False, None)


# ---------------------------------------------------------------------------------------------------- distance


@pytest.mark.parametrize(
    ("text", "distance", "words"),
    [
        ("So-called freedom fighters took the bridge.", "so-called", "So-called"),
        ("The army shot nine alleged terrorists near Karesh.", "alleged", "alleged"),
        ("Residents fled from the “terrorists” at the dam.", "quotation-marks", "“terrorists”"),
        ("Freedom fighters took the bridge.", None, None),
        ("“The terrorists burned every boat we had in the harbour,” Ida Brekke said.", None, None),
    ],
)
def test_distance_is_shown_with_its_words(
    read_text: Read, text: str, distance: str | None, words: str | None
) -> None:
    _, term = only(read_text, text)
    assert (term.distance.value if term.distance else None) == distance
    assert (term.distance.words if term.distance else None) == words


# ---------------------------------------------------------------------------------------------------- polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("They are not terrorists, Orla Venn said.", "negative"),
        ("Orla Venn denied being a terrorist.", "negative"),
        ("Orla Venn is no terrorist.", "negative"),
        ("He was no criminal but a freedom fighter.", "positive"),
        ("The terrorists did not reach the dam.", "positive"),
    ],
)
def test_a_label_that_is_refused_is_negative(read_text: Read, text: str, polarity: str) -> None:
    _, term = only(read_text, text)
    assert term.polarity.value == polarity


# ------------------------------------------------------------------------------------------------------ target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The regime of Mirko Tadan fell in May.", "Mirko Tadan"),
        ("Mirko Tadan, a terrorist, fled to the hills.", "Mirko Tadan"),
        ("The governor called the Tidewater Front a terrorist group.", "Tidewater Front"),
        ("The governor described the dockers as terrorists.", "dockers"),
        ("Mirko Tadan is a terrorist.", "Mirko Tadan"),
        ("The army shot terrorist leader Mirko Tadan.", "Mirko Tadan"),
        ("Soldiers shelled a terrorist camp near Karesh.", "camp"),
        ("The soldiers murdered six farmers.", "six farmers"),
        ("Terrorists shelled the village.", None),
        ("There are terrorists in the valley.", None),
    ],
)
def test_the_target_is_who_the_sentence_calls_so(read_text: Read, text: str, target: str | None) -> None:
    _, term = only(read_text, text)
    assert (term.target.value.name if term.target else None) == target
    if target is not None:
        assert term.target is not None
        assert term.target.spans


def test_we_are_the_source(read_text: Read) -> None:
    report, term = only(read_text, "“We are not terrorists,” Orla Venn said.")
    assert term.target is not None
    assert term.target.value.name == "Orla Venn"
    assert term.polarity.value == "negative"
    assert source(report, term) == "Orla Venn"


# --------------------------------------------------------------------------------------------- what is left out


@pytest.mark.parametrize(
    "text",
    [
        "Her training regime begins at dawn.",
        "The Terrorism Prevention Office in Orlen gave no figure.",
        "The march ended at Martyrs' Square.",
        "Riot police closed the bridge.",
        "Farmers killed nine rats in the barn.",
    ],
)
def test_other_senses_and_official_names_are_not_located(read_text: Read, text: str) -> None:
    assert terms(read_text(text)) == []


def test_a_headline_in_capitals_of_title_is_read(read_text: Read) -> None:
    report = read_text("Terrorists Kill Five Farmers in Lower Tesk\n\nFive farmers were killed on Monday.")
    assert [term.span.words for term in terms(report)] == ["Terrorists"]


# ----------------------------------------------------------------------------------------- as a layer of a report

TEXT = (
    "The Orvan regime closed two newspapers on Monday. “These terrorists will be judged,” Interior Minister "
    "Orla Venn said. She said that illegal immigrants had taken part."
)


def test_the_layer_survives_json_and_its_references_are_checked(read_text: Read) -> None:
    report = read_text(TEXT)
    assert [term.voice for term in terms(report)] == ["outlet", "quoted", "paraphrased"]
    assert from_json(to_json(report)) == report
    assert report.find(terms(report)[0].id) is terms(report)[0]
    broken = report.with_layers(loaded=(replace(terms(report)[0], claim="c1-0000000000000000"),))
    with pytest.raises(BadReport, match="which is not in the report"):
        broken.verify()


def test_the_same_words_have_the_same_ids(read_text: Read) -> None:
    assert [term.id for term in terms(read_text(TEXT))] == [term.id for term in terms(read_text(TEXT))]


def test_none_is_not_looked_and_empty_is_nothing_found(read_text: Read) -> None:
    assert Report.of("The bridge is open.").loaded is None
    assert read_text("The bridge is open.").loaded == ()
