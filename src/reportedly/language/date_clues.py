"""Clues to the day on which a report without a date appeared: each says which days it allows, by which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reportedly.language.dated_facts import Clue, Range, elections, named_facts, terms
from reportedly.language.time_context import time_words
from reportedly.language.time_direction import looks_ahead
from reportedly.language.times import times
from reportedly.language.tree import Tree
from reportedly.language.years_named import deaths, years_named
from reportedly.report import Span
from reportedly.text.dateline import read_dateline
from reportedly.values.time import TimeValue

__all__ = ["clues"]


def clues(tree: Tree) -> list[Clue]:
    """Every clue of the report, in text order. Needs tokens."""
    found = times(tree, None)
    explicit = [(span, value) for span, value in found if value.anchor == "absolute" and value.latest]
    dated = {tree.sentence_number(rows[0]) for span, _ in explicit if (rows := tree.rows(span))}
    latest = max((int((value.latest or "")[:4]) for _, value in explicit), default=0)
    facts = (*terms(tree, dated), *named_facts(tree), *elections(tree, latest))
    dates = list(_dates(tree, found))
    past = {clue.span for clue in dates if clue.rule == "past-date"}
    out = [*dates, *_anniversaries(tree), *years_named(tree, explicit, past), *deaths(tree), *facts]
    return sorted(out, key=lambda clue: (clue.span.start, clue.span.end, clue.rule))


# ---------------------------------------------------------------------------------------------- explicit dates


def _dates(tree: Tree, found: list[tuple[Span, TimeValue]]) -> Iterator[Clue]:
    last = max((tree.paragraph_number(len(tree) - 1) if len(tree) else 0), 0)
    dateline = _dateline(tree)
    for span, value in found:
        rows = tree.rows(span)
        if dateline and value.rule == "month-day" and span.start >= dateline[0] and span.end <= dateline[1]:
            yield Clue(span, _in_every_year(value, timedelta(0), timedelta(1)), "dateline-day")
        elif rows and value.rule == "month-day" and (weekday := _WEEKDAY.match(span.words)):
            yield from _weekday_date(span, value, weekday[1], ahead=looks_ahead(tree, rows))
        if value.anchor != "absolute" or value.type not in {"DATE", "TIME"} or not value.earliest or not rows:
            continue
        first, end = date.fromisoformat(value.earliest), date.fromisoformat(value.latest or value.earliest)
        paragraph = tree.paragraph_number(rows[0])
        in_dateline = dateline is not None and dateline[0] <= span.start and span.end <= dateline[1]
        if first == end and (in_dateline or (paragraph in {0, 1, 2, last} and _alone(tree, rows))):
            yield Clue(span, ((first, first + timedelta(1)),), "date-line")
        elif looks_ahead(tree, rows):
            if _will_be(tree, rows) and tree.lower[rows[0] - 1] != "since":
                yield Clue(span, ((date.min, end),), "still-to-come")
        elif _told_as_past(tree, rows, value):
            yield Clue(span, ((first, date.max),), "past-date")


def _weekday_date(span: Span, value: TimeValue, weekday: str, *, ahead: bool) -> Iterator[Clue]:
    """ "Tuesday, June 4": the years in which it was one; a date without a year is told within a year of it."""
    ranges = []
    for first, _ in _in_every_year(value, timedelta(0), timedelta(0)):
        if first.strftime("%a").lower() == weekday[:3].lower():
            ranges.append(
                (first - timedelta(365), first + _WEEKS) if ahead else (first - _WEEKS, first + timedelta(365))
            )
    if ranges:
        yield Clue(span, tuple(ranges), "weekday-date")


def _in_every_year(value: TimeValue, before: timedelta, after: timedelta) -> tuple[Range, ...]:
    number, day = int((value.timex or "")[5:7]), int((value.timex or "")[8:10])
    days = (date(year, number, min(day, 28) if number == 2 else day) for year in _YEARS)
    return tuple((at - before, at + after) for at in days)


_YEARS = range(1960, 2060)


def _dateline(tree: Tree) -> tuple[int, int] | None:
    """Where the date of the dateline stands in one of the first paragraphs ("GOMA, Congo, June 3 (Agency) —")."""
    text, starts = tree.report.text, [row for row in range(min(len(tree), _OPENING)) if row == tree.paragraph(row)[0]]
    for row in starts:
        rows = tree.paragraph(row)
        found = read_dateline(text, tree.span((row,)).start, tree.span((rows[-1],)).end)
        if found and found.date:
            return found.date
    return None


_OPENING = 60
"""Tokens within which a dateline begins."""

_WEEKS = timedelta(60)
"""How far on the other side of the report a date may lie whose clause does not show well whether it is over."""

_WEEKDAY = re.compile(r"(?:.*\s)?((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z.]*)", re.IGNORECASE)


def _alone(tree: Tree, rows: range) -> bool:
    """Whether a date is all its paragraph says, but for "Published:", "updated on" and a clock time."""
    paragraph = tree.paragraph(rows[0])
    rest = [
        tree.lower[row] for row in paragraph if row not in rows and tree.pos[row] not in {"PUNCT", "SPACE", "SYM"}
    ]
    return len(rest) <= _AROUND and all(word in _PUBLISHED or not word.isalpha() for word in rest)


_AROUND = 4
_PUBLISHED = frozenset(
    {"published", "posted", "updated", "on", "at", "date", "gmt", "utc", "est", "edt", "bst", "last"}
)


def _will_be(tree: Tree, rows: range) -> bool:
    """Whether the very verb of these words is in the future: "will meet in July 2024", not "was due in July 2024"."""
    for row in tree.ancestors(rows[-1])[:6]:
        if tree.pos[row] in {"VERB", "AUX"}:
            words = {tree.lower[c] for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass"}} | {
                tree.lower[row]
            }
            return bool(words & {"will", "wo", "'ll", "’ll", "shall"})
    return False


def _verb_words(tree: Tree, row: int) -> set[str]:
    return {tree.lower[c] for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass"}} | {tree.lower[row]}


def _told_as_past(tree: Tree, rows: range, value: TimeValue) -> bool:
    """Whether what is dated so is over or begun: "in 2014", "the 2014 annexation"; not "by 2030", "the 2020 race"."""
    first, last = rows[0], next((row for row in rows if tree.head[row] not in rows), rows[-1])
    before = tree.lower[first - 1] if first else ""
    if value.rule not in _DATED or before in _OPEN_PREPOSITIONS:
        return False
    if first > 1 and before == "in" and tree.lemma[first - 2].lower() in _TO_COME:
        return False
    head = tree.head[last]
    if tree.dep[last] in {"nummod", "compound", "nmod", "amod"} and tree.pos[head] in {"NOUN", "PROPN"}:
        return head > last and tree.lemma[head].lower() in _OVER
    if (
        first
        and tree.tag[rows[-1] + 1 : rows[-1] + 2] in (("NNP",), ("NNPS",))
        and before not in {"in", "since", "on"}
    ):
        return False  # "the 2020 United States presidential election"
    row = last
    for _ in range(8):
        if tree.pos[row] in {"VERB", "AUX"}:
            words = {tree.lower[c] for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass"}} | {
                tree.lower[row]
            }
            return bool(tree.tag[row] in {"VBD", "VBN"} or words & _PAST_AUX) and not words & _UNREAL
        if tree.head[row] == row or tree.dep[row] == "appos" or tree.lemma[row].lower() in _TO_COME:
            break  # "Mora, up for re-election in 2018, said"
        row = tree.head[row]
    return False


_TO_COME = frozenset({"election", "reelection", "re-election", "up", "due"})
_DATED = frozenset(
    {"date", "iso", "month-year", "year", "season", "quarter", "spelled-year", "days", "months", "half"}
)
_OPEN_PREPOSITIONS = frozenset(
    {"until", "till", "by", "before", "through", "after", "to", "for", "from", "beyond", "past", "towards", "toward"}
)
_PAST_AUX = frozenset({"was", "were", "had", "did", "has", "have", "been"})
_UNREAL = frozenset({"will", "would", "could", "should", "may", "might", "can", "shall", "to"})
_OVER = frozenset(
    {
        "annexation", "invasion", "war", "coup", "attack", "bombing", "massacre", "genocide", "killing", "murder",
        "revolution", "uprising", "earthquake", "crash", "riot", "raid", "shooting", "agreement", "accord", "ruling",
        "report", "study", "film", "book", "album", "protest", "conflict", "siege", "assassination", "referendum",
        "disaster", "pandemic", "outbreak", "hurricane", "tsunami", "treaty", "truce", "ceasefire",
    }
)  # fmt: skip


# ------------------------------------------------------------------------------------- anniversaries, N years ago

_ANNIVERSARY = re.compile(
    r"(?:(?P<n>\d{1,3})(?:st|nd|rd|th)|\b(?P<word>[a-z]+(?:-[a-z]+)?))[ -](?:year )?anniversary of[^.;\n]{0,60}?"
    r"\b(?P<year>1[5-9]\d\d|20\d\d)\b"
)
_ROUND = {"fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "seventy-fifth": 75, "hundredth": 100}
_YEARS_AGO = re.compile(
    r"\b(?:(?P<y1>1[89]\d\d|20\d\d),? (?:some |about )?(?P<n1>\d{1,3}) years ago"
    r"|(?P<n2>\d{1,3}) years ago,? in (?:[A-Z]\w+ )?(?P<y2>1[89]\d\d|20\d\d))\b"
)


def _ordinal(word: str) -> int:
    """ "tenth", "twenty-fifth" as a number; 0 of another word."""
    return next((n for form, n in time_words()["ordinals"].items() if re.fullmatch(form, word)), 0)


def _anniversaries(tree: Tree) -> Iterator[Clue]:
    text = tree.report.text
    for match in _ANNIVERSARY.finditer(text):
        years = int(match["n"]) if match["n"] else _ROUND.get(match["word"]) or _ordinal(match["word"])
        of = int(match["year"]) + years if years else 0
        if 1900 <= of <= 2100:
            yield Clue(tree.report.span(*match.span()), ((date(of, 1, 1), date(of, 12, 31)),), "anniversary")
    for match in _YEARS_AGO.finditer(text):
        of = int(match["y1"] or match["y2"]) + int(match["n1"] or match["n2"])
        if 1900 <= of <= 2100:
            yield Clue(tree.report.span(*match.span()), ((date(of - 1, 7, 1), date(of + 1, 6, 30)),), "years-ago")
