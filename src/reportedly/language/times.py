"""When: time expressions read as intervals of days, never more precise than their words.

A grammar of a few dozen forms over the words of `lexicons/time_words.en.toml`. Relative expressions ("last
year", "on Tuesday") are resolved against the publication date and stay open without one. A bare weekday,
month or date without a year lies in the past unless its clause speaks of the future.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from reportedly.language import periods
from reportedly.language.numbers import number_of
from reportedly.language.periods import Period
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Span
from reportedly.values.time import TimeValue

__all__ = ["TIME_WORDS", "times"]

TIME_WORDS = "lexicons/time_words.en.toml"

Anchor = Literal["absolute", "published", "text", "none"]
Found = re.Match[str]


@dataclass(frozen=True)
class _Context:
    """What an expression is read against: the publication date, whether its clause looks ahead, the date before."""

    published: date | None
    ahead: bool
    before: Period | None


def times(tree: Tree, published: str | None) -> list[tuple[Span, TimeValue]]:
    """Every time expression of the report, in text order, with its reading.

    `published` is an ISO date or date-time (only its day is used); one that is no date counts as None, and
    then relative expressions stay open. Ages ("48-year-old") are not times.
    """
    grammar, text = _grammar(), tree.report.text
    day, out, at = _date(published), [], 0
    before: Period | None = None
    told = 0  # where the expression that `before` was read from ends
    while found := grammar.anywhere.search(text, at):
        at = found.end()
        context = _Context(day, False, before if found.start() - told < _SPOKEN_OF else None)
        for match, rule in grammar.longest(text, found.start()):
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


def _read(rule: _Rule, match: Found, context: _Context, tree: Tree, rows: range) -> TimeValue | None:
    if not _is_time(rule, tree, rows, match.group()):
        return None
    try:
        return rule.read(match, context)
    except (ValueError, OverflowError):
        return None  # the 31st of June, the year 0: words that no calendar has are no date


# ----------------------------------------------------------------------------------------------- grammar


@dataclass(frozen=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, _Context], TimeValue | None]


@dataclass(frozen=True)
class _Grammar:
    anywhere: re.Pattern[str]
    rules: tuple[_Rule, ...]

    def longest(self, text: str, at: int) -> Iterator[tuple[Found, _Rule]]:
        """The rules that match here, the one that takes most characters first."""
        hits = [(match, rule) for rule in self.rules if (match := rule.pattern.match(text, at))]
        yield from sorted(hits, key=lambda hit: -hit[0].end())


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Any]]:
    return {name: table for name, table in load(TIME_WORDS).tables.items() if name != "header"}


def _either(words: Any) -> str:
    return "(?:" + "|".join(sorted((str(word).replace(" ", r"\s") for word in words), key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    words = _words()
    small = (
        "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
        "seventeen|eighteen|nineteen"
    )
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    fragments = {
        "month": f"(?P<month>{_either(words['months'])})",
        "weekday": f"(?P<weekday>{_either(words['weekdays'])})",
        "day": r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)",
        "day2": r"(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)",
        "year": r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d%]|[.,]\d|-[a-z])",
        "spelled": rf"(?P<spelled>nineteen[\s-](?:{tens})(?:[\s-](?:{small}))?|"
        rf"two\sthousand(?:\s(?:and\s)?(?:{small}))?(?!\s\w+s\b))",
        "unit": "(?P<unit>(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade)s?|"
        "centur(?:y|ies))",
        "num": rf"(?P<num>\d{{1,3}}(?:,\d{{3}})*(?:\s\d/\d|\.\d+)?|(?:{tens})(?:[-\s](?:{small}))?|"
        rf"(?:a\s|one\s|two\s|three\s)?(?:hundred|"
        rf"thousand|dozen)|{small}|{_either(words['amounts'])}|an?)",
        "mod": rf"(?:(?:the\s)?(?P<mod>{_either(words['parts'])})(?:\sof)?(?:[\s-](?:in\s)?))?",
        "daypart": f"(?P<daypart>{_either(words['parts_of_day'])})",
        "season": f"(?P<season>{_either(words['seasons'])})",
        "which": r"(?P<which>last|past|previous|preceding|next|coming|following|this|that|current|same|"
        r"this\spast|this\scoming|the\s(?:last|past|previous|preceding|next|coming|following|same|current))",
        "approx": r"(?:(?:about|around|almost|nearly|more\sthan|less\sthan|over|at\sleast|up\sto|no\smore\sthan|"
        r"roughly|"
        r"approximately|under)\s)?",
        "clock": r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)|"
        r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:])|(?P<noon>noon|midday|midnight)|"
        r"(?P<hourword>\d{1,2})\so[’']clock)",
        "zone": r"(?:\s(?:local\stime|GMT|UTC|[A-Z]{1,2}[SD]?T)\b)?",
        "feast": f"(?P<feast>{_either(words['feasts'])})",
        "vague": f"(?P<vague>{_either(words['vague'])})",
        "often": f"(?P<often>{_either(words['frequencies'])})",
        "dash": r"\s?(?:[-–—/]|to|and|or|until)\s?",
    }
    rules = tuple(_Rule(name, _compile(form, fragments), read) for name, form, read in _FORMS)
    everywhere = "|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules)
    return _Grammar(re.compile(everywhere, re.IGNORECASE), rules)


def _compile(form: str, fragments: dict[str, str]) -> re.Pattern[str]:
    """A form with its <fragments> put in; a space stands for white space."""
    pattern = re.sub(r"(?<!\?P)<(\w+)>", lambda m: fragments[m[1]], form.replace(" ", r"\s{1,2}"))
    return re.compile(rf"(?<![\w$£€.])(?:{pattern})(?![\w])", re.IGNORECASE)


def _is_time(rule: _Rule, tree: Tree, rows: range, words: str) -> bool:
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
    return frozenset(_words()["future"]["lemmas"])


# ----------------------------------------------------------------------------------------------- readings


def _value(
    kind: Literal["DATE", "TIME", "DURATION", "SET"],
    timex: str | None,
    period: Period | None,
    anchor: Anchor,
    rule: str,
) -> TimeValue:
    if period is None:
        return TimeValue(kind, timex, None, None, anchor, rule)
    return TimeValue(kind, timex, period.first.isoformat(), period.last.isoformat(), anchor, rule)


def _group(match: Found, name: str) -> str:
    """The words of a group, lower-case with single blanks; empty where it took no part."""
    words = match.groupdict().get(name)
    return " ".join(words.lower().split()) if words else ""


def _code(table: str, word: str) -> Any:
    """The lexicon's code for a word, its keys being patterns."""
    for pattern, code in _words()[table].items():
        if re.fullmatch(pattern, word, re.IGNORECASE):
            return code
    raise ValueError(f"{word!r} is not in [{table}] of {TIME_WORDS}")


def _part(match: Found, period: Period, context: _Context) -> Period:
    which = _group(match, "mod")
    return periods.part(period, _words()["parts"][which], base=context.published) if which else period


def _daypart(match: Found) -> str:
    return f"T{_words()['parts_of_day'][_group(match, 'daypart')]}" if _group(match, "daypart") else ""


def _year_of(match: Found) -> int | None:
    return int(_group(match, "year")) if _group(match, "year") else None


def _full_date(match: Found, context: _Context) -> TimeValue | None:
    number, first = _code("months", _group(match, "month")), int(_group(match, "day"))
    last = int(_group(match, "day2") or first)
    clock = _daypart(match) or (_clock(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if clock else "DATE"
    of, anchor = _year_of(match), "absolute"
    if of is None:
        if context.published is None:
            date(2024, number, first)
            return _value(kind, f"XXXX-{number:02d}-{first:02d}{clock}", None, "published", "month-day")
        of = _nearest_year(context.published, number, first, ahead=context.ahead)
        anchor = "published"
    start, end = date(of, number, first), date(of, number, last)
    if end < start:
        return None
    timex = f"{start.isoformat()}{clock}" if start == end else f"{start.isoformat()}/{end.isoformat()}"
    return _value(kind, timex, Period(timex, start, end), "absolute" if anchor == "absolute" else "published", "date")


def _nearest_year(here: date, number: int, day: int, *, ahead: bool) -> int:
    """The year of a month and day without one: past by default, ahead where the clause looks ahead.

    A day that would be three quarters of a year past but lies within the next three months is ahead whatever
    the verb says: newspapers write "the meeting on Jan. 14" of the coming one, and give older dates a year.
    """
    at = [(abs((date(of, number, min(day, 28)) - here).days), of) for of in (here.year - 1, here.year, here.year + 1)]
    future = min(pair for pair in at if date(pair[1], number, min(day, 28)) >= here or pair[1] > here.year)
    past = min(pair for pair in at if date(pair[1], number, min(day, 28)) <= here or pair[1] < here.year)
    return future[1] if ahead or (future[0] <= _SOON and past[0] >= 365 - _SOON) else past[1]


_SOON = 92
"""Days within which a date without a year is taken to lie ahead; .80 to .84 interval accuracy on AQUAINT."""


def _iso_date(match: Found, context: _Context) -> TimeValue | None:
    at = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return _value("DATE", at.isoformat(), periods.day(at), "absolute", "iso")


def _month_of_year(match: Found, context: _Context) -> TimeValue | None:
    number, of = _code("months", _group(match, "month")), _year_of(match)
    if of is not None:
        period = periods.month(of, number)
        return _value("DATE", period.timex, _part(match, period, context), "absolute", "month-year")
    return _near(
        match, context, f"XXXX-{number:02d}", lambda base, by: periods.month(base.year + by, number), "month-year"
    )


def _near(
    match: Found, context: _Context, open_timex: str | None, make: Callable[[date, int], Period], rule: str
) -> TimeValue:
    if context.published is None:
        return _value("DATE", open_timex, None, "published", rule)
    by = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(_group(match, "whichyear"), 0)
    period = make(context.published, by)
    return _value("DATE", period.timex, _part(match, period, context), "published", rule)


def _bare_month(match: Found, context: _Context) -> TimeValue | None:
    number, which = _code("months", _group(match, "month")), _group(match, "which").removeprefix("the ")
    if context.published is None:
        return _value("DATE", f"XXXX-{number:02d}", None, "published", "month")
    here = context.published
    if which in {"next", "coming", "this coming", "following"} or (context.ahead and which not in _PAST):
        of = here.year if number > here.month or (number == here.month and not which) else here.year + 1
    elif which == "this" or which == "current":
        of = here.year
    elif which:
        of = here.year if number < here.month else here.year - 1
    else:
        of = here.year if number == here.month else _nearest_year(here, number, 15, ahead=False)
    period = periods.month(of, number)
    return _value("DATE", period.timex, _part(match, period, context), "published", "month")


_PAST = frozenset({"last", "past", "previous", "preceding", "this past"})
_NEXT = frozenset({"next", "coming", "this coming", "following"})


def _weekday(match: Found, context: _Context) -> TimeValue | None:
    number, which = _code("weekdays", _group(match, "weekday")), _group(match, "which").removeprefix("the ")
    clock = _daypart(match) or (_clock(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if clock else "DATE"
    if which in {"that", "same"}:
        return _value(kind, f"XXXX-WXX-{number}{clock}", None, "text", "weekday-text")
    if context.published is None:
        return _value(kind, f"XXXX-WXX-{number}{clock}", None, "published", "weekday")
    here = context.published
    week = _group(match, "whichweek")
    if week:
        at = here + timedelta(number - here.isoweekday() + {"last": -7, "next": 7}.get(week, 0))
    elif which in _NEXT or (context.ahead and which not in _PAST and which != "this"):
        ahead = (number - here.isoweekday()) % 7
        at = here + timedelta(ahead or (7 if which else 0))
    elif which == "this":
        at = here + timedelta(number - here.isoweekday())
    else:
        back = (here.isoweekday() - number) % 7
        at = here - timedelta(back or (7 if which else 0))
    return _value(kind, f"{at.isoformat()}{clock}", periods.day(at), "published", "weekday")


_BY = {
    **dict.fromkeys(_PAST, -1),
    **dict.fromkeys(_NEXT, 1),
    **dict.fromkeys({"this", "current", ""}, 0),
}


def _which_unit(match: Found, context: _Context) -> TimeValue | None:
    """ "last year", "early next month", "this week", "that day"."""
    which, word = _group(match, "which").removeprefix("the "), _group(match, "unit").rstrip("s")
    unit = _words()["units"][word]
    if unit in {"S", "MIN", "H", "2W"} or _group(match, "unit").endswith("s"):
        return None
    if which in {"past", "this past"} and unit != "WE":
        return None  # "the past year" is the twelve months before, which _window reads; "last year" is the calendar's
    if unit == "D" and _group(match, "which") == "the next":
        which = "following"
    if which in {"that", "same", "following", "previous", "preceding"}:
        if context.before is None or which in {"that", "same"}:
            base = context.before if which in {"that", "same"} and unit in {"Y", "M", "D", "W"} else None
            period = periods.shift(unit, 0, base.first) if base and _no_wider(base, unit) else None
        else:
            fits = _no_wider(context.before, unit)
            period = periods.shift(unit, _BY[which], context.before.first) if fits else None
        return _value("DATE", period.timex if period else None, period, "text", "unit-text")
    if context.published is None:
        return _value("DATE", None, None, "published", "unit")
    period = periods.shift(unit, _BY[which], context.published)
    if unit == "WE" and which == "last" and context.published.isoweekday() >= 6:
        period = periods.shift(unit, -1, context.published)
    kind: Literal["DATE", "TIME"] = "TIME" if word == "night" else "DATE"
    if kind == "TIME":
        period = period._replace(timex=f"{period.timex}TNI")
    return _value(kind, period.timex, _part(match, period, context), "published", "unit")


def _no_wider(base: Period, unit: str) -> bool:
    """Whether the base is fine enough to count this unit from: a year cannot say which day is the next."""
    width = (base.last - base.first).days + 1
    return width <= {"D": 1, "W": 7, "WE": 7, "M": 31, "Q": 92}.get(unit, 366)


def _the_weekend(match: Found, context: _Context) -> TimeValue | None:
    """ "over the weekend": the last one that has begun, or the next where the clause looks ahead."""
    if context.published is None:
        return _value("DATE", "XXXX-WXX-WE", None, "published", "weekend")
    here = context.published
    by = 0 if context.ahead or here.isoweekday() >= 6 else -1
    period = periods.shift("WE", by, here)
    return _value("DATE", period.timex, period, "published", "weekend")


def _which_daypart(match: Found, context: _Context) -> TimeValue | None:
    """ "this morning", "last night", "tonight", "that evening"."""
    which, code = _group(match, "which").removeprefix("the "), _daypart(match)
    if which in {"that", "same", "following", "next", "previous"} and which not in {"this"}:
        base = context.before
        by = 1 if which in {"following", "next"} else -1 if which == "previous" else 0
        fits = base is not None and base.first == base.last
        at = base.first + timedelta(by) if base is not None and fits else None
        return _value("TIME", f"{at}{code}" if at else None, periods.day(at) if at else None, "text", "daypart-text")
    if context.published is None:
        return _value("TIME", None, None, "published", "daypart")
    at = context.published - timedelta(1 if which in {"last", "past"} else 0)
    return _value("TIME", f"{at}{code}", periods.day(at), "published", "daypart")


def _deictic(match: Found, context: _Context) -> TimeValue | None:
    word, code = _group(match, "deictic"), _daypart(match)
    by = {
        "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
        "the day after tomorrow": 2, "overnight": -1,
    }[word]  # fmt: skip
    code = "TNI" if word in {"tonight", "overnight"} else code or (_clock(match) or "")
    kind: Literal["DATE", "TIME"] = "TIME" if code else "DATE"
    if context.published is None:
        return _value(kind, None, None, "published", word.replace(" ", "-"))
    at = context.published + timedelta(by)
    period = Period(at.isoformat(), at, at + timedelta(1)) if word == "overnight" else periods.day(at)
    return _value(kind, f"{at}{code}", period, "published", word.replace(" ", "-"))


def _amount(match: Found) -> float | None:
    """How many: a number, or None for a vague amount."""
    words = _group(match, "num")
    amounts = _words()["amounts"]
    if words in amounts:
        return None if amounts[words] == "X" else float(amounts[words])
    if words in {"a", "an"}:
        return 1.0
    if half := re.fullmatch(r"(\d+) 1/2", words):
        return int(half[1]) + 0.5
    if re.fullmatch(r"\d+[.]\d+", words):
        return float(words)
    number = number_of(words.replace("-", " - ").split())
    return None if number is None else float(number)


def _duration_timex(amount: float | None, word: str) -> str:
    unit = _words()["units"][word.rstrip("s")]
    number = "X" if amount is None else f"{amount:g}"
    if unit == "2W":
        return "P2W" if amount == 1 else f"P{number}W" if amount is None else f"P{2 * amount:g}W"
    if amount is not None and amount % 1 == 0.5 and unit in {"H", "Y"} and amount > 1:
        return f"PT{int(amount)}H30M" if unit == "H" else f"P{int(amount)}Y6M"
    if unit in {"S", "MIN", "H"}:
        return f"PT{number}{unit[0]}"
    if unit in {"DE", "CE"} and amount is not None:
        return f"P{amount * (10 if unit == 'DE' else 100):g}Y"
    return f"P{number}{'C' if unit == 'CE' else unit}"


def _ago(match: Found, context: _Context) -> TimeValue | None:
    """ "three days ago" is a day, "two months ago" a month, "five years ago" a year: no finer than its unit."""
    amount, word, where = _amount(match), _group(match, "unit"), _group(match, "where")
    unit = _words()["units"][word.rstrip("s")]
    anchor: Anchor = "published" if where in {"ago", "from now", "hence"} else "text"
    base = context.published if anchor == "published" else None
    if anchor == "text" and context.before and _no_wider(context.before, "D" if unit in {"S", "MIN", "H"} else unit):
        base = context.before.first
    sign = 1 if where in {"later", "from now", "hence", "after"} else -1
    if amount is None or base is None or amount != int(amount):
        return _value("DATE", None if amount else ("PAST_REF" if sign < 0 else "FUTURE_REF"), None, anchor, "ago")
    if unit in {"S", "MIN", "H"}:
        days = 1 if unit != "H" else int(amount) // 24 + 1
        first, last = sorted((base, base + sign * timedelta(days)))
        return _value("TIME", None, Period("", first, last), anchor, "hours-ago")
    if unit == "2W":
        unit, amount = "W", 2 * amount
    if unit in {"DE", "CE"}:
        unit, amount = "Y", amount * (10 if unit == "DE" else 100)
    period = periods.shift(unit, sign * int(amount), base)
    return _value("DATE", period.timex, period, anchor, "ago")


def _window(match: Found, context: _Context) -> TimeValue | None:
    """ "the past three months": a stretch that ends at the publication date, or begins there ("the next week")."""
    amount, word = _amount(match) if _group(match, "num") else None, _group(match, "unit")
    unit, which = _words()["units"][word.rstrip("s")], _group(match, "which").removeprefix("the ")
    if which in {"this", "that", "same", "current"}:
        return None
    if not _group(match, "num") and not word.endswith("s"):
        amount = 1.0
    timex = _duration_timex(amount, word)
    sign = 1 if which in _NEXT else -1
    if context.published is None or amount is None or which in {"previous", "preceding", "following"}:
        anchor: Anchor = "text" if which in {"previous", "preceding", "following"} else "published"
        return _value("DURATION", timex, None, anchor, "window")
    here = context.published
    days = {
        "S": 1,
        "MIN": 1,
        "H": max(int(amount) // 24, 1),
        "D": int(amount),
        "W": 7 * int(amount),
        "2W": 14 * int(amount),
    }
    if unit in days:
        other = here + sign * timedelta(days[unit])
    else:
        months = int(amount * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "WE": 1}[unit])
        whole = periods.shift("M", sign * months, here)
        other = whole.first + timedelta(min(here.day, whole.last.day) - 1)
    first, last = sorted((here, other))
    return _value("DURATION", timex, Period(timex, first, last), "published", "window")


def _duration(match: Found, context: _Context) -> TimeValue | None:
    amount, word = _amount(match), _group(match, "unit")
    return _value("DURATION", _duration_timex(amount, word), None, "none", "duration")


def _vague_duration(match: Found, context: _Context) -> TimeValue | None:
    return _value("DURATION", _duration_timex(None, _group(match, "unit")), None, "none", "duration-vague")


def _set(match: Found, context: _Context) -> TimeValue | None:
    if often := _group(match, "often"):
        return _value("SET", _words()["frequencies"][often], None, "none", "set")
    if _group(match, "weekday"):
        return _value(
            "SET", f"XXXX-WXX-{_code('weekdays', _group(match, 'weekday'))}{_daypart(match)}", None, "none", "set"
        )
    if _group(match, "month"):
        return _value("SET", f"XXXX-{_code('months', _group(match, 'month')):02d}", None, "none", "set")
    if code := _daypart(match):
        return _value("SET", f"XXXX-XX-XX{code}", None, "none", "set")
    amount = _amount(match) if _group(match, "num") else 1.0
    return _value("SET", _duration_timex(amount, _group(match, "unit")), None, "none", "set")


def _plain_year(match: Found, context: _Context) -> TimeValue | None:
    period = periods.year(int(_group(match, "year")))
    if end := _group(match, "year2"):
        other = int(end) if len(end) == 4 else int(f"{_group(match, 'year')[:2]}{end}")
        if other < period.first.year:
            return None
        whole = Period(f"{period.timex}/{other}", period.first, date(other, 12, 31))
        return _value("DATE", whole.timex, whole, "absolute", "years")
    return _value("DATE", period.timex, _part(match, period, context), "absolute", "year")


def _spelled_year(match: Found, context: _Context) -> TimeValue | None:
    """ "nineteen ninety-six", "January two thousand and one", as in transcripts."""
    first, _, rest = _group(match, "spelled").replace("-", " ").partition(" ")
    century = 1900 if first == "nineteen" else 2000
    of = century + (number_of(rest.removeprefix("thousand").split()) or 0)
    if _group(match, "month"):
        period = periods.month(of, _code("months", _group(match, "month")))
    elif _group(match, "season"):
        period = periods.season(of, _words()["seasons"][_group(match, "season")])
    else:
        period = periods.year(of)
    return _value("DATE", period.timex, _part(match, period, context), "absolute", "spelled-year")


def _decade(match: Found, context: _Context) -> TimeValue | None:
    figures, name = _group(match, "decade"), _group(match, "decadename")
    if name:
        index = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"].index(
            name
        )
        figures = f"19{20 + 10 * index}"
    period = periods.decade(int(figures) if len(figures) == 4 else 1900 + int(figures))
    return _value("DATE", period.timex, _part(match, period, context), "absolute", "decade")


def _century(match: Found, context: _Context) -> TimeValue | None:
    period = periods.century(100 * (int(_group(match, "ordinal")) - 1))
    return _value("DATE", period.timex, _part(match, period, context), "absolute", "century")


def _quarter(match: Found, context: _Context) -> TimeValue | None:
    number = ["first", "second", "third", "fourth"].index(_group(match, "nth")) + 1
    of = _year_of(match)
    if of is not None:
        period = periods.quarter(of, number)
        return _value("DATE", period.timex, period, "absolute", "quarter")
    if context.published is None:
        return _value("DATE", f"XXXX-Q{number}", None, "published", "quarter")
    here, which = context.published, _group(match, "whichyear")
    period = periods.quarter(here.year, number)
    if which:
        by = {"last": -1, "next": 1, "previous": -1}.get(which, 0)
        period = periods.quarter(here.year + by, number)
    elif not context.ahead and period.first > here:
        period = periods.quarter(here.year - 1, number)
    return _value("DATE", period.timex, period, "published", "quarter")


def _latest_quarter(match: Found, context: _Context) -> TimeValue | None:
    """ "the quarter", in a report on results: the last one that is over."""
    if context.published is None:
        return _value("DATE", None, None, "published", "quarter")
    period = periods.shift("Q", -1, context.published)
    return _value("DATE", period.timex, period, "published", "quarter")


def _season(match: Found, context: _Context) -> TimeValue | None:
    code, of = _words()["seasons"][_group(match, "season")], _year_of(match)
    if of is not None:
        period = periods.season(of, code)
        return _value("DATE", period.timex, _part(match, period, context), "absolute", "season")
    if context.published is None:
        return _value("DATE", f"XXXX-{code}", None, "published", "season")
    here, which = context.published, _group(match, "which").removeprefix("the ")
    of = here.year
    if which in _PAST and periods.season(of, code).last >= here:
        of -= 1
    elif which in _NEXT and periods.season(of, code).first <= here:
        of += 1
    elif which in {"", "that", "same"} and not context.ahead and periods.season(of, code).first > here:
        of -= 1
    period = periods.season(of, code)
    return _value("DATE", period.timex, _part(match, period, context), "published", "season")


def _feast(match: Found, context: _Context) -> TimeValue | None:
    rule = _words()["feasts"][_group(match, "feast").replace("’", "'")]
    of, anchor = _year_of(match), "absolute"
    if of is None:
        if context.published is None:
            return _value("DATE", None if rule[0].isalpha() else f"XXXX-{rule}", None, "published", "feast")
        here, anchor = context.published, "published"
        rough = periods.feast(rule, here.year)
        of = _nearest_year(here, rough.month, rough.day, ahead=context.ahead or _group(match, "which") in _NEXT)
    at = periods.feast(rule, of)
    return _value(
        "DATE", at.isoformat(), periods.day(at), "absolute" if anchor == "absolute" else "published", "feast"
    )


def _vague(match: Found, context: _Context) -> TimeValue | None:
    return _value("DATE", _words()["vague"][_group(match, "vague")], None, "none", "vague")


def _clock(match: Found) -> str | None:
    """ "T17:00" of a clock time among the words, or None."""
    if noon := _group(match, "noon"):
        return "T00:00" if noon == "midnight" else "T12:00"
    if hour24 := _group(match, "hour24"):
        return f"T{int(hour24):02d}:{_group(match, 'minute24')}"
    hour = _group(match, "hour")
    if not hour:
        return None
    late = _group(match, "half").startswith("p")
    number = int(hour) % 12 + (12 if late else 0) if int(hour) <= 12 else int(hour)
    return f"T{number:02d}:{_group(match, 'minute') or '00'}"


def _bare_clock(match: Found, context: _Context) -> TimeValue | None:
    """A clock time whose day is not said with it: its day stays open."""
    if (clock := _clock(match)) is None:
        return None
    return _value("TIME", f"XXXX-XX-XX{clock}", None, "text", "clock")


_FORMS: tuple[tuple[str, str, Callable[[Found, _Context], TimeValue | None]], ...] = (
    ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", _iso_date),
    ("date", r"(?:<clock><zone> (?:on )?)?(?:<weekday>,? )?(?:the )?(?:<daypart> of )?<day>"
             r"(?:<dash><day2>)?,? (?:of )?"
             r"<month>(?:,? <year>)?", _full_date),
    ("date", r"(?:<clock><zone> (?:on )?)?(?:<weekday>,? )?<month> (?:the )?<day>(?:<dash><day2>)?(?:,? <year>)?",
     _full_date),
    ("month-year", r"<mod><month>,? (?:of )?(?:<year>|(?P<whichyear>this|last|next) year)", _month_of_year),
    ("month", r"<mod>(?:<which> )?<month>", _bare_month),
    ("weekday", r"(?:<clock><zone> (?:on )?)?(?:<mod>)(?:<which> )?<weekday>(?: <daypart>)?"
                r"(?: (?:of )?(?P<whichweek>last|next|this) week)?", _weekday),
    ("unit", r"<mod><which> <unit>", _which_unit),
    ("weekend", r"the weekend", _the_weekend),
    ("daypart", r"(?:(?:early|late|earlier|later) )?<which> <daypart>", _which_daypart),
    ("deictic", r"(?:<clock><zone> )?(?:(?:early|late|earlier|later) )?"
                r"(?P<deictic>today|tonight|yesterday|tomorrow|overnight|"
                r"the day before yesterday|the day after tomorrow)(?: <daypart>)?", _deictic),
    ("ago", r"<approx><num>(?: more)? <unit>(?: or so)? "
            r"(?P<where>ago|earlier|later|from now|hence|before(?=[.,;]))", _ago),
    ("window", r"(?:at least )?(?:the )?<which> <num> <unit>", _window),
    ("window", r"(?:the )?(?P<which>past|last|next|coming) (?P<unit>days|weeks|months|years|decades|hours|"
               r"week|month|year|"
               r"decade|century|hour|hours)", _window),
    ("duration", r"<approx><num>[ -](?:more )?<unit>", _duration),
    ("duration-vague", r"(?:recent )?(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)",
     _vague_duration),
    ("set", r"(?:every|each) (?:<num> )?<unit>", _set),
    ("set", r"(?:every|each) (?:<weekday>(?: <daypart>)?|<month>)", _set),
    ("set", r"(?:every|each) <daypart>", _set),
    ("set", r"<weekday>(?:s| <daypart>s)", _set),
    ("set", r"(?:per|(?<=times\x20)an?|(?<=once\x20)an?|(?<=twice\x20)an?) <unit>", _set),
    ("set", r"<often>", _set),
    ("year", r"<mod>(?:the year )?<year>(?:[-–](?P<year2>(?:1[0-9]|20)?\d\d))?", _plain_year),
    ("year", r"<mod>(?:the year )?<spelled>", _spelled_year),
    ("month-year", r"<mod><month>,? (?:of )?<spelled>", _spelled_year),
    ("season", r"<mod>(?:the )?<season>,? (?:of )?<spelled>", _spelled_year),
    ("decade", r"<mod>(?:the )?(?:(?P<decade>(?:1[0-9]|20)\d0|[2-9]0)s|"
               r"(?P<decadename>twenties|thirties|forties|fifties|"
               r"sixties|seventies|eighties|nineties))", _decade),
    ("century", r"<mod>(?:the )?(?P<ordinal>1?\d|2[01])(?:st|nd|rd|th)[ -]century", _century),
    ("quarter", r"(?:the )?(?:(?P<whichyear>this|last|next) year['’]s )?(?P<nth>first|second|third|fourth)[ -]quarter"
                r"(?:,? (?:of )?(?:<year>|(?:the )?(?:fiscal )?year))?", _quarter),
    ("quarter-last", r"the (?:latest )?quarter", _latest_quarter),
    ("season", r"<mod><which> <season>", _season),
    ("season", r"<mod>(?:the )?<season>,? (?:of )?<year>", _season),
    ("season-of", r"(?<=in\x20)<mod>(?:the )<season>", _season),
    ("feast", r"(?:<which> )?<feast>(?:,? <year>)?", _feast),
    ("vague", r"<vague>(?! (?:<num> )?(?:<unit>|<season>s?|quarter))", _vague),
    ("clock", r"<clock><zone>", _bare_clock),
)  # fmt: skip
