"""When: time expressions read as intervals of days, never more precise than their words.

A grammar of a few dozen forms over the words of `lexicons/time_words.en.toml`. Relative expressions ("last
year", "on Tuesday") are resolved against the publication date and stay open without one. A bare weekday,
month or date without a year lies in the past unless its clause speaks of the future.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from reportedly.language.periods import Period
from reportedly.language.time_context import TIME_WORDS, Context, Found, time_words
from reportedly.language.time_grammar import Rule, grammar
from reportedly.language.tree import Tree
from reportedly.report import Span
from reportedly.values.time import TimeValue

__all__ = ["TIME_WORDS", "times"]


def times(tree: Tree, published: str | None) -> list[tuple[Span, TimeValue]]:
    """Every time expression of the report, in text order, with its reading.

    `published` is an ISO date or date-time (only its day is used); one that is no date counts as None, and
    then relative expressions stay open. Ages ("48-year-old") are not times.
    """
    forms, text = grammar(), tree.report.text
    day, out, at = _date(published), [], 0
    before: Period | None = None
    told = 0  # where the expression that `before` was read from ends
    while found := forms.anywhere.search(text, at):
        at = found.end()
        context = Context(day, False, before if found.start() - told < _SPOKEN_OF else None)
        for match, rule in forms.longest(text, found.start()):
            rows = tree.rows(Span(match.start(), match.end(), match.group()))
            if not rows or tree.paragraph_number(rows[0]) != tree.paragraph_number(rows[-1]):
                continue
            value = _read(rule, match, replace(context, ahead=_looks_ahead(tree, rows)), tree, rows)
            if value is None:
                continue
            span = tree.report.span(match.start(), match.end())
            out.append((span, value))
            at = max(match.end(), match.start() + 1)
            if value.earliest and value.latest and value.type in {"DATE", "TIME"}:
                told = match.end()
                before = Period(
                    value.timex or "", date.fromisoformat(value.earliest), date.fromisoformat(value.latest)
                )
            break
        else:
            at = max(_next_word(text, found.start()), found.start() + 1)
    return out


_SPOKEN_OF = 250
"""Characters over which "the same day" or "a week later" still speaks of the date before; then it stays open."""


def _next_word(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def _date(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _read(rule: Rule, match: Found, context: Context, tree: Tree, rows: range) -> TimeValue | None:
    if not _is_time(rule, tree, rows, match.group()):
        return None
    try:
        return rule.read(match, context)
    except (ValueError, OverflowError):
        return None  # the 31st of June, the year 0: words that no calendar has are no date


def _is_time(rule: Rule, tree: Tree, rows: range, words: str) -> bool:
    """Whether the words are used as a time here: not the verb "may", the count "2000 people", an age, a name."""
    first, last, lower = rows[0], rows[-1], words.lower()
    if rule.name in {"month", "season-of"} or lower in {"second", "seconds"}:
        if lower in {"may", "march", "mar", "dec", "jan", "second", "seconds", "fall", "spring"} and (
            tree.pos[first] not in {"PROPN", "NOUN"} or (lower in {"may", "march"} and words[0].islower())
        ):
            return False
        if lower in {"april", "may", "june", "augusta", "jan"} and tree.ent[first][2:] == "PERSON":
            return False
    if rule.name in {"duration", "duration-adjective", "duration-vague"}:
        after = " ".join(tree.lower[last + 1 : last + 4])
        return not re.match(r"(?:- )?old\b|of age\b", after) and tree.lower[first - 1 : first] not in (
            ["aged"],
            ["age"],
        )
    if rule.name == "decade" and tree.tag[first - 1 : first] == ("PRP$",):
        return False  # "a man in his forties"
    if rule.name == "year":
        return _is_year(tree, first, last)
    return True


def _is_year(tree: Tree, first: int, last: int) -> bool:
    before = tree.lower[first - 1] if first else ""
    after = tree.tag[last + 1] if last + 1 < len(tree) else ""
    if before in {"$", "£", "€", "no", "no.", "#", "about", "some", "nearly", "almost", "over", "than", "least"}:
        return tree.ent[last][2:] == "DATE"
    if tree.lower[last + 1 : last + 2] in (["utc"], ["gmt"], ["hours"], ["hrs"]):
        return False  # "at 1639 UTC" is a clock time
    counted = tree.dep[last] == "nummod" and after == "NNS" and tree.head[last] > last
    return not counted or before in {"the", "in", "since", "of"} or tree.ent[last][2:] == "DATE"


def _looks_ahead(tree: Tree, rows: range) -> bool:
    """Whether the clause of these words speaks of the future: will, is due to, plans to, the upcoming.

    "agreed on Friday to meet" looks back (Friday is when they agreed), "agreed to meet on Friday" ahead.
    """
    lemmas, row, below_verb = _future_lemmas(), rows[-1], False
    for _ in range(12):
        if tree.pos[row] in {"VERB", "AUX"}:
            words = {tree.lower[c] for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass"}}
            if words & _WILL or tree.lower[row] in _WILL:
                return True
            if tree.lemma[row] in lemmas and (below_verb or (tree.tag[row] == "VBN" and not words & _HAVE)):
                return True
            if words & _NOT_AHEAD or tree.tag[row] in {"VBD", "VBN"}:
                return False
            if tree.tag[row] == "VBG" and words & _BE:
                return tree.lemma[row] in lemmas
            below_verb = True
        elif tree.lemma[row] in lemmas or any(tree.lemma[c] in _UPCOMING for c in tree.children[row]):
            return True
        if tree.head[row] == row:
            break
        row = tree.head[row]
    return False


_WILL = frozenset({"will", "wo", "'ll", "’ll", "shall"})


_HAVE = frozenset({"had", "has", "have", "having"})


_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})


_NOT_AHEAD = frozenset({"would", "could", "should", "may", "might", "did", "was", "were"}) | _HAVE


_UPCOMING = frozenset({"upcoming", "forthcoming"})


@lru_cache(maxsize=1)
def _future_lemmas() -> frozenset[str]:
    return frozenset(time_words()["future"]["lemmas"])
