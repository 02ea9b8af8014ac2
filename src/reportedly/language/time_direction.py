"""Whether a time expression lies ahead of the report: by the tense and verbs of its clause and its preposition."""

from __future__ import annotations

from functools import lru_cache

from reportedly.language.time_context import time_words
from reportedly.language.tree import Tree

__all__ = ["looks_ahead", "looks_back"]


def looks_ahead(tree: Tree, rows: range) -> bool:
    """Whether the clause of these words speaks of the future: will, is due to, plans to, the upcoming.

    "agreed on Friday to meet" looks back (Friday is when they agreed), "agreed to meet on Friday" ahead;
    "planned on Friday" back, "planned a rally for Friday" ahead; "as soon as Friday" always ahead.
    """
    if _bounded(tree, rows[0]):
        return True
    lemmas, row, below_verb, came = future("lemmas"), rows[-1], False, -1
    for _ in range(12):
        if tree.pos[row] in {"VERB", "AUX"}:
            words = {tree.lower[c] for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass"}}
            if words & _WILL or tree.lower[row] in _WILL:
                return True
            if tree.tag[row] == "VBN" and "had" in words:
                return False  # "had been scheduled to expire on Friday"
            if tree.lemma[row] in lemmas and (below_verb or _arranged(tree, row, words)):
                return True
            if tree.lemma[row] in future("objects") and _after_object(tree, row, rows[0], came):
                return True
            if tree.lower[row] in _BE and below_verb and came >= 0 and tree.tag[came] == "VB":
                return True  # "is to resume on Friday"
            if tree.lower[row] in _BE and (
                (
                    came >= 0
                    and tree.dep[came] in {"attr", "npadvmod"}
                    and not below_verb
                    and not _says_today(tree, row)
                )
                or any(tree.lemma[c] in lemmas and tree.dep[c] == "acomp" for c in tree.children[row])
            ):
                return True  # "the deadline is Friday", "is due in November"
            if "would" in words and tree.dep[row] == "ccomp" and not words & _HAVE:
                return True  # "said that it would withdraw by Friday"
            if words & _NOT_AHEAD or tree.tag[row] in {"VBD", "VBN"}:
                return False
            if tree.tag[row] == "VBG" and words & _BE:
                return tree.lemma[row] in lemmas
            below_verb = True
        elif tree.lemma[row] in lemmas or any(
            tree.lemma[c] in _UPCOMING or tree.lower[c] in _UPCOMING for c in tree.children[row]
        ):
            return not _had_been(tree, row)
        if tree.head[row] == row:
            break
        came, row = row, tree.head[row]
    return False


def looks_back(tree: Tree, rows: range) -> bool:
    """Whether these words date what is over: a verb in the simple past that they stand at, or "ended Jan. 31"."""
    if tree.lower[max(rows[0] - 1, 0)] == "ended":
        return True
    if tree.lower[max(rows[0] - 1, 0)] in {"through", "until", "till", "to"}:
        return False
    row = next((r for r in rows if tree.head[r] not in rows), rows[-1])
    above = tree.head[row]
    if tree.pos[above] == "ADP":
        above = tree.head[above]
    words = {tree.lower[c] for c in tree.children[above] if tree.dep[c] in {"aux", "auxpass"}}
    if words & (_WILL | _BE | {"would", "to"}) or _looks_on(tree, above, words):
        return False
    return tree.pos[above] in {"VERB", "AUX"} and (
        tree.tag[above] == "VBD"
        or (tree.tag[above] == "VBN" and tree.dep[above] == "acl")
        or bool(tree.tag[above] in {"VBN", "VBG", "VB"} and words & _WAS)
    )


def _looks_on(tree: Tree, verb: int, words: set[str]) -> bool:
    return tree.lemma[verb] in future("lemmas") and (tree.lemma[verb] != "set" or _arranged(tree, verb, words))


def _arranged(tree: Tree, verb: int, words: set[str]) -> bool:
    """ "scheduled for Friday", "set to meet on Friday": arranged, and not "a record set on Friday"."""
    if tree.tag[verb] != "VBN" or words & _HAVE:
        return False
    return tree.lemma[verb] != "set" or any(
        tree.dep[c] == "xcomp" or (tree.dep[c] == "prep" and tree.lower[c] == "for") for c in tree.children[verb]
    )


def _had_been(tree: Tree, row: int) -> bool:
    """ "had been due to expire on Friday": no longer ahead."""
    verb = tree.head[row]
    return tree.tag[verb] == "VBN" and any(tree.lower[c] == "had" for c in tree.all(verb, "aux"))


def _says_today(tree: Tree, verb: int) -> bool:
    """ "it is Monday", "today is Friday": what day it is, and not what lies ahead."""
    return any(tree.lower[c] in {"it", "today", "tonight", "this"} for c in tree.all(verb, "nsubj"))


def _bounded(tree: Tree, first: int) -> bool:
    """ "as soon as Friday", "as early as next week"; "until Friday" after a verb that gives time."""
    before = tree.lower[max(first - 3, 0) : first]
    if before in (["as", "soon", "as"], ["as", "early", "as"]):
        return True
    if before[-1:] == ["by"]:
        verb = tree.head[first - 1]
        return tree.tag[verb] == "VB" and any(tree.lower[c] == "to" for c in tree.all(verb, "aux"))
    if before[-1:] in (["until"], ["till"]):
        verb = tree.head[first - 1]
        return tree.lemma[verb] in _GIVES_TIME and not any(tree.dep[c] == "neg" for c in tree.children[verb])
    return False


def _after_object(tree: Tree, verb: int, first: int, came: int) -> bool:
    """Whether what the verb governs stands between it and the time: then the time is the object's."""
    if came >= 0 and tree.dep[came] in {"dobj", "xcomp", "ccomp"} and tree.lemma[verb] != "set":
        return True
    if came >= 0 and tree.lower[came] in {"for", "until", "to"}:
        return True
    return tree.lemma[verb] != "set" and any(tree.dep[c] == "dobj" and verb < c < first for c in tree.children[verb])


_GIVES_TIME = frozenset(
    {
        "give", "have", "extend", "postpone", "delay", "adjourn", "suspend", "set", "allow", "remain", "last",
        "run", "offer", "hold",
    }
)  # fmt: skip

_WILL = frozenset({"will", "wo", "'ll", "’ll", "shall"})

_HAVE = frozenset({"had", "has", "have", "having"})

_WAS = frozenset({"was", "were", "had", "did"})

_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})

_NOT_AHEAD = frozenset({"would", "could", "should", "may", "might", "did", "was", "were"}) | _HAVE

_UPCOMING = frozenset({"upcoming", "forthcoming", "scheduled", "planned", "proposed", "deadline"})


@lru_cache(maxsize=2)
def future(table: str) -> frozenset[str]:
    """The `lemmas` of verbs and nouns whose complement lies ahead, or of those whose `objects` do."""
    return frozenset(time_words()["future"][table])
