"""The forms a time expression can take, as patterns over the words of the lexicon, each with its reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportedly.language import time_dates, time_deixis
from reportedly.language.time_context import Context, Found, time_words
from reportedly.values.time import TimeValue

__all__ = ["Grammar", "Rule", "grammar"]


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, Context], TimeValue | None]


@dataclass(frozen=True)
class Grammar:
    anywhere: re.Pattern[str]
    rules: tuple[Rule, ...]

    def longest(self, text: str, at: int) -> Iterator[tuple[Found, Rule]]:
        """The rules that match here, the one that takes most characters first."""
        hits = [(match, rule) for rule in self.rules if (match := rule.pattern.match(text, at))]
        yield from sorted(hits, key=lambda hit: -hit[0].end())


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
    rules = tuple(Rule(name, _compile(form, fragments), read) for name, form, read in _FORMS)
    everywhere = "|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules)
    return Grammar(re.compile(everywhere, re.IGNORECASE), rules)


def _compile(form: str, fragments: dict[str, str]) -> re.Pattern[str]:
    """A form with its <fragments> put in; a space stands for white space."""
    pattern = re.sub(r"(?<!\?P)<(\w+)>", lambda m: fragments[m[1]], form.replace(" ", r"\s{1,2}"))
    return re.compile(rf"(?<![\w$£€.])(?:{pattern})(?![\w])", re.IGNORECASE)


def _either(words: Any) -> str:
    return "(?:" + "|".join(sorted((str(word).replace(" ", r"\s") for word in words), key=len, reverse=True)) + ")"


_FORMS: tuple[tuple[str, str, Callable[[Found, Context], TimeValue | None]], ...] = (
    ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", time_dates.iso_date),
    ("date", r"(?:<clock><zone> (?:on )?)?(?:<weekday>,? )?(?:the )?(?:<daypart> of )?<day>"
             r"(?:<dash><day2>)?,? (?:of )?"
             r"<month>(?:,? <year>)?", time_dates.full_date),
    ("date", r"(?:<clock><zone> (?:on )?)?(?:<weekday>,? )?<month> (?:the )?<day>(?:<dash><day2>)?(?:,? <year>)?",
     time_dates.full_date),
    ("month-year", r"<mod><month>,? (?:of )?(?:<year>|(?P<whichyear>this|last|next) year)", time_dates.month_of_year),
    ("month", r"<mod>(?:<which> )?<month>", time_dates.bare_month),
    ("weekday", r"(?:<clock><zone> (?:on )?)?(?:<mod>)(?:<which> )?<weekday>(?: <daypart>)?"
                r"(?: (?:of )?(?P<whichweek>last|next|this) week)?", time_dates.weekday),
    ("unit", r"<mod><which> <unit>", time_deixis.which_unit),
    ("weekend", r"the weekend", time_deixis.the_weekend),
    ("daypart", r"(?:(?:early|late|earlier|later) )?<which> <daypart>", time_deixis.which_daypart),
    ("deictic", r"(?:<clock><zone> )?(?:(?:early|late|earlier|later) )?"
                r"(?P<deictic>today|tonight|yesterday|tomorrow|overnight|"
                r"the day before yesterday|the day after tomorrow)(?: <daypart>)?", time_deixis.deictic),
    ("ago", r"<approx><num>(?: more)? <unit>(?: or so)? "
            r"(?P<where>ago|earlier|later|from now|hence|before(?=[.,;]))", time_deixis.ago),
    ("window", r"(?:at least )?(?:the )?<which> <num> <unit>", time_deixis.window),
    ("window", r"(?:the )?(?P<which>past|last|next|coming) (?P<unit>days|weeks|months|years|decades|hours|"
               r"week|month|year|"
               r"decade|century|hour|hours)", time_deixis.window),
    ("duration", r"<approx><num>[ -](?:more )?<unit>", time_deixis.duration),
    ("duration-vague", r"(?:recent )?(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)",
     time_deixis.vague_duration),
    ("set", r"(?:every|each) (?:<num> )?<unit>", time_deixis.repeated),
    ("set", r"(?:every|each) (?:<weekday>(?: <daypart>)?|<month>)", time_deixis.repeated),
    ("set", r"(?:every|each) <daypart>", time_deixis.repeated),
    ("set", r"<weekday>(?:s| <daypart>s)", time_deixis.repeated),
    ("set", r"(?:per|(?<=times\x20)an?|(?<=once\x20)an?|(?<=twice\x20)an?) <unit>", time_deixis.repeated),
    ("set", r"<often>", time_deixis.repeated),
    ("year", r"<mod>(?:the year )?<year>(?:[-–](?P<year2>(?:1[0-9]|20)?\d\d))?", time_dates.plain_year),
    ("year", r"<mod>(?:the year )?<spelled>", time_dates.spelled_year),
    ("month-year", r"<mod><month>,? (?:of )?<spelled>", time_dates.spelled_year),
    ("season", r"<mod>(?:the )?<season>,? (?:of )?<spelled>", time_dates.spelled_year),
    ("decade", r"<mod>(?:the )?(?:(?P<decade>(?:1[0-9]|20)\d0|[2-9]0)s|"
               r"(?P<decadename>twenties|thirties|forties|fifties|"
               r"sixties|seventies|eighties|nineties))", time_dates.decade),
    ("century", r"<mod>(?:the )?(?P<ordinal>1?\d|2[01])(?:st|nd|rd|th)[ -]century", time_dates.century),
    ("quarter", r"(?:the )?(?:(?P<whichyear>this|last|next) year['’]s )?(?P<nth>first|second|third|fourth)[ -]quarter"
                r"(?:,? (?:of )?(?:<year>|(?:the )?(?:fiscal )?year))?", time_dates.quarter),
    ("quarter-last", r"the (?:latest )?quarter", time_dates.latest_quarter),
    ("season", r"<mod><which> <season>", time_dates.season),
    ("season", r"<mod>(?:the )?<season>,? (?:of )?<year>", time_dates.season),
    ("season-of", r"(?<=in\x20)<mod>(?:the )<season>", time_dates.season),
    ("feast", r"(?:<which> )?<feast>(?:,? <year>)?", time_dates.feast),
    ("vague", r"<vague>(?! (?:<num> )?(?:<unit>|<season>s?|quarter))", time_deixis.vague_time),
    ("clock", r"<clock><zone>", time_dates.bare_clock),
)  # fmt: skip  # fmt: skip
