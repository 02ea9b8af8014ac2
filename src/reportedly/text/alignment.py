"""Where a report's text stands, character by character, in the source it was taken from.

The promise: each run (start in text, end in text, start in source) is exact, `text[s:e] == source[r:r+e-s]`, and
cannot be made longer. It ends there: characters outside every run came from a character reference (`&quot;`) or a
JSON escape, are white space beside markup or joined from several, or were moved in pieces of fewer than three words;
for those, exact words begin at the report's text.
Where the same words stand in a source more than once (a headline in the title and in the heading), the run points
at one place where they stand in the order of the text.
"""

from __future__ import annotations

import html as html_library
import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.text.decode import well_formed
from reportedly.text.markup import TOKEN

__all__ = ["Run", "align_html", "align_json"]

Run = tuple[int, int, int]
"""Start and end in the text, start in the source; code points."""

_WORD = re.compile(r"\w+|[^\w\s]")
_SOURCE_WORD = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|\w+|[^\w\s]")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_PLAIN = re.compile(r"[^\\]+|\\u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|\\.", re.DOTALL)

KEY = 3
"""Words that find a place in the source again after a gap. Fewer would anchor "of the" anywhere."""


class _Word(NamedTuple):
    words: str
    start: int
    literal: bool


def align_html(text: str, html: str) -> tuple[Run, ...]:
    """Runs in which the text of an article equals the page's source; near-linear in both lengths."""
    words = [_Word(match.group(), match.start(), True) for match in _WORD.finditer(text)]
    source = list(_source_words(html))
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    wanted = {tuple(word.words for word in words[i : i + KEY]) for i in range(len(words) - KEY + 1)}
    for position in range(len(source) - KEY + 1):
        key = tuple(word.words for word in source[position : position + KEY])
        if key in wanted:
            index[key].append(position)
    return _joined(text, html, _pairs(words, source, index))


def align_json(text: str, line: str) -> tuple[Run, ...]:
    """Runs in which a text equals the line of JSON that holds it as a string; () where no string is that text."""
    for match in _STRING.finditer(line):
        if len(match.group()) - 2 < len(text) or well_formed(json.loads(match.group(), strict=False)) != text:
            continue
        runs, at = [], 0
        for piece in _PLAIN.finditer(line, match.start() + 1, match.end() - 1):
            if not piece.group().startswith("\\"):
                runs.append((at, at + len(piece.group()), piece.start()))
                at += len(piece.group())
            else:
                at += len(json.loads(f'"{piece.group()}"'))
        return tuple(runs)
    return ()


def _source_words(html: str) -> Iterator[_Word]:
    """The words and marks of a page's source outside its markup; what a character reference says is not literal."""
    at = 0
    for tag in TOKEN.finditer(html):
        yield from _words_between(html, at, tag.start())
        at = tag.end()
    yield from _words_between(html, at, len(html))


def _words_between(html: str, start: int, end: int) -> Iterator[_Word]:
    for match in _SOURCE_WORD.finditer(html, start, end):
        if match.group().startswith("&") and len(match.group()) > 1:
            for word in _WORD.findall(html_library.unescape(match.group())):
                yield _Word(word, match.start(), False)
        else:
            yield _Word(match.group(), match.start(), True)


def _pairs(
    words: list[_Word], source: list[_Word], index: dict[tuple[str, ...], list[int]]
) -> Iterator[tuple[_Word, _Word]]:
    """Words of the text with the same words of the source: onward while they agree, else where three agree again."""
    expected = 0
    agreeing = False
    for position, word in enumerate(words):
        if not (agreeing and expected < len(source) and source[expected].words == word.words):
            places = index.get(tuple(each.words for each in words[position : position + KEY]))
            agreeing = places is not None
            if places is None:
                continue
            after = bisect_left(places, expected)
            expected = places[after] if after < len(places) else places[-1]
        yield word, source[expected]
        expected += 1


def _joined(text: str, html: str, pairs: Iterator[tuple[_Word, _Word]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for word, twin in pairs:
        if not twin.literal:
            continue
        start, end, place = word.start, word.start + len(word.words), twin.start
        if runs:
            before = runs[-1]
            gap, gap_in_source = start - before[1], place - before[2] - (before[1] - before[0])
            if gap == gap_in_source and text[before[1] : start] == html[place - gap : place]:
                runs[-1] = (before[0], end, before[2])
                continue
        runs.append((start, end, place))
    return tuple(_widened(text, html, runs))


def _widened(text: str, html: str, runs: list[Run]) -> Iterator[Run]:
    """Each run with the equal white space around it."""
    end_before = 0
    for position, (start, end, place) in enumerate(runs):
        stop = runs[position + 1][0] if position + 1 < len(runs) else len(text)
        while start > end_before and place > 0 and text[start - 1] == html[place - 1]:
            start, place = start - 1, place - 1
        while end < stop and place + end - start < len(html) and text[end] == html[place + end - start]:
            end += 1
        end_before = end
        yield start, end, place
