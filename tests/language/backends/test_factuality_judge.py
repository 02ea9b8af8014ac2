"""The judge gives a verb one value whatever stands beside it, and an answer to every place of every text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.language.backends.factuality_judge import FactualityJudge, factuality_judge
from tests.test_report import ANY_TEXT

SENTENCES = [
    "Gunmen stormed a customs post near Selm and killed two guards.",
    "The rebels hope to storm the mill.",
    "If the dam breaks, the valley will flood.",
    "The guards did not fire.",
]
PLACES = [
    (number, sentence.index(word))
    for number, sentence in enumerate(SENTENCES)
    for word in ("stormed", "killed", "hope", "storm", "breaks", "flood", "fire")
    if word in sentence.split() or f"{word}." in sentence or f"{word}," in sentence
]


@pytest.fixture(scope="module")
def judge() -> FactualityJudge:
    return factuality_judge("factuality")


def test_what_happened_is_told_from_what_did_not_and_what_is_open(judge: FactualityJudge) -> None:
    [killed, storm, flood, fire] = judge(
        SENTENCES, [(0, SENTENCES[0].index("killed")), (1, 20), (2, SENTENCES[2].index("flood")), (3, 19)]
    )
    assert killed is not None
    assert storm is not None
    assert flood is not None
    assert fire is not None
    assert killed > 2
    assert max(storm, flood, fire) < 0


def test_the_same_words_get_the_same_values_each_time(judge: FactualityJudge) -> None:
    assert judge(SENTENCES, PLACES) == FactualityJudge("factuality")(SENTENCES, PLACES)


def test_all_at_once_and_one_by_one_are_the_same(judge: FactualityJudge) -> None:
    together = judge(SENTENCES, PLACES)
    assert together == [judge([SENTENCES[number]], [(0, start)])[0] for number, start in PLACES]
    assert together[::-1] == judge(SENTENCES, PLACES[::-1])


def test_more_threads_change_no_value_that_matters(judge: FactualityJudge) -> None:
    assert FactualityJudge("factuality", threads=2)(SENTENCES, PLACES) == pytest.approx(judge(SENTENCES, PLACES))


def test_white_space_and_what_stands_too_far_behind_have_no_value(judge: FactualityJudge) -> None:
    long = "They came, " * 200 + "and fired."
    assert judge(["They fired .", long], [(0, 4), (1, 5), (1, long.index("fired")), (0, 99)]) == [
        None,
        pytest.approx(0, abs=3),
        None,
        None,
    ]


def test_no_sentence_and_no_place_give_nothing(judge: FactualityJudge) -> None:
    assert judge([], []) == []
    assert judge(SENTENCES, []) == []
    assert judge([""], [(0, 0)]) == [None]


@settings(max_examples=60)
@given(ANY_TEXT, st.lists(st.integers(-3, 60), max_size=4))
@example("\ud800 fired \udfff", [0, 2])
@example("e\u0301\u200b\0 fired", [0, 1, 3, 5])
def test_any_text_and_any_places_get_an_answer_each(text: str, starts: list[int]) -> None:
    values = factuality_judge("factuality")([text], [(0, start) for start in starts])
    assert len(values) == len(starts)
    assert all(value is None or -3 <= value <= 3 for value in values)
