"""Claims within claims: whose report of whose report a claim is.

A claim stands within another when its cue lies in the other's content. "Citing", "quoting" and their like open a
link of their own: in "the Herald, citing two officials, said the army believed ...", the Herald reports the
officials, who report the army.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import Candidate, Context, phrase
from reportedly.claims.cues import lemma_of

__all__ = ["cited", "containers"]

_CITES = frozenset(("cite", "quote", "reference"))


def cited(context: Context, candidates: Sequence[Candidate]) -> list[tuple[Candidate, int]]:
    """For each "citing X" beside a reporting word, a candidate with X as source and that word's content.

    Each comes with the position of the candidate that cites.
    """
    tree = context.tree
    by_head = {candidate.head: position for position, candidate in enumerate(candidates)}
    out = []
    for row in context.rows:
        if tree.tag[row] != "VBG" or lemma_of(tree, row) not in _CITES:
            continue
        noun = tree.child(row, "dobj")
        outer = _reporting_word(context, row, by_head)
        if noun < 0 or outer < 0:
            continue
        content = candidates[outer].content - set(tree.subtree(row))
        if content:
            made = Candidate(row, [row], lemma_of(tree, row), "verb", "citing", phrase(tree, noun), content)
            made.quotes = list(candidates[outer].quotes)
            out.append((made, outer))
    return out


def _reporting_word(context: Context, row: int, by_head: dict[int, int]) -> int:
    """The candidate whose word governs the citing one, or shares its sentence and subject; -1 if there is none."""
    tree = context.tree
    at = row
    for _ in range(4):
        at = tree.head[at]
        if at in by_head:
            return by_head[at]
    return -1


def containers(candidates: Sequence[Candidate], explicit: dict[int, int]) -> list[int]:
    """For each candidate the position of the innermost other one in whose content its cue stands, or -1.

    `explicit` gives containers known otherwise (citing). A container's content is larger than that of what it
    holds, or the same where the container is cited explicitly, so that no two hold each other.
    """
    at_row: dict[int, list[int]] = {}
    order = sorted(range(len(candidates)), key=lambda p: (-len(candidates[p].content), p in explicit, p))
    rank = {position: place for place, position in enumerate(order)}
    for position in order:
        for row in candidates[position].content:
            at_row.setdefault(row, []).append(position)
    out = []
    for position, candidate in enumerate(candidates):
        holders = [h for h in at_row.get(candidate.head, ()) if h != position and rank[h] < rank[position]]
        innermost = max(holders, key=lambda h: rank[h], default=-1)
        out.append(explicit.get(position, innermost))
    return out
