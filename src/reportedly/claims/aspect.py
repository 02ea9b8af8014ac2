"""How far an event is told to be: begun, going on, over, taken up again. Most events are told without saying so.

Read from what stands beside the word, then from the word that governs it; its own progressive comes last. Words are
in `lexicons/aspect.en.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.aspect_words import aspect_words
from reportedly.claims.clause import NOMINAL, holder, lemma, negations
from reportedly.claims.factuality import Factuality, factuality
from reportedly.claims.operators import factuality_words
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Aspect

__all__ = ["aspect"]

_NOT: dict[Aspect, Aspect | None] = {
    "ended": "continuing",
    "finished": "continuing",
    "interrupted": "continuing",
    "continuing": "ended",
}
"""What a phase that is negated says: a siege that has not ended goes on."""

_OVER = frozenset({"ended", "finished", "interrupted"})


def aspect(tree: Tree, row: int, told: Factuality, carrier: int = -1) -> Anchored[Aspect] | None:
    """How far the event named by this token is, with the words that say so; None where none does.

    `told` is its factuality, `carrier` the light verb that carries an event noun ("again carried out an attack"), or
    -1. An end that is only planned or called for is none; one that failed leaves the event going on.
    """
    return (
        _beside(tree, row)
        or (_beside(tree, carrier) if carrier >= 0 else None)
        or _governed(tree, row, told)
        or _progressive(tree, row, told)
    )


def _beside(tree: Tree, row: int) -> Anchored[Aspect] | None:
    """By a modifier ("ongoing"), an adverb ("again", "no longer") or a count of times ("for the third time")."""
    words = aspect_words()
    noun = tree.pos[row] in NOMINAL
    for child in tree.children[row]:
        lower, dep = tree.lower[child], tree.dep[child]
        if noun and dep in {"amod", "det", "nmod", "compound"} and lower in words["modifiers"]:
            if tree.tag[row] not in {"NNS", "NNPS"} or words["modifiers"][lower] != "repeated":
                return Anchored(words["modifiers"][lower], tree.spans((child,)))
        elif not noun and dep in {"advmod", "npadvmod", "neg"}:
            before = tree.lower[child - 1] if child else ""
            for phrase, rows in ((f"{before} {lower}", (child - 1, child)), (lower, (child,))):
                if (value := words["adverbs"].get(phrase)) and _is_of(tree, row, rows[0], child):
                    return Anchored(value, tree.spans(rows))
        elif not noun and dep == "prep" and lower == "for" and (time := _nth_time(tree, child)):
            return Anchored("repeated", tree.spans(time))
    return None


def _is_of(tree: Tree, row: int, first: int, last: int) -> bool:
    """Whether an adverb speaks of this verb: not "still" before "may", which says that it has not come yet."""
    return first >= 0 and not (tree.lower[last] == "still" and any(tree.tag[c] == "MD" for c in tree.children[row]))


def _nth_time(tree: Tree, preposition: int) -> tuple[int, ...]:
    """Rows of "third time" in "for the third time", or (); the first time repeats nothing."""
    time = tree.child(preposition, "pobj")
    if time < 0 or tree.lemma[time] != "time":
        return ()
    nth = next(
        (c for c in tree.all(time, "amod") if aspect_words()["modifiers"].get(tree.lower[c]) == "repeated"), -1
    )
    return (nth, time) if nth >= 0 else ()


def _governed(tree: Tree, row: int, told: Factuality) -> Anchored[Aspect] | None:
    for head, phrase, frame, rows in _governors(tree, row):
        value = aspect_words()[frame].get(phrase)
        if value is None:
            continue
        not_ = negations(tree, head, factuality_words())
        how = factuality(tree, head)
        failed = how.polarity.value == "negative" and how.modality.value == "actual"
        if failed or not_:
            turned = _NOT.get(value)
            if turned is None or told.polarity.value == "negative":
                return None
            return Anchored(turned, tree.spans(sorted({*not_, *rows})), f"not {value}")
        if how.modality.value != "actual" and (value in _OVER or told.modality.value == "actual"):
            return None  # "called for an end to the attacks", "plans to resume the siege"
        return Anchored(value, tree.spans(rows))
    return None


def _governors(tree: Tree, row: int) -> Iterator[tuple[int, str, str, tuple[int, ...]]]:
    """The word above an event, each phrase under which the lexicon may list it, its frame, and the phrase's rows."""
    head, dep = tree.head[row], tree.dep[row]
    if head == row:
        return
    if dep in {"pobj", "pcomp"}:
        noun = holder(tree, head)
        if tree.pos[noun] == "NOUN" and tree.lower[head] in {"of", "to", "in"}:
            yield noun, lemma(tree, noun), "nouns", (noun,)
        elif tree.pos[noun] == "VERB":
            yield noun, f"{lemma(tree, noun)} {tree.lower[head]}", "takes", (noun, head)
        return
    if tree.pos[head] not in {"VERB", "AUX"}:
        return
    parts = [c for c in tree.children[head] if c != row and tree.dep[c] in {"prt", "advmod", "acomp", "dobj", "prep"}]
    frame = "subject" if dep in {"nsubj", "aux"} else "takes"
    if dep in {"nsubj", "aux", "dobj", "nsubjpass", "xcomp", "ccomp"} and (dep != "xcomp" or tree.tag[row] != "VBN"):
        for part in parts:
            yield head, f"{lemma(tree, head)} {lemma(tree, part)}", frame, (head, part)
            if tree.dep[part] == "prep" and (noun := tree.child(part, "pobj")) >= 0:
                yield head, f"{lemma(tree, head)} {tree.lower[part]} {lemma(tree, noun)}", frame, (head, part, noun)
        yield head, lemma(tree, head), frame, (head,)


def _progressive(tree: Tree, row: int, told: Factuality) -> Anchored[Aspect] | None:
    """ "is shelling", "was being shelled": what goes on, or went on when something else happened."""
    if told.modality.value != "actual" or told.polarity.value != "positive":
        return None
    below = [c for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass"}]
    finite = [c for c in below if tree.tag[c] in {"VBD", "VBZ", "VBP"}]
    being = [c for c in below if tree.lower[c] == "being"]
    if not finite or not (being or (tree.tag[row] == "VBG" and any(tree.lemma[c] == "be" for c in below))):
        return None
    return Anchored("continuing", tree.spans((*finite, *being, row)), "progressive")
