"""Whether an event is told as having happened: polarity, modality, and one occurrence or many.

The rules form an ordered lattice over the chain of heads above an event (the design of De Facto, Sauri and
Pustejovsky 2012): the chain is read from the outermost word inwards, each word turning the reading of the clause
below it. Reading begins below the word that reports the clause, if there is one: what a source says is judged as
the source says it, and how firmly the source holds it is the status of the claim (`claims.commitment`).
Words come from `lexicons/modality.en.toml` and, for verbs it does not list, from the judgements counted in
`lexicons/veridicality.en.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.claims.cues import cue_lexicon
from reportedly.claims.genericity import genericity
from reportedly.claims.operators import Effect, FactualityWords, Operator, factuality_words
from reportedly.claims.veridicality import veridicality
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Genericity, Modality

__all__ = ["Factuality", "clause_factuality", "factuality", "tense_rows"]

Polarity = Literal["positive", "negative"]

REPORTING = frozenset(
    {
        "speech",
        "claim",
        "denial",
        "belief",
        "perception",
        "question",
        "responsibility",
        "document",
        "hearsay",
        "evaluation",
    }
)
"""Classes of cues that reading never looks above. Intentions, demands and threats are looked through: what is

planned in a clause has not happened, whoever plans it."""


@dataclass(frozen=True, slots=True)
class Factuality:
    """How an event is told, each part anchored to the words that decided it.

    `cue` is the row of the reporting word below which reading began, or -1 where no word reports the event: an
    event with a cue that no claim covers is a sign of an attribution that was missed.
    """

    polarity: Anchored[Polarity]
    modality: Anchored[Modality]
    genericity: Anchored[Genericity]
    cue: int = -1


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one word of the chain: rows that decided, and in words why."""

    modality: Modality = "actual"
    negative: bool = False
    decided: tuple[int, ...] = ()
    negated: tuple[int, ...] = ()
    why: str = ""


PLAIN = _Reading()
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
CLAUSAL = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "csubj", "csubjpass", "pcomp", "oprd", "relcl", "dep", "parataxis"}
)


def factuality(tree: Tree, row: int) -> Factuality:
    """How the event named by this token (a verb or an event noun) is told.

    Raises IndexError if there is no such row. Every predicate gets an answer; one that no rule decides is
    positive, actual and specific, anchored to the words of its tense.
    """
    reading, path, cue = _read(tree, row)
    return Factuality(
        _polarity(tree, row, reading), _modality(tree, row, path, reading), _kind(tree, row, path, reading), cue
    )


def clause_factuality(tree: Tree, row: int) -> tuple[Anchored[Polarity], Anchored[Modality]]:
    """Polarity and modality of a predicate by its own clause alone: nothing above it is looked at."""
    reading = _local(tree, row, PLAIN, factuality_words())
    return _polarity(tree, row, reading), _modality(tree, row, [row], reading)


def _read(tree: Tree, row: int) -> tuple[_Reading, list[int], int]:
    words = factuality_words()
    path, cue = _path(tree, row)
    entered: list[_Reading] = [PLAIN]
    settled: list[_Reading] = [_local(tree, path[0], PLAIN, words)]
    for position in range(1, len(path)):
        incoming = _enter(tree, path, position, entered, settled, words)
        entered.append(incoming)
        settled.append(_local(tree, path[position], incoming, words))
    reading = settled[-1]
    if reading.modality == "actual" and not reading.decided and _asked(tree, path):
        reading = replace(reading, modality="unknown", decided=(tree.sentence(row)[-1],), why="question")
    return reading, path, cue


def _path(tree: Tree, row: int) -> tuple[list[int], int]:
    """The words from the outermost that bears on `row` down to `row`, and the reporting word above them or -1."""
    path = [row]
    while tree.head[path[0]] != path[0] and len(path) < 40:
        child, head = path[0], tree.head[path[0]]
        if _reports(tree, head, child):
            return path, head
        if tree.dep[child] == "relcl":
            break
        path.insert(0, head)
    return path, -1


def _reports(tree: Tree, head: int, child: int) -> bool:
    """Whether `head` reports the clause at `child`, and no operator of our own takes it."""
    dep = tree.dep[child]
    if dep == "prep" and tree.tag[head].startswith("VB"):
        return False
    if dep not in CLAUSAL or dep in {"relcl", "advcl"}:
        return False
    source = head
    if dep == "pcomp":
        source = tree.head[head]
        if tree.lower[head] not in {"of", "for", "to", "about"} or (
            ("prep", f"{_lemma(tree, source)} {tree.lower[head]}") in factuality_words().operators
        ):
            return False
    elif dep == "acl" and tree.tag[child] in {"VBN", "VBG"}:
        return False
    elif ("subject", "") != (_frame(tree, child), "") and (
        _frame(tree, child),
        _lemma(tree, source),
    ) in factuality_words().operators:
        operator = factuality_words().operators[_frame(tree, child), _lemma(tree, source)]
        if not operator.needs_negation:
            return False
    pos = "noun" if tree.pos[source] in NOMINAL else "adjective" if tree.pos[source] == "ADJ" else "verb"
    entry = cue_lexicon().get((_lemma(tree, source), pos))
    return entry is not None and entry.kind in REPORTING


def _lemma(tree: Tree, row: int) -> str:
    return tree.lemma[row].lower()


def _frame(tree: Tree, child: int) -> str:
    """The construction in which a clause depends on a word: to, that, ing, or np (a participle: "want him killed")."""
    tag, below = tree.tag[child], tree.children[child]
    if any(tree.dep[c] in {"aux", "auxpass"} and tree.tag[c] in {"MD", "VBD", "VBP", "VBZ"} for c in below):
        return "that"
    if tag in {"VBD", "VBP", "VBZ", "MD"} or any(tree.dep[c] == "mark" and tree.lower[c] == "that" for c in below):
        return "that"
    if tag == "VBG":
        return "ing"
    if any(tree.tag[c] == "TO" for c in below) or tag == "VB":
        return "to"
    return "np" if tag == "VBN" else "small"


# ------------------------------------------------------------------------------------ into a complement


def _enter(
    tree: Tree,
    path: list[int],
    position: int,
    entered: list[_Reading],
    settled: list[_Reading],
    words: FactualityWords,
) -> _Reading:
    """The reading with which the word at this position begins, from the word above it."""
    head, child = path[position - 1], path[position]
    above, dep = settled[position - 1], tree.dep[child]
    if dep == "conj":
        return _conjunct(tree, head, child, entered[position - 1], above, words)
    if dep in {"prep", "agent", "dative"}:
        return above
    if tree.pos[head] == "ADP" or dep == "pcomp":
        return _after_preposition(tree, path, position, settled, words)
    if operator := _operator(tree, head, child, words):
        return _apply(tree, operator, head, above)
    if tree.pos[child] in NOMINAL or (dep in {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "compound"}):
        return _noun_phrase(tree, head, child, above, words)
    if dep in CLAUSAL:
        return _clause(tree, head, child, above, words)
    return above if dep in {"acomp", "amod", "advmod", "appos", "poss"} else above


def _operator(tree: Tree, head: int, child: int, words: FactualityWords) -> Operator | None:
    dep, operators = tree.dep[child], words.operators
    if dep in CLAUSAL:
        frame = _frame(tree, child)
        found = operators.get((frame, _lemma(tree, head)))
        if dep == "advcl" and frame in {"ing", "np", "that"}:
            found = None
        if dep == "acl" and tree.tag[child] in {"VBN", "VBG"}:
            found = None
        if found is None and dep in {"ccomp", "xcomp"} and frame == "to":
            # "It is necessary to", "have a duty to": the word that decides is the complement's sister.
            for sister in tree.children[head]:
                if tree.dep[sister] in {"acomp", "attr", "dobj", "oprd"} and sister != child:
                    found = operators.get(("to", _lemma(tree, sister))) or found
        if found is None and frame in {"to", "that", "small", "ing"} and dep in {"ccomp", "xcomp", "acl"}:
            found = _counted(tree, head, frame)
        return found if found and _needed(tree, found, head) else None
    if dep in {"dobj", "nsubjpass", "attr", "oprd", "dative"}:
        found = operators.get(("np", _lemma(tree, head)))
        return found if found and _needed(tree, found, head) else None
    if dep == "nsubj":
        if found := operators.get(("subject", _lemma(tree, head))):
            return found
        for sister in tree.children[head]:
            if tree.dep[sister] in {"acomp", "attr", "oprd", "xcomp"}:
                return operators.get(("subject", _lemma(tree, sister)))
    if dep in {"compound", "nmod", "amod", "poss"}:
        return operators.get(("compound", _lemma(tree, head))) or operators.get(("compound", tree.lower[head]))
    return None


def _counted(tree: Tree, head: int, frame: str) -> Operator | None:
    """An operator made of people's judgements about this verb in this frame, where no class lists it."""
    signature = veridicality(_lemma(tree, head), "to" if frame == "to" else "that")
    if signature is None or frame == "small":
        return None
    return Operator("judged", _effect(signature.affirmed), _effect(signature.denied))


def _effect(mean: float) -> Effect:
    # 1.2 of 3 was the best threshold on the half of MegaVeridicality kept for choosing it (eval/factuality.py).
    if mean >= 1.2:
        return Effect("actual")
    return Effect("actual", negative=True) if mean <= -1.2 else Effect("hypothetical")


def _needed(tree: Tree, operator: Operator, head: int) -> bool:
    if not operator.needs_negation:
        return True
    return _negated(tree, head, factuality_words()) != () or _negated(tree, tree.head[head], factuality_words()) != ()


def _apply(tree: Tree, operator: Operator, head: int, above: _Reading) -> _Reading:
    effect = operator.denied if above.negative and not operator.needs_negation else operator.affirmed
    rows = (*above.decided, *_word(tree, head))
    if effect.fact:
        return _Reading(decided=(), why=f"fact under {operator.name}")
    negated = (*above.negated, *_word(tree, head)) if effect.negative else ()
    if effect.modality == "actual":
        return replace(above, negative=effect.negative, negated=negated)
    keep = above.modality in {"conditional", "hypothetical"}
    return _Reading(above.modality if keep else effect.modality, effect.negative, rows, negated, operator.name)


def _word(tree: Tree, row: int) -> tuple[int, ...]:
    return (row, *(c for c in tree.children[row] if tree.dep[c] == "prt"))


def _conjunct(
    tree: Tree, head: int, child: int, before: _Reading, above: _Reading, words: FactualityWords
) -> _Reading:
    """A conjunct shares what stands before its first member, unless it has a subject or tense of its own."""
    if tree.pos[child] in NOMINAL:
        return above
    own = any(
        tree.dep[c] in {"nsubj", "nsubjpass", "aux", "auxpass"} and tree.tag[c] != "TO" for c in tree.children[child]
    )
    same = tree.tag[child] == tree.tag[head]
    but = any(tree.dep[c] == "cc" and tree.lower[c] in {"but", "yet"} for c in tree.children[head])
    if own or not same:
        marks = _condition(tree, head, words)
        return replace(before, modality="conditional", decided=marks, why="condition") if marks else before
    return replace(above, negative=before.negative, negated=before.negated) if but else above


def _after_preposition(
    tree: Tree, path: list[int], position: int, settled: list[_Reading], words: FactualityWords
) -> _Reading:
    """Into the object of a preposition: by the word and its preposition, by the preposition, or as a noun phrase."""
    preposition, child = path[position - 1], path[position]
    above, word = settled[position - 1], tree.lower[preposition]
    governor = tree.head[preposition]
    if tree.pos[governor] == "ADP":
        word, governor = f"{tree.lower[governor]} {word}", tree.head[governor]
        if operator := words.operators.get(
            ("prep", f"{tree.lower[tree.head[preposition]]} {tree.lower[preposition]}")
        ):
            return _apply(tree, operator, preposition, above)
    if operator := words.operators.get(("prep", f"{_lemma(tree, governor)} {tree.lower[preposition]}")):
        if _needed(tree, operator, governor):
            return _apply(tree, operator, governor, above)
    if word in words.sets["negation", "prepositions"]:
        return replace(above, negative=True, negated=(preposition,))
    if tree.dep[child] == "pcomp":
        if word in {"after", "since", "before", "despite", "for", "following"} and above.modality != "conditional":
            return PLAIN
        return above if above.modality != "actual" else PLAIN
    if word in {"through", "by", "via", "with", "in", "during"} and above.modality != "actual":
        return above
    if tree.pos[governor] in NOMINAL and _lemma(tree, governor) in words.sets["containers", "words"] and word == "of":
        return above
    return _noun_phrase(tree, governor, child, above, words)


def _noun_phrase(tree: Tree, governor: int, child: int, above: _Reading, words: FactualityWords) -> _Reading:
    """A noun that no operator takes: a definite one is a fact that the sentence builds on; an indefinite one shares."""
    existential = any(tree.dep[c] == "expl" for c in tree.children[governor])
    if existential:
        return above
    if tree.dep[child] in {"compound", "amod", "nmod"} and tree.pos[child] in NOMINAL | {"VERB"}:
        return above
    if _definite(tree, child, words):
        return PLAIN
    return (
        replace(above, negative=False, negated=())
        if above.modality != "actual" and tree.dep[child] in {"nsubj"}
        else above
    )


def _definite(tree: Tree, row: int, words: FactualityWords) -> bool:
    if _lemma(tree, row) in words.sets["mass", "words"]:
        return False
    for child in tree.children[row]:
        if tree.dep[child] == "poss":
            return True
        if tree.dep[child] == "det" and tree.lower[child] in {"the", "this", "that", "these", "those", "both"}:
            return True
    return tree.pos[row] == "PROPN"


def _clause(tree: Tree, head: int, child: int, above: _Reading, words: FactualityWords) -> _Reading:
    """A clause that no operator takes: purpose, circumstance, or the like."""
    dep, frame = tree.dep[child], _frame(tree, child)
    if (
        frame == "to"
        and dep in {"advcl", "xcomp", "acl", "ccomp"}
        and any(tree.tag[c] == "TO" for c in tree.children[child])
    ):
        if dep == "advcl" and _lemma(tree, head) in words.sets["purpose", "achieved"] and above.modality == "actual":
            return above
        if above.modality not in {"actual"}:
            return above
        to = tuple(c for c in tree.children[child] if tree.tag[c] == "TO")
        return _Reading("planned" if dep == "advcl" else "hypothetical", False, to, (), "purpose infinitive")
    if frame == "that" and dep in {"advcl", "relcl"}:
        if above.modality in {"planned", "conditional"} and tree.tag[child] in {"VBP", "VBZ"}:
            return replace(above, negative=False, negated=())
        return PLAIN
    if dep == "acl" and tree.tag[child] in {"VBN", "VBG"}:
        return above if above.modality != "actual" else PLAIN
    if dep == "advcl" and above.modality == "actual":
        # ", targeting X" after "wanted to strike": the participle goes with what was wanted.
        for sister in tree.children[head]:
            if tree.dep[sister] == "xcomp" and sister < child and (operator := _operator(tree, head, sister, words)):
                return _apply(tree, operator, head, above)
        return replace(above, negative=False, negated=())
    return above


# -------------------------------------------------------------------------------------- the word itself


def _local(tree: Tree, row: int, incoming: _Reading, words: FactualityWords) -> _Reading:
    """The reading after the words that stand at this word itself: modals, conditions, negation, modifiers."""
    if tree.pos[row] == "ADP":
        return incoming
    if tree.pos[row] in NOMINAL or tree.pos[row] == "ADJ":
        return _local_noun(tree, row, incoming, words)
    reading = _local_modal(tree, row, incoming, words)
    if marks := _condition(tree, row, words):
        reading = _outer(reading, _Reading("conditional", False, marks, (), "condition"))
    elif marks := _consequent(tree, row, words):
        reading = replace(reading, modality="conditional", decided=marks, why="holds under a condition")
    if negated := _negated(tree, row, words):
        reading = replace(reading, negative=not reading.negative, negated=(*reading.negated, *negated))
    return reading


def _outer(inner: _Reading, new: _Reading) -> _Reading:
    return replace(new, negative=inner.negative, negated=inner.negated)


def _local_modal(tree: Tree, row: int, reading: _Reading, words: FactualityWords) -> _Reading:
    for child in tree.children[row]:
        if tree.dep[child] == "aux" and tree.tag[child] == "MD":
            modality = words.modality("modals", tree.lower[child])
            if modality == "planned" and reading.modality in {"advocated", "threatened"}:
                continue
            if modality and not (modality == "hypothetical" and reading.modality not in {"actual", "unknown"}):
                reading = _outer(reading, _Reading(modality, False, (child,), (), "modal"))
        elif tree.dep[child] == "advmod" and words.has("adverbs", "hypothetical", tree.lower[child]):
            if reading.modality == "actual":
                reading = _outer(reading, _Reading("hypothetical", False, (child,), (), "adverb"))
    if reading.modality == "actual" and _imperative(tree, row):
        reading = _Reading("advocated", reading.negative, (row,), reading.negated, "imperative")
    if reading.modality == "actual" and _to_be(tree, row):
        reading = _Reading("planned", reading.negative, (row,), reading.negated, "is to")
    return reading


def _to_be(tree: Tree, row: int) -> bool:
    """ "is to attack": parsed as an infinitive below a form of be."""
    head = tree.head[row]
    return head != row and tree.lemma[head] == "be" and tree.dep[row] == "xcomp" and _frame(tree, row) == "to"


def _imperative(tree: Tree, row: int) -> bool:
    if tree.tag[row] != "VB" or tree.dep[row] not in {"ROOT", "ccomp"}:
        return False
    return not any(
        tree.dep[c] in {"nsubj", "nsubjpass", "expl", "csubj"}
        or (tree.dep[c] == "aux" and tree.lower[c] not in {"do"})
        for c in tree.children[row]
    )


def _condition(tree: Tree, row: int, words: FactualityWords) -> tuple[int, ...]:
    """Rows that make this clause a condition: "if", or an inverted "had", "were", "should"."""
    below = tree.children[row]
    for child in below:
        if (
            tree.dep[child] in {"mark", "advmod"}
            and child < row
            and words.has("conditions", "marks", tree.lower[child])
        ):
            return (child,)
    if tree.dep[row] == "advcl":
        subject = next((c for c in below if tree.dep[c] in {"nsubj", "nsubjpass"}), -1)
        for word in (row, *below):
            if tree.lower[word] in words.sets["conditions", "inverted"] and (
                word == row or tree.dep[word].startswith("aux")
            ):
                if (subject > word or (word == row and subject == -1)) and not any(
                    tree.dep[c] == "mark" for c in below
                ):
                    return (word,)
    return ()


def _consequent(tree: Tree, row: int, words: FactualityWords) -> tuple[int, ...]:
    """Rows of "if" and the like in a clause that hangs on this one, unless this one is told in the past."""
    if tree.tag[row] == "VBD" and not any(tree.tag[c] == "MD" for c in tree.children[row]):
        return ()
    for child in tree.children[row]:
        if tree.dep[child] == "advcl" and (marks := _condition(tree, child, words)):
            if tree.lower[marks[0]] not in {"whether"}:
                return tuple(marks)
    return ()


def _negated(tree: Tree, row: int, words: FactualityWords) -> tuple[int, ...]:
    """Rows that negate this word: an adverb, a subject or object like "nobody" or "no soldiers"."""
    out: list[int] = []
    for child in tree.children[row]:
        lower, dep = tree.lower[child], tree.dep[child]
        if dep in {"neg", "advmod", "preconj", "cc"} and (
            lower in words.sets["negation", "words"] or (lower in words.sets["negation", "near"] and child < row)
        ):
            if dep == "cc" or (child + 1 < len(tree) and tree.lower[child + 1] == "only"):
                continue
            out.append(child)
        elif dep == "det" and lower in words.sets["negation", "determiners"]:
            out.append(child)
        elif dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
            if lower in words.sets["negation", "words"]:
                out.append(child)
            else:
                out.extend(
                    c
                    for c in tree.children[child]
                    if tree.dep[c] == "det" and tree.lower[c] in words.sets["negation", "determiners"]
                )
    return tuple(out) if len(out) % 2 else ()


def _local_noun(tree: Tree, row: int, reading: _Reading, words: FactualityWords) -> _Reading:
    for child in tree.children[row]:
        lower, dep = tree.lower[child], tree.dep[child]
        if dep in {"det", "neg"} and lower in words.sets["negation", "determiners"] | words.sets["negation", "words"]:
            if child not in reading.negated:
                reading = replace(reading, negative=not reading.negative, negated=(*reading.negated, child))
        elif dep in {"amod", "compound", "advmod", "nmod"} and reading.modality == "actual":
            if modality := words.modality("modifiers", lower):
                reading = _Reading(modality, reading.negative, (child,), reading.negated, "modifier")
    return reading


def _asked(tree: Tree, path: list[int]) -> bool:
    rows = tree.sentence(path[-1])
    return any(tree.text[row] == "?" for row in rows[-2:]) and len(path) < 4


# ---------------------------------------------------------------------------------------------- anchors


def tense_rows(tree: Tree, row: int) -> list[int]:
    """The rows that carry a verb's tense and voice ("was killed", "have carried out"); the row itself if no verb."""
    return sorted({row, *(c for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass", "prt"})})


def _spans(tree: Tree, rows: Iterable[int]) -> tuple:  # type: ignore[type-arg]
    return tree.spans(rows)


def _polarity(tree: Tree, row: int, reading: _Reading) -> Anchored[Polarity]:
    if reading.negative:
        return Anchored("negative", tree.spans(reading.negated or (row,)))
    return Anchored("positive", tree.spans(tense_rows(tree, row)), "no word negates it")


def _modality(tree: Tree, row: int, path: list[int], reading: _Reading) -> Anchored[Modality]:
    if reading.modality != "actual":
        return Anchored(reading.modality, tree.spans(reading.decided or (row,)), reading.why or None)
    return Anchored("actual", tree.spans(tense_rows(tree, row)), "told as a fact: no word makes it otherwise")


def _kind(tree: Tree, row: int, path: list[int], reading: _Reading) -> Anchored[Genericity]:
    return genericity(tree, row, path)
