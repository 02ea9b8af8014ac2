"""A passage with its words marked: whose they are by colour, how firmly they are held by the underline.

Every mark is laid by code points over text of the same length; how many cells of the screen that takes is left to the
library that draws. What a terminal would obey or hide is shown as a sign of one code point.
"""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from reportedly.export.visible import pieces
from reportedly.review.item import Passage
from reportedly.terminal.draft import Places

__all__ = ["FIRMNESS", "VOICES", "harmless", "marked"]

VOICES = ("default", "cyan", "magenta")
"""Colours of the outlet, the source (or the first of two), and the second: from the terminal's own palette."""

_DOUBT, _UNREAL, _DENIED = Style(underline2=True), Style(underline=True, italic=True), Style(strike=True)
_FIRM = Style(underline=True)
FIRMNESS = {
    "denied": (_DENIED, "struck"),
    "alleged": (_DOUBT, "double line"),
    "believed": (_DOUBT, "double line"),
    "unknown": (_DOUBT, "double line"),
    "planned": (_UNREAL, "slanted"),
    "threatened": (_UNREAL, "slanted"),
    "conditional": (_UNREAL, "slanted"),
    "demanded": (_UNREAL, "slanted"),
    "asked": (_UNREAL, "slanted"),
}
"""How words are drawn that a source holds so, and what to call that; what is not named is firm, a single line."""

_BLANKS = dict.fromkeys((*range(0x09, 0x0A), *range(0x0B, 0x0E), 0x85, 0x2028, 0x2029), " ")


def harmless(text: str) -> str:
    """The text with as many code points, of which none commands a terminal or turns a line around."""
    shown = "".join(
        words if name is None else "\N{REPLACEMENT CHARACTER}" for words, name in pieces(text.translate(_BLANKS))
    )
    if len(shown) != len(text):  # a mark would stand beside its words
        raise AssertionError("a passage changed its length on the way to the screen")
    return shown


def marked(
    passage: Passage, status: str = "", voice: int = 1, changed: dict[str, Places] | None = None, lit: Places = ()
) -> Text:
    """The passage with its marks; `changed` are words by field as the coder has them, `lit` are those in hand."""
    made, changed = Text(harmless(passage.text)), changed or {}
    held = [each for each in passage.highlights if each.field not in changed]
    told = [(each.field, each.start, each.end) for each in held]
    told += [(field, start, end) for field, places in changed.items() for start, end in places]
    for field, start, end in sorted(told, key=lambda each: each[1] - each[2]):
        _lay(made, passage, start, end, _look(field, status, voice))
    for start, end in lit:
        _lay(made, passage, start, end, Style(reverse=True))
    return made


def _look(field: str, status: str, voice: int) -> Style:
    root = field.partition(".")[0].partition("[")[0]
    if root == "lead":
        return Style(color=VOICES[voice])
    if root == "content":
        return Style(color=VOICES[voice]) + FIRMNESS.get(status, (_FIRM, ""))[0]
    if root in ("source", "source_type"):
        return Style(color=VOICES[voice], bold=True)
    return Style(color=VOICES[voice], italic=True) if root == "cue" else Style(bold=True)


def _lay(made: Text, passage: Passage, start: int, end: int, style: Style) -> None:
    start, end = max(0, start - passage.start), min(len(passage.text), end - passage.start)
    if start < end:
        made.stylize(style, start, end)
