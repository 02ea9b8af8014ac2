"""The codebook for the field that is looked at: the value it has first, then the others of its kind."""

from __future__ import annotations

import re

from rich.text import Text

from reportedly.review.codebook import Code, codebook
from reportedly.review.item import Item, ItemField
from reportedly.terminal.draft import wording

__all__ = ["guide"]


def guide(item: Item, field: ItemField | None, value: object) -> Text:
    """Definitions and sentences of the sections that bear on the field, or on the item where none does."""
    path = re.sub(r"\[\d+\]", "", field.path) if field else ""
    root = path.partition(".")[0]
    own = [each for each in codebook().sections if {path, root} & set(each.fields)]
    named = {each.section for each in item.codebook}
    made = Text()
    for section in own or [each for each in codebook().sections if each.name in named]:
        made.append(f"{section.title}\n", style="bold underline")
        made.append(f"{section.purpose}\n", style="dim")
        here = {value if isinstance(value, str) else "", root} if field else {each.name for each in item.codebook}
        for code in sorted(section.entries, key=lambda each: each.name not in here):
            made.append_text(_entry(code, code.name in here))
        made.append("\n")
    return made


def _entry(code: Code, now: bool) -> Text:
    made = Text("▸ " if now else "  ").append(wording(code.name), style="bold").append(f"  {code.definition}\n")
    if now:
        for sign, sentences in (("+", code.examples), ("not:", code.counterexamples)):
            made.append("".join(f"    {sign} {each}\n" for each in sentences), style="italic")
    return made
