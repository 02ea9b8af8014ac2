"""Claims within claims: whose report of whose report a claim is.

A claim stands within another when its cue lies in the other's content. "Citing", "quoting" and their like open a
link of their own: in "the Herald, citing two officials, said the army believed ...", the Herald reports the
officials, who report the army.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import Candidate, Context, phrase
from reportedly.claims.cues import lemma_of
from reportedly.language.tree import Tree

__all__ = ["cited", "containers", "quoted_saying"]

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


def quoted_saying(context: Context, candidates: list[Candidate]) -> None:
    """Set apart who quotes and who is quoted in "the wire quoted the guard as saying", "was quoted as saying".

    What is quoted is what the guard says, within what the wire quotes; where nobody is named who quotes, "was quoted
    as saying" is the one cue of what the guard says.
    """
    tree = context.tree
    by_head = {candidate.head: candidate for candidate in candidates if candidate.pos == "verb"}
    for outer in [c for c in candidates if c.pos == "verb" and lemma_of(tree, c.head) in _CITES]:
        verb = next((v for link in tree.children[outer.head] for v in _said_as(tree, link)), -1)
        who = tree.child(outer.head, "nsubjpass", "dobj")
        if verb < 0 or who < 0 or (verb not in by_head and not outer.quotes):
            continue
        inner = by_head.get(verb)
        if inner is None:
            inner = Candidate(verb, [verb], lemma_of(tree, verb), "verb", "quotation", None, set())
            candidates.append(inner)
        inner.source = phrase(tree, who)
        if outer.quotes and (outer.frame == "quotation" or not inner.content):
            inner.content, inner.quotes, inner.frame = set(outer.content), list(outer.quotes), "quotation"
        if tree.dep[who] == "dobj" or tree.child(outer.head, "agent") >= 0:
            own = set(phrase(tree, who)) | {row for row in tree.subtree(tree.head[verb]) if row > outer.head}
            outer.content |= own - set(outer.cue)
            outer.frame = "object-as" if tree.dep[who] == "dobj" else outer.frame
        else:
            inner.cue = sorted({*outer.cue, *range(max(outer.cue) + 1, verb + 1)} - set(inner.content))
            candidates.remove(outer)


def _said_as(tree: Tree, link: int) -> list[int]:
    """The verb in "as saying", where `link` is the word "as"."""
    return [v for v in tree.children[link] if tree.lower[link] == "as" and tree.dep[v] == "pcomp"]


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
