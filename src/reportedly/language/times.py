"""When: time expressions read as intervals of days, never more precise than their words.

A grammar of a few dozen forms over the words of `lexicons/time_words.en.toml`. Relative expressions ("last
year", "on Tuesday") are resolved against the publication date and stay open without one. A bare weekday,
month or date without a year lies in the past unless its clause speaks of the future.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.language.periods import Period
from reportedly.language.time_context import TIME_WORDS, Context, Found
from reportedly.language.time_direction import looks_ahead, looks_back
from reportedly.language.time_grammar import Rule, occasions
from reportedly.language.time_uses import is_time
from reportedly.language.tree import Tree
from reportedly.report import Dating, Span
from reportedly.values.time import TimeValue

__all__ = ["TIME_WORDS", "times"]


def times(tree: Tree, published: str | None, *, within: tuple[Dating, ...] = ()) -> list[tuple[Span, TimeValue]]:
    """Every time expression of the report, in text order, with its reading.

    `published` is an ISO date or date-time (only its day is used); one that is no date counts as None, and
    then relative expressions stay open, unless the report was dated by its own words to `within` a year: then
    they are as wide as that leaves them. Without a date, a text that tells history ("in 1912 ... on 8 October") takes
    the year of a date from the date before. Ages ("48-year-old") are not times.
    """
    day = _date(published)
    found = _read_all(tree, day)
    if day is None and _tells_history(found):
        return _read_all(tree, None, history=True)
    if day is None and within and (days := _days(within[0].published.value)):
        return _between(found, _read_all(tree, days[0]), _read_all(tree, days[1]))
    return found


def _days(value: TimeValue) -> tuple[date, date] | None:
    """The first and last day, where they lie no more than a year apart; over more, no word would say anything."""
    first, last = _date(value.earliest), _date(value.latest)
    return (first, last) if first and last and (last - first).days <= _A_YEAR else None


def _between(
    found: list[tuple[Span, TimeValue]], early: list[tuple[Span, TimeValue]], late: list[tuple[Span, TimeValue]]
) -> list[tuple[Span, TimeValue]]:
    """Open readings closed by those on the first and on the last possible day, from the earliest to the latest."""
    first, last, out = dict(early), dict(late), []
    for span, value in found:
        a, b = first.get(span), last.get(span)
        if value.open and a and b and a.earliest and a.latest and b.earliest and b.latest:
            value = replace(
                value,
                type=a.type,
                timex=a.timex if a.timex == b.timex else value.timex,
                earliest=min(a.earliest, b.earliest),
                latest=max(a.latest, b.latest),
                anchor="inferred",
                rule=a.rule,
            )
        out.append((span, value))
    return out


def _tells_history(found: list[tuple[Span, TimeValue]]) -> bool:
    """Whether a text dates itself by years throughout, and hardly from its day of writing ("on Tuesday", "today")."""
    years = sum(value.anchor == "absolute" and not value.open for _, value in found)
    now = sum(value.anchor == "published" and value.rule not in _IN_A_YEAR for _, value in found)
    return years >= _DATES_OF_HISTORY and years >= 4 * now


_IN_A_YEAR = frozenset({"month-day", "month", "season", "month-year", "days", "feast"})
"""Rules of dates that lack a year and nothing else."""

_DATES_OF_HISTORY = 8


def _read_all(tree: Tree, day: date | None, *, history: bool = False) -> list[tuple[Span, TimeValue]]:
    out: list[tuple[Span, TimeValue]] = []
    at = 0
    before: Period | None = None
    quarter: Period | None = None
    spoken: Period | None = None
    aside: Period | None = None
    told = named = 0  # where the expressions that `before` and `quarter` were read from end
    for start, matches in occasions(tree.report.text):
        if start < at:
            continue
        context = Context(
            day,
            False,
            before if start - told < _SPOKEN_OF else None,
            quarter if start - named < _REPORTED_ON else None,
            spoken=spoken if history else None,
        )
        for match, rule in matches:
            rows = tree.rows(Span(match.start(), match.end(), match.group()))
            if not rows or tree.paragraph_number(rows[0]) != tree.paragraph_number(rows[-1]):
                continue
            ahead = looks_ahead(tree, rows)
            context = replace(context, ahead=ahead, behind=not ahead and looks_back(tree, rows))
            value = _read(rule, match, context, tree, rows)
            if value is None:
                continue
            span = tree.report.span(match.start(), match.end())
            out.append((span, value))
            at = match.end()
            if value.rule in {"quarter", "quarter-last", "year-ago"} and value.earliest and value.latest:
                named = match.end()
                spoken_of = _period(value)
                if day and value.rule == "quarter" and 0 <= (day - spoken_of.last).days < _REPORTED_WITHIN:
                    quarter = spoken_of
            elif value.rule == "duration" and value.timex in {"P6M", "P9M", "P12M", "P1Y"}:
                quarter = None  # "in the nine months, from $2 million a year earlier": not of a quarter any more
            if value.earliest and value.latest and value.type in {"DATE", "TIME"}:
                told, before = match.end(), _period(value)
                if (before.last - before.first).days < _A_YEAR and not _in_brackets(tree.report.text, match):
                    near = any(p and abs(p.first.year - before.first.year) <= _ASIDE for p in (spoken, aside))
                    spoken, aside = (before, None) if near or spoken is None else (spoken, before)
            break
    return _with_days(tree, out)


def _period(value: TimeValue) -> Period:
    return Period(value.timex or "", date.fromisoformat(value.earliest or ""), date.fromisoformat(value.latest or ""))


def _with_days(tree: Tree, found: list[tuple[Span, TimeValue]]) -> list[tuple[Span, TimeValue]]:
    """Clock times with the day that their sentence names, or else the one named last before them."""
    out = []
    for number, (span, value) in enumerate(found):
        if value.rule in {"clock", "small-hours", "daypart-text"} and value.open and value.timex:
            rows = tree.rows(span)
            sentence = tree.sentence_number(rows[0]) if rows else -1
            near = [
                (abs(other.start - span.start), at)
                for other, at in found[max(number - 3, 0) : number + 4]
                if at.earliest and at.earliest == at.latest and (rows_of := tree.rows(other))
                and (
                    tree.sentence_number(rows_of[0]) == sentence
                    or 0 < span.start - other.end < _SPOKEN_OF
                )
            ]  # fmt: skip
            if near:
                day = min(near, key=lambda pair: pair[0])[1].earliest
                value = replace(value, timex=value.timex.replace("XXXX-XX-XX", day or ""), earliest=day, latest=day)
        out.append((span, value))
    return out


_ASIDE = 30
"""Years beyond which one date is an aside of a story; the second there shows that the story went over."""


def _in_brackets(text: str, match: Found) -> bool:
    """ "(born 1871)", "(see the treaty of 1919)": beside the story, which goes on from the date before."""
    opened = text.rfind("(", max(match.start() - _SPOKEN_OF, 0), match.start())
    return opened >= 0 and ")" not in text[opened : match.start()]


_A_YEAR = 366

_SPOKEN_OF = 400
"""Characters over which "the same day" or "a week later" still speaks of the date before; then it stays open."""

_REPORTED_ON = 800
"""Characters after which a report on results must name its quarter again for "a year earlier" to be of that."""

_REPORTED_WITHIN = 200
"""Days after its end within which the results of a quarter are news."""


def _date(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _read(rule: Rule, match: Found, context: Context, tree: Tree, rows: range) -> TimeValue | None:
    if not is_time(rule.name, tree, rows, match.group()):
        return None
    try:
        return rule.read(match, context)
    except (ValueError, OverflowError):
        return None  # the 31st of June, the year 0: words that no calendar has are no date
