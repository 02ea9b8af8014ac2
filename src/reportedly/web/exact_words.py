"""Words that came over the wire with their offsets: whether they stand in the report exactly there."""

from __future__ import annotations

from reportedly.errors import BadCorrection
from reportedly.text.surrogates import without_surrogates

__all__ = ["exact_words"]


def exact_words(text: str, start: int, end: int, words: str) -> str:
    """The report's own characters from code point `start` to `end`. Raises BadCorrection if they are not `words`.

    JSON carries no lone surrogates: where the report has one, words with U+FFFD in its place fit too.
    """
    there = text[start:end]
    if not there or without_surrogates(there) != without_surrogates(words):
        raise BadCorrection(
            f"{words!r} does not stand at {start}-{end}, where the report says {there!r}; count code points, "
            "not UTF-16 units"
        )
    return there
