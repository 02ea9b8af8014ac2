"""The forms a time expression can take, as patterns over the words of the lexicon, each with its reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportedly.language import time_dates, time_deixis, time_quarters, time_weekdays
from reportedly.language.time_context import Context, Found, time_words
from reportedly.values.time import TimeValue

__all__ = ["Grammar", "Rule", "grammar", "occasions"]


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, Context], TimeValue | None]


@dataclass(frozen=True)
class Grammar:
    """`here` matches where any rule does; `openings` are the first three letters of every word of the grammar."""

    here: re.Pattern[str]
    openings: frozenset[str]
    rules: tuple[Rule, ...]

    def starts(self, text: str) -> Iterator[int]:
        """Where in the text a time expression begins. Most words are passed over by their first letters."""
        for word in _WORD.finditer(text):
            opening = word[0].lower()
            if (opening in self.openings or opening[0].isdigit()) and self.here.match(text, word.start()):
                yield word.start()

    def longest(self, text: str, at: int) -> Iterator[tuple[Found, Rule]]:
        """The rules that match here, the one that takes most characters first."""
        hits = [(match, rule) for rule in self.rules if (match := rule.pattern.match(text, at))]
        yield from sorted(hits, key=lambda hit: -hit[0].end())


@lru_cache(maxsize=2)
def occasions(text: str) -> tuple[tuple[int, tuple[tuple[Found, Rule], ...]], ...]:
    """Where time expressions begin in a text, each with the rules that match there, longest first.

    Kept for the last texts, because a report without a date is read for its clues, and then against each bound.
    """
    forms = grammar()
    return tuple((start, tuple(forms.longest(text, start))) for start in forms.starts(text))


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    words = time_words()
    small = (
        "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
        "seventeen|eighteen|nineteen"
    )
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    fragments = {
        "month": f"(?P<month>{_either(words['months'])})",
        "month2": f"(?P<month2>{_either(words['months'])})",
        "weekday2": f"(?P<weekday2>{_either(words['weekdays'])})",
        "weekday": f"(?P<weekday>{_either(words['weekdays'])})",
        "day": r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
        "day2": r"(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
        "dayword": f"(?P<dayword>{_either(words['ordinals'])})",
        "year": r"(?P<year>(?:1[0-9]|20)\d\d)(?![\d%]|[.,]\d|-[a-z])",
        "spelled": rf"(?P<spelled>nineteen[\s-](?:{tens})(?:[\s-](?:{small}))?|"
        rf"two\sthousand(?:\s(?:and\s)?(?:{small}))?(?!\s\w+s\b))",
        "spelledyear": rf"(?P<spelled>two\sthousand(?:\s(?:and\s)?(?:{small}))?)",
        "unit": "(?P<unit>(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade)s?|"
        "centur(?:y|ies))",
        "num": rf"(?P<num>\d{{1,3}}(?:,\d{{3}})*(?:\s\d/\d|\.\d+)?|(?:{tens})(?:[-\s](?:{small}))?|"
        rf"(?:a\s|one\s|two\s|three\s)?(?:hundred|"
        rf"thousand|dozen)|{small}|{_either(words['amounts'])}|an?)",
        "mod": rf"(?:(?:the\s)?(?P<mod>{_either(words['parts'])})(?:\sof)?(?:[\s-](?:(?:in|on)\s)?))?",
        "daypart": f"(?P<daypart>{_either(words['parts_of_day'])})",
        "season": f"(?P<season>{_either(words['seasons'])})",
        "which": r"(?P<which>last|past|previous|preceding|next|coming|following|this|that|current|same|that\ssame|"
        r"this\spast|this\scoming|the\s(?:last|past|previous|preceding|next|coming|following|same|current))",
        # "over several years" is a stretch, "for over three years" an estimate
        "approx": r"(?:(?:about|around|almost|nearly|more\sthan|less\sthan|at\sleast|up\sto|no\smore\sthan|"
        r"roughly|approximately|under|(?:(?<=for\s)|(?<=after\s)|(?<=by\s)|(?<=of\s)|(?<=in\s))over)\s)?",
        "clock": r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.m\.?|[ap]m)|"
        r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:])|(?P<noon>noon|midday|midnight)|"
        r"(?P<hourword>\d{1,2})\so[’']clock)",
        "clock2": r"(?:(?P<hour2>[01]?\d|2[0-3])(?:[:.](?P<minute2>[0-5]\d))?\s?(?P<half2>[ap]\.m\.?|[ap]m))",
        "zone": r"(?:\s(?:local\stime|GMT|UTC|[A-Z]{1,2}[SD]?T)\b)?(?:\s\(\d{4}\sGMT\))?",
        "feast": f"(?P<feast>{_either(words['feasts'])})",
        "vague": f"(?P<vague>{_either(words['vague'])})",
        "late": r"(?:(?P<late>early|late|earlier|later|shortly|just)\s)?",
        "often": f"(?P<often>{_either(words['frequencies'])})",
        "dash": r"\s?(?:[-–—/]|to|and|or|until)\s?",
    }
    rules = tuple(Rule(name, _compile(form, fragments), read) for name, form, read in _FORMS)
    everywhere = "|".join(re.sub(r"\(\?P<\w+>", "(?:", _put(form, fragments)) for _, form, _ in _FORMS)
    letters = re.sub(r"\\\w|\[[^]]*\]|\(\?P<\w+>|\(\?[^a-z]", " ", everywhere)
    openings = frozenset(word[:3].lower() for word in re.findall(r"[^\W\d_]+", letters)) - _NEVER_FIRST
    return Grammar(re.compile(rf"{_BEGIN}(?:{everywhere}){_END}", re.IGNORECASE), openings, rules)


_WORD = re.compile(r"(?<![\w$£€.])[^\W_]{1,3}")

_NEVER_FIRST = frozenset({"of", "to", "and", "or", "on", "so", "is"})
"""Words of the grammar that open no expression, and are too common in any text to be looked at each time."""


_BEGIN = r"(?<![\w$£€.])"
_END = r"(?!\w)"


def _compile(form: str, fragments: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"{_BEGIN}(?:{_put(form, fragments)}){_END}", re.IGNORECASE)


def _put(form: str, fragments: dict[str, str]) -> str:
    """A form with its <fragments> put in; a space stands for white space."""
    return re.sub(r"(?<!\?P)<(\w+)>", lambda m: fragments[m[1]], form.replace(" ", r"\s{1,2}"))


def _either(words: Any) -> str:
    return "(?:" + "|".join(sorted((str(word).replace(" ", r"\s") for word in words), key=len, reverse=True)) + ")"


_FORMS: tuple[tuple[str, str, Callable[[Found, Context], TimeValue | None]], ...] = (
    ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", time_dates.iso_date),
    ("date", r"(?:<clock><zone>,? (?:on )?)?<mod>(?:<which> )?(?:(?:the )?(?:early hours|<daypart>) (?:of|on) )?"
             r"(?:<weekday>,? )?(?:the )?<day>"
             r"(?:<dash><day2>)?,? (?:of )?"
             r"<month>(?:,? <year>)?(?: at <clock2><zone>)?", time_dates.full_date),
    ("date", r"(?:<clock><zone>,? (?:on )?)?<mod>(?:<which> )?(?:(?:the )?(?:early hours|<daypart>) (?:of|on) )?"
             r"(?:<weekday>,? )?<month> (?:the )?(?:<day>"
             r"(?:<dash><day2>)?|<dayword>)(?:,? <year>)?(?: at <clock2><zone>)?", time_dates.full_date),
    ("date", r"(?:<weekday>,? )?the <dayword> of <month>(?:,? <year>)?", time_dates.full_date),
    ("date", r"<day>-<month>-<year>", time_dates.full_date),
    ("date", r"<day> <month> ?[’']?(?P<yy>\d\d)"
             r"(?=\s*(?:[-–—.,;:()\[\]\n]|$)| (?:and|in|at|by|near|when|that|the|with)\b)", time_dates.full_date),
    ("days", r"(?P<day>[12]\d|3[01]|[1-9]) <month>(?: <year>)? ?[-–—] ?(?P<day2>[12]\d|3[01]|[1-9]) <month2>"
             r"(?:,? (?P<year2>(?:1[0-9]|20)\d\d))?", time_dates.across_months),
    ("days", r"<month> (?P<day>[12]\d|3[01]|[1-9])(?:,? <year>)? ?[-–—] ?<month2> (?P<day2>[12]\d|3[01]|[1-9])\b"
             r"(?:,? (?P<year2>(?:1[0-9]|20)\d\d))?", time_dates.across_months),
    ("nine-eleven", r"9/11", time_dates.nine_eleven),
    ("month-year", r"<mod><month>,? (?:of )?"
                   r"(?:<year>|(?:the )?(?P<whichyear>this|last|next|previous|following) year)",
     time_dates.month_of_year),
    ("month-year", r"<mod><month>,? (?:of )?<spelled>", time_dates.spelled_year),
    ("months", r"<month>(?: ?[-–—] ?| to | through | until )<month2>,? <year>", time_dates.month_to_month),
    ("month", r"<mod>(?:<which> )?<month>", time_dates.bare_month),
    ("weekday", r"(?:<clock><zone>,? (?:on )?)?<mod>(?:<which> )?<weekday>(?: <daypart>)?"
                r"(?: (?:of )?(?P<whichweek>last|next|this) week)?(?: at <clock2><zone>)?", time_weekdays.weekday),
    ("weekday", r"(?:the )?<daypart> on <weekday>", time_weekdays.weekday),
    ("weekday", r"<weekday> at <daypart>", time_weekdays.weekday),
    ("weekday", r"(?:the )?(?:early hours of (?:the morning (?:of|on) )?|<daypart> of )(?:<which> )?<weekday>",
     time_weekdays.weekday),
    ("weekday", r"(?:the )?(?P<small>(?:early|small) hours of )<weekday>(?: morning)?", time_weekdays.weekday),
    ("weekday-week", r"<weekday> (?P<plus>week|fortnight)(?! of)", time_weekdays.weekday_week),
    ("weekday-week", r"a (?P<plus>week|fortnight) (?:on|from) <weekday>", time_weekdays.weekday_week),
    ("weekday-week", r"a (?P<plus>week) (?P<minus>ago (?:on )?|last )<weekday>", time_weekdays.weekday_week),
    ("week-of", r"the week (?:of|beginning|starting|ending) <day> <month>(?:,? <year>)?", time_weekdays.week_of),
    ("week-of", r"the week (?:of|beginning|starting|ending) <month> <day>(?:,? <year>)?", time_weekdays.week_of),
    ("unit", r"<mod><which> (?:fiscal |calendar |financial )?<unit>", time_deixis.which_unit),
    ("unit", r"(?P<mod>early|earlier|later|late) in the (?P<unit>year|month|week)", time_deixis.the_unit),
    ("unit", r"(?:the )?(?P<mod>the end of|the close of|the start of|the beginning of|the middle of) "
             r"the (?P<unit>year|month|week)(?! (?:ended|ending|to\b|before|after))", time_deixis.the_unit),
    ("unit", r"the (?:latest )?(?P<unit>full year|fiscal year)(?! (?:ended|ending))", time_deixis.the_unit),
    ("unit", r"(?P<mod>year-end)", time_deixis.the_unit),
    ("unit", r"(?:the )?(?P<unit>year)(?:['’]s)? end", time_deixis.the_unit),
    ("duration", r"the (?:fiscal |full |financial )?(?P<unit>year|month|week)(?= (?:ended|ending)\b)",
     time_deixis.duration),
    ("unit", r"(?<=for\x20)the (?P<unit>year)(?! (?:end|before|after|to\b))", time_deixis.the_unit),
    ("weekend", r"the weekend", time_deixis.the_weekend),
    ("daypart", r"<late><which> <daypart>", time_deixis.which_daypart),
    ("daypart", r"(?:the )?(?:mid|early|late)[ -](?P<daypart>morning|afternoon|evening)", time_deixis.spoken_daypart),
    ("daypart", r"(?:(?<=in\x20)|(?<=during\x20)|(?<=by\x20)|(?<=into\x20))the (?P<daypart>morning|afternoon|evening)"
                r"(?! (?:of|hours|rush|on)\b)", time_deixis.spoken_daypart),
    ("daypart-of", r"the (?:early|small) hours(?: of (?:the|this|that) morning)?", time_deixis.small_hours),
    ("deictic", r"(?:<clock><zone> )?<late>"
                r"(?P<deictic>today|tonight|yesterday|tomorrow|overnight|"
                r"the day before yesterday|the day after tomorrow)(?: <daypart>)?(?: at <clock2><zone>)?",
     time_deixis.deictic),
    ("overnight", r"overnight (?:on |from |into |to )?<weekday>(?:<dash>(?:into )?<weekday2>)?",
     time_weekdays.overnight),
    ("overnight", r"<weekday>(?: night)? (?:in)?to <weekday2>", time_weekdays.overnight),
    ("ago", r"<approx><num>(?: more)? <unit>(?: or (?:so|two|more))? "
            r"(?P<where>ago|earlier|later|from now|hence|before(?=[.,;]))", time_deixis.ago),
    ("ago-of", r"<approx><num> <unit> (?P<where>before|after) (?:that|then)", time_deixis.ago),
    ("ago", r"the (?P<unit>day|night|week|month|year) (?P<where>before|earlier)(?=[.,;])", time_deixis.ago),
    ("year-ago", r"(?:the )?(?:comparable )?year-(?:ago|earlier)"
                 r"(?: (?:fiscal )?(?P<nth>first|second|third|fourth)[ -](?:fiscal )?quarter| quarter| period)?",
     time_quarters.year_ago),
    ("window", r"(?:at least )?(?:each of )?(?:the )?<which> <num> <unit>", time_deixis.window),
    ("window", r"(?:the )?(?P<which>past|last|next|coming) (?P<unit>days|weeks|months|years|decades|hours|"
               r"week|month|year|"
               r"decade|century|hour|hours)(?: or (?:so|two))?", time_deixis.window),
    ("duration", r"<approx><num>[ -](?:more |full |consecutive |straight |whole )?<unit>(?!-(?:ago|earlier|end))"
                 r"(?:[ -]long|-old| or (?:so|two|more))?",
     time_deixis.duration),
    ("duration", r"(?:an additional|a further|another) (?P<unit>minute|hour|day|week|month|year|decade)",
     time_deixis.duration),
    ("duration", r"the (?:first |final |opening |initial )?<num> <unit>", time_deixis.duration),
    ("duration-vague", r"(?:the (?:early |first |final |last |intervening |coming |past )?)?"
                       r"(?:recent |coming )?(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)"
                       r"(?: (?:or|and) (?:hours|days|weeks|months|years|decades))?",
     time_deixis.vague_duration),
    ("duration-vague", r"(?P<unit>day|week|month|year|decade)s?-long", time_deixis.vague_duration),
    ("set", r"(?:every|each) (?:<num> )?<unit>", time_deixis.repeated),
    ("set", r"(?:every|each) (?:<weekday>(?: <daypart>)?|<month>)", time_deixis.repeated),
    ("set", r"(?:every|each) <daypart>", time_deixis.repeated),
    ("set", r"<weekday>(?:s| <daypart>s)", time_deixis.repeated),
    ("set", r"(?:per|(?<=times\x20)an?|(?<=once\x20)an?|(?<=twice\x20)an?) <unit>", time_deixis.repeated),
    ("set", r"<often>", time_deixis.repeated),
    ("year", r"<mod>(?:the year |fiscal (?:year )?)?<year>(?:[-–](?P<year2>(?:1[0-9]|20)?\d\d))?",
     time_dates.plain_year),
    ("year", r"<mod>(?:the year )?<spelled>", time_dates.spelled_year),
    ("year", r"the year <spelledyear>", time_dates.spelled_year),
    ("season", r"<mod>(?:the )?<season>,? (?:of )?<spelled>", time_dates.spelled_year),
    ("decade", r"<mod>(?:the )?(?:(?P<decade>(?:1[0-9]|20)\d0|[2-9]0)[’']?s|"
               r"(?P<decadename>twenties|thirties|forties|fifties|"
               r"sixties|seventies|eighties|nineties))", time_dates.decade),
    ("century", r"<mod>(?:the )?(?P<ordinal>1?\d|2[01])(?:st|nd|rd|th)[ -]century", time_dates.century),
    ("century", r"<mod>(?:the )?(?P<ordinalword>(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty-first)"
                r"[ -]century",
     time_dates.century),
    ("half", r"(?:the )?(?P<nth>first|second|last|latter)[ -]half of "
             r"(?:<year>|(?P<whichyear>this|last|next|the) year)",
     time_quarters.half_year),
    ("quarter", r"(?:the )?(?:fiscal )?(?:(?P<whichyear>this|last|next) year['’]s )?"
                r"(?P<nth>first|second|third|fourth) quarter"
                r"(?:,? (?:of )?(?:<year>|(?:the )?(?:fiscal )?year))?", time_quarters.quarter),
    ("quarter", r"(?:fiscal )?(?P<nth>first|second|third|fourth)-quarter(?: <year>)?", time_quarters.quarter),
    ("quarter", r"(?:the )?<year> (?:fiscal )?(?P<nth>first|second|third|fourth)[ -]quarter", time_quarters.quarter),
    ("quarter", r"(?:the )?<year> (?P<same>quarter|period)", time_quarters.quarter_of),
    ("quarter-ended", r"the (?:fiscal )?quarter(?= (?:ended|ending) <month> <day>)", time_quarters.quarter_ended),
    ("quarter-last", r"the (?:(?:latest|most recent) (?:quarter|period)|quarter)(?!-to-)",
     time_quarters.latest_quarter),
    ("season", r"<mod><which> <season>", time_dates.season),
    ("season", r"<mod>(?:the )?<season>,? (?:of )?<year>(?:[-–](?P<year2>(?:20|19)?\d\d))?", time_dates.season),
    ("season-of", r"(?:(?<=in\x20)|(?<=over\x20)|(?<=into\x20)|(?<=during\x20)|(?<=by\x20)|(?<=until\x20))"
                  r"<mod>(?:the )<season>", time_dates.season),
    ("season-of", r"(?:the )(?P<mod>early|late) <season>", time_dates.season),
    ("feast", r"(?:<which> )?(?:<mod>)(?:the )?(?:holy month of )?<feast>(?:,? (?:of )?<year>)?", time_dates.feast),
    ("feast", r"<feast> (?P<feastweek>week|weekend)", time_dates.feast),
    ("vague", r"<vague>(?! (?:<num> )?(?:<unit>|<season>s?|quarter))", time_deixis.vague_time),
    ("clock", r"<clock><zone>", time_dates.bare_clock),
)  # fmt: skip
