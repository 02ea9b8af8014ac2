"""Several people harmed by one word: who of a list is one more, and who only says again who somebody is."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.casualty_words import casualty_words
from reportedly.claims.participants import subject_of
from reportedly.language.tree import Tree

__all__ = ["harmed_subject", "series"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_MOST = 15
_HEADLINE = 2


def series(tree: Tree, row: int, at: int) -> list[int]:
    """The heads of all that a list names, in text order; `row` is the head that the word of harm in `at` is bound to.

    "A, B and C", "his daughter, Jana Belk; his girlfriend, Mira Orn; and her mother" are three each, "two adults, two
    children" two, "Ivo Brandt, a nurse" and "his wife, Jana Brandt" one. Those told as some of them ("five, including
    a child") are left out.
    """
    first = _before(tree, row)
    heads = [*first, row]
    several = any(tree.dep[r] == "cc" for r in tree.subtree(row))
    for start in list(heads):
        heads += _after(tree, start, at, several=several)
    return sorted(dict.fromkeys(heads))[:_MOST]


def _after(tree: Tree, row: int, at: int, *, several: bool) -> Iterator[int]:
    """The conjuncts of a head and those of its appositions that are somebody else."""
    for child in tree.children[row]:
        if child <= row or child == at or row < at < child:
            continue
        if {"including", "among"} & set(tree.lower[row + 1 : child]):
            continue
        if tree.dep[child] == "conj" and tree.pos[child] in {*_NOMINAL, "ADJ"}:
            yield child
            yield from _after(tree, child, at, several=several)
        elif tree.dep[child] == "appos" and tree.pos[child] in _NOMINAL and not _is_age(tree, child):
            if _somebody_else(tree, row, child, several=several):
                yield child
                yield from _after(tree, child, at, several=several)
            elif several and not _counts(tree, row):
                yield from _after(tree, child, at, several=several)  # "his wife, Jana Brandt, and their son"


def _is_age(tree: Tree, row: int) -> bool:
    return tree.pos[row] == "NUM" and tree.lower[row].isdigit()


def _counts(tree: Tree, row: int) -> bool:
    """Whether a head is of several people: those named after it are these."""
    return tree.tag[row] in {"NNS", "NNPS", "CD"} or tree.child(row, "nummod") >= 0


def _headlined(tree: Tree, row: int, other: int) -> bool:
    """ "Man, 3-year-old child dead": two bare nouns beside each other in a headline."""
    nouns = casualty_words()["people"]["nouns"]
    bare = all(tree.child(r, "det", "poss") < 0 and tree.lemma[r].lower() in nouns for r in (row, other))
    return bare and tree.sentence_number(row) <= _HEADLINE and tree.child(row, "nummod") < 0


def _somebody_else(tree: Tree, row: int, other: int, *, several: bool) -> bool:
    """Whether an apposition in a list is one more: a name after a name, "his wife" after either."""
    if _headlined(tree, row, other):
        return True
    if not several or _counts(tree, row):
        return False
    name = tree.pos[other] == "PROPN"
    if name:
        return tree.pos[row] == "PROPN" and tree.child(other, "conj") >= 0
    related = tree.lemma[other].lower() in casualty_words()["people"]["nouns"]
    return related and tree.child(other, "poss") >= 0


def _before(tree: Tree, row: int) -> list[int]:
    """ "Woman, boyfriend killed", "2 adults, 2 children dead": a headline joins by a comma."""
    nouns = casualty_words()["people"]["nouns"]
    if tree.sentence_number(row) > _HEADLINE or tree.pos[row] not in {"NOUN", "PROPN"}:
        return []
    start = row
    while start > 0 and tree.head[start - 1] in range(start - 1, row + 1) and tree.text[start - 1] != ",":
        start -= 1
    first = start - 2
    if first < 0 or tree.text[start - 1] != "," or tree.lemma[first].lower() not in nouns:
        return []
    if tree.child(row, "det", "poss") >= 0 or tree.child(first, "det") >= 0:
        return []
    counted = [tree.child(r, "nummod") >= 0 for r in (first, row)]
    return [first] if counted[0] == counted[1] or not counted[0] else []


def harmed_subject(tree: Tree, verb: int) -> int:
    """The row of whom a passive or a state is told, or -1.

    A verb without a subject of its own takes the noun right before it, where the parse joined that to something else
    ("Jana was pronounced dead of her injuries and Pavel was listed in critical condition").
    """
    if tree.dep[verb] == "conj" and tree.child(verb, "nsubj", "nsubjpass") < 0:
        first = min([verb, *(c for c in tree.children[verb] if tree.dep[c] in {"aux", "auxpass"})])
        near = first - 1
        if near > tree.sentence(verb).start and tree.dep[near] == "conj" and tree.pos[near] in {"NOUN", "PROPN"}:
            return near
    return subject_of(tree, verb)
