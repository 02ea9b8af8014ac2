"""Moving the ends of the words that a field rests on, by what people take for a character, or by words.

Offsets are code points of the report. A character is a base with all that is written onto it or joined to it:
accents, vowel signs, joined emoji, flags; a simplification of the grapheme clusters of Unicode Standard Annex 29.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from reportedly.review.item import Passage
from reportedly.terminal.draft import Places

__all__ = ["characters", "first_word", "with_end_moved"]

_JOINER = "\u200d"
_APOSTROPHES = "'’"


def characters(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each character, as a person counts them."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _belongs(text, start, at):
            yield start, at
            start = at


def with_end_moved(passage: Passage, spans: Places, end: int, by: int, *, word: bool) -> Places:
    """The same pieces with one end a step on (`by` 1) or back (-1); the very same where it cannot go there.

    Ends are counted through: 0 is where the first piece begins, 1 where it ends, 2 where the second begins.
    """
    piece, is_end = divmod(end, 2)
    if not 0 <= piece < len(spans):
        return spans
    text, base = passage.text, passage.start
    start, stop = spans[piece]
    to = base + _moved(text, (stop if is_end else start) - base, by, is_end, word)
    start, stop = (start, to) if is_end else (to, stop)
    floor = spans[piece - 1][1] if piece else base
    ceiling = spans[piece + 1][0] if piece + 1 < len(spans) else base + len(text)
    if not floor <= start < stop <= ceiling or not text[start - base : stop - base].strip():
        return spans
    return (*spans[:piece], (start, stop), *spans[piece + 1 :])


def first_word(passage: Passage) -> tuple[int, int] | None:
    """Where somebody begins who gives words to a field that has none."""
    return next(((passage.start + a, passage.start + b) for a, b in _words(passage.text)), None)


def _moved(text: str, at: int, by: int, is_end: int, word: bool) -> int:
    edges = [each[is_end] for each in (_words(text) if word else characters(text))]
    further = [edge for edge in edges if edge > at] if by > 0 else [edge for edge in reversed(edges) if edge < at]
    return further[0] if further else at


def _words(text: str) -> Iterator[tuple[int, int]]:
    pieces = [(start, end, _lettered(text, start)) for start, end in characters(text)]
    for lettered, run in groupby(pieces, key=lambda each: each[2]):
        if lettered:
            found = list(run)
            yield found[0][0], found[-1][1]


def _lettered(text: str, at: int) -> bool:
    if text[at] in _APOSTROPHES:
        return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    return text[at].isalnum()


def _belongs(text: str, start: int, at: int) -> bool:
    """Whether the code point at `at` belongs to the character that begins at `start`."""
    now, before = text[at], text[at - 1]
    if unicodedata.category(now) in {"Mn", "Mc", "Me"} or now == _JOINER or 0x1F3FB <= ord(now) <= 0x1F3FF:
        return True
    if 0xE0020 <= ord(now) <= 0xE007F or (before == _JOINER and ord(now) >= 0x2190) or before + now == "\r\n":
        return True
    return _regional(now) and _regional(before) and (at - start) % 2 == 1


def _regional(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF
