"""Steps before a court that are a report's news, and those that come months after the deed they are about.

A sentence, a verdict or a release from prison tells of a deed that is long past, whether or not the report says when
it was done; a charge or a first hearing may follow it by a day. Event coders count the deed when it happened.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reportedly.claims.opening import opening, tells_mainly
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Event, Report, Span

__all__ = ["Judged", "late", "news_in_court", "step"]

LEXICON = "lexicons/telling.en.toml"


def step(tree: Tree, event: Event) -> bool:
    """Whether an event is a step before a court, or puts somebody in prison or lets him out."""
    if event.type == "LEGAL":
        return event.mode in _words().steps
    lemmas = {tree.lower[row] for row in tree.rows(event.span)}
    if event.type == "COERCE":
        return bool(lemmas & _words().jailing)
    if event.type == "CONCEDE" and event.mode == "release":
        rows = tree.sentence(tree.rows(event.span)[0])
        return any(tree.lower[row] in _words().held for row in rows)
    return False


def late(tree: Tree, event: Event) -> bool:
    """Whether it is a step that comes long after the deed: a verdict, a sentence, a release; not a charge."""
    return step(tree, event) and (event.type != "LEGAL" or event.mode in _words().late)


def news_in_court(tree: Tree, report: Report) -> Event | None:
    """The step before a court that the report's opening mainly tells, or None."""
    first = [tree.sentence(rows[0]) for rows in opening(tree)]
    for event in report.events or ():
        row = tree.rows(event.span)[0]
        if event.occurred and step(tree, event) and any(row in rows for rows in first) and tells_mainly(tree, row):
            return event
    return None


class Judged:
    """Finds, for a deed of one report, the step before a court that makes it long past."""

    def __init__(self, report: Report, tree: Tree) -> None:
        self._tree = tree
        self._late = {
            tree.rows(event.span)[0]: event.span
            for event in report.events or ()
            if event.occurred and late(tree, event)
        }
        news = news_in_court(tree, report) if self._late else None
        self._news = news.span if news and late(tree, news) else None

    def __call__(self, event: Event, row: int) -> tuple[Span, str] | None:
        """The words of the step and how the deed stands to it, for the event with its trigger at this row."""
        if event.type == "LEGAL" or row in self._late:
            return None
        tree, at = self._tree, row
        for _ in range(_DEEP):
            above = tree.head[at]
            if above == at or tree.dep[at] not in _OF_A_DEED:
                break
            if above in self._late:
                return self._late[above], "what a court has judged"
            at = above
        if self._news is not None and (event.violent or event.type in _DEEDS or event.mode in _DEED_MODES):
            return self._news, "told of in a report of what a court has judged"
        return None


_DEEP = 8
"""Words that are climbed from a deed to the verdict it hangs on."""

_OF_A_DEED = frozenset(
    {"prep", "pobj", "pcomp", "acomp", "oprd", "xcomp", "dobj", "conj", "amod", "compound", "relcl"}
)
"""How a deed hangs on the verdict: "sentenced for driving into people who were protesting"."""

_DEEDS = frozenset({"ASSAULT", "ACCIDENT"})
_DEED_MODES = frozenset({"death", "incident", "explosion"})


class _Words(NamedTuple):
    steps: frozenset[str]
    late: frozenset[str]
    jailing: frozenset[str]
    held: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = load(LEXICON).tables["proceedings"]
    return _Words(*(frozenset(table[name]) for name in _Words._fields))
