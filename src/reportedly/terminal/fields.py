"""The fields of an item as rows, each with its value and its words, cut to the width of the screen in cells."""

from __future__ import annotations

from rich.cells import set_cell_size
from rich.text import Text

from reportedly.review.item import Item, ItemField
from reportedly.terminal.draft import Draft, shown_of, spans_of
from reportedly.terminal.marks import harmless

__all__ = ["about", "rows"]

_LABEL, _NARROW = 28, 60
"""Cells of a label, and the width below which it has half as many."""


def rows(item: Item, draft: Draft, text: str, current: int, width: int) -> Text:
    """One row a field; the one in hand has a bar and is bright. `text` is that of the report."""
    return Text("\n").join(_row(field, draft, text, n == current, width) for n, field in enumerate(item.fields))


def _row(field: ItemField, draft: Draft, text: str, current: bool, width: int) -> Text:
    shown, changed = harmless(shown_of(draft, field)), field.path in draft
    words = harmless(" … ".join(text[start:end] for start, end in spans_of(draft, field)))
    made = Text("▌" if current else " ", style="bold" if current else "", no_wrap=True)
    label = set_cell_size(field.label, _LABEL if width >= _NARROW else _LABEL // 2)
    made.append(f"{label} ", style="" if current else "dim")
    if field.editable == "spans":
        made.append(f"“{words}”" if words else "open", style="bold" if words else "italic")
    else:
        made.append(shown or "open", style="bold" if shown else "italic")
        if words and words.casefold() != shown.casefold():
            made.append(f"  “{words}”", style="dim")
    if changed:
        made.append(f"  ← was {harmless(field.shown) or 'open'}", style="yellow")
    made = Text(" ").join(made.split("\n"))
    made.truncate(max(1, width - 1), overflow="ellipsis")
    return made


def about(item: Item, field: ItemField) -> str:
    """What one knows of a field beside its value: why it may be wrong, and from what it was taken without words."""
    said = [f"{each.probability:.0%} wrong: {each.sentence}" for each in item.doubts if each.field == field.path]
    said += [f"no words: {field.inferred}"] if field.inferred and not field.spans else []
    return harmless("; ".join(said))
