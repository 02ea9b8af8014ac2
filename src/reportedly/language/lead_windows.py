"""What an encoder that reads a report as a whole sees of it: long windows, each with the report's lead before it.

Training and reading cut their windows here, so that they cannot drift apart. The vocabulary is uncased and line
breaks are not shown, so a wire in capitals, an old archive with hard line ends and a web page read alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.language.word_pieces import BREAK, Encode, Piece

__all__ = ["LEAD", "WINDOW", "LeadWindow", "lead_windows"]

WINDOW = 512
"""Word pieces of one window, with the two at its ends: all that the encoder has positions for."""

LEAD = 80
"""Word pieces of the beginning of a report that stand before each later window: they say what it is about."""

_ENDS = frozenset((".", "!", "?", "”", '"'))

LeadWindow = tuple[list[Piece], int]
"""Pieces, and how many of them are the lead repeated (with the break after it), which are not to be read twice."""


def lead_windows(text: str, encode: Encode) -> Iterator[LeadWindow]:
    """The text's pieces in windows, cut after sentences; none for a text without words."""
    ids, places = encode(text)
    pieces = [Piece(i, a, b) for i, (a, b) in zip(ids, places, strict=True)]
    lead: list[Piece] = []
    first = pieces[:LEAD]
    while pieces:
        room = WINDOW - 2 - len(lead)
        cut = len(pieces)
        if cut > room:
            ends = [k for k, (_, a, b) in enumerate(pieces[:room]) if text[a:b] in _ENDS]
            cut = ends[-1] + 1 if ends and ends[-1] > room // 2 else room
        yield [*lead, *pieces[:cut]], len(lead)
        pieces, lead = pieces[cut:], [*first, BREAK]
