"""The opening of a report: its headline and lead, past datelines, bylines and section lines that tell nothing.

News puts first what it is about (the inverted pyramid; Bell, The Language of News Media, 1991). What the first
sentences mainly tell is the report's news; what hangs on it in a relative clause or a phrase need not be.
"""

from __future__ import annotations

from reportedly.language.tree import Tree

__all__ = ["opening", "tells_mainly"]

PARAGRAPHS = 2
"""How many paragraphs with a verb open a report."""

_VERBS = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD"})

_PART_OF_TELLING = frozenset({"conj", "ccomp", "xcomp", "dobj", "attr", "nsubj", "nsubjpass", "acomp", "oprd"})


def opening(tree: Tree) -> list[range]:
    """The rows of the first paragraphs that tell something, in text order; empty for a report without any."""
    paragraphs = tree.tokens.paragraphs
    out: list[range] = []
    for start in paragraphs:
        rows = tree.paragraph(start)
        if any(tree.tag[row] in _VERBS for row in rows):
            out.append(rows)
            if len(out) == PARAGRAPHS:
                break
    return out


def tells_mainly(tree: Tree, row: int) -> bool:
    """Whether this word is what its sentence mainly tells: its main verb, what is said, or that verb's own noun."""
    for _ in range(len(tree)):
        if tree.head[row] == row:
            return True
        if tree.dep[row] not in _PART_OF_TELLING:
            return False
        row = tree.head[row]
    return False
