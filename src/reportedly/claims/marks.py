"""Quotation marks in running text: which characters are marks, and whether each opens, closes or is none.

The marks of English news are mixed in practice: curly and straight, guillemets and low marks in foreign names,
`` and '' from wire systems, an opening mark typed where a closing one belongs. So a mark's shape is only one
witness; the characters beside it are the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Mark", "marks"]

_MARK = re.compile(r"``|''|’’|‘‘|[“”„‟\"＂«»‘’‚‛'‹›`]")
_SINGLE = frozenset("‘’‚‛'‹›`")
_OPENS = frozenset(("“", "„", "‟", "‘", "‚", "‛", "``", "‘‘", "`"))
_CLOSES = frozenset(("”", "’", "’’"))
_APOSTROPHES = frozenset("’'‘`‛")
_ELISION = re.compile(
    r"(?:\d\d(?:s\b|\b)|(?:em|tis|twas|til|till|n|cause|bout|round|cos|cuz|im|er|ere|neath|burbs|hood|sup)\b)", re.I
)
_BEFORE_OPENING = frozenset("([{<—–-−/…*|“„«‘‚‹\"'`‟‛‐‑―:¿¡.,")
_AFTER_CLOSING = frozenset(")]}>—–-−/….,;:!?*|”»’›\"'“‘‐‑―")

Family = Literal["double", "single"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark at code points `start` to `end`. It `opens`, `closes`, or could do either.

    `strong` is False for a closing single mark that may as well be a possessive ("the voters' choice").
    """

    start: int
    end: int
    text: str
    family: Family
    opens: bool
    closes: bool
    strong: bool = True


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The quotation marks of `text[start:end]` in order, apostrophes, feet and inches left out."""
    for match in _MARK.finditer(text, start, end):
        left = text[match.start() - 1] if match.start() > start else " "
        right = text[match.end()] if match.end() < end else " "
        mark = (
            _single(text, match, left, right, end) if match.group() in _SINGLE else _double(text, match, left, right)
        )
        if mark is not None:
            yield mark


def _may_open(left: str, right: str) -> bool:
    return not right.isspace() and (left.isspace() or left in _BEFORE_OPENING)


def _may_close(left: str, right: str) -> bool:
    return not left.isspace() and (right.isspace() or right in _AFTER_CLOSING)


def _double(text: str, match: re.Match[str], left: str, right: str) -> Mark | None:
    shape = match.group()
    opens, closes = _may_open(left, right), _may_close(left, right)
    if shape in ('"', "＂", "''"):
        if left.isdigit() and _after_feet(text, match.start()):
            return None
        if not opens and not closes:
            opens = closes = True
    elif shape in _OPENS:
        opens, closes = opens or not closes, closes and not opens
    elif shape in _CLOSES:
        opens, closes = opens and not closes, closes or not opens
    elif shape == "«":
        opens, closes = opens or not closes or left.isspace() == right.isspace(), closes and not opens
    else:
        opens, closes = opens and not closes, closes or not opens or left.isspace() == right.isspace()
    return Mark(match.start(), match.end(), shape, "double", opens, closes)


def _after_feet(text: str, at: int) -> bool:
    """Whether the digits before `at` follow a foot mark: 6'2"."""
    before = text[max(0, at - 4) : at].rstrip("0123456789./½")
    return before.endswith(("'", "’", "′"))


def _single(text: str, match: re.Match[str], left: str, right: str, end: int) -> Mark | None:
    shape = match.group()
    if shape in _APOSTROPHES:
        if left.isalnum() and right.isalnum():
            return None
        if left.isdigit() and not right.isalnum() and shape == "'" and _feet_or_minutes(text, match.start()):
            return None
        if not left.isalnum() and right.isalnum() and _ELISION.match(text, match.end(), end):
            return None
    opens, closes = _may_open(left, right), _may_close(left, right)
    if shape in ("‘", "‚", "‛", "`", "‹"):
        opens, closes = opens or not closes, closes and not opens
    elif shape in ("’", "›"):
        opens, closes = opens and not closes, closes or not opens
    elif not opens and not closes:
        return None
    strong = not (left in "sSzxX" and shape in _APOSTROPHES and _word_follows(text, match.end(), end))
    return Mark(match.start(), match.end(), shape, "single", opens, closes, strong)


def _feet_or_minutes(text: str, at: int) -> bool:
    """Whether the mark after digits reads as feet: a number of one or two digits on its own, as in 6' tall."""
    digits = len(text[max(0, at - 4) : at]) - len(text[max(0, at - 4) : at].rstrip("0123456789"))
    return digits <= 2


def _word_follows(text: str, at: int, end: int) -> bool:
    return at + 1 < end and text[at].isspace() and text[at + 1].isalpha()
