"""What a plain text says of itself before its body: headline, byline, outlet, date of publication, dateline."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportedly.report import Anchored, Publication, Span
from reportedly.text.dateline import Range, read_dateline
from reportedly.text.dates import WEEKDAY_DATE, iso_date, right_weekday
from reportedly.text.outlets import LONGEST as LONGEST_OUTLET
from reportedly.text.outlets import is_outlet
from reportedly.text.remarks import Remark

__all__ = ["Header", "read_header"]

HEADER_LINES = 6
"""Lines that are not blank among which the header must end."""

HEADLINE_LONGEST, HEADLINE_WORDS = 160, range(3, 23)
"""Characters of the longest headline, and how many words one has."""

_DATE = rf"(?P<date>{WEEKDAY_DATE.pattern}|\d{{4}}-\d\d-\d\d)"
_TIME = r"(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)?"
_DATE_LINE = re.compile(
    rf"(?:(?:first\s)?(?:published|posted)(?:\son)?:?\s|date:\s)?{_DATE}{_TIME}\.?", re.IGNORECASE
)
_NAME = rf"(?P<outlet>\S.{{0,{LONGEST_OUTLET}}}?)"
_OUTLET_LINES = (
    re.compile(rf"{_NAME}(?:,\s|\s[|·•–—-]\s|:\s|\s\(){_DATE}{_TIME}\)?\.?", re.IGNORECASE),
    re.compile(rf"{_DATE}{_TIME}(?:,\s|\s[|·•–—-]\s){_NAME}\.?", re.IGNORECASE),
)
_CAPITALISED = r"(?:(?:al|el|ul|d|l|de)[-'’])?[^\W\d_a-z][\w.'’-]*"
_PERSON = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|de|da|del|della|van|von|der|den|al|el|bin|ibn|ter|la)){{1,4}}"
_OFFICE = r"(?i:our|a|staff)(?: [\w'’-]{1,20}){0,3} (?i:correspondents?|reporters?|editors?|writers?|staff|team)"
_BYLINE = re.compile(
    rf"(?:By|BY|by):? (?P<names>{_OFFICE}|{_PERSON}(?:(?:, | and | AND | & |, and ){_PERSON})*)"
    r"(?P<rest>(?:, | in | IN | \| |/).{0,60})?"
)
_NOT_PERSON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September"
    r"|October|November|December|The",
    re.IGNORECASE,
)

_FULL_STOPS = (".", ".”", '."', ".’", ".'")
_STOPS = (*_FULL_STOPS, ",", ";", ":", ",”", ',"', ",’", ",'")


class Header(NamedTuple):
    """What the header says of the publication, and what in it was seen but not believed."""

    publication: Publication
    remarks: tuple[Remark, ...] = ()


class _Line(NamedTuple):
    start: int
    end: int
    blank_after: bool


class _Dated(NamedTuple):
    """A line that is a date, alone or with an outlet: where the two stand in it."""

    date: Range
    outlet: Range | None


def read_header(text: str) -> Header:
    """Headline, byline, outlet, date and dateline where the text plainly has them, each with its words.

    The header is the short lines before the first paragraph that reads like a sentence; the headline is the first
    of them or none, the others stand in any order. A headline has at least three words, no full stop unless In
    Title Case, and is parted from the body by a blank line, a byline, a date line or a dateline. A byline is a line
    "By ..." with names of two words or more. A date line holds one full date (iso_date says which are read), and an
    outlet's name beside it or nothing else. An outlet's name on a line of its own (`is_outlet`) counts next to a
    byline, date line or headline. A date with its year in the dateline is the date of publication if there is no
    other. A date that names the wrong weekday is not taken and remarked upon. Whatever is not plain stays None.
    """
    lines = _lines(text)
    headline = byline = outlet = published = None
    remarks: list[Remark] = []
    passed_over = False
    for position, line in enumerate(lines):
        words = text[line.start : line.end]
        if dated := _dated_line(words):
            if dated.outlet and outlet is None:
                outlet = _anchored(text, line, dated.outlet)
            if published is None:
                span = _span(text, line.start + dated.date[0], line.start + dated.date[1])
                published = Anchored(day, (span,)) if (day := iso_date(span.words)) else None
                if right := right_weekday(span.words):
                    remarks.append(_wrong_weekday(span, right))
        elif match := _byline(words):
            byline = byline or _anchored(text, line, match.span("names"))
        elif outlet is None and is_outlet(words) and _in_place(text, lines, position, headline):
            outlet = _anchored(text, line, (0, len(words)))
        elif headline is None and byline is None and not passed_over and _is_headline(text, lines, position):
            headline = Anchored(words, (_span(text, line.start, line.end),))
        elif _begins_body(text, line):
            break
        else:
            passed_over = True
    else:
        return Header(
            Publication(headline=headline, byline=byline, outlet=outlet, published=published), tuple(remarks)
        )
    dateline = None
    if found := read_dateline(text, line.start, line.end):
        dateline = _anchored(text, line, (found.whole[0] - line.start, found.whole[1] - line.start))
        if published is None and found.date:
            published = _dated(text, found.date)
    publication = Publication(headline=headline, byline=byline, outlet=outlet, dateline=dateline, published=published)
    return Header(publication, tuple(remarks) if published is None else ())


def _dated_line(words: str) -> _Dated | None:
    if len(words) > HEADLINE_LONGEST:
        return None
    if match := _DATE_LINE.fullmatch(words):
        return _Dated(match.span("date"), None)
    for pattern in _OUTLET_LINES:
        if (match := pattern.fullmatch(words)) and is_outlet(match["outlet"]):
            return _Dated(match.span("date"), match.span("outlet"))
    return None


def _byline(words: str) -> re.Match[str] | None:
    match = _BYLINE.fullmatch(words) if len(words) <= HEADLINE_LONGEST else None
    return match if match and not _NOT_PERSON.match(match["names"]) else None


def _in_place(text: str, lines: list[_Line], position: int, headline: Anchored[str] | None) -> bool:
    """Whether an outlet's name may stand here: under the headline, over it, or next to a byline or date line."""
    around = [lines[n] for n in (position - 1, position + 1) if 0 <= n < len(lines)]
    if any(_dated_line(text[each.start : each.end]) or _byline(text[each.start : each.end]) for each in around):
        return True
    if headline:
        return headline.spans[0].end == lines[position - 1].end
    return position == 0 and len(lines) > 1 and _is_headline(text, lines, 1)


def _begins_body(text: str, line: _Line) -> bool:
    words = text[line.start : line.end]
    return (
        len(words) > HEADLINE_LONGEST
        or words.endswith(_STOPS)
        or read_dateline(text, line.start, line.end) is not None
    )


def _wrong_weekday(span: Span, right: str) -> Remark:
    return Remark(
        "publication.weekday-wrong",
        f"the header says {' '.join(span.words.split())!r}, but that day is a {right}: it was not taken for the date "
        "of publication",
        "find out which of the two is meant and give the date with --published",
        span,
    )


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
    if read_dateline(text, line.start, line.end):
        return False
    if words.endswith(_STOPS) and not (words.endswith(_FULL_STOPS) and _title_case(words)):
        return False
    for after in lines[position + 1 :]:
        following = text[after.start : after.end]
        if _dated_line(following) or _byline(following) or read_dateline(text, after.start, after.end):
            return True
        if _begins_body(text, after):
            break
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


def _anchored(text: str, line: _Line, part: Range) -> Anchored[str]:
    span = _span(text, line.start + part[0], line.start + part[1])
    return Anchored(span.words, (span,))


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
