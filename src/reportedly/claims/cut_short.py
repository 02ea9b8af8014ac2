"""How headlines and clauses cut short are told: where the story begins, "six dead", "Blast at depot kills four"."""

from __future__ import annotations

from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words, triggers

__all__ = ["counted_after", "counted_dead", "headline_end", "headline_passive", "headline_verb"]

_LONGEST_HEADLINE = 30
"""Most tokens of a headline."""

_BEYOND = frozenset({"as", "in", "after", "when", "by", "near", "at", "on", "amid", "during", "outside", "over"})
_SOON = 5
"""Tokens after a verb within which the number must follow that it takes ("at least four", "more than 40")."""


def headline_verb(tree: Tree, row: int) -> bool:
    """ "Blast at depot kills at least four": the verb of a headline that the parser took for a plural noun."""
    if tree.tag[row] not in {"NNS", "NNPS"} or f"{tree.lemma[row].lower()}s" != tree.lower[row]:
        return False
    entry = triggers().verbs.get(tree.lemma[row].lower())
    return entry is not None and entry.effect in {"killed", "injured"} and counted_after(tree, row) >= 0


def headline_passive(tree: Tree, verb: int) -> bool:
    """ "Two killed as gunmen raid mill": a passive without its auxiliary, its object misread from further on."""
    entry = triggers().verbs.get(tree.lemma[verb].lower())
    if entry is None or entry.effect not in {"killed", "injured"} or entry.frame.get("object") != "victim":
        return False
    subject = tree.head[verb] if tree.dep[verb] == "acl" else tree.child(verb, "nsubj")
    if subject < 0 or tree.pos[subject] != "NUM" or tree.tag[verb] not in {"VBD", "VBN"}:
        return False
    return verb + 1 < len(tree) and tree.lower[verb + 1] in _BEYOND


def counted_after(tree: Tree, row: int) -> int:
    """The number that follows a row at once ("at least four"), or the noun it counts; -1 if none follows."""
    for at in range(row + 1, min(row + _SOON, len(tree))):
        if tree.pos[at] == "NUM":
            noun = tree.head[at]
            return noun if tree.dep[at] == "nummod" and noun > at else at
        if tree.pos[at] not in {"ADV", "ADJ", "ADP"}:
            break
    return -1


def counted_dead(tree: Tree, row: int) -> int:
    """The number that "dead" is said of ("six dead", with either as the head), or -1."""
    if tree.lower[row] not in event_words()["dead"] or tree.pos[row] != "ADJ":
        return -1
    head = tree.head[row]
    if head == row - 1 and tree.dep[row] == "amod" and tree.pos[head] == "NUM":
        return head
    return next((c for c in tree.all(row, "nummod") if tree.pos[c] == "NUM"), -1)


def headline_end(tree: Tree) -> int:
    """The row at which the story begins: after a first paragraph of one sentence without a full stop; else 0."""
    first = tree.paragraph(0) if len(tree) else range(0)
    if not first or len(first) == len(tree) or len(first) > _LONGEST_HEADLINE:
        return 0
    return 0 if tree.text[first[-1]] in {".", "!", "”", '"'} else first.stop
