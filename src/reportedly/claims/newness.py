"""Whether an event is the report's news or something that it recalls: an attack of years ago, an anniversary.

Databases that code from the press count old attacks as new ones when a report retells them; van Dijk's news schema
(News as Discourse, 1988) keeps "main events" and "history" apart for that reason. Words decide first (a date long
before publication, "ten years ago", "the anniversary of"), then what it is told with: the dated clause it hangs on,
the sentence that a court gave for it, the company it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportedly.claims.long_past import LongPast
from reportedly.claims.older_clauses import OlderClauses
from reportedly.claims.opening import opening
from reportedly.claims.proceedings import Judged
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Event, Newness, Report

__all__ = ["NewnessReader"]

LEXICON = "lexicons/telling.en.toml"

_NO_WORDS = "no words say that it is recalled"
_IN_COMPANY = "told in the past perfect among what is recalled"


class NewnessReader:
    """Reads the newness of one report's events after another, in text order."""

    def __init__(self, report: Report, tree: Tree) -> None:
        self._report, self._tree = report, tree
        self._words = _lexicon()
        self._recalled: set[int] = set()
        self._news = {row for rows in opening(tree) for row in rows}
        self._long_past = LongPast(report)
        self._older_clause = OlderClauses(report, tree, self._long_past)
        self._judged = Judged(report, tree)

    def __call__(self, event: Event) -> Anchored[Newness]:
        """New or background, with the words that say so or the rule."""
        row = self._tree.rows(event.span)[0]
        here = self._tree.sentence_number(row)
        rows = [
            row,
            *(r for span in event.mentions if self._tree.sentence_number(r := self._tree.rows(span)[0]) == here),
        ]
        old = self._dated(event) or next((found for each in rows if (found := self._said(event, each))), None)
        if old is None and (event.time is None or (event.time.value.open and event.time.value.anchor == "text")):
            if clause := self._older_clause(row):
                old = Anchored("background", (clause[0],), f"{clause[1]}, as what it is told with")
            elif judged := self._judged(event, row):
                old = Anchored("background", (judged[0],), judged[1])
        paragraph = self._tree.paragraph_number(row)
        if old is None and row not in self._news and event.time is None and paragraph in self._recalled:
            perfect = self._past_perfect(row)
            if perfect >= 0:
                old = Anchored("background", (self._tree.span((perfect,)),), _IN_COMPANY)
        if old is None:
            return Anchored("new", (), _NO_WORDS)
        self._recalled.add(paragraph)
        return old

    def _dated(self, event: Event) -> Anchored[Newness] | None:
        """Background by its own time: long before publication, or before the newest day that the report names."""
        if event.time is None or not event.time.spans or (why := self._long_past(event.time.value)) is None:
            return None
        return Anchored("background", event.time.spans, why)

    def _said(self, event: Event, row: int) -> Anchored[Newness] | None:
        """Background by the words around it: "an earlier attack", "the anniversary of the massacre", "years ago"."""
        tree, words = self._tree, self._words
        for child in tree.children[row]:
            if tree.dep[child] in ("amod", "nmod") and tree.lower[child] in words.modifiers:
                return Anchored("background", (tree.span((child,)),), "set apart from the event of the day")
            if tree.dep[child] == "advmod" and tree.lower[child] in words.adverbs:
                return Anchored("background", (tree.span((child,)),), "told as of an earlier time")
        above = tree.head[row]
        if (
            tree.dep[row] == "pobj"
            and tree.lower[above] == "of"
            and tree.lemma[tree.head[above]].lower() in words.occasions
        ):
            return Anchored("background", (tree.span((tree.head[above],)),), "remembered")
        if (
            event.time is not None
            and event.time.value.open
            and event.time.spans
            and words.phrase.search(event.time.words)
        ):
            return Anchored("background", event.time.spans, "told as of an earlier time")
        for span in self._clause_phrases(row):
            return Anchored("background", (self._report.span(*span),), "told as of an earlier time")
        return None

    def _clause_phrases(self, row: int) -> Iterator[tuple[int, int]]:
        """Where, beside this word and in its clause, a phrase of the lexicon stands."""
        tree = self._tree
        beside = list(tree.children[row])
        if tree.dep[row] in ("nsubj", "nsubjpass"):
            beside += tree.all(tree.head[row], "advmod", "npadvmod", "prep")  # "fires have in the past been set"
        for child in beside:
            if tree.dep[child] in ("advmod", "npadvmod", "prep", "amod", "nmod", "compound", "poss"):
                below = tree.subtree(child)
                span = tree.span(range(below[0], below[-1] + 1))
                if len(below) <= 8 and (found := self._words.phrase.search(span.words)):
                    yield span.start + found.start(), span.start + found.end()

    def _past_perfect(self, row: int) -> int:
        """The "had" of the verb, or of the verb that a noun depends on; or -1."""
        tree = self._tree
        for verb in (row, tree.head[row]):
            for child in tree.all(verb, "aux"):
                if tree.lower[child] in ("had", "'d", "’d"):
                    return child
        return -1


class _Words:
    def __init__(self, table: dict[str, list[str]]) -> None:
        self.modifiers = frozenset(table["modifiers"])
        self.occasions = frozenset(table["occasions"])
        self.adverbs = frozenset(table["adverbs"])
        self.phrase = re.compile("|".join(table["phrases"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    return _Words(load(LEXICON).tables["recalled"])
