"""A pair's probability: what its signs say, and that a day in common is never enough."""

from __future__ import annotations

import pytest

from reportedly.incidents.rarity import table
from reportedly.incidents.weights import weights

SAME_DAY = {"days:first=0:known": 1.0, "days:least=0:known": 1.0, "published:=0:known": 1.0, "days:both name": 1.0}


def test_a_day_in_common_alone_joins_nothing() -> None:
    given = weights()
    assert given.probability(SAME_DAY | {"words:text": 0.1}) < given.merge


def test_a_day_and_rare_words_in_common_join() -> None:
    given = weights()
    assert given.probability(SAME_DAY | {"words:text": 0.5, "words:lead": 0.5, "words:names": 0.3}) > given.merge


def test_another_country_speaks_against_a_pair() -> None:
    given = weights()
    alike = SAME_DAY | {"words:text": 0.4, "words:lead": 0.4}
    assert given.probability(alike | {"places:no country": 1.0}) < given.probability(alike)


@pytest.mark.parametrize("word", ["24 january", "sunday", "january", "2022", "12", "9 march"])
def test_words_of_dates_are_no_rare_words(word: str) -> None:
    assert table().rarity(word, 1, 10_000) == 0.0


@pytest.mark.parametrize("word", ["2600 block", "arden", "martyrs brigade", "122mm"])
def test_other_words_with_figures_are(word: str) -> None:
    assert table().rarity(word, 1, 10_000) > 3
