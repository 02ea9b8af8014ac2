"""Where a quotation stands: as a sentence or paragraph of its own, or right after another."""

from __future__ import annotations

from reportedly.claims.beside import MARKS
from reportedly.claims.candidates import Context

__all__ = ["adjoins", "sentence_of_its_own", "stands_alone", "whole_paragraph"]


def sentence_of_its_own(context: Context, position: int) -> bool:
    """Whether the quotation begins a sentence: after a stop, at the head of its paragraph, after "But" or "And"."""
    tree = context.tree
    first = context.quoted[position][0]
    paragraph = tree.paragraph(first)
    before = first - 1
    while before in paragraph and tree.text[before] in MARKS:
        before -= 1
    if before in paragraph and tree.text[before] in ("But", "And", "So", "Yet", "Plus"):
        before -= 1
        while before in paragraph and tree.text[before] in MARKS:
            before -= 1
    return before not in paragraph or tree.text[before] in (".", "!", "?", ":") or context.inside[before] >= 0


def stands_alone(context: Context, position: int) -> bool:
    """Whether a quotation reads as speech by itself: whole sentences in marks, or a paragraph of its own."""
    tree = context.tree
    rows = context.quoted[position]
    words = [row for row in rows if tree.text[row][:1].isalnum()]
    sentence = sentence_of_its_own(context, position) and tree.text[rows[-1]] in (
        ",",
        ".",
        "!",
        "?",
        "…",
        "—",
        "...",
    )
    return len(words) > 3 and (sentence or whole_paragraph(context, position))


def whole_paragraph(context: Context, position: int) -> bool:
    """Whether every word of the piece's paragraph stands in quotation marks."""
    tree, rows = context.tree, context.quoted[position]
    paragraph = tree.paragraph(rows[0])
    inside = sum(context.inside[row] >= 0 for row in paragraph if tree.text[row][:1].isalnum())
    return inside == sum(tree.text[row][:1].isalnum() for row in paragraph)


def adjoins(context: Context, earlier: int, later: int) -> bool:
    """Whether the later piece goes on where the earlier left off: in its paragraph, or as the whole of the next."""
    tree = context.tree
    up, down = context.quoted[earlier][-1], context.quoted[later][0]
    apart = tree.paragraph_number(down) - tree.paragraph_number(up)
    return apart == 0 or (apart == 1 and whole_paragraph(context, later))
