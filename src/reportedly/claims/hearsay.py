"""Hearsay: words by which a report passes on what it names no source for ("reportedly", "the alleged attack")."""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context, trimmed
from reportedly.claims.cues import LEXICON, cue_lexicon
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.ontology.events import triggers

__all__ = ["hearsay_candidates"]

_CLAUSE = ("VERB", "AUX")
_OTHER_CLAUSES = frozenset(("advcl", "parataxis", "conj", "mark", "cc", "relcl"))


def hearsay_candidates(context: Context) -> list[Candidate]:
    """A candidate for each adverb of hearsay, with the clause around it as content, and for each adjective of hearsay

    before a noun that names an event or a deed, with that noun and what follows it as content.
    """
    tree, lexicon, out = context.tree, cue_lexicon(), []
    for row in context.rows:
        if tree.pos[row] == "ADV":
            entry = lexicon.get((tree.lower[row], "adverb"))
            if entry is not None and entry.status == "alleged":
                rows = _clause(tree, row) - {row}
                out.append(Candidate(row, [row], tree.lower[row], "adverb", "adverb", None, rows))
        elif tree.dep[row] == "amod":
            entry = lexicon.get((tree.lower[row], "adjective"))
            if entry is not None and entry.kind == "hearsay" and _deed(tree, tree.head[row]):
                out.append(
                    Candidate(row, [row], tree.lower[row], "adjective", "attributive", None, _deeds(tree, row))
                )
    return out


def _clause(tree: Tree, adverb: int) -> set[int]:
    head = tree.head[adverb]
    while tree.pos[head] not in _CLAUSE and tree.head[head] != head:
        head = tree.head[head]
    rows = set(tree.subtree(head))
    if tree.pos[head] in _CLAUSE:
        for child in tree.children[head]:
            if tree.dep[child] in _OTHER_CLAUSES:
                rows -= set(tree.subtree(child))
    return rows


def _deed(tree: Tree, noun: int) -> bool:
    """Whether the noun names something that happens or is done."""
    lemma = tree.lemma[noun].lower()
    return tree.pos[noun] == "NOUN" and (lemma in triggers().nouns or lemma in load(LEXICON).tables["deeds"]["nouns"])


def _deeds(tree: Tree, adjective: int) -> set[int]:
    """The noun after the adjective with what belongs to it, without a clause of its own."""
    noun = tree.head[adjective]
    clauses = [c for c in tree.children[noun] if tree.dep[c] in ("relcl", "advcl", "parataxis")]
    return set(trimmed(tree, [row for row in tree.subtree(noun, without=clauses) if row > adjective]))
