"""What a plain text says of itself before its body: headline, byline, date of publication, dateline."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportedly.report import Anchored, Publication, Span
from reportedly.text.dateline import Range, read_dateline
from reportedly.text.dates import WEEKDAY_DATE, iso_date

__all__ = ["read_header"]

HEADER_LINES = 6
"""Lines that are not blank among which the header must end."""

HEADLINE_LONGEST, HEADLINE_WORDS = 160, range(3, 23)
"""Characters of the longest headline, and how many words one has."""

_DATE_LINE = re.compile(
    rf"(?:(?:first\s)?(?:published|posted)(?:\son)?:?\s|date:\s)?(?P<date>{WEEKDAY_DATE.pattern}|\d{{4}}-\d\d-\d\d)"
    r"(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)?\.?",
    re.IGNORECASE,
)
_CAPITALISED = r"(?:(?:al|el|ul|d|l|de)[-'’])?[^\W\d_a-z][\w.'’-]*"
_PERSON = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|de|da|del|della|van|von|der|den|al|el|bin|ibn|ter|la)){{1,4}}"
_BYLINE = re.compile(
    rf"(?:By|BY|by):? (?P<names>{_PERSON}(?:(?:, | and | AND | & |, and ){_PERSON})*)"
    r"(?P<rest>(?:, | in | IN | \| |/).{0,60})?"
)
_NOT_PERSON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September"
    r"|October|November|December|The",
    re.IGNORECASE,
)


_FULL_STOPS = (".", ".”", '."', ".’", ".'")
_STOPS = (*_FULL_STOPS, ",", ";", ":", ",”", ',"', ",’", ",'")


class _Line(NamedTuple):
    start: int
    end: int
    blank_after: bool


def read_header(text: str) -> Publication:
    """Headline, byline, date and dateline where the text plainly has them, each with its words.

    A headline is a short first line of at least three words, without a full stop or In Title Case, parted from
    the body by a blank line, byline, date line or dateline. A byline is a line "By ..." with names of two
    words or more. A date line holds one full date and nothing else (iso_date says which are read). A date with
    its year in the dateline is the date of publication if there is no other. Whatever is not plain stays None.
    """
    lines = _lines(text)
    headline = byline = published = None
    position = 0
    while position < len(lines):
        line = lines[position]
        words = text[line.start : line.end]
        if published is None and (match := _DATE_LINE.fullmatch(words)) and (day := iso_date(match["date"])):
            span = _span(text, line.start + match.start("date"), line.start + match.end("date"))
            published = Anchored(day, (span,))
        elif byline is None and (match := _BYLINE.fullmatch(words)) and not _NOT_PERSON.match(match["names"]):
            span = _span(text, line.start + match.start("names"), line.start + match.end("names"))
            byline = Anchored(span.words, (span,))
        elif headline is None and byline is None and _is_headline(text, lines, position):
            headline = Anchored(words, (_span(text, line.start, line.end),))
        else:
            break
        position += 1
    dateline = None
    if position < len(lines) and (found := read_dateline(text, lines[position].start, lines[position].end)):
        span = _span(text, *found.whole)
        dateline = Anchored(span.words, (span,))
        if published is None and found.date:
            published = _dated(text, found.date)
    return Publication(headline=headline, byline=byline, dateline=dateline, published=published)


def _lines(text: str) -> list[_Line]:
    """The first lines that are not blank, without surrounding white space."""
    lines: list[_Line] = []
    at = 0
    while at < len(text) and len(lines) <= HEADER_LINES:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        words = text[at:stop]
        if words.strip():
            start = at + len(words) - len(words.lstrip())
            lines.append(_Line(start, start + len(words.strip()), False))
        elif lines:
            lines[-1] = lines[-1]._replace(blank_after=True)
        at = stop + 1
    return lines


def _is_headline(text: str, lines: list[_Line], position: int) -> bool:
    line = lines[position]
    words = text[line.start : line.end]
    if len(words) > HEADLINE_LONGEST or len(words.split()) not in HEADLINE_WORDS or position + 1 >= len(lines):
        return False
    first = words.lstrip("\"'“‘«„[(")[:1]
    if (
        not (first.isupper() or first.isdigit())
        or words.startswith(("By ", "BY "))
        or words.count("“") > words.count("”")
    ):
        return False
    if _DATE_LINE.fullmatch(words) or read_dateline(text, line.start, line.end):
        return False
    if words.endswith(_STOPS) and not (words.endswith(_FULL_STOPS) and _title_case(words)):
        return False
    after = lines[position + 1]
    following = text[after.start : after.end]
    if _DATE_LINE.fullmatch(following) or _BYLINE.fullmatch(following) or read_dateline(text, after.start, after.end):
        return True
    longer = any(each.end - each.start > len(words) // 2 for each in lines[position + 1 : position + 3])
    return line.blank_after and longer


def _title_case(words: str) -> bool:
    """Whether It Is Spelled Like This, which no sentence of a report is."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long) and not words.isupper()


def _dated(text: str, words: Range) -> Anchored[str] | None:
    span = _span(text, *words)
    day = iso_date(span.words)
    return Anchored(day, (span,), "date of the dateline") if day else None


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
