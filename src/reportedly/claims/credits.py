"""Quotations with their speaker's name behind a dash, as in pull quotes and collected voices: “...” — Ana Brel"""

from __future__ import annotations

from reportedly.claims.beside import MARKS
from reportedly.claims.candidates import Candidate, Context, trimmed

__all__ = ["CREDIT", "credit_candidates"]

CREDIT = "credit"
"""The frame of these candidates."""

LEMMA = "—"
_DASHES = frozenset(("—", "–", "―", "-", "--"))
_LONGEST = 16
"""Longest name with its titles, in tokens."""


def credit_candidates(context: Context) -> list[Candidate]:
    """A candidate for each quoted piece with a dash and a name behind it, up to the end of the paragraph."""
    tree, out = context.tree, []
    for rows in context.quoted:
        if not rows:
            continue
        paragraph = tree.paragraph(rows[-1])
        dash = rows[-1] + 1
        while dash in paragraph and (tree.text[dash] in MARKS or tree.pos[dash] == "SPACE"):
            dash += 1
        if dash not in paragraph or tree.text[dash] not in _DASHES or dash == rows[-1] + 1:
            continue
        name = trimmed(tree, list(range(dash + 1, paragraph.stop)))
        if name and len(name) <= _LONGEST and _is_name(context, name):
            out.append(Candidate(dash, [dash], LEMMA, "phrase", CREDIT, name, set(rows)))
    return out


def _is_name(context: Context, rows: list[int]) -> bool:
    """Words that begin with a capital and say nothing of their own."""
    tree = context.tree
    first = next((row for row in rows if tree.text[row][0].isalnum()), rows[0])
    told = any(tree.tag[row] in ("VBD", "VBZ", "VBP", "MD") for row in rows)
    quoted = any(context.inside[row] >= 0 for row in rows)
    return tree.text[first][0].isupper() and not told and not quoted and any(tree.pos[r] == "PROPN" for r in rows)
