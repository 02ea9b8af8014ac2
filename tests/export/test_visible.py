"""Hidden characters become visible names, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.visible import pieces, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “words” — ünï", "plain “words” — ünï"),
        ("abc\u202edef", "abc⟨RLO⟩def"),
        ("pay\u200bpal", "pay⟨ZWSP⟩pal"),
        ("bell\x07 esc\x1b[31m", "bell⟨U+0007⟩ esc⟨U+001B⟩[31m"),
        ("nul\x00", "nul⟨U+0000⟩"),
        ("half \ud800 pair", "half ⟨U+D800⟩ pair"),
        ("hidden \U000e0041\U000e0042", "hidden ⟨U+E0041⟩⟨U+E0042⟩"),
        ("line\r\nnext\tcolumn", "line\nnext\tcolumn"),
        ("a\u200db", "a⟨ZWJ⟩b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
    ],
)
def test_hidden_characters_are_named(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_no_control_character_and_no_surrogate_is_left(text: str) -> None:
    shown = visible(text)
    assert not [
        c for c in shown if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000
    ]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text())
def test_pieces_lose_nothing_but_carriage_returns(text: str) -> None:
    assert "".join(words for words, _ in pieces(text)).replace("\r", "") == text.replace("\r\n", "\n").replace(
        "\r", ""
    )
