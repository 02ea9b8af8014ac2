"""Characters that cannot be seen, or that command a terminal or turn a line around, made visible and harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["pieces", "visible"]

_NAMES = {
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u2060": "WJ",
    "\ufeff": "BOM",
    "\u00ad": "SHY",
    "\u2028": "LSEP",
    "\u2029": "PSEP",
    "\u034f": "CGJ",
    "\u115f": "HCF",
    "\u1160": "HJF",
    "\u180e": "MVS",
    "\u3164": "HF",
    "\uffa0": "HHF",
}
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"


def pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """The text in pieces: (words, None), or (one hidden character, its short name such as "RLO" or "U+0007").

    A joiner between letters of a script that needs it, or within an emoji, is left where it is: it belongs to
    the spelling. Carriage returns before a line feed are dropped.
    """
    at = 0
    for match in _HIDDEN.finditer(text):
        character = match.group()
        if (character in _JOINERS and _joins(text, match.start())) or _within_flag(text, match.start()):
            continue
        if at < match.start():
            yield text[at : match.start()], None
        at = match.end()
        if character == "\r" and text[at : at + 1] == "\n":
            continue
        yield character, _NAMES.get(character, f"U+{ord(character):04X}")
    if at < len(text):
        yield text[at:], None


def visible(text: str) -> str:
    """The text with each hidden character as its name in brackets; safe to write to a terminal."""
    return "".join(words if name is None else f"⟨{name}⟩" for words, name in pieces(text))


def _joins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before and after) and _joined(before) and _joined(after)


def _joined(character: str) -> bool:
    if character == "\ufe0f":
        return True
    return unicodedata.category(character) in {"Lo", "Mn", "Mc", "So", "Sk"}


def _within_flag(text: str, at: int) -> bool:
    """Whether this tag character spells one of the flags of England, Scotland or Wales, after a black flag."""
    return bool(re.search("\U0001f3f4[\U000e0061-\U000e007a\U000e007f]{0,6}$", text[max(0, at - 8) : at])) and (
        0xE0061 <= ord(text[at]) <= 0xE007F
    )
