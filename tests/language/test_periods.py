"""Arithmetic of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.periods import month, part, quarter, season, shift, week, weekend, year

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2400, 12, 31))


@given(DAYS, st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]))
def test_a_period_holds_the_day_it_was_made_of(at: date, unit: str) -> None:
    period = shift(unit, 0, at)
    assert period.first <= at <= period.last


@given(DAYS, st.sampled_from(["D", "W", "WE", "M", "Q", "Y"]), st.integers(min_value=-20, max_value=20))
def test_shifting_moves_in_the_direction_asked_for(at: date, unit: str, by: int) -> None:
    here, there = shift(unit, 0, at), shift(unit, by, at)
    assert (there.first > here.first) == (by > 0)
    assert (there.first == here.first) == (by == 0)


@given(DAYS, st.sampled_from(["START", "MID", "END", "H1", "H2"]), st.sampled_from(["W", "M", "Q", "Y", "D"]))
def test_a_part_lies_within_its_period(at: date, which: str, unit: str) -> None:
    whole = shift(unit, 0, at)
    if unit == "D":
        which = "START"
    piece = part(whole, which)
    assert whole.first <= piece.first <= piece.last <= whole.last
    assert piece.timex.startswith(whole.timex)


def test_thirds_of_a_month() -> None:
    february = month(2024, 2)
    assert [part(february, which).last.day for which in ("START", "MID", "END")] == [10, 20, 29]


def test_earlier_this_month_ends_today() -> None:
    assert part(month(2024, 6), "EARLIER", base=date(2024, 6, 20)).last == date(2024, 6, 20)


def test_half_a_year_ends_with_june() -> None:
    assert part(year(2024), "H1").last == date(2024, 6, 30)
    assert part(year(2023), "H2").timex == "2023-H2"


def test_periods_name_themselves_in_timex() -> None:
    at = date(2024, 6, 20)
    assert [p.timex for p in (week(at), weekend(at), quarter(2024, 3), season(2024, "SU"), year(2024))] == [
        "2024-W25",
        "2024-W25-WE",
        "2024-Q3",
        "2024-SU",
        "2024",
    ]


def test_a_unit_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="use one of"):
        shift("fortnight", 1, date(2024, 6, 20))
