"""Named days: the calendar's own, and those by the moon, as wide as countries differ about them."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.language.feasts import named
from reportedly.language.time_context import time_words


@pytest.mark.parametrize(
    ("rule", "of", "day"),
    [
        ("12-25", 2024, date(2024, 12, 25)),
        ("easter", 2019, date(2019, 4, 21)),
        ("easter", 2024, date(2024, 3, 31)),
        ("easter-2", 2024, date(2024, 3, 29)),
        ("orthodox", 2023, date(2023, 4, 16)),
        ("orthodox", 2024, date(2024, 5, 5)),
        ("passover", 2021, date(2021, 3, 28)),
        ("passover", 2024, date(2024, 4, 23)),
        ("passover+172", 1973, date(1973, 10, 6)),
        ("11-4th-4", 2024, date(2024, 11, 28)),
        ("05-last-1", 2024, date(2024, 5, 27)),
    ],
)
def test_a_feast_that_all_calendars_agree_on_is_one_day(rule: str, of: int, day: date) -> None:
    assert named(rule, of).first == named(rule, of).last == day


@pytest.mark.parametrize(
    ("rule", "of", "seen"),
    [
        ("islamic 09", 2023, date(2023, 3, 23)),
        ("islamic 09", 2024, date(2024, 3, 11)),
        ("islamic 10-01 3", 2024, date(2024, 4, 10)),
        ("islamic 12-10 4", 2023, date(2023, 6, 28)),
        ("islamic 01-10 1", 2024, date(2024, 7, 17)),
    ],
)
def test_a_feast_by_the_moon_holds_the_day_it_was_kept_and_one_more_on_each_side(
    rule: str, of: int, seen: date
) -> None:
    period = named(rule, of)
    assert 0 <= (seen - period.first).days <= 2
    assert period.last > seen


def test_every_rule_of_the_lexicon_is_known() -> None:
    for rule in time_words()["feasts"].values():
        assert named(rule, 2024).first.year in {2023, 2024}


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="no feast"):
        named("full moon", 2024)
