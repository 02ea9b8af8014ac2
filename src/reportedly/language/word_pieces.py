"""What a small encoder sees of a text: word pieces in windows of whole paragraphs, letter case, quotation marks.

Training and reading make their features here, so that they cannot drift apart. The vocabulary is uncased; letter case
and "inside quotation marks" are given to the encoder beside the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

__all__ = [
    "BREAK",
    "CLS",
    "SEP",
    "WINDOW",
    "Features",
    "Piece",
    "features",
    "inside_quotes",
    "letter_case",
    "windows",
]

WINDOW = 256
"""Word pieces of one window, with the two at its ends."""

CLS, SEP = 101, 102
"""Vocabulary ids of the pieces that begin and end a window; the second also stands between paragraphs."""

_LOWER, _CAPITALISED, _CAPITALS, _MIXED, _NO_LETTERS, _DIGITS, _BREAK_CASE = range(7)
_BREAK_QUOTE = 2

_PARAGRAPH = re.compile(r"[^\n]+")
_ENDS = frozenset((".", "!", "?", "”", '"'))


class Piece(NamedTuple):
    """A word piece: its number in the vocabulary, and the code points of the text that it stands for."""

    id: int
    start: int
    end: int


BREAK = Piece(SEP, -1, -1)
"""What stands between two paragraphs of a window."""

Encode = Callable[[str], tuple[Sequence[int], Sequence[tuple[int, int]]]]
"""From words to the numbers of their pieces and the places of these in the words."""


class Features(NamedTuple):
    """One window with its ends: vocabulary ids, letter case (0-6), quotation marks (0 outside, 1 inside, 2 break)."""

    ids: list[int]
    case: list[int]
    quote: list[int]


def windows(text: str, encode: Encode) -> Iterator[list[Piece]]:
    """The text's pieces, whole paragraphs together while they fit; a long one is cut after a sentence."""
    room = WINDOW - 2
    held: list[Piece] = []
    for paragraph in _PARAGRAPH.finditer(text):
        base = paragraph.start()
        ids, places = encode(paragraph.group())
        pieces = [Piece(i, a + base, b + base) for i, (a, b) in zip(ids, places, strict=True)]
        if held and len(held) + 1 + len(pieces) > room:
            yield held
            held = []
        while len(pieces) > room:
            ends = [k for k, (_, a, b) in enumerate(pieces[:room]) if text[a:b] in _ENDS]
            cut = ends[-1] + 1 if ends and ends[-1] > room // 3 else room
            yield pieces[:cut]
            pieces = pieces[cut:]
        if pieces:
            held = [*held, *([BREAK] if held else []), *pieces]
    if held:
        yield held


def features(text: str, window: Sequence[Piece], quoted: Sequence[int]) -> Features:
    """The features of a window; `quoted` is `inside_quotes(text)`."""
    case = [_BREAK_CASE if piece.start < 0 else letter_case(text[piece.start : piece.end]) for piece in window]
    quote = [_BREAK_QUOTE if piece.start < 0 else quoted[piece.start] for piece in window]
    return Features(
        [CLS, *(piece.id for piece in window), SEP],
        [_BREAK_CASE, *case, _BREAK_CASE],
        [_BREAK_QUOTE, *quote, _BREAK_QUOTE],
    )


def inside_quotes(text: str) -> bytearray:
    """1 for each character between quotation marks; a quotation left open ends with its paragraph.

    Simpler than the quotation layer and independent of it: what it says is evidence for the encoder, not a result.
    """
    mask = bytearray(len(text))
    for paragraph in _PARAGRAPH.finditer(text):
        inside = False
        for at in range(*paragraph.span()):
            if text[at] in '“«”»"':
                inside = text[at] in "“«" or (text[at] == '"' and not inside)
            elif inside:
                mask[at] = 1
    return mask


def letter_case(word: str) -> int:
    """Lower, capitalised, capitals, mixed, no letters, digits: what an uncased vocabulary cannot see."""
    if not any(map(str.isalpha, word)):
        return _DIGITS if any(map(str.isdigit, word)) else _NO_LETTERS
    if word.islower():
        return _LOWER
    if word.isupper() and len(word) > 1:
        return _CAPITALS
    return _CAPITALISED if word[0].isupper() else _MIXED
