"""From the rows of a claim's content to its exact words, and to direct, mixed or indirect speech."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportedly.claims.candidates import Candidate, Context
from reportedly.language.tree import Tree
from reportedly.report import Span

__all__ = ["content_spans", "kind_of"]

_OPENING = frozenset(("“", "‘", "«", "‹", "„", "‚", "``", "(", "["))
_CLOSING = frozenset(("”", "’", "»", "›", "''", ")", "]"))
_EITHER = frozenset(('"', "'"))
_DROPPED = frozenset((",", ";", ":", "—", "–", "-", "--", "…", "...", ".", "?", "!"))


def content_spans(context: Context, candidate: Candidate) -> tuple[Span, ...]:
    """The words of the content: of a direct quotation all that stands between its marks, else each unbroken run

    without punctuation at its edges, with both marks of a quotation or neither.
    """
    tree = context.tree
    quoted = {row for position in candidate.quotes for row in context.quoted[position]}
    whole = all(row in candidate.content for row in quoted if tree.text[row][0].isalnum())
    if candidate.quotes and whole and candidate.content <= quoted:
        return tuple(context.pieces[position] for position in sorted(set(candidate.quotes)))
    spans = []
    for run in _runs(tree, candidate):
        rows = _edges(tree, run)
        if any(tree.text[row][0].isalnum() for row in rows):
            spans.append(tree.span(rows))
    return tuple(spans)


def _runs(tree: Tree, candidate: Candidate) -> list[list[int]]:
    """Unbroken runs of rows; a gap of nothing but punctuation, within one paragraph and no cue, is closed."""
    runs: list[list[int]] = []
    cue = set(candidate.cue)
    for row in sorted(candidate.content):
        gap = range(runs[-1][-1] + 1, row) if runs else range(0)
        same = bool(runs) and tree.paragraph_number(row) == tree.paragraph_number(runs[-1][-1])
        if same and all(tree.pos[r] == "PUNCT" and r not in cue for r in gap):
            runs[-1].extend([*gap, row])
            continue
        runs.append([row])
    return runs


def _edges(tree: Tree, run: list[int]) -> list[int]:
    low, high = 0, len(run)
    while low < high and tree.text[run[low]] in _DROPPED | _CLOSING:
        low += 1
    while high > low and (tree.text[run[high - 1]] in _DROPPED | _OPENING or tree.dep[run[high - 1]] == "cc"):
        high -= 1
    rows = run[low:high]
    if not rows:
        return rows
    depth = lowest = 0
    for row in rows:
        word = tree.text[row]
        depth += (word in _OPENING) - (word in _CLOSING)
        lowest = min(lowest, depth)
    straight = sum(tree.text[row] in _EITHER for row in rows) % 2
    if (depth > 0 or straight) and tree.text[rows[0]] in _OPENING | _EITHER and not _closed_by_next(tree, rows):
        return _edges(tree, rows[1:])
    if (lowest < 0 or straight) and tree.text[rows[-1]] in _CLOSING | _EITHER:
        return _edges(tree, rows[:-1])
    if (depth > 0 or straight) and _closed_by_next(tree, rows):
        return list(range(rows[0], _closed_by_next(tree, rows) + 1))
    return rows


def _closed_by_next(tree: Tree, rows: list[int]) -> int:
    """The row of the mark that closes these words, when only a comma or stop stands between; 0 if there is none."""
    for row in range(rows[-1] + 1, min(rows[-1] + 3, len(tree))):
        if tree.text[row] in _CLOSING | _EITHER:
            return row
        if tree.text[row] not in _DROPPED:
            return 0
    return 0


def kind_of(context: Context, content: Sequence[Span]) -> Literal["direct", "mixed", "indirect"]:
    """Direct if at least nine tenths of the letters stand in quotation marks, indirect if under one tenth do."""
    tree = context.tree
    letters = quoted = 0
    for span in content:
        for row in tree.rows(span):
            if tree.text[row][0].isalnum():
                size = tree.end[row] - tree.start[row]
                letters += size
                quoted += size * (context.inside[row] >= 0)
    share = quoted / letters if letters else 0.0
    return "direct" if share >= 0.9 else "indirect" if share < 0.1 else "mixed"
