"""The tolls of a report's main incident: every victim once, with the words they rest on and what is likely."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import codec
from reportedly.claims.toll_weights import toll_weights
from reportedly.claims.tolls import Tolls
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.report import Report, Toll

TOLLS = [
    ("Two men were shot dead in Gorv.", (2, 0)),
    ("A woman was wounded by a stray bullet in Gorv.", (0, 1)),
    ("Gunmen killed three guards and wounded seven others.", (3, 7)),
    (
        "Two shot in Gorv\n\nTwo men were shot in Gorv on Friday, police said. One of them died in hospital. "
        "The other is in stable condition.",
        (1, 1),
    ),
    ("Five people were shot in Gorv, one fatally, police said.", (1, 4)),
    ("Four guards were injured, two of whom later died.", (2, 2)),
    ("A man shot and killed his wife before turning the gun on himself, police said.", (2, 0)),
    (
        "Man, woman shot dead in Gorv\n\nIvo Brandt, 31, and Jana Belk, 29, were shot dead in a bar on Friday. "
        "Brandt died at the scene. Belk was pronounced dead at a hospital.",
        (2, 0),
    ),
    (
        "Three killed in Gorv bar\n\nA gunman killed three people in a bar in Gorv on Friday and wounded two.\n\n"
        "In 2009 a bomb killed 14 people in the same street.",
        (3, 2),
    ),
    ("Hundreds of drivers marched in Gorv on 4 May 2031 against the killing of a driver by police.", (0, 0)),
    ("On 4 May 2031, gunmen killed 2 guards and 3 drivers in Gorv.", (5, 0)),
]


def _pair(report: Report) -> tuple[int, int]:
    tolls = {toll.effect: toll.best.value for toll in report.tolls or ()}
    return tolls.get("killed", 0), tolls.get("injured", 0)


@pytest.mark.parametrize(("text", "pair"), TOLLS)
def test_tolls(text: str, pair: tuple[int, int], read_text: Callable[[str], Report]) -> None:
    assert _pair(read_text(text)) == pair


def test_a_report_that_tells_of_nobody_harmed_has_no_tolls(read_text: Callable[[str], Report]) -> None:
    assert read_text("The council met in Gorv on Friday and agreed on a budget.").tolls == ()


def _killed(report: Report) -> Toll:
    return next(toll for toll in report.tolls or () if toll.effect == "killed")


def test_a_toll_stands_on_words_and_keeps_every_version(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Blast kills nine in Gorv\n\nA bomb killed nine people in Gorv on Friday, police said. "
        "A hospital said that eleven people were killed."
    )
    toll = _killed(report)
    assert toll.best.spans
    assert {figure.value.count.low for figure in toll.told} >= {9, 11}
    assert toll.low <= toll.best.value <= (toll.high or toll.best.value)
    assert report.verify()


def test_at_least_leaves_the_toll_open_above(read_text: Callable[[str], Report]) -> None:
    assert _killed(read_text("At least nine people were killed in Gorv.")).high is None


def test_a_figure_says_whose_it_is(read_text: Callable[[str], Report]) -> None:
    report = read_text("A blast in Gorv hurt a man. The union said that the blast had killed nine people.")
    nine = [figure.value for figure in _killed(report).told if figure.value.count.low == 9]
    assert [figure.claim is not None for figure in nine] == [True]


def test_tolls_survive_json(read_text: Callable[[str], Report]) -> None:
    report = read_text("Gunmen killed three guards and wounded seven others in Gorv.")
    assert codec.from_json(report.to_json()).tolls == report.tolls


def test_a_toll_names_the_events_in_whose_words_it_stands(read_text: Callable[[str], Report]) -> None:
    report = read_text("Gunmen killed three guards in Gorv.")
    assert set(_killed(report).events) <= {event.id for event in report.events or ()}
    assert _killed(report).events


_SENTENCES = st.sampled_from(
    [
        "Three guards were shot, one fatally.",
        "Jana Belk, Ivo Brandt and Pavel Orn were killed.",
        "A 9-year-old was wounded 🚑 in Gorv.",
        "Nobody died.",
        "“Twelve of us were hurt,” he said.",
        "The toll rose to 15.",
    ]
)


@settings(max_examples=20, deadline=None)
@given(before=st.text(max_size=12), sentences=st.lists(_SENTENCES, min_size=1, max_size=4))
def test_tolls_stand_where_they_say(before: str, sentences: list[str], parse: Callable[[str], Report]) -> None:
    report = Tolls()(Entities()(Mentions()(parse(f"{before}\n\n{' '.join(sentences)}")).with_layers(quotes=())))
    report.verify()
    assert all(toll.low <= toll.best.value for toll in report.tolls or ())
    assert all(toll.high is None or toll.best.value <= toll.high for toll in report.tolls or ())


def test_weights_are_there_for_what_every_report_shows() -> None:
    weights = toll_weights()
    assert {"k=0", "k=1", "i=0", "i=1"} <= set(weights.common) | set(weights.notes)


@pytest.mark.parametrize(
    "text",
    [
        "A man was charged over a mass shooting on Friday that caused the death of at least 50 people. Police "
        "said the accused had carried out two attacks. In the first, in a mosque, at least 42 people died. In the "
        "second, at a mill, at least eight people were killed.",
        "A man appeared in court on Saturday, charged over a shooting on Friday that caused the death of 50 people.",
    ],
)
def test_fifty_dead_of_the_main_incident_are_not_too_many(text: str, read_text: Callable[[str], Report]) -> None:
    killed = next(toll for toll in read_text(text).tolls or () if toll.effect == "killed")
    assert killed.best.value == 50
    assert "50" in killed.best.words
    assert killed.high is None or killed.high >= 50
