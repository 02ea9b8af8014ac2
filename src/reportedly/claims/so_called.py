"""Whom a label is put on: "the regime of X", "X, a terrorist", "called X a terrorist", "X is no martyr"."""

from __future__ import annotations

from typing import NamedTuple

from reportedly.claims.loaded_lexicon import LoadedEntry, LoadedLexicon
from reportedly.language.tree import Tree

__all__ = ["Called", "label_head", "naming_verb", "so_called"]

_MODIFIERS = ("amod", "compound", "nmod", "poss")
_NOMINAL = ("NOUN", "PROPN", "PRON")


class Called(NamedTuple):
    """The row of who or what is so called, and how the sentence says so.

    `how` is "predicate" ("X is ..."), "naming" ("called X ...", "X as ..."), "apposition", "of" ("... of X",
    "X's ..."), "object" or "subject" (of a verb), or "modified" ("terrorist attack").
    """

    row: int
    how: str


def label_head(tree: Tree, row: int) -> int:
    """The noun that the label ends in: "group" for "terrorist" in "a terrorist group", else the row itself."""
    for _ in range(4):
        above = tree.head[row]
        if tree.dep[row] not in _MODIFIERS[:3] or above <= row or tree.pos[above] not in ("NOUN", "PROPN"):
            return row
        row = above
    return row


def naming_verb(tree: Tree, head: int, lexicon: LoadedLexicon) -> int:
    """The verb that gives another name to what the word in this row stands for ("called the riots a protest"), or -1.

    Such words are those of whoever tells of the naming, not of who names.
    """
    verb = tree.head[head]
    if tree.dep[head] == "pobj" and tree.lower[verb] == "to":
        verb = tree.head[verb]
    elif tree.dep[head] not in ("dobj", "nsubjpass"):
        return -1
    named = any(c > head and (tree.dep[c] == "oprd" or tree.lower[c] == "as") for c in tree.children[verb])
    return verb if named and lexicon.has("naming", "verbs", tree.lemma[verb].lower()) else -1


def so_called(tree: Tree, rows: range, row: int, entry: LoadedEntry, lexicon: LoadedLexicon) -> Called | None:
    """Whom or what the term in `rows` with its head word in `row` is said of, as far as syntax says; None if it

    stands alone.
    """
    if entry.pos == "verb":
        return _of_verb(tree, row, by_doer=entry.group.about == "migrants")
    head = label_head(tree, row)
    if entry.group.of:
        return _put_on(tree, row, lexicon) or _of(tree, rows, row, entry.group.about)
    put_on = _named(tree, rows, head) or _put_on(tree, head, lexicon)
    if put_on is not None:
        return put_on
    if head >= rows.stop:
        return Called(head, "modified")
    if tree.pos[row] == "ADJ" and tree.dep[row] == "amod" and tree.head[row] not in rows:
        return Called(tree.head[row], "modified")
    return None


def _of_verb(tree: Tree, row: int, *, by_doer: bool) -> Called | None:
    """The object of a verb ("executed X"), or its doer where that is whom it characterises ("X swarmed the town")."""
    if by_doer:
        return _doer(tree, row)
    if tree.dep[row] in ("amod", "acl") and tree.tag[row] == "VBN":
        return Called(tree.head[row], "object")  # "the liberated town", "villagers massacred in May"
    object_ = tree.child(row, "dobj", "nsubjpass")
    return Called(object_, "object") if object_ >= 0 else None


def _doer(tree: Tree, row: int) -> Called | None:
    subject = tree.child(row, "nsubj")
    if subject >= 0:
        return Called(subject, "subject")
    for child in tree.children[row]:
        if tree.dep[child] in ("agent", "prep") and tree.lower[child] in ("by", "with"):
            noun = tree.child(child, "pobj")
            if noun >= 0:
                return Called(noun, "subject")
    if tree.dep[row] in ("acl", "relcl", "amod") and tree.tag[row] != "VBN" and tree.head[row] != row:
        return Called(tree.head[row], "subject")
    return None


def _named(tree: Tree, rows: range, head: int) -> Called | None:
    """ "terrorist Abu Tarek", "the terrorist, Abu Tarek,": a name in apposition, before or behind."""
    people = tree.ent[head][2:] in ("PERSON", "ORG") and head not in rows
    if people and tree.pos[head] == "PROPN" and any(tree.dep[c] in _MODIFIERS[:2] for c in tree.children[head]):
        return Called(head, "apposition")
    if tree.dep[head] == "appos" and tree.head[head] < head:
        return Called(tree.head[head], "apposition")
    below = tree.child(head, "appos")
    if below >= 0 and tree.pos[below] == "PROPN":
        return Called(below, "apposition")
    return None


def _put_on(tree: Tree, head: int, lexicon: LoadedLexicon) -> Called | None:
    """The subject of "is a ...", the object of "called X a ..." and "described X as ..."."""
    while tree.dep[head] == "conj" and tree.head[head] < head and tree.pos[tree.head[head]] in (*_NOMINAL, "ADJ"):
        head = tree.head[head]  # "are thugs and terrorists"
    above = tree.head[head]
    dep = tree.dep[head]
    if dep in ("attr", "acomp") or (dep in ("oprd", "dobj", "ccomp") and above != head):
        naming = lexicon.has("naming", "verbs", tree.lemma[above].lower())
        if dep in ("dobj", "ccomp") and not (naming and _first_object(tree, above, head) >= 0):
            small = tree.child(head, "nsubj") if dep == "ccomp" and naming else -1
            return Called(small, "naming") if small >= 0 else None
        if dep == "oprd" or naming:
            object_ = _first_object(tree, above, head)
            if object_ >= 0:
                return Called(object_, "naming")
        return None if naming else _subject(tree, above, "predicate")
    if dep == "pobj" and tree.lower[above] == "as":
        verb = tree.head[above]
        object_ = _first_object(tree, verb, above)
        if object_ >= 0:
            return Called(object_, "naming")
        if tree.pos[verb] in ("NOUN", "PROPN"):
            return Called(verb, "naming")  # "their description as terrorists" calls the owner so
        return (
            _subject(tree, verb, "predicate")
            if not lexicon.has("naming", "verbs", tree.lemma[verb].lower())
            else None
        )
    return None


def _first_object(tree: Tree, verb: int, before: int) -> int:
    return next((c for c in tree.children[verb] if tree.dep[c] in ("dobj", "nsubjpass", "dative") and c < before), -1)


def _subject(tree: Tree, verb: int, how: str) -> Called | None:
    """The subject of a verb, or the one that governs it ("denied being a ...", "accused them of being ...")."""
    for _ in range(3):
        if tree.child(verb, "expl") >= 0:
            return None  # "there are terrorists" calls nobody so
        subject = tree.child(verb, "nsubj", "nsubjpass")
        if subject >= 0:
            return Called(subject, how)
        if tree.dep[verb] == "relcl":
            return Called(tree.head[verb], how)
        if tree.dep[verb] not in ("xcomp", "pcomp", "conj", "ccomp", "advcl") or tree.head[verb] == verb:
            return None
        above = tree.head[verb]
        governor = tree.head[above] if tree.dep[verb] == "pcomp" else above
        object_ = _first_object(tree, governor, verb) if tree.dep[verb] in ("xcomp", "pcomp") else -1
        if object_ >= 0:
            return Called(object_, how)
        verb = governor
    return None


def _of(tree: Tree, rows: range, row: int, about: str | None) -> Called | None:
    """ "the regime of X", "X's regime", "the Orvan regime", "a flood of migrants", "the migrant flood".

    A name before a word for a deed ("the Gomba massacre") says where it was, not whom it befell.
    """
    for child in tree.children[row]:
        if tree.dep[child] == "poss" and tree.pos[child] in _NOMINAL and tree.ent[child][2:] not in ("DATE", "TIME"):
            return Called(child, "of")
    for child in tree.children[row]:
        if child not in rows and tree.dep[child] == "prep" and tree.lower[child] == "of":
            noun = tree.child(child, "pobj")
            if noun >= 0:
                return Called(noun, "of")
    if about not in ("power", "migrants"):
        return None
    for child in reversed(tree.children[row]):
        named = tree.pos[child] == "PROPN" or tree.ent[child][2:] == "NORP"
        common = about == "migrants" and tree.pos[child] in ("NOUN", "ADJ")
        if child < row and tree.dep[child] in _MODIFIERS and (named or common):
            return Called(child, "of")
    return None
