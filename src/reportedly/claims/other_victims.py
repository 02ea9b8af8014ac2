"""Whether an event brings in people of its own: "A man was shot", some paragraphs after a girl was.

Reports bring in whom they tell of with an indefinite noun and come back to them by name, pronoun or "the victim".
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.language.tree import Tree
from reportedly.report import Event

__all__ = ["other_victims"]

APART = 2
"""Sentences after which an indefinite noun of another kind means somebody else; set by hand."""

_ANYBODY = frozenset(("person", "people", "victim", "other", "one"))
"""Nouns that may stand for whoever was harmed before."""

_KNOWN = frozenset(("the", "this", "that", "these", "those", "both"))


def other_victims(tree: Tree, told: Sequence[Event], event: Event) -> bool:
    """Whether those whom `event` harms are brought in anew, and none of those harmed in `told` are called so."""
    fresh = [row for row in _victims(tree, event) if _indefinite(tree, row)]
    before = [row for other in told for row in _victims(tree, other)]
    if not fresh or not before or _entities(event) & {entity for other in told for entity in _entities(other)}:
        return False
    rows = [tree.rows(span)[0] for other in told for span in (other.span, *other.mentions)]
    here = tree.rows(event.span)[0]
    if tree.paragraph_number(here) in {tree.paragraph_number(row) for row in rows}:
        return False
    if min(abs(tree.sentence_number(here) - tree.sentence_number(row)) for row in rows) < APART:
        return False
    nouns = {tree.lemma[row].lower() for row in before} | _ANYBODY
    return not any(tree.lemma[row].lower() in nouns for row in fresh)


def _victims(tree: Tree, event: Event) -> list[int]:
    """The nouns for those whom it harms."""
    out = []
    for participant in event.participants:
        if participant.role in ("victim", "target") and participant.party.spans:
            rows = tree.rows(participant.party.spans[0])
            out.append(next((row for row in rows if tree.head[row] not in rows), rows[0]))
    return out


def _entities(event: Event) -> set[str]:
    return {p.party.value.entity for p in event.participants if p.party.value.entity}


def _indefinite(tree: Tree, row: int) -> bool:
    """Whether a noun brings in somebody new: "a man", "six adults", "another girl"."""
    if tree.tag[row] not in ("NN", "NNS"):
        return False
    beside = tree.children[row]
    if any(tree.lower[child] in _KNOWN or tree.dep[child] == "poss" for child in beside):
        return False
    return any(tree.lower[child] in ("a", "an", "another") or tree.dep[child] == "nummod" for child in beside)
