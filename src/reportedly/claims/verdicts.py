"""What is said of a report in its own clause: "reports of an attack were false", "the rumour proved true"."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.clause import PLAIN, Reading, lemma, negations
from reportedly.claims.operators import FactualityWords
from reportedly.language.tree import Tree

__all__ = ["verdict"]

_ABOUT = frozenset({"acomp", "attr", "oprd", "xcomp"})


def verdict(tree: Tree, path: Sequence[int], cue: int, words: FactualityWords) -> Reading | None:
    """The reading that a verdict on the report above an event gives it, or None where nothing is said of a report.

    `path` are the rows from the outermost down to the event, `cue` the row of the word that reports it, or -1. What a
    false report tells did not happen, what a true one tells did; an unconfirmed one leaves it open.
    """
    if path and tree.pos[path[-1]] == "NOUN":
        key, rows = _said_of(tree, path[-1], words)
        if key == "untrue" and words.has("verdicts", "made_up", lemma(tree, rows[-1])):
            return Reading(negative=True, negated=rows)  # "the kidnapping was a hoax"
    for noun in (cue, *path[:-1]):
        if noun < 0 or tree.pos[noun] != "NOUN" or not words.has("verdicts", "reports", lemma(tree, noun)):
            continue
        key, rows = _said_of(tree, noun, words)
        if key == "untrue":
            return Reading(negative=True, negated=rows)
        if key == "true":
            return PLAIN
        if key == "open":
            return Reading("unknown", decided=rows, why="a report that nobody confirmed")
    return None


def _said_of(tree: Tree, noun: int, words: FactualityWords) -> tuple[str, tuple[int, ...]]:
    """Which kind of verdict on this noun, "" for none, and its rows."""
    for child in tree.children[noun]:
        if tree.dep[child] == "amod" and (key := _kind(tree, child, words)):
            return key, (child,)
    verb = tree.head[noun] if tree.head[noun] != noun else _finite(tree, noun)
    if verb < 0:
        return "", ()
    not_ = negations(tree, verb, words)
    if tree.dep[noun] == "nsubjpass":
        if words.has("verdicts", "refuted", lemma(tree, verb)):
            return ("" if not_ else "untrue"), (verb,)
        if words.has("verdicts", "confirmed", lemma(tree, verb)):
            return ("open" if not_ else "true"), (*not_, verb)
        return "", ()
    if tree.dep[noun] == "dobj" and words.has("verdicts", "rejected", lemma(tree, verb)):
        return ("" if not_ else "untrue"), (verb,)  # "rejected accusations that it shelled the school"
    if tree.dep[noun] not in {"nsubj", "ROOT"} or not words.has("verdicts", "verbs", lemma(tree, verb)):
        return "", ()
    for said in _predicates(tree, verb):
        if key := _kind(tree, said, words):
            if not_:
                key = {"untrue": "true", "true": "untrue", "open": "true"}[key]
            return key, (*not_, said)
    return "", ()


def _finite(tree: Tree, noun: int) -> int:
    """The verb of a sentence that the parser took for one noun phrase ("rumours of a raid turned out"), or -1."""
    below = (row for row in tree.sentence(noun) if row > noun)
    return next((row for row in below if tree.tag[row] == "VBD" and tree.dep[row] in {"acl", "relcl"}), -1)


def _predicates(tree: Tree, verb: int) -> list[int]:
    """What is said of a verb's subject: "was false", "proved to be false", "turned out to be a lie"."""
    said = [c for c in tree.children[verb] if tree.dep[c] in _ABOUT]
    return [*said, *(c for s in said for c in tree.children[s] if tree.dep[c] in _ABOUT)]


def _kind(tree: Tree, row: int, words: FactualityWords) -> str:
    said = (lemma(tree, row), tree.lower[row])
    return next((k for k in ("untrue", "true", "open") if any(words.has("verdicts", k, w) for w in said)), "")
