"""What words are set in quotation marks for: speech, the title of a work, or distance (scare quotes)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Span

__all__ = ["Use"]

SHORT = 6
"""Longest quotation, in words, that may be a scare quote; quoted speech of that length has a verb or a cue."""

FAR = 60
"""How far from a quote, in tokens, its reporting word is looked for: longer sentences are lists and noise."""

LONGEST_TITLE = 12
"""Longest title of a work, in words."""

_ENDS = (".", "!", "?", ",", "…", ";")
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "so",
        "the",
        "to",
    )
) | frozenset(("up", "v", "vs", "with"))
_MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„", "‟", "‹", "›", "‚"))
_SPEAKING = frozenset(("speech", "claim", "question", "denial", "demand"))
_NAMING = frozenset(("call", "dub", "label", "brand", "term", "describe", "write", "read", "cite", "quote", "post"))
"""Reporting verbs that give names to works and things; what follows them may be a title."""
_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))


class Use:
    """Tells quotations, titles and scare quotes apart; built once, called for each quote."""

    def __init__(self) -> None:
        self._cues = cue_lexicon()
        self._works = frozenset(load("lexicons/works.en.toml").tables["works"]["lemmas"])

    def __call__(
        self, tree: Tree, content: Sequence[Span], closed: bool
    ) -> tuple[Literal["quotation", "title", "scare"], str]:
        """The use of the quote with this content, and the name of the rule that says so."""
        rows = tree.rows(content[0])
        words = [row for row in rows if tree.text[row][:1].isalnum()]
        if len(content) > 1 or not closed or len(words) > LONGEST_TITLE:
            return "quotation", "long"
        if not words:
            return "scare", "no words"
        if self._reported(tree, rows):
            return "quotation", "beside a cue"
        if self._title(tree, rows, words):
            return "title", "title case"
        if len(words) > SHORT or any(tree.tag[row] in _FINITE for row in words):
            return "quotation", "clause"
        if content[0].words.endswith((".", "!", "?")) and content[0].words[:1].isupper():
            return "quotation", "sentence"
        if self._cued(tree, rows):
            return "quotation", "cue in sentence"
        return "scare", "short and without a cue"

    def _title(self, tree: Tree, rows: range, words: list[int]) -> bool:
        big = [row for row in words if tree.lower[row] not in _SMALL]
        capital = sum(tree.text[row][:1].isupper() or tree.text[row][:1].isdigit() for row in big)
        if not big or capital < len(big) or not tree.text[words[0]][:1].isupper():
            return False
        before = [lemma_of(tree, row) for row in range(max(rows.start - 5, 0), max(rows.start - 1, 0))]
        named = any(word in self._works for word in before)
        if len(big) == 1:
            return named
        sentence = tree.text[rows[-1]] in (".", "!", "?")
        return named or not (sentence and any(tree.tag[row] in _FINITE for row in words))

    def _reported(self, tree: Tree, rows: range) -> bool:
        """Whether a reporting word or a colon leads to the quote, or the quote ends in a comma before one."""
        before, after = rows.start - 1, rows.stop
        while before >= 0 and tree.text[before] in _MARKS:
            before -= 1
        while after < len(tree) and tree.text[after] in _MARKS:
            after += 1
        if before >= 0 and (tree.text[before] == ":" or self._says(tree, before)):
            return tree.sentence_number(before) == tree.sentence_number(rows.start) or tree.text[before] == ":"
        if tree.text[rows[-1]] not in (",", "!", "?") or after >= len(tree):
            return False
        return any(
            self._says(tree, row) and (row == after or tree.pos[row - 1] in ("PRON", "PROPN", "NOUN"))
            for row in range(after, min(after + 4, len(tree)))
        )

    def _says(self, tree: Tree, row: int) -> bool:
        entry = self._cues.get((lemma_of(tree, row), "verb"))
        return (
            tree.pos[row] == "VERB" and entry is not None and entry.kind in _SPEAKING and entry.lemma not in _NAMING
        )

    def _cued(self, tree: Tree, rows: range) -> bool:
        whole = tree.sentence(rows.start)
        sentence = range(max(whole.start, rows.start - FAR), min(whole.stop, rows.stop + FAR))
        return any(
            (lemma_of(tree, row), "verb") in self._cues or tree.lower[row] == "according"
            for row in sentence
            if row not in rows and (tree.pos[row] == "VERB" or tree.lower[row] == "according")
        )
