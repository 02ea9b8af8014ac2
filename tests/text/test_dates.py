"""Full dates are read; anything that could be two dates is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.dates import iso_date


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2024-06-20", "2024-06-20"),
        ("2024-06-20T14:30:00Z", "2024-06-20T14:30:00+00:00"),
        ("2024-06-20T14:30:00.000+02:00", "2024-06-20T14:30:00+02:00"),
        ("2024-06-20 14:30", "2024-06-20T14:30:00"),
        ("Thursday, June 20, 2024", "2024-06-20"),
        ("20 June 2024", "2024-06-20"),
        ("20 Jun. 2024", "2024-06-20"),
        ("June 20th, 2024", "2024-06-20"),
        ("Thu 20 Jun 2024", "2024-06-20"),
        ("Thu, 20 Jun 2024 10:00:00 GMT", "2024-06-20T10:00:00+00:00"),
        ("Friday, June 20, 2024", None),  # it was a Thursday
        ("03/04/2019", None),
        ("June 2024", None),
        ("2024", None),
        ("31 June 2024", None),
        ("2024-13-01", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_date(words: str, iso: str | None) -> None:
    assert iso_date(words) == iso


@given(st.text())
def test_any_words_are_a_date_or_none(words: str) -> None:
    found = iso_date(words)
    assert found is None or iso_date(found) == found


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_from_its_words(day: date) -> None:
    assert iso_date(f"{day:%A}, {day:%B} {day.day}, {day.year}") == day.isoformat()
