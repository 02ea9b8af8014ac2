"""Whether an event is told as having happened: polarity, modality, and one occurrence or many.

The rules form an ordered lattice over the chain of heads above an event (the design of De Facto, Sauri and
Pustejovsky 2012): the chain is read from the outermost word inwards, each word turning the reading of the clause
below it. Reading begins below the word that reports the clause, if there is one: what a source says is judged as
the source says it, and how firmly the source holds it is the status of the claim (`claims.commitment`).
Words come from `lexicons/modality.en.toml` and, for verbs it does not list, from the judgements counted in
`lexicons/veridicality.en.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.claims.blame_words import takes_the_blame
from reportedly.claims.clause import (
    NOMINAL,
    PLAIN,
    Reading,
    frame,
    lemma,
    question_word,
    relative,
    settle,
    tense_rows,
    told_past,
    without_verb,
)
from reportedly.claims.cues import cue_lexicon
from reportedly.claims.embedding import CLAUSAL, in_force, read_down
from reportedly.claims.genericity import genericity
from reportedly.claims.operators import FactualityWords, factuality_words
from reportedly.claims.verdicts import verdict
from reportedly.language.tree import Tree
from reportedly.report import Anchored, CueClass, Genericity, Modality, Polarity

__all__ = ["REPORTING", "Factuality", "clause_factuality", "factuality"]


REPORTING: frozenset[CueClass] = frozenset(
    {"speech", "claim", "denial", "belief", "perception", "question", "responsibility", "document", "hearsay"}
)
"""Classes of cues that reading never looks above. Intentions, demands and threats are looked through: what is
planned in a clause has not happened, whoever plans it. Of an evaluation only a that-clause is reported."""

LONGEST = 40
"""Most heads looked at above a word; longer chains are parses gone wrong."""


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


def factuality(tree: Tree, row: int) -> Factuality:
    """How the event named by this token (a verb or an event noun) is told.

    Raises IndexError if there is no such row. Every predicate gets an answer; one that no rule decides is
    positive, actual and specific, anchored to the words of its tense. A kind of action ("derailing trains is
    easy") is hypothetical: no occurrence is told.
    """
    words = factuality_words()
    path, cue = _path(tree, row, words)
    reading = read_down(tree, path, words)
    mark = without_verb(tree, row) if reading.modality == "actual" else -1
    if mark >= 0 and words.has("conditions", "marks", tree.lower[mark]):
        reading = reading.turned("conditional", (mark,), "condition")
    if found := verdict(tree, path, cue, words):
        reading = found
    kind = genericity(tree, row, path, told=reading.modality == "actual")
    if reading.modality == "actual" and (mark := _asked(tree, path)) >= 0:
        reading = reading.turned("unknown", (mark,), "question")
    if reading.modality == "actual" and kind.value == "generic":
        reading = replace(reading.turned("hypothetical", (row,), "names a kind of action, no occurrence of it"))
    return Factuality(_polarity(tree, row, reading), _modality(tree, row, reading), kind, cue)


def clause_factuality(tree: Tree, row: int) -> tuple[Anchored[Polarity], Anchored[Modality]]:
    """Polarity and modality of a predicate by its own clause alone: nothing above it is looked at."""
    reading = settle(tree, row, PLAIN, factuality_words())
    return _polarity(tree, row, reading), _modality(tree, row, reading)


def _path(tree: Tree, row: int, words: FactualityWords) -> tuple[list[int], int]:
    """The words from the outermost that bears on `row` down to `row`, and the reporting word above them or -1.

    A finite relative clause is told for itself, whatever becomes of the noun it describes.
    """
    path = [row]
    while len(path) < LONGEST:
        child, head = path[-1], tree.head[path[-1]]
        if head == child or (relative(tree, child) and frame(tree, child) != "to"):
            break
        if (cue := _reporting(tree, head, child, words)) >= 0:
            return path[::-1], cue
        path.append(head)
    return path[::-1], -1


def _reporting(tree: Tree, head: int, child: int, words: FactualityWords) -> int:
    """The row of the word that reports what stands at `child`, or -1: none does, or it is listed as an operator."""
    dep, how = tree.dep[child], frame(tree, child)
    if tree.pos[head] == "ADP" and dep in {"pobj", "pcomp"}:
        return _reporting_with(tree, head, dep, words)
    if dep not in CLAUSAL or dep == "advcl" or relative(tree, child) or (dep == "acl" and how in {"np", "ing"}):
        return -1
    states = how == "that" and lemma(tree, head) in {"insist", "suggest"} and told_past(tree, child)
    operator = None if states else words.operators.get((how, lemma(tree, head)))
    if operator and in_force(tree, operator, head, words):
        return -1
    kind = _kind(tree, head)
    return head if kind in REPORTING or (kind == "evaluation" and how == "that") else -1


def _reporting_with(tree: Tree, preposition: int, dep: str, words: FactualityWords) -> int:
    """The row of the word that reports with a preposition ("accused the guards of", "charged with"), or -1."""
    source, word = tree.head[preposition], tree.lower[preposition]
    if tree.dep[source] in {"dobj", "nsubjpass"} and takes_the_blame(lemma(tree, tree.head[source])):
        source = tree.head[source] if _kind(tree, tree.head[source]) in REPORTING else source
    if ("prep", f"{lemma(tree, source)} {word}") in words.operators:
        return -1
    if dep == "pobj":
        blamed = tree.pos[source] == "VERB" and word in {"of", "with", "for", "over"}
        return source if blamed and _kind(tree, source) in {"responsibility", "claim"} else -1
    finite = word in {"on", "over"} and frame(tree, tree.child(preposition, "pcomp")) == "that"
    about = finite or word in {"of", "for", "to", "about"}
    return source if about and _kind(tree, source) in REPORTING else -1


def _kind(tree: Tree, row: int) -> CueClass | None:
    pos = "noun" if tree.pos[row] in NOMINAL else "adjective" if tree.pos[row] == "ADJ" else "verb"
    entry = cue_lexicon().get((lemma(tree, row), pos))
    return entry.kind if entry else None


def _asked(tree: Tree, path: list[int]) -> int:
    """The row of the question mark of a sentence that asks about its main predicate or what hangs on it, or -1.

    "Who fired?" and "Why did they leave?" take for granted that somebody fired and that they left.
    """
    if tree.head[path[0]] != path[0] or len(path) > 3:
        return -1
    past = any(tree.tag[row] in {"VBD", "VBN", "VBG"} for row in tense_rows(tree, path[0]))
    if past and question_word(tree, path[0]) >= 0:
        return -1
    return next((row for row in tree.sentence(path[0])[-2:] if tree.text[row] == "?"), -1)


def _polarity(tree: Tree, row: int, reading: Reading) -> Anchored[Polarity]:
    if reading.negative:
        return Anchored("negative", tree.spans(reading.negated or (row,)))
    return Anchored("positive", tree.spans(tense_rows(tree, row)), "no word negates it")


def _modality(tree: Tree, row: int, reading: Reading) -> Anchored[Modality]:
    if reading.modality != "actual":
        return Anchored(reading.modality, tree.spans(reading.decided or (row,)), reading.why or None)
    return Anchored("actual", tree.spans(tense_rows(tree, row)), "told as a fact: no word makes it otherwise")
