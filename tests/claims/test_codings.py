"""Codings: what every event is by a codebook, whether it can be coded, and on which words that rests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.api import read
from reportedly.claims.codings import Codings
from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Coding, Publication, Report

ROOT = Path(__file__).parents[2]
Read = Callable[[str], Report]


def _coded(report: Report) -> list[Coding]:
    report.verify()
    return [coding for coding in report.codings or () if coding.type and coding.part_of is None]


def _only(report: Report) -> Coding:
    (coding,) = _coded(report)
    return coding


def test_an_incident_with_day_and_place_is_codable(read_text: Read) -> None:
    coding = _only(read_text("Rebels killed two farmers near Odrin on 3 May 2031."))
    assert (coding.subtype, coding.codable, coding.lacks) == ("Attack", True, ())
    assert coding.reason.startswith("Attack: act is ASSAULT/kill (“killed”)")


def test_a_day_that_is_open_keeps_it_from_being_coded(read_text: Read) -> None:
    text = "Rebels killed two farmers near Odrin on Monday."
    assert _only(read_text(text)).lacks == ("day",)
    dated = Publication(published=Anchored("2031-05-06", (), "given by the user"))
    assert _only(default_pipeline()(Report.of(text, dated))).codable


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("Rebels did not attack the army post in Odrin on 3 May 2031.", "actual"),
        ("Rebels threatened to attack the army post in Odrin on 3 May 2031.", "actual"),
        ("Rebels killed two farmers on 3 May 2031.", "place"),
        ("Rebels attack the army post in Odrin every week.", "once"),
    ],
)
def test_what_is_missing_is_said_and_the_type_stays(text: str, lack: str, read_text: Read) -> None:
    codings = [c for c in read_text(text).codings or () if c.type in {"Battles", "Violence against civilians"}]
    assert codings
    assert all(lack in c.lacks and not c.codable for c in codings)


def test_a_place_that_is_handed_on_is_said_to_be(read_text: Read) -> None:
    own = _only(read_text("Rebels killed two farmers near Odrin on 3 May 2031."))
    assert own.supplied == ()
    text = "Nine people were killed when a bomb exploded on 3 May 2031."
    dated = Publication(dateline=Anchored("GOMA", (Report.of("GOMA — " + text).span(0, 4),)))
    coding = _only(default_pipeline()(Report.of("GOMA — " + text, dated)))
    assert coding.codable
    assert [(g.field, g.value.value, g.value.inferred) for g in coding.supplied] == [
        ("place", "GOMA", "the dateline")
    ]
    assert "codable with the place “GOMA” of the dateline" in coding.reason


def test_an_event_of_no_type_says_so(read_text: Read) -> None:
    codings = read_text("The minister apologised to the union in Selb.").codings or ()
    assert codings
    assert all((c.type, c.codable) == (None, False) and "type" in c.lacks for c in codings)
    assert "is of no type of incidents" in codings[0].reason


def test_one_event_stands_for_its_incident(read_text: Read) -> None:
    text = "Police used tear gas to disperse students who protested in Tarn on 3 May 2031."
    report = read_text(text)
    coding = _only(report)
    assert coding.subtype == "Protest with intervention"
    parts = [c for c in report.codings or () if c.part_of]
    assert parts
    assert all(c.part_of == coding.id and "own" in c.lacks and "part of" in c.reason for c in parts)


def test_another_event_of_the_incident_can_be_a_ground(read_text: Read) -> None:
    report = read_text("Students protested in Tarn on 3 May 2031, and police arrested nine of them.")
    others = {ground.of for ground in _only(report).grounds if ground.of}
    assert others <= {event.id for event in report.events or ()}
    assert others


def test_what_a_protest_is_about_did_not_happen_at_it(read_text: Read) -> None:
    report = read_text("Hundreds marched in Tarn on 3 May 2031 over the killing of a trader by police.")
    assert _only(report).subtype == "Peaceful protest"


def test_what_is_recalled_is_not_coded_as_news(read_text: Read) -> None:
    report = read_text("Rebels shelled Gorv on 3 May 2031. In 2014 a car bomb killed nine people in Gorv.")
    news, recalled = sorted(_coded(report), key=lambda coding: coding.span)
    assert "new" not in news.lacks
    assert "new" in recalled.lacks
    assert "recalled" in recalled.reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Soldiers clashed with rebels near Gorv.", "state-based violence"),
        ("Rebels attacked an army post in Dorn.", "state-based violence"),
        ("Rebels killed two farmers near Odrin.", "one-sided violence"),
        ("Clashes broke out near Odrin.", None),
    ],
)
def test_the_kind_of_violence_is_open_where_the_sides_are(text: str, kind: str | None, read_text: Read) -> None:
    mapped = {g.field: g.value.value for g in _only(read_text(text)).mapped}
    assert mapped.get("ucdp_violence_type") == kind


def test_days_apart_are_incidents_apart(read_text: Read) -> None:
    report = read_text("Rebels shelled Gorv on 3 May 2031. On 9 May 2031 a mob lynched a trader in Gorv.")
    assert [coding.subtype for coding in _coded(report)] == ["Shelling/artillery/missile attack", "Mob violence"]


def test_the_same_is_given_in_other_codebooks_terms(read_text: Read) -> None:
    mapped = {g.field: g.value for g in _only(read_text("Gunmen kidnapped a doctor in Selm.")).mapped}
    assert mapped["gtd_attack_type"].value == "Hostage Taking (Kidnapping)"
    assert mapped["cameo_root"].value == "18 Assault"
    assert "kidnapped" in mapped["cameo_root"].words


def test_a_codebook_of_ones_own_replaces_the_built_in_one() -> None:
    book = ROOT / "examples" / "codebooks" / "press-freedom.toml"
    report = read("Gunmen killed a journalist in Karsk on 3 May 2031.\n", codebooks=[book])
    assert {(c.codebook, c.type, c.subtype) for c in _coded(report)} == {("press-freedom", "Killed", None)}


def test_two_codebooks_code_side_by_side(read_text: Read) -> None:
    book = ROOT / "examples" / "codebooks" / "press-freedom.toml"
    report = Codings(["incidents", book])(read_text("Gunmen killed a journalist in Karsk on 3 May 2031."))
    assert {(c.codebook, c.subtype or c.type) for c in _coded(report)} == {
        ("incidents", "Attack"),
        ("press-freedom", "Killed"),
    }


def test_a_report_without_events_has_an_empty_layer(read_text: Read) -> None:
    assert read_text("The library has blue doors.").codings == ()


WORDS = st.sampled_from(
    ["police", "shot", "a mob", "protested", "“killed”", "in Gorv", "on Monday", ".", "bomb", "é", "and", "\n\n"]
)


@settings(max_examples=25)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_every_ground_keeps_its_words_whatever_is_written(words: list[str]) -> None:
    report = default_pipeline()(Report.of(" ".join(words)))
    report.verify()
    assert len(report.codings or ()) == len(report.events or ())
    assert Codings()(report).codings == report.codings
