"""HTML in which nothing from a report can become markup: text is escaped where it enters, and nowhere else.

`Markup` is text that is HTML already. Only the functions here make it, and the type checker tells it from
plain text; so a headline that reaches a page has gone through `escaped`, or the program does not type-check.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NewType

from reportedly.export.visible import pieces, visible

__all__ = ["EMPTY", "Markup", "escaped", "isolated", "joined", "tag"]

Markup = NewType("Markup", str)

EMPTY = Markup("")
_VOID = frozenset({"meta"})


def escaped(text: str) -> Markup:
    """Text as HTML. Hidden characters (bidirectional controls, zero-width, NUL, ...) become visible names."""
    out = []
    for words, name in pieces(text):
        if name is None:
            out.append(html.escape(words, quote=True))
        else:
            out.append(f'<span class="ctl" title="hidden character">{html.escape(name)}</span>')
    return Markup("".join(out))


def isolated(text: str) -> Markup:
    """Text from a report among words of ours: its writing direction ends where it ends."""
    return tag("bdi", escaped(text))


def joined(parts: Iterable[Markup], by: str = "") -> Markup:
    """The parts one after the other, with plain text between them."""
    return Markup(html.escape(by).join(parts))


def tag(name: str, /, *content: Markup, **attributes: str | int | bool | None) -> Markup:
    """An element. Attribute names lose a final underscore, and others become hyphens (class_, data_k).

    None and False leave an attribute out, True writes it bare. Values are escaped.
    """
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        shown = "" if value is True else f'="{html.escape(visible(str(value)), quote=True)}"'
        written.append(f" {attribute}{shown}")
    opening = f"<{name}{''.join(written)}>"
    return Markup(opening if name in _VOID else f"{opening}{''.join(content)}</{name}>")
