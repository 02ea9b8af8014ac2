"""Turns of a transcript: a paragraph that opens with its speaker's name in capitals and a colon (“BREL: We stay.)."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.beside import MARKS
from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.cues import LEXICON
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["TURN", "turn_candidates"]

TURN = "turn"
"""The frame of these candidates."""

_LONGEST = 5
"""Longest label, in tokens."""


def turn_candidates(context: Context) -> list[Candidate]:
    """A candidate for each turn. It goes on over paragraphs that are quoted as the first is and have no label."""
    tree, out = context.tree, []
    goes_on = False
    for paragraph in _paragraphs(tree):
        rows = [row for row in paragraph if tree.pos[row] != "SPACE"]
        marked = bool(rows) and tree.text[rows[0]] in MARKS
        start = 1 if marked else 0
        colon = next((k for k, row in enumerate(rows[: start + _LONGEST + 1]) if tree.text[row] == ":"), -1)
        label = rows[start:colon] if colon > start else []
        if label and colon + 1 < len(rows) and _is_speaker(tree, label):
            out.append(Candidate(rows[colon], [rows[colon]], ":", "phrase", TURN, label, set(rows[colon + 1 :])))
            goes_on = marked
        elif out and goes_on and marked and tree.text[rows[-1]] not in (")", "]"):
            out[-1].content |= set(rows[1:])
        else:
            goes_on = False
    for candidate in out:
        for piece, rows_of in enumerate(context.quoted):
            if 2 * sum(row in candidate.content for row in rows_of) > len(rows_of):
                candidate.quotes.append(piece)
    return out


def _paragraphs(tree: Tree) -> Iterator[range]:
    return (tree.paragraph(start) for start in tree.tokens.paragraphs)


def _is_speaker(tree: Tree, label: list[int]) -> bool:
    """Words in capitals that are no label of the kind "UPDATE" or "CORRECTION"."""
    words = [tree.text[row] for row in label if tree.text[row][0].isalpha()]
    known: list[str] = load(LEXICON).tables["labels"]["words"]
    return bool(words) and all(w.isupper() and len(w) > 1 for w in words) and words[-1].lower() not in known
