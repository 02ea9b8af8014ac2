"""Whether an event is the report's news or something that it recalls: an attack of years ago, an anniversary.

Databases that code from the press count old attacks as new ones when a report retells them; van Dijk's news schema
(News as Discourse, 1988) keeps "main events" and "history" apart for that reason. Words decide first (a date long
before publication, "ten years ago", "the anniversary of"), then the company an event keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Event, Newness, Report

__all__ = ["NewnessReader"]

LEXICON = "lexicons/telling.en.toml"

RECENT = 30
"""Days before publication within which an event is still news; set by hand: databases code weekly or monthly."""

APART = 300
"""Days by which, where no date of publication is known, an event lies before the newest day that the report names."""

YEAR = 300
"""Days from which an interval is no part of a year."""

LEAD = 2
"""Paragraphs at the beginning that tell the news; only words of their own make an event there background."""

_NO_WORDS = "no words say that it is recalled"
_IN_COMPANY = "told in the past perfect among what is recalled"


class NewnessReader:
    """Reads the newness of one report's events after another, in text order."""

    def __init__(self, report: Report, tree: Tree) -> None:
        self._report, self._tree = report, tree
        self._words = _lexicon()
        self._today, self._newest, self._by_days = _published(report), _newest(report), _by_days(report)
        self._recalled: set[int] = set()

    def __call__(self, event: Event) -> Anchored[Newness]:
        """New or background, with the words that say so or the rule."""
        row = self._tree.rows(event.span)[0]
        here = self._tree.sentence_number(row)
        rows = [
            row,
            *(r for span in event.mentions if self._tree.sentence_number(r := self._tree.rows(span)[0]) == here),
        ]
        old = self._dated(event) or next((found for each in rows if (found := self._said(event, each))), None)
        paragraph = self._tree.paragraph_number(row)
        if old is None and paragraph >= LEAD and event.time is None and paragraph in self._recalled:
            perfect = self._past_perfect(row)
            if perfect >= 0:
                old = Anchored("background", (self._tree.span((perfect,)),), _IN_COMPANY)
        if old is None:
            return Anchored("new", (), _NO_WORDS)
        self._recalled.add(paragraph)
        return old

    def _dated(self, event: Event) -> Anchored[Newness] | None:
        """Background by its own time: long before publication, or before the newest day that the report names."""
        time = event.time.value if event.time else None
        if event.time is None or time is None or time.latest is None or not event.time.spans:
            return None
        latest = _day(time.latest)
        if self._today is not None:
            old, why = latest < self._today - timedelta(days=RECENT), "long before publication"
        else:
            old = self._newest is not None and latest < self._newest - timedelta(days=APART)
            why = "long before the newest day that the report names"
            if self._by_days and time.earliest is not None and (latest - _day(time.earliest)).days > YEAR:
                old, why = True, "a year, where the news is told by days"
        return Anchored("background", event.time.spans, why) if old else None

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
        for child in tree.children[row]:
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


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])


def _published(report: Report) -> date | None:
    """The day of publication; where it is only inferred, the first day that it can be."""
    if report.publication.published is not None:
        return _day(report.publication.published.value)
    bounds = [dating.published.value.earliest for dating in report.dating or ()]
    return _day(bounds[0]) if bounds and bounds[0] else None


def _by_days(report: Report) -> bool:
    """Whether the report tells its news by days that wait for a date of publication ("on Wednesday")."""
    times = [event.time.value for event in report.events or () if event.time and event.occurred]
    return any(time.open and time.anchor == "published" for time in times)


def _newest(report: Report) -> date | None:
    """The newest day named among what is told as having happened."""
    days = [e.time.value.latest for e in report.events or () if e.time and e.occurred and e.time.value.latest]
    return _day(max(days)) if days else None
