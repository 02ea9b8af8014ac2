"""A headline and the story below it tell one incident once; whatever speaks against that keeps them apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Event, Report

BLAST = (
    "A blast tore through a market in Gorv late on Friday, killing six traders and injuring 12 others, police said."
)

ONE = [
    ("Blast at Gorv market kills at least six", BLAST),
    ("Police kill gunman after chase", "Police shot dead a gunman in Gorv on Friday."),
    ("Traders dispute account of market blast", BLAST),
    ("Gunmen strike Gorv: six dead", "Gunmen murdered six people in an attack on the market of Gorv on Friday."),
    ("Gang denies Gorv bombing", "The gang denied that it was behind Friday's explosion at a market in Gorv."),
    (
        "Gang denies Gorv bombing",
        "The gang denied that it was behind Friday's explosion at a market in Gorv. The mayor had blamed it for "
        "the bombing.",
    ),
]

APART = [
    ("Blast at Gorv market kills nine", "A stabbing on Friday killed two traders in Dorn."),
    ("Mill fire kills nine", "Gunmen killed nine traders in Gorv on Friday."),
    ("Rebels threaten attack on Gorv", "A blast tore through a market in Gorv on Friday."),
    ("Blast kills four in Gorv", "A blast in Gorv on Friday killed nine traders."),
]


def _violent(report: Report) -> list[Event]:
    return [e for e in report.events or () if (e.violent or e.type == "ACCIDENT") and e.discrete]


@pytest.mark.parametrize(("headline", "story"), ONE)
def test_headline_and_story_are_one_event(headline: str, story: str, read_text: Callable[[str], Report]) -> None:
    report = read_text(f"{headline}\n\n{story}\n\nThe council met.")
    (event,) = _violent(report)
    assert {event.span.start > len(headline), *(m.start > len(headline) for m in event.mentions)} == {True, False}
    assert event.time is not None
    assert event.time.words in {"late on Friday", "Friday", "Friday's"}


@pytest.mark.parametrize(("headline", "story"), APART)
def test_headline_of_another_event_stays_apart(headline: str, story: str, read_text: Callable[[str], Report]) -> None:
    report = read_text(f"{headline}\n\n{story}\n\nThe council met.")
    ours = [e for e in report.events or () if e.violent or e.type == "ACCIDENT"]
    assert len(ours) == 2
    assert not any(m.start > len(headline) for e in ours if e.span.start < len(headline) for m in e.mentions)


def test_what_happened_before_stays_apart(read_text: Callable[[str], Report]) -> None:
    text = (
        f"Blast at Gorv market kills six\n\n{BLAST}\n\nThe Ash Brigade was founded in 2019. In 2024 it bombed a mast."
    )
    first, second = _violent(read_text(text))
    assert second.time is not None
    assert second.time.words == "2024"
    assert first.time is not None
    assert first.time.words == "late on Friday"


def test_the_date_of_a_dateline_is_no_time_of_an_event(read_text: Callable[[str], Report]) -> None:
    report = read_text("PORT SARN, Velmara, May 3 (Northern Wire) — A blast tore through a mill late on Friday.")
    (event,) = _violent(report)
    assert event.time is not None
    assert event.time.words == "late on Friday"


def test_a_doer_named_in_a_later_claim_is_accused_by_that_claim(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Gunmen murdered six traders in Gorv on Friday. The mayor said the attack was carried out by the Ash Brigade."
    )
    (event,) = _violent(report)
    said = {(each.kind, each.party.value.name) for each in event.responsibility}
    assert ("accused", "Ash Brigade") in said
    assert ("stated", "Ash Brigade") not in said
