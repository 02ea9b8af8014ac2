"""Events named by more than one word: particles ("blow up"), objects ("lift the curfew"), parties ("help rebels").

What the words of a phrase name together is one event. A noun that belongs to such a phrase names none of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from reportedly.language.nouns import nouns
from reportedly.language.tree import Tree
from reportedly.ontology.events import Trigger, event_words, triggers

__all__ = ["Phrase", "between_parties", "carried", "is_party", "phrase"]

_PARTS = frozenset({"prt", "dobj", "acomp", "oprd", "advmod", "prep", "xcomp", "ccomp", "amod"})
_BODIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_THINGS = frozenset({"DATE", "TIME", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE", "MONEY", "FAC"})
_PERSONAL = frozenset({"PRP", "WP"})
_NOBODY = frozenset({"i", "me", "you", "it", "this", "that", "what", "which", "itself", "something"})
_KINDS = frozenset({"person", "group", "organisation"})
_COLLECTIVES = frozenset(
    {"country", "nation", "state", "side", "party", "neighbour", "neighbor", "ally", "city", "province"}
)
_UNFOLD = frozenset({"begin", "start", "resume", "continue", "happen", "occur", "break", "erupt"})
_RECEIVING = frozenset({"to", "with", "for", "on", "against", "from", "by"})


class Phrase(NamedTuple):
    """What a verb names with the words around it; `rows` stand together as the trigger, `held` is a noun it holds."""

    entry: Trigger
    rows: tuple[int, ...]
    held: int = -1


def phrase(tree: Tree, verb: int, lemma: str) -> Phrase | None:
    """The longest phrase of the lexicon that this verb begins, or None: it stands for itself."""
    known = triggers()
    if lemma not in known.phrased:
        return None
    best: Phrase | None = None
    length = 0
    for child in tree.children[verb]:
        if tree.dep[child] in {"dobj", "nsubjpass"}:
            noun, particle = _measured(tree, child), _particle(tree, verb)
            for words in (f"{lemma} {particle}", lemma) if particle else (lemma,):
                entry = known.objects.get((words, tree.lemma[noun].lower())) or known.objects.get(
                    (words, tree.lower[noun])
                )
                if entry is not None and (size := len(words) + 20) > length:
                    best, length = Phrase(entry, (verb,), noun), size
        if child < verb or tree.dep[child] not in _PARTS:
            continue
        for below in (-1, *(tree.all(child, "pobj") if tree.dep[child] == "prep" else ())):
            for words in _spelled(tree, child, below):
                entry = known.verbs.get(f"{lemma} {words}")
                if entry is not None and len(words) > length:
                    near = child == verb + 1
                    rows = (verb, child) if near and below < 0 else (verb,)
                    best, length = Phrase(entry, rows, below if below >= 0 else _noun(tree, child)), len(words)
    return best


def _spelled(tree: Tree, child: int, below: int) -> tuple[str, ...]:
    if below < 0:
        return (tree.lower[child], tree.lemma[child].lower())
    return tuple(f"{tree.lower[child]} {word}" for word in (tree.lower[below], tree.lemma[below].lower()))


def _noun(tree: Tree, row: int) -> int:
    return row if tree.pos[row] == "NOUN" else -1


def _particle(tree: Tree, verb: int) -> str:
    particle = tree.child(verb, "prt")
    return tree.lower[particle] if particle >= 0 else ""


def _measured(tree: Tree, noun: int) -> int:
    """ "lifted a series of restrictions", "a set of sanctions": the noun that is meant."""
    if tree.lemma[noun].lower() in {
        "series",
        "set",
        "range",
        "number",
        "round",
        "package",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "kind",
        "state",
    }:
        for of in tree.all(noun, "prep"):
            if tree.lower[of] in {"of", "in"} and (inner := tree.child(of, "pobj")) >= 0:
                return inner
    return noun


def is_party(tree: Tree, row: int) -> bool:
    """Whether a word stands for somebody: a name, a personal pronoun, a noun for a person or a group."""
    if tree.ent[row][2:] in _BODIES:
        return True
    if tree.tag[row] in _PERSONAL:
        return tree.lower[row] not in _NOBODY and not tree.lower[row].endswith(("self", "selves"))
    lemma = tree.lemma[row].lower()
    if tree.pos[row] == "NUM" or (tree.pos[row] == "PROPN" and tree.ent[row][2:] not in _THINGS):
        return True
    return lemma in _COLLECTIVES or nouns().kind(lemma, plural=tree.tag[row] == "NNS") in _KINDS


def between_parties(tree: Tree, verb: int, subject: int, held: int) -> bool:
    """Whether somebody does it to somebody: the subject, if it has one, and an object or complement are parties."""
    if subject >= 0 and tree.tag[subject] not in {"WDT", "WP"} and not is_party(tree, subject):
        return False
    given = [c for c in tree.children[verb] if tree.dep[c] in {"dobj", "dative", "nsubjpass"} and c != held]
    for preposition in tree.all(verb, "prep", "dative"):
        if tree.lower[preposition] in _RECEIVING:
            given.extend(tree.all(preposition, "pobj"))
    return any(is_party(tree, row) for row in given)


def _unfolds(tree: Tree, verb: int) -> bool:
    """ "A fight broke out", "a patrol took place"."""
    place = tree.lemma[verb] == "take" and any(tree.lower[c] == "place" for c in tree.all(verb, "dobj"))
    return place or tree.lemma[verb].lower() in _UNFOLD


def carried(tree: Tree, noun: int, carrier: int) -> bool:
    """Whether a noun that may be a thing is told as somebody's act: carried by a verb, or owned by who does it."""
    if carrier >= 0 and (tree.dep[noun] != "nsubj" or _unfolds(tree, carrier)):
        return True
    owned = tree.lemma[noun].lower() in event_words()["owned"]["nouns"]
    for child in tree.children[noun]:
        if owned and tree.dep[child] == "poss" and is_party(tree, child) and tree.tag[child] != "PRP$":
            return True
        if tree.dep[child] == "prep" and tree.lower[child] in {"by", "between"}:
            return any(is_party(tree, row) for row in tree.all(child, "pobj"))
    return False
