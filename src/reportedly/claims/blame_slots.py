"""Where party and event stand in a construction that says who is behind something ("accused X of")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportedly.claims.blame_words import BlameCue, BlameWords
from reportedly.claims.participants import is_passive, subject_of
from reportedly.language.tree import Tree

__all__ = ["Blamed", "blamed"]

_SHARED_IN = frozenset({"for", "in", "of", "to", "with"})
_NEVER_PASSIVE = frozenset({"confess", "plead", "boast", "own"})
"""Verbs without an object, whatever the parser makes of "two men confessed to"."""

_SMALL = frozenset({"ccomp", "xcomp", "oprd"})


class Blamed(NamedTuple):
    """A construction found: who, for what, who says so (rows; `sayer` is -1 where nobody is named), and its words."""

    cue: BlameCue
    party: int
    event: int
    sayer: int
    rows: tuple[int, ...]


def blamed(tree: Tree, verb: int, words: BlameWords) -> Iterator[Blamed]:
    """Every construction of this verb that has its party and its event, in the order of the lexicon."""
    lemma = tree.lemma[verb].lower()
    particle = next((c for c in tree.children[verb] if tree.dep[c] == "prt"), -1)
    cues = words.verbs.get(f"{lemma} {tree.lower[particle]}", ()) if particle >= 0 else ()
    cues = cues or words.verbs.get(lemma, ())
    if not cues:
        return
    slots = _Slots(tree, verb, words)
    for cue in cues:
        if cue.passive_only and not slots.passive:
            continue
        needed = slots.needed(cue)
        if cue.needs and needed < 0:
            continue
        party, _ = slots.first(cue.party, cue, needed)
        event, at = slots.first(cue.event, cue, needed)
        if party >= 0 and event >= 0 and party != event:
            own = (verb, particle, needed, *at)
            own = (*own, *(c for c in tree.children[verb] if tree.dep[c] in {"auxpass", "neg"}))
            own_word = cue.kind in {"claimed", "admitted", "denied"} and "subject" in cue.party
            sayer = party if own_word else slots.fill("subject", cue, needed)[0]
            sayer = -1 if not own_word and sayer in {needed, event, party} else sayer
            yield Blamed(cue, party, event, sayer, tuple(sorted({row for row in own if row >= 0})))


class _Slots:
    """The slots of one verb. Each gives a row, or -1, and the rows of the words that lead to it."""

    def __init__(self, tree: Tree, verb: int, words: BlameWords) -> None:
        self.tree, self.verb, self.share = tree, verb, words.share
        self.passive = is_passive(tree, verb) and tree.lemma[verb].lower() not in _NEVER_PASSIVE

    def first(self, slots: tuple[str, ...], cue: BlameCue, needed: int) -> tuple[int, tuple[int, ...]]:
        """The first of these slots that is filled."""
        found = (self.fill(slot, cue, needed) for slot in slots)
        return next((each for each in found if each[0] >= 0), (-1, ()))

    def needed(self, cue: BlameCue) -> int:
        """The row of a word that the construction needs, or -1; below "to be" too ("is believed to be to blame")."""
        tree = self.tree
        object_ = self._object()
        beside = (*tree.children[self.verb], *(tree.children[object_] if object_ >= 0 else ()))
        return next((c for c in beside if tree.lemma[c].lower() in cue.needs), -1)

    def fill(self, slot: str, cue: BlameCue, needed: int) -> tuple[int, tuple[int, ...]]:
        """The row that fills a slot."""
        tree, verb = self.tree, self.verb
        if slot == "subject":
            if self.passive:
                return next((n for c in tree.all(verb, "agent") for n in tree.all(c, "pobj")), -1), ()
            return subject_of(tree, verb), ()
        if slot == "object":
            return self._object(), ()
        if slot == "clause":
            return self._clause(), ()
        if slot == "owner":
            return self._owner(), ()
        if slot == "share":
            return self._shared()
        if slot == "before":
            return self.verb, ()
        if slot == "dealings":
            return self._dealings()
        return self._after(slot.split(), needed)

    def _object(self) -> int:
        tree, verb = self.tree, self.verb
        if self.passive:
            found = tree.child(verb, "nsubjpass")
            return found if found >= 0 else subject_of(tree, verb)
        found = tree.child(verb, "dobj")
        if found < 0:  # "held the Front responsible": the parser makes a clause of it
            found = next(
                (n for c in tree.children[verb] if tree.dep[c] in _SMALL for n in tree.all(c, "nsubj") if n > verb),
                -1,
            )
        return found

    def _clause(self) -> int:
        """ "admitted killing", "is believed to have killed"; not "denied that soldiers had fired"."""
        tree = self.tree
        for child in tree.children[self.verb]:
            bare = tree.dep[child] in {"xcomp", "ccomp"} and tree.tag[child] in {"VBG", "VB", "VBN"}
            finite = any(
                tree.dep[c] in {"nsubj", "nsubjpass", "mark"} or tree.tag[c] in {"VBD", "VBZ", "VBP", "MD"}
                for c in tree.children[child]
            )
            if bare and not finite:
                return child
        return -1

    def _owner(self) -> int:
        tree = self.tree
        object_ = self._object()
        if object_ < 0 or tree.lemma[object_].lower() not in self.share:
            return -1
        if (owner := tree.child(object_, "poss")) >= 0:
            return owner
        of = next((c for c in tree.all(object_, "prep") if tree.lower[c] == "of"), -1)
        return tree.child(of, "pobj") if of >= 0 else -1

    def _shared(self) -> tuple[int, tuple[int, ...]]:
        tree, object_ = self.tree, self._object()
        if object_ < 0 or tree.lemma[object_].lower() not in self.share:
            return -1, ()
        for holder in (object_, self.verb):
            for preposition in tree.all(holder, "prep"):
                inner = tree.child(preposition, "pobj", "pcomp")
                if preposition > object_ and tree.lower[preposition] in _SHARED_IN and inner >= 0:
                    owner = holder == object_ and tree.lower[preposition] == "of" and tree.pos[inner] == "PROPN"
                    if not owner:
                        return inner, (object_, preposition)
        return -1, ()

    def _dealings(self) -> tuple[int, tuple[int, ...]]:
        """ "had nothing to do with"."""
        tree = self.tree
        for doing in tree.all(self._object(), "relcl", "acl") if self._object() >= 0 else ():
            if tree.lemma[doing] == "do":
                for preposition in tree.all(doing, "prep"):
                    inner = tree.child(preposition, "pobj", "pcomp")
                    if tree.lower[preposition] == "with" and inner >= 0:
                        return inner, (self._object(), doing, preposition)
        return -1, ()

    def _after(self, words: list[str], needed: int) -> tuple[int, tuple[int, ...]]:
        """After a preposition of the verb, its object or the word it needs; "in connection with" is three steps."""
        tree = self.tree
        holders = [row for row in (needed, self.verb, self._object()) if row >= 0]
        for holder in holders:
            for preposition in tree.children[holder]:
                if tree.dep[preposition] not in {"prep", "agent", "dative"} or tree.lower[preposition] != words[0]:
                    continue
                inner = tree.child(preposition, "pobj", "pcomp")
                if len(words) == 1 and inner >= 0:
                    return inner, (preposition,)
                if inner >= 0 and tree.lower[inner] == words[1]:
                    for last in tree.all(inner, "prep"):
                        end = tree.child(last, "pobj", "pcomp")
                        if tree.lower[last] == words[2] and end >= 0:
                            return end, (preposition, inner, last)
        return -1, ()
