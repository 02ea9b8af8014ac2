"""A construction that may report something: its cue, source and content as rows of the parse.

Every frame (verbs, nouns, adjectives, phrases, adverbs, colons) proposes candidates freely; the counted weights
(claims/weights.py) decide which of them are attributions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.claims.cues import CuePos
from reportedly.language.tree import Tree
from reportedly.report import Quote, Span
from reportedly.text.dateline import read_dateline

__all__ = ["LONGEST_SENTENCE", "Candidate", "Context", "core", "phrase", "trimmed"]

LONGEST_SENTENCE = 400
"""Longest sentence, in tokens, in which reported speech is looked for. Prose stays below (the longest in 0.7 million
words of news has 222); beyond it stand lists, tables and noise, whose trees make every rule slow."""

DATELINE_WITHIN = 12
"""How many paragraphs, headline and bylines included, are looked at for a dateline."""


@dataclass(slots=True)
class Candidate:
    """One possible attribution. `head` is the row of the word that reports and `cue` all rows of the cue.

    `lemma` may carry a preposition or particle after a blank ("call for"). `source` is None where nobody is named.
    `shared` says that the source is the subject of another word ("..., arguing that"). `quotes` are positions
    of the quoted pieces that the content holds; `signs` are further facts for the weights. A `settled` candidate's
    words leave no doubt about who says what ("was quoted by the wire as saying").
    """

    head: int
    cue: list[int]
    lemma: str
    pos: CuePos
    frame: str
    source: list[int] | None
    content: set[int]
    shared: bool = False
    quotes: list[int] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    settled: bool = False


class Context:
    """What all frames look at: the tree, and for each row which piece of an outermost quotation holds it (-1: none).

    `rows` are those of all sentences that are not too long to be read, `too_long` the others.
    A piece is what a quotation has in one paragraph: `quoted` are its rows, `quote_of` its quotation, both by the
    position of the piece in the text. `dateline` are the rows of a dateline with its dash ("ORLEN, May 5 —"), which
    nobody says.
    """

    def __init__(self, tree: Tree, outer: Sequence[Quote]) -> None:
        self.tree = tree
        self.outer = outer
        self.inside = [-1] * len(tree)
        whole = tree.sentences()
        self.rows = [row for sentence in whole if len(sentence) <= LONGEST_SENTENCE for row in sentence]
        self.too_long = [sentence for sentence in whole if len(sentence) > LONGEST_SENTENCE]
        self.quoted: list[range] = []
        self.quote_of: list[int] = []
        self.pieces: list[Span] = []
        self.dateline = _dateline(tree)
        for number, quote in enumerate(outer):
            for span in quote.content:
                rows = tree.rows(span)
                for row in rows:
                    self.inside[row] = len(self.quoted)
                self.quoted.append(rows)
                self.quote_of.append(number)
                self.pieces.append(span)


def _dateline(tree: Tree) -> frozenset[int]:
    text, end = tree.report.text, tree.end
    for start in tree.tokens.paragraphs[:DATELINE_WITHIN]:
        rows = tree.paragraph(start)
        found = read_dateline(text, tree.start[start], end[rows[-1]])
        if found is not None:
            inside = [row for row in rows[:60] if tree.start[row] < found.whole[1]]
            return frozenset((*inside, inside[-1] + 1))
    return frozenset()


def phrase(tree: Tree, row: int, *, without: tuple[int, ...] = ()) -> list[int]:
    """The noun phrase headed by `row` as a reader would mark it: with titles, appositions and what modifies it,

    but without relative clauses and edge punctuation, and as one unbroken stretch around its head.
    """
    if tree.pos[row] == "PRON" and tree.tag[row] in ("PRP", "WP", "WDT", "PRP$", "EX"):
        return [row]
    skip = [
        c
        for c in tree.children[row]
        if tree.dep[c] in ("relcl", "advcl", "parataxis") or c in without or _not_who(tree, c)
    ]
    rows = tree.subtree(row, without=skip)
    low = high = rows.index(row)
    while low > 0 and rows[low - 1] == rows[low] - 1 and tree.text[rows[low - 1]] not in ("—", "–", "--"):
        low -= 1
    while high + 1 < len(rows) and rows[high + 1] == rows[high] + 1:
        high += 1
    return trimmed(tree, rows[low : high + 1]) or [row]


def _not_who(tree: Tree, row: int) -> bool:
    """What the parser hangs on a noun that is no part of who speaks: a participle after a comma, a day."""
    if tree.dep[row] == "acl" and tree.tag[row] == "VBG":
        first = tree.subtree(row)[0]
        return first > 0 and tree.text[first - 1] in (",", "—", "–")
    if tree.dep[row] == "prep" and tree.lower[row] in ("on", "in", "at"):
        return any(tree.dep[c] == "pobj" and tree.ent[c].endswith(("DATE", "TIME")) for c in tree.children[row])
    return False


def trimmed(tree: Tree, rows: list[int]) -> list[int]:
    """`rows` without punctuation, conjunctions and blanks at its edges."""
    low, high = 0, len(rows)
    while low < high and (tree.pos[rows[low]] in ("PUNCT", "SPACE") or tree.dep[rows[low]] in ("cc", "punct")):
        low += 1
    while high > low and (
        (tree.pos[rows[high - 1]] in ("PUNCT", "SPACE") and tree.text[rows[high - 1]] not in (")", "]", "%"))
        or tree.dep[rows[high - 1]] == "cc"
    ):
        high -= 1
    return rows[low:high]


def core(tree: Tree, rows: Sequence[int]) -> int:
    """The head of a stretch of rows: the first whose own head lies outside it. Raises IndexError for no rows."""
    inside = set(rows)
    return next((row for row in rows if tree.head[row] not in inside or tree.head[row] == row), rows[-1])
