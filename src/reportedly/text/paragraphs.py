"""Where the paragraphs of a text begin and end, hard-wrapped lines told from real paragraphs."""

from __future__ import annotations

import re

__all__ = ["paragraphs"]

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
# Atomic, so that one \r\n is never taken apart into two line ends.
_BLANK_LINE = re.compile(r"(?>\r\n|[\r\n\x85\u2028\u2029])[^\S\r\n]*(?>\r\n|[\r\n\x85\u2028\u2029])")
_END = tuple(".!?:;\"'”’»…)]")

WRAPPED_SHARE = 0.6
"""Lines that end in mid-sentence, as a share, from which a text is taken to be hard-wrapped. Real paragraphs
end in mid-sentence almost only in headlines and list items; wrapped lines do so about four times in five."""

WRAP_LONGEST, WRAP_SHORTEST = 132, 40
"""Widths in characters between which e-mail clients, terminals and wire systems wrap their lines."""


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Code-point ranges of the paragraphs, without surrounding white space; never an empty one.

    A line is a paragraph, unless the text is hard-wrapped (blank lines part blocks whose lines are of one
    width and mostly break in mid-sentence): then a block is.
    """
    blocks = _BLANK_LINE.split(text)
    if len(blocks) > 1 or text.count("\n") > 4:
        lines = [line for block in blocks for line in block.splitlines()[:-1] if line.strip()]
        if len(lines) > 4 and _wrapped(lines):
            return _trimmed(text, _blocks(text))
    return _trimmed(text, [match.span() for match in _LINE.finditer(text)])


def _wrapped(lines: list[str]) -> bool:
    open_ends = sum(not line.rstrip().endswith(_END) for line in lines)
    longest = max(map(len, lines))
    wide = sum(len(line) > 0.6 * longest for line in lines)
    return (
        WRAP_SHORTEST <= longest <= WRAP_LONGEST
        and open_ends >= WRAPPED_SHARE * len(lines)
        and wide >= WRAPPED_SHARE * len(lines)
    )


def _blocks(text: str) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for match in _BLANK_LINE.finditer(text):
        bounds.append((start, match.start()))
        start = match.end()
    return [*bounds, (start, len(text))]


def _trimmed(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out = []
    for start, end in ranges:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            out.append((start, end))
    return out
