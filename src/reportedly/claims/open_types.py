"""Events whose type the words leave open: whether anybody did it, and what it was, is not said or said to be unknown.

"An explosion shook the mill", "a clerk was found dead", "the cause of the fire is unknown": an explosion need be no
attack and no accident, a death need be no killing. The type is kept as it is read; that it is open is an issue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.claims.drafts import Draft
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words

__all__ = ["left_open"]

_NEAR = 1
"""Sentences before and after an event in which what brought it about may be told."""

_UNEXPLAINED = frozenset({"death", "explosion", "incident", "fire", "crash", "collapse"})
_WITHOUT_DOER = frozenset({"OTHER", "ACCIDENT"})


def left_open(tree: Tree, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, str]]:
    """Each event whose type is left open, and why, in text order."""
    for draft in drafts:
        if draft.type not in _WITHOUT_DOER or draft.mode not in _UNEXPLAINED or not draft.discrete:
            continue
        if draft.played("actor") or draft.responsibility:
            continue
        near = [row for row in range(len(tree)) if _beside(tree, row, draft)]
        if any(_said_unknown(tree, row) for row in near):
            yield draft, "what brought it about is said to be unknown"
        elif draft.mode in {"explosion", "death"} and not _explained(tree, draft, near, drafts):
            if draft.mode == "explosion":
                yield draft, "nothing says whether somebody set it off"
            elif draft.carrier >= 0 and tree.lemma[draft.carrier] == "find":
                yield draft, "somebody was found dead, and nothing says of what"


def _beside(tree: Tree, row: int, draft: Draft) -> bool:
    return abs(tree.sentence_number(row) - tree.sentence_number(draft.row)) <= _NEAR


def _said_unknown(tree: Tree, row: int) -> bool:
    """ "The cause is unknown", "the cause of the fire was not known", "in unexplained circumstances"."""
    words = event_words()["left_open"]
    if tree.lemma[row].lower() not in words["of"]:
        return False
    about = [*tree.children[row], tree.head[row], *tree.children[tree.head[row]]]
    if any(tree.lower[c] in words["unknown"] for c in about):
        return True
    verb = tree.head[row]
    denied = any(tree.dep[c] == "neg" for c in tree.children[verb])
    denied = denied or any(tree.lower[c] == "no" for c in tree.children[row])
    return tree.lemma[verb].lower() in words["looked_into"] or (denied and tree.lemma[verb] in words["not_done"])


def _explained(tree: Tree, draft: Draft, near: Sequence[int], drafts: Sequence[Draft]) -> bool:
    """Whether a weapon, an illness, a mishap or an attack is told in the sentences beside it."""
    if draft.played("cause") or draft.joined:
        return True
    words = event_words()
    known = (words["instruments"], words["natural"], words["left_open"]["explained"])
    if any(tree.lemma[row].lower() in each for row in near for each in known):
        return True
    return any(
        other is not draft and other.type in {"ASSAULT", "ACCIDENT"} and _beside(tree, other.row, draft)
        for other in drafts
    )
