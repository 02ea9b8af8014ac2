"""A cue in its sentence: its main word, whether that word is itself told as a fact, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportedly.claims.clause import tense_rows
from reportedly.claims.cues import CueEntry
from reportedly.claims.factuality import factuality
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Modality, Polarity, Span

__all__ = ["LEXICON", "CueInContext", "commitment_words", "join", "owned_act", "passive_hearsay", "read_cue"]

LEXICON = "lexicons/commitment.en.toml"


@dataclass(frozen=True, slots=True)
class CueInContext:
    """A cue in its sentence: its rows, the row of its main word, and how that word itself is told."""

    rows: tuple[int, ...]
    word: int
    negated: bool
    polarity: Anchored[Polarity]
    modality: Anchored[Modality]


def read_cue(tree: Tree, cue_rows: Sequence[int], entry: CueEntry | None) -> CueInContext | None:
    """The cue of these rows, or None if there are none. The word that the lexicon lists is the main one."""
    rows = tuple(sorted(cue_rows))
    if not rows:
        return None
    tops = [row for row in rows if tree.head[row] not in rows or tree.head[row] == row]
    named = [row for row in rows if entry and tree.lemma[row].lower() == entry.lemma]
    word = (named or [row for row in tops if tree.pos[row] in {"VERB", "NOUN"}] or tops or list(rows))[0]
    told = factuality(tree, word)
    return CueInContext(rows, word, told.polarity.value == "negative", told.polarity, told.modality)


def passive_hearsay(tree: Tree, word: int) -> bool:
    """ "is said to have attacked", "it is reported that": a passive of saying that names nobody."""
    return (
        tree.tag[word] == "VBN"
        and tree.child(word, "auxpass") >= 0
        and tree.child(word, "agent") < 0
        and tree.child(word, "xcomp") >= 0
    )


def owned_act(tree: Tree, read: CueInContext) -> list[int]:
    """Rows that make a claim one of responsibility: its object, or a passive ("was claimed by the group")."""
    if tree.lemma[read.word] != "claim":
        return []
    words = commitment_words()["responsibility", "words"]
    nouns = [row for row in (*read.rows, *tree.children[read.word]) if tree.lemma[row] in words]
    if nouns:
        return nouns
    passive = tree.all(read.word, "agent")
    if tree.tag[read.word] == "VBN" and passive and tree.child(read.word, "ccomp", "xcomp") < 0:
        return [*tense_rows(tree, read.word), *passive]
    return []


def join(tree: Tree, *parts: Sequence[Span]) -> tuple[Span, ...]:
    """All these words in text order, a span for each unbroken run."""
    return tree.spans(row for spans in parts for span in spans for row in tree.rows(span))


@lru_cache(maxsize=1)
def commitment_words() -> Mapping[tuple[str, str], frozenset[str]]:
    """The sets of words of the lexicon, by (table, key)."""
    tables = load(LEXICON).tables
    return {
        (table, key): frozenset(words)
        for table, keys in tables.items()
        if table != "header"
        for key, words in keys.items()
    }
