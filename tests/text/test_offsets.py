"""Offsets convert between three ways of counting, for any text, and refuse what lies inside a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadReport
from reportedly.text.offsets import Offsets

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\0\ud800\udfff\u202e\u2066\u200b\u200d\ufeff\u0301\U0001f600\U0010ffff\r\né—"),
    )
)


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


@given(ANY_TEXT)
def test_every_boundary_is_where_the_encoders_put_it_and_comes_back(text: str) -> None:
    offsets = Offsets(text)
    for position in range(len(text) + 1):
        assert offsets.to_utf16(position) == sum(map(utf16_units, text[:position]))
        assert offsets.to_utf8(position) == utf8_bytes(text[:position])
        assert offsets.from_utf16(offsets.to_utf16(position)) == position
        assert offsets.from_utf8(offsets.to_utf8(position)) == position


@given(ANY_TEXT)
def test_what_is_no_boundary_is_refused(text: str) -> None:
    offsets = Offsets(text)
    units = {offsets.to_utf16(position) for position in range(len(text) + 1)}
    for unit in set(range(offsets.length_utf16 + 1)) - units:
        with pytest.raises(BadReport, match="surrogate pair"):
            offsets.from_utf16(unit)
    starts = {offsets.to_utf8(position) for position in range(len(text) + 1)}
    for byte in set(range(offsets.length_utf8 + 1)) - starts:
        with pytest.raises(BadReport, match="character's bytes"):
            offsets.from_utf8(byte)


@pytest.mark.parametrize("offset", [-1, 5])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(BadReport, match="outside the text"):
        Offsets("four").to_utf16(offset)


def test_a_quotation_after_an_emoji_is_found_by_a_browser() -> None:
    text = "\U0001f30a Flood: “we left”"
    offsets = Offsets(text)
    start = text.index("“")
    as_browser = text.encode("utf-16-le")
    at = offsets.to_utf16(start)
    assert as_browser[2 * at : 2 * at + 2].decode("utf-16-le") == "“"
