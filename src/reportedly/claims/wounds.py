"""Who is told to be hurt by what they carry: a wound, a condition in hospital, a way there."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.casualties import Counts
from reportedly.claims.casualty_words import casualty_words
from reportedly.claims.participants import is_passive
from reportedly.claims.victims_listed import harmed_subject
from reportedly.claims.victims_named import Harm, People
from reportedly.language.tree import Tree
from reportedly.values.count import Count

__all__ = ["condition", "taken", "wounds"]

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_STEPS = 4
"""Heads between "hospital" and the verb that brings somebody there."""


def wounds(tree: Tree, row: int, people: People, known: Counts) -> Iterator[Harm]:
    """ "suffered a gunshot wound", "found with injuries", "No injuries were reported", "died of his wounds"."""
    words, lemma, low = casualty_words()["wounds"], tree.lemma[row].lower(), tree.lower
    if lemma in words["alone"] or (lemma in words["gun"] and tree.dep[row] == "compound"):
        return
    own = tree.children[row]
    gun = lemma in words["gun"] or any(low[c] in words["gun"] for c in own)
    effect = "killed" if any(low[c] in {"fatal", "mortal"} for c in own) else "shot" if gun else "injured"
    if any(tree.dep[c] == "det" and low[c] == "no" for c in own):
        yield Harm("injured", Count(0, 0), "none", row, row)
        return
    if row in known.counted and not gun and tree.dep[row] != "dobj":
        yield Harm("injured", known.counted[row][1], "number", row, row, low[row])
        return
    head, whose = tree.head[row], -1
    if tree.dep[row] == "dobj" and tree.lemma[head] in words["suffer"]:
        whose = harmed_subject(tree, head)
    elif tree.dep[row] == "pobj" and low[head] in words["carry"]:
        above = tree.head[head]
        if tree.pos[above] in {*_NOMINAL, "ADJ"}:
            whose = above
        elif tree.pos[above] in _VERBAL:
            given = tree.child(above, "dobj")
            whose = given if given >= 0 else harmed_subject(tree, above)
            effect = "killed" if tree.lemma[above] == "die" else effect
    elif owner := tree.all(row, "poss"):
        whose = owner[0]
    by_own_hand = any(low[c].rpartition("-")[2] == "inflicted" for c in own)
    flags = frozenset({"wounds", "self"} if by_own_hand else {"wounds"})
    yield from people.harms(effect, row, whose, flags)


def condition(tree: Tree, row: int, people: People) -> Iterator[Harm]:
    """ "was listed in critical condition", "a girl in stable condition"."""
    words, preposition = casualty_words()["condition"], tree.head[row]
    if not any(tree.lower[c] in words["state"] for c in tree.children[row]):
        return
    if tree.dep[row] != "pobj" or tree.lower[preposition] not in {"in", "to"}:
        return
    above = tree.head[preposition]
    whose = above if tree.pos[above] in _NOMINAL else harmed_subject(tree, above)
    if tree.pos[above] in _VERBAL and tree.lemma[above] in words["put"] and (given := tree.child(above, "dobj")) >= 0:
        whose = given
    yield from people.harms("injured", row, whose, frozenset({"hospital"}))


def taken(tree: Tree, row: int, people: People) -> Iterator[Harm]:
    """ "was taken to a hospital": hurt, of whom it is not said here whether they lived."""
    at = row
    for _ in range(_STEPS):
        at = tree.head[at]
        if tree.pos[at] in _VERBAL:
            break
    if tree.pos[at] not in _VERBAL or tree.lemma[at] not in casualty_words()["hospital"]["verbs"]:
        return
    given = tree.child(at, "dobj")
    whose = harmed_subject(tree, at) if is_passive(tree, at) or tree.lemma[at] == "recover" else given
    yield from people.harms("injured", at, whose, frozenset({"hospital", "taken"}))
