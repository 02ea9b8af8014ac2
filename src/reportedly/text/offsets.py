"""Code points (Python), UTF-16 units (browsers, Java, .NET) and UTF-8 bytes: one text, three ways to count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from reportedly.errors import BadReport

__all__ = ["Offsets"]

_WIDE = re.compile("[^\x00-\x7f]")
_EDGES = (0x80, 0x800, 0x10000)


class Offsets:
    """Conversions for one text, built once in one pass; each conversion takes logarithmic time.

    An offset is a boundary between characters, 0 to the length of the text in that unit, so both ends of a
    span convert the same way. An offset outside the text, or inside a character (in the middle of a surrogate
    pair, between two bytes of a letter), raises BadReport: it was counted in another unit.

    A lone surrogate counts as one UTF-16 unit and as the three bytes that "surrogatepass" writes.
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        # For every character that is longer than one unit: where the next one begins, in each way of counting.
        self._astral_after: list[int] = []
        self._utf16_after: list[int] = []
        self._wide_after: list[int] = []
        self._utf8_after: list[int] = []
        units = extra_bytes = 0
        for match in _WIDE.finditer(text):
            position, code = match.start(), ord(match.group())
            extra_bytes += bisect_right(_EDGES, code)
            self._wide_after.append(position + 1)
            self._utf8_after.append(position + 1 + extra_bytes)
            if code > 0xFFFF:
                units += 1
                self._astral_after.append(position + 1)
                self._utf16_after.append(position + 1 + units)
        self.length_utf16 = self.length + units
        self.length_utf8 = self.length + extra_bytes

    def to_utf16(self, offset: int) -> int:
        """Code points to UTF-16 units."""
        self._check(offset, self.length, "code points")
        return _count(offset, self._astral_after, self._utf16_after)

    def from_utf16(self, offset: int) -> int:
        """UTF-16 units to code points. Raises BadReport inside a surrogate pair."""
        self._check(offset, self.length_utf16, "UTF-16 units")
        return self._back(offset, self._astral_after, self._utf16_after, "surrogate pair")

    def to_utf8(self, offset: int) -> int:
        """Code points to UTF-8 bytes."""
        self._check(offset, self.length, "code points")
        return _count(offset, self._wide_after, self._utf8_after)

    def from_utf8(self, offset: int) -> int:
        """UTF-8 bytes to code points. Raises BadReport inside a character's bytes."""
        self._check(offset, self.length_utf8, "UTF-8 bytes")
        return self._back(offset, self._wide_after, self._utf8_after, "character's bytes")

    def _check(self, offset: int, length: int, unit: str) -> None:
        if not 0 <= offset <= length:
            raise BadReport(
                f"offset {offset} is outside the text of {length} {unit}; was it counted in another unit?"
            )

    def _back(self, offset: int, points: list[int], units: list[int], what: str) -> int:
        before = bisect_right(units, offset)
        found = offset if not before else points[before - 1] + offset - units[before - 1]
        if before < len(points) and found >= points[before]:
            raise BadReport(f"offset {offset} lies inside a {what}; was it counted in another unit?")
        return found


def _count(offset: int, points: list[int], units: list[int]) -> int:
    before = bisect_left(points, offset + 1)
    return offset if not before else units[before - 1] + offset - points[before - 1]
