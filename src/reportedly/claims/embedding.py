"""How a word is told by the words above it: each word of the chain of heads turns the reading of what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from reportedly.claims.clause import (
    NOMINAL,
    PLAIN,
    STATING,
    Reading,
    condition,
    frame,
    holder,
    lemma,
    negations,
    question_word,
    settle,
    tense_rows,
    told_past,
    with_particle,
)
from reportedly.claims.operators import Effect, FactualityWords, Operator
from reportedly.claims.veridicality import veridicality
from reportedly.language.tree import Tree

__all__ = ["CLAUSAL", "in_force", "read_down"]

CLAUSAL = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "csubj", "csubjpass", "pcomp", "oprd", "relcl", "dep", "parataxis"}
)
"""Dependencies by which a clause hangs on a word."""


def read_down(tree: Tree, path: Sequence[int], words: FactualityWords) -> Reading:
    """The reading of the last row of a path of heads and dependents, outermost first."""
    entered = [PLAIN]
    settled = [settle(tree, path[0], PLAIN, words)]
    for head, child in pairwise(path):
        if tree.dep[child] == "conj":
            incoming = _conjunct(tree, head, child, entered[-1], settled[-1], words)
        else:
            incoming = _enter(tree, head, child, settled[-1], words)
        entered.append(incoming)
        settled.append(settle(tree, child, incoming, words))
    return settled[-1]


def _enter(tree: Tree, head: int, child: int, above: Reading, words: FactualityWords) -> Reading:
    """The reading with which a dependent begins, given the settled reading of its head."""
    dep = tree.dep[child]
    if dep in {"prep", "agent", "dative"}:
        return above
    if tree.dep[head] in {"prep", "agent", "dative", "cc"} and dep in {"pobj", "pcomp"}:
        return _after_preposition(tree, head, child, above, words)
    if dep == "ccomp" and frame(tree, child) == "that" and question_word(tree, child) >= 0:
        # "It is not clear who fired": somebody fired.
        past = any(tree.tag[row] == "VBD" for row in tense_rows(tree, child))
        return PLAIN if past else replace(above, negative=False, negated=())
    if found := _operator(tree, head, child, words):
        if found.operator.affirmed.fact and above.modality != "actual" and frame(tree, child) == "to":
            return above  # "would be glad to help"
        return _apply(tree, found, above)
    if dep in CLAUSAL and tree.pos[child] not in NOMINAL:
        return _clause(tree, head, child, above, words)
    if dep in {"nsubj", "nsubjpass", "dobj", "attr", "oprd", "nmod", "compound"} or tree.pos[child] in NOMINAL:
        return _noun_phrase(tree, head, child, above, words)
    if dep == "amod" and tree.tag[child] in {"VBN", "VBG"}:
        return PLAIN
    return above


# ------------------------------------------------------------------------------------------- operators


class _Found(NamedTuple):
    """An operator and the words that are it."""

    operator: Operator
    rows: tuple[int, ...]


def _operator(tree: Tree, head: int, child: int, words: FactualityWords) -> _Found | None:
    """The operator that `head` is for what stands at `child`, or None."""
    dep = tree.dep[child]
    found = None
    if dep in CLAUSAL:
        found = _clausal_operator(tree, head, child, words)
    elif dep in {"dobj", "nsubjpass", "attr"}:
        found = _at(tree, head, with_particle(tree, head, "np", words))
    elif dep == "nsubj":
        return _subject_operator(tree, head, words)
    elif dep in {"compound", "nmod", "amod", "poss"}:
        found = _at(tree, head, words.operators.get(("compound", lemma(tree, head))))
    return found if found and in_force(tree, found.operator, head, words) else None


def _at(tree: Tree, head: int, operator: Operator | None, *rows: int) -> _Found | None:
    """The operator at these rows; at the head with its particle, if none are given."""
    if operator is None:
        return None
    return _Found(operator, rows or (head, *(c for c in tree.children[head] if tree.dep[c] == "prt")))


def _clausal_operator(tree: Tree, head: int, child: int, words: FactualityWords) -> _Found | None:
    dep, how = tree.dep[child], frame(tree, child)
    if (dep == "advcl" and how != "to") or (dep == "acl" and how in {"np", "ing"}):
        return None
    if how == "to" and (yet := next((c for c in tree.children[head] if tree.lower[c] == "yet" and c < child), 0)):
        return _at(tree, head, words.named("failure"), head, yet)  # "has yet to release"
    if how == "to" and tree.lower[head] == "order" and tree.lower[tree.head[head]] == "in":
        return _at(tree, head, words.named("intention"))  # "in order to kill"
    if how == "to" and tree.lower[head] == "got" and any(tree.lemma[c] == "have" for c in tree.all(head, "aux")):
        return _at(tree, head, words.named("advocacy"))  # "have got to leave"
    if how == "that" and lemma(tree, head) in STATING and told_past(tree, child):
        return None  # "agreed that the town had burned": no plan, but a belief
    if found := with_particle(tree, head, how, words):
        return _at(tree, head, found)
    if how in {"to", "that"} and dep in {"ccomp", "xcomp"}:
        # "It is necessary to", "it is untrue that", "they have a duty to": the complement's sister decides.
        for sister in tree.children[head]:
            found = words.operators.get((how, lemma(tree, sister)))
            if found and tree.dep[sister] in {"acomp", "attr", "oprd", "dobj" if how == "to" else "acomp"}:
                return _at(tree, head, found, sister)
    if how == "to" and dep == "xcomp" and lemma(tree, head) == "be" and tree.child(head, "acomp", "attr") < 0:
        return _at(tree, head, words.named("intention"))  # "the vote is to be held"
    judged = dep in {"ccomp", "xcomp"} and lemma(tree, head) != "be"
    return _at(tree, head, _judged(tree, head, how)) if judged else None


def _subject_operator(tree: Tree, head: int, words: FactualityWords) -> _Found | None:
    for sister in tree.children[head]:
        found = words.operators.get(("subject", lemma(tree, sister)))
        if found and tree.dep[sister] in {"acomp", "attr", "oprd", "xcomp"}:
            return _at(tree, head, found, sister)
    return _at(tree, head, words.operators.get(("subject", lemma(tree, head))))


HAPPENED = 1.2
"""Least mean judgement (of 3) at which a complement counts as having happened, and its negative as not."""


def _judged(tree: Tree, head: int, how: str) -> Operator | None:
    """An operator made of people's judgements about this verb, for a verb that no class of ours lists."""
    between = any(tree.dep[c] == "dobj" for c in tree.children[head])
    names = {"that": "that", "small": "that", "to": "object-to" if between else "to"}
    signature = veridicality(lemma(tree, head), names[how]) if how in names else None
    if signature is None:
        return None
    return Operator("judged", _effect(signature.affirmed), _effect(signature.denied))


def _effect(mean: float) -> Effect:
    if mean >= HAPPENED:
        return Effect("actual")
    return Effect("actual", negative=True) if mean <= -HAPPENED else Effect("hypothetical")


def in_force(tree: Tree, operator: Operator, head: int, words: FactualityWords) -> bool:
    """Whether an operator that works only under negation ("no sign of") is negated, itself or by its verb."""
    if not operator.needs_negation:
        return True
    return bool(negations(tree, head, words) or negations(tree, tree.head[head], words))


def _apply(tree: Tree, found: _Found, above: Reading) -> Reading:
    operator, word = found
    effect = operator.denied if above.negative and not operator.needs_negation else operator.affirmed
    if effect.fact or (effect.modality == "actual" and not effect.negative and _powerless(tree, above)):
        return PLAIN
    negated = (*above.negated, *word) if effect.negative else ()
    if effect.modality == "actual":
        return replace(above, negative=effect.negative, negated=negated)
    # What may or would be planned is no more than possible, what a foiled plot planned is foiled.
    modality = above.modality if above.modality in {"conditional", "hypothetical", "foiled"} else effect.modality
    return Reading(modality, effect.negative, (*above.decided, *word), negated, operator.name)


def _powerless(tree: Tree, above: Reading) -> bool:
    """ "could not stop the gang from burning it": what nobody was able to prevent happened."""
    return above.negative and bool(above.decided) and all(tree.lower[row] == "could" for row in above.decided)


# ---------------------------------------------------------------------------- what no operator decides


def _conjunct(tree: Tree, head: int, child: int, before: Reading, above: Reading, words: FactualityWords) -> Reading:
    """A conjunct shares what stands before its first member, unless it has a subject or tense of its own."""
    if tree.pos[child] in NOMINAL:
        return above
    nor = tuple(c for c in tree.children[head] if tree.dep[c] == "cc" and tree.lower[c] == "nor" and c < child)
    own = any(
        tree.dep[c] in {"nsubj", "nsubjpass", "aux", "auxpass"} and tree.tag[c] != "TO" for c in tree.children[child]
    )
    if nor and not own:
        return replace(above, negative=True, negated=above.negated or nor)
    bare = {tree.tag[head], tree.tag[child]} == {"VB", "VBP"}  # "come and get it", whatever the tagger makes of it
    if own or (tree.tag[child] != tree.tag[head] and not bare):
        marks = condition(tree, head, words)
        return before.turned("conditional", marks, "condition") if marks else before
    but = any(tree.dep[c] == "cc" and tree.lower[c] in {"but", "yet"} for c in tree.children[head])
    return replace(above, negative=before.negative, negated=before.negated) if but else above


def _after_preposition(tree: Tree, preposition: int, child: int, above: Reading, words: FactualityWords) -> Reading:
    """Into the object of a preposition: by its word and itself, by itself alone, or as a noun phrase."""
    word, governor = tree.lower[preposition], tree.head[preposition]
    phrases = _phrases(tree, preposition)
    for phrase, rows in phrases:
        operator = words.operators.get(("prep", phrase))
        if operator and operator.needs_indefinite and _definite(tree, child, words):
            continue
        if operator and in_force(tree, operator, governor, words):
            return _apply(tree, _Found(operator, rows), above)
    if words.has("negation", "prepositions", word):
        return replace(above, negative=True, negated=(preposition,))
    if tree.dep[child] == "pcomp":
        for phrase, rows in phrases:
            if words.has("negation", "before_gerunds", phrase):
                return replace(above, negative=True, negated=rows)
    if word == "of" and words.has("containers", "words", lemma(tree, governor)):
        return above
    if tree.dep[child] == "pcomp":
        if frame(tree, child) == "that" and word not in {"after", "before"}:
            return PLAIN  # "comment on whether they fired", "details of how they fired"
        if above.modality == "actual" and question_word(tree, child) >= 0:
            return above.turned("hypothetical", (preposition,), "infinitive of a question")  # "a talk on how to fire"
        if above.modality != "actual":
            before = above.modality != "conditional" and word in {"after", "since", "despite", "for", "following"}
            return PLAIN if before else above
        # "The problem of arming them", "a place for training": a noun's gerund names a possibility.
        noun = tree.pos[governor] in NOMINAL and word in {"of", "for", "to"}
        return above.turned("hypothetical", (preposition,), "gerund after a noun") if noun else PLAIN
    if word in {"through", "by", "via", "with"} and above.modality != "actual":
        return above
    if word in {"in", "during"} and above.modality != "actual" and not _definite(tree, child, words):
        return above  # but "ruled out a part in the attack" builds on the attack
    return _noun_phrase(tree, governor, child, above, words)


def _phrases(tree: Tree, preposition: int) -> list[tuple[str, tuple[int, ...]]]:
    """The word pairs under which a lexicon may list a preposition with what governs it, and the rows of each.

    "Forward to" and "held back from" before "held from"; last, for "convicted a driver of", the verb of its object.
    """
    word, governor = tree.lower[preposition], tree.head[preposition]
    out: list[tuple[str, tuple[int, ...]]] = [
        (f"{tree.lower[c]} {word}", (c, preposition)) for c in tree.children[preposition] if tree.dep[c] == "advmod"
    ]
    before = preposition - 1
    if before > 0 and tree.dep[before] in {"advmod", "prt"} and tree.head[before] == governor:
        out.append((f"{lemma(tree, governor)} {tree.lower[before]} {word}", (governor, before, preposition)))
        out.append((f"{tree.lower[before]} {word}", (before, preposition)))
    own = (governor, *(c for c in tree.children[governor] if tree.dep[c] == "prt"))
    out.append((f"{lemma(tree, governor)} {word}", own if word == "of" else (*own, preposition)))
    if (held := holder(tree, preposition)) != governor:
        out.append((f"{lemma(tree, held)} {word}", (held,)))
    verb = tree.head[governor]
    if tree.dep[governor] in {"dobj", "nsubjpass"} and tree.pos[verb] == "VERB":
        out.append((f"{lemma(tree, verb)} {word}", (verb, preposition)))
    return out


def _noun_phrase(tree: Tree, governor: int, child: int, above: Reading, words: FactualityWords) -> Reading:
    """A noun that no operator takes: a definite one is a fact the sentence builds on, an indefinite one shares."""
    if any(tree.dep[c] == "expl" for c in tree.children[governor]) or tree.dep[child] in {"compound", "nmod"}:
        return above
    if _definite(tree, child, words):
        return PLAIN
    subject = tree.dep[child] == "nsubj" and above.modality != "actual"
    return replace(above, negative=False, negated=()) if subject else above


def _definite(tree: Tree, row: int, words: FactualityWords) -> bool:
    if words.has("mass", "words", lemma(tree, row)):
        return False
    for child in tree.children[row]:
        if tree.dep[child] == "poss" or words.definite(tree.lower[child]):
            return True
    return tree.pos[row] == "PROPN"


def _clause(tree: Tree, head: int, child: int, above: Reading, words: FactualityWords) -> Reading:
    """A clause that no operator takes: a purpose, a circumstance, a description."""
    dep, how = tree.dep[child], frame(tree, child)
    to = tuple(c for c in tree.children[child] if tree.tag[c] == "TO")
    if to and above.modality == "actual":
        if _only(tree, head, words) or (dep == "advcl" and words.has("purpose", "achieved", lemma(tree, head))):
            return above
        return Reading("planned" if dep == "advcl" else "hypothetical", decided=to, why="purpose or possibility")
    if how == "that" and dep in {"advcl", "relcl"}:
        if tree.tag[child] not in {"VBP", "VBZ"}:
            return PLAIN
        # In a clause about what is to come, the present speaks of what is to come ("when it attacks").
        if above.modality not in {"actual", "unknown"}:
            return replace(above, negative=False, negated=())
        marks = tuple(c for c in tree.children[child] if words.has("conditions", "pending", tree.lower[c]))
        return above.turned("hypothetical", marks, "not yet") if marks else PLAIN
    if dep == "acl" and how in {"np", "ing"}:
        return above if above.modality != "actual" else PLAIN
    if dep == "advcl" and above.modality == "actual":
        # ", targeting X" after "wanted to strike": the participle goes with what was wanted.
        for sister in tree.children[head]:
            if tree.dep[sister] == "xcomp" and sister < child and (found := _operator(tree, head, sister, words)):
                return _apply(tree, found, above)
        return replace(above, negative=False, negated=())
    return above


def _only(tree: Tree, head: int, words: FactualityWords) -> bool:
    """ "the only member to vote", "the first to fall": who did it is told by having done it."""
    rows = (head, *tree.children[head])
    rows = (*rows, *(c for r in tree.all(head, "attr") for c in tree.children[r]))
    return any(words.has("purpose", "ranks", tree.lower[r]) for r in rows)
