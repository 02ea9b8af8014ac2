"""Two accounts or two reports below each other: their facts in rows, what speaks for and against, and their words."""

from __future__ import annotations

from rich.cells import set_cell_size
from rich.text import Text

from reportedly.review.item import Item
from reportedly.terminal.asked import origin
from reportedly.terminal.marks import harmless, marked

__all__ = ["compared"]

_LABEL = 9


def compared(item: Item, width: int) -> Text:
    """All of a pair or copy that one needs to decide it, for a screen of so many cells."""
    made = Text()
    for letter, side in zip("AB", item.sides, strict=True):
        made.append(f"{letter}  {origin(side.report)}\n", style="bold")
    column = max(8, (width - _LABEL - 3) // 2)
    labels = dict.fromkeys((fact.path, fact.label) for side in item.sides for fact in side.facts)
    for path, label in labels:
        told = [next((f.shown for f in side.facts if f.path == path), "") for side in item.sides]
        differ = all(told) and told[0] != told[1]
        cells = [set_cell_size(harmless(each) or "–", column) for each in told]
        made.append(f"{set_cell_size(label, _LABEL)}{'≠' if differ else ' '} ", style="dim")
        made.append(" ".join(cells).rstrip() + "\n", style="bold" if differ else "")
    made.append_text(_clues(item))
    for number, side in enumerate(item.sides):
        made.append(f"\n{'AB'[number]}  ", style="bold")
        made.append_text(marked(side.passage, voice=number + 1))
        made.append("\n")
    return made


def _clues(item: Item) -> Text:
    made = Text()
    for sign, title, fits in (("+", "For", 1), ("-", "Against", -1), ("·", "Also", 0)):
        found = [each for each in item.clues if ((each.score or 0) > 0) - ((each.score or 0) < 0) == fits]
        if found:
            made.append(f"\n{title}\n", style="bold")
            made.append("".join(f"{sign} {harmless(each.sentence)}\n" for each in found))
    return made
