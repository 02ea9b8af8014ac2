"""Other spellings of a name: near it, never itself, and none for what is too short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.place_spellings import LEAST, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [("idleb", "idlib"), ("kharkov", "kharkiv"), ("mikolaiv", "mykolaiv"), ("qunduz", "kunduz"), ("dara", "daraa")],
)
def test_romanisations_of_one_name_lead_to_each_other(one: str, other: str) -> None:
    if len(one) >= LEAST:
        assert other in spellings(one)
    if len(other) >= LEAST:
        assert one in spellings(other)


@given(st.text("abcdeghikloqsuy", max_size=9))
def test_spellings_are_others_near_in_length(key: str) -> None:
    found = spellings(key)
    assert key not in found
    assert len(set(found)) == len(found)
    assert all(abs(len(other) - len(key)) <= 4 for other in found)
    if len(key) < LEAST:
        assert found == ()
