"""Whose deed a verb tells: its subject, borrowed from above where it has none; and whether it is passive."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.actor_lexicon import actor_words
from reportedly.claims.blame_words import takes_the_blame
from reportedly.claims.cut_short import headline_passive
from reportedly.language.tree import Tree
from reportedly.ontology.events import triggers

__all__ = ["after", "antecedent", "is_passive", "own_subject", "subject_of"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FAR = 40
_FINDS = frozenset({"find", "discover", "leave", "see"})
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})


def is_passive(tree: Tree, verb: int, depth: int = 0) -> bool:
    """Whether the verb is passive, also where it is cut short: "soldiers killed in the ambush"."""
    if tree.child(verb, "nsubjpass", "auxpass") >= 0:
        return True
    if headline_passive(tree, verb):
        return True
    if tree.child(verb, "dobj") >= 0:
        return False
    if (
        tree.dep[verb] in {"ccomp", "xcomp"}
        and tree.tag[verb] in {"VBN", "VBD"}
        and not tree.all(verb, "aux", "mark")
    ):
        own = tree.child(verb, "nsubj")
        if tree.lemma[tree.head[verb]] in _FINDS and own >= 0 and tree.lower[own] not in _NOMINATIVE:
            return True  # "found a guard shot in the yard"
    if depth == 0 and _cut_passive(tree, verb):
        return True
    reduced = tree.dep[verb] == "acl" and tree.tag[verb] == "VBD" and tree.pos[tree.head[verb]] in _NOMINAL
    if tree.tag[verb] != "VBN":
        return reduced and not tree.all(verb, "nsubj", "aux")  # "the teacher kidnapped in Dorn by rebels"
    if any(tree.lemma[c] == "have" for c in tree.all(verb, "aux")):
        return False
    if tree.dep[verb] == "relcl" and own_subject(tree, verb):
        return False  # "the guards the gunmen killed"
    if tree.dep[verb] == "conj" and tree.child(verb, "nsubj") < 0 and not tree.all(verb, "aux"):
        return depth < 6 and is_passive(tree, tree.head[verb], depth + 1)
    return tree.dep[verb] in {"acl", "advcl", "ccomp", "xcomp", "relcl", "amod", "conj"}


def _cut_passive(tree: Tree, verb: int) -> bool:
    """ "Three were killed, two others wounded": harm without an object, told beside a passive, is a passive too."""
    entry = triggers().verbs.get(tree.lemma[verb].lower())
    if entry is None or entry.frame.get("object") not in {"victim", "target"} or tree.all(verb, "aux", "prt"):
        return False
    if tree.tag[verb] not in {"VBN", "VBD"} or tree.child(verb, "nsubj") < 0:
        return False
    above = tree.head[verb]
    beside = [above] if tree.dep[verb] == "conj" else tree.all(verb, "ccomp")
    return any(tree.child(each, "auxpass") >= 0 and each < verb for each in beside)


def own_subject(tree: Tree, verb: int) -> bool:
    """Whether a relative clause has a subject besides the noun it belongs to."""
    own = tree.child(verb, "nsubj")
    return own >= 0 and tree.lower[own] not in _RELATIVE and tree.child(verb, "auxpass") < 0


def subject_of(tree: Tree, verb: int, depth: int = 0) -> int:
    """The row of the verb's subject (a passive's too), borrowed from the verb or noun above where it has none."""
    own = tree.all(verb, "nsubj", "nsubjpass")
    if len(own) > 1:
        own = [row for row in own if not _aside(tree, row)] or own
    if own:  # the nearest before the verb: a dateline is parsed as a subject too
        return antecedent(tree, next((row for row in reversed(own) if row < verb), own[0]))
    head, dep = tree.head[verb], tree.dep[verb]
    if head == verb or depth > 6:
        return _after_a_list(tree, verb) if head == verb else -1
    if dep == "amod" and tree.pos[head] == "NUM":
        return head  # "three injured"
    if dep in {"acl", "relcl"}:
        infinitive = any(tree.tag[c] == "TO" for c in tree.children[verb])
        if infinitive or tree.pos[head] not in _NOMINAL:
            return _owner(tree, head)
        return head
    if dep == "conj" and tree.dep[head] == "ROOT" and tree.pos[head] == "NOUN" and tree.tag[verb] in {"VBD", "VBZ"}:
        return head if _acts(tree, head) else -1  # "men on a motorcycle shot and killed", its first verb misread
    if dep == "conj" and tree.pos[head] in {"VERB", "AUX"}:
        return subject_of(tree, head, depth + 1) if _coordinates(tree, head, verb) else -1
    if dep == "xcomp" or (
        (dep == "ccomp" and tree.tag[verb] in {"VBG", "VB"})
        or (dep == "advcl" and tree.tag[verb] in {"VBG", "VB", "VBN"})
    ):
        if dep == "advcl" and any(tree.dep[c] in {"mark", "auxpass"} for c in tree.children[verb]):
            return -1  # "after X was stabbed", its subject misread: better none than that of the main clause
        given = tree.child(head, "dobj")
        if dep != "advcl" and head < given < verb and tree.lemma[head] not in actor_words().verbs["employ"]:
            return given
        return subject_of(tree, head, depth + 1) if tree.pos[head] in {"VERB", "AUX", "ADJ"} else -1
    if dep == "pcomp" and (
        tree.tag[verb] == "VBG" or tree.child(verb, "auxpass") >= 0
    ):  # "after killing"; in "after boy shot" nobody is said to shoot
        above = tree.head[head]
        if tree.pos[above] in {"VERB", "AUX"}:
            accused = tree.child(above, "dobj")
            if tree.lower[head] in {"of", "for", "from", "with"} and accused >= 0:
                return accused
            return subject_of(tree, above, depth + 1)
        if tree.dep[above] in {"dobj", "nsubjpass"} and takes_the_blame(tree.lemma[tree.head[above]].lower()):
            return above  # "convicted a driver of killing"
        return _owner(tree, above)
    return -1


def _acts(tree: Tree, noun: int) -> bool:
    """Whether a noun names people, so that it can do what the next verb tells."""
    words = actor_words()
    lemma = tree.lemma[noun].lower()
    sort = words.heads.get(lemma)
    return lemma in words.general or lemma in words.nouns["crowds"] or (sort is not None and sort.kind != "nature")


def _aside(tree: Tree, row: int) -> bool:
    """ "insurgents, at least six of them, killed": a figure for those who were named."""
    if tree.pos[row] != "NUM" or tree.text[row + 1 : row + 2] not in (["of"], [","]):
        return False
    whose = (inner for of in tree.all(row, "prep") for inner in tree.all(of, "pobj"))
    return any(tree.lower[inner] in {"them", "whom"} for inner in whose)


def _after_a_list(tree: Tree, verb: int) -> int:
    """ "In Gorv, Dorn province, two members of a gang killed": a subject parsed as one more of the places."""
    at = verb - 1
    while at > 0 and (tree.pos[at] in {"ADV", "AUX"} or tree.dep[at] == "punct"):
        at -= 1
    for row in (at, *tree.ancestors(at)):
        if tree.dep[row] == "appos" and tree.pos[row] == "NOUN":
            first = tree.subtree(row)[0]
            counted = tree.child(row, "det", "nummod", "amod") >= 0 and tree.text[first - 1 : first] == [","]
            places = tree.ent[tree.head[row]][2:] in {"GPE", "LOC", "FAC", "PERSON", "ORG", ""}
            return row if counted and places and tree.dep[tree.head[row]] in {"pobj", "appos"} else -1
        if tree.pos[row] in {"VERB", "AUX"}:
            return -1
    return -1


def _coordinates(tree: Tree, first: int, second: int) -> bool:
    """Whether anything between two verbs joins them; a headline's second verb is parsed as a conjunct too."""
    between = range(second - 1, max(first, second - _FAR), -1)
    return second - first > _FAR or any(
        tree.dep[at] == "cc" or tree.text[at] in {",", ";", "–", "—"} for at in between
    )


def _owner(tree: Tree, noun: int) -> int:
    """ "their plan to attack", "made a plan to attack": whose plan it is."""
    owner = tree.child(noun, "poss")
    if owner >= 0:
        return owner
    if tree.dep[noun] == "dobj" and tree.pos[tree.head[noun]] == "VERB":
        return subject_of(tree, tree.head[noun], 5)
    return -1


def antecedent(tree: Tree, row: int) -> int:
    """The noun that a relative pronoun stands for; any other row as it is."""
    if tree.lower[row] not in _RELATIVE or tree.tag[row] not in {"WP", "WDT"}:
        return row
    for above in (row, *tree.ancestors(row)):
        if tree.dep[above] == "relcl":
            return tree.head[above]
    return -1


def after(tree: Tree, preposition: int) -> Iterator[tuple[str, int]]:
    for noun in tree.all(preposition, "pobj"):
        yield tree.lower[preposition], antecedent(tree, noun)
