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
from itertools import islice

from reportedly.text.decode import well_formed
from reportedly.text.markup import TOKEN

__all__ = ["Run", "align_html", "align_json"]

Run = tuple[int, int, int]
"""Start and end in the text, start in the source; code points."""

_WORD = re.compile(r"\w+|[^\w\s]")
_SOURCE_WORD = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|\w+|[^\w\s]")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_PLAIN = re.compile(r"[^\\]+|\\u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|\\.", re.DOTALL)

LONGEST = 500_000
"""Characters of the longest text of a page that is traced; the words of a longer one would fill the memory, and no
article has so many."""

KEY = 3
"""Words that find a place in the source again after a gap. Fewer would anchor "of the" anywhere."""


NOT_LITERAL = -1
"""In place of the position of a word that the source has only as a character reference."""


def align_html(text: str, html: str) -> tuple[Run, ...]:
    """Runs in which the text of an article equals the page's source; near-linear in both lengths.

    () for a text of more than LONGEST characters: nothing is promised of it.
    """
    if len(text) > LONGEST:
        return ()
    matches = list(_WORD.finditer(text))
    words = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    source, places = _source_words(html)
    wanted = set(_keys(words))
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, key in enumerate(_keys(source)):
        if key in wanted:
            index[key].append(position)
    return _joined(
        text, html, ((starts[one], words[one], places[other]) for one, other in _pairs(words, source, index))
    )


def _keys(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every three words in a row; the last two are no beginning of any."""
    return zip(words, islice(words, 1, None), islice(words, 2, None), strict=False)


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


def _source_words(html: str) -> tuple[list[str], list[int]]:
    """The words and marks of a page's source outside its markup, and where each stands."""
    words: list[str] = []
    places: list[int] = []
    at = 0
    for tag in TOKEN.finditer(html):
        if at < tag.start():
            _add_words(html, at, tag.start(), words, places)
        at = tag.end()
    _add_words(html, at, len(html), words, places)
    return words, places


def _add_words(html: str, start: int, end: int, words: list[str], places: list[int]) -> None:
    for match in _SOURCE_WORD.finditer(html, start, end):
        word = match.group()
        if word[0] == "&" and len(word) > 1:
            said = _WORD.findall(html_library.unescape(word))
            words.extend(said)
            places.extend([NOT_LITERAL] * len(said))
        else:
            words.append(word)
            places.append(match.start())


def _pairs(words: list[str], source: list[str], index: dict[tuple[str, ...], list[int]]) -> Iterator[tuple[int, int]]:
    """Positions of words of the text and of the same words of the source: onward while they agree, else where
    three in a row agree again."""
    expected = 0
    agreeing = False
    for position, word in enumerate(words):
        if not (agreeing and expected < len(source) and source[expected] == word):
            found = index.get(tuple(words[position : position + KEY]))
            agreeing = found is not None
            if found is None:
                continue
            after = bisect_left(found, expected)
            expected = found[after] if after < len(found) else found[-1]
        yield position, expected
        expected += 1


def _joined(text: str, html: str, pairs: Iterator[tuple[int, str, int]]) -> tuple[Run, ...]:
    """Runs from (start in text, word, place in source), those joined that have the same characters between."""
    runs: list[Run] = []
    for start, word, place in pairs:
        if place == NOT_LITERAL:
            continue
        if runs:
            begin, end, place_before = runs[-1]
            gap = start - end
            if place - place_before == start - begin and text[end:start] == html[place - gap : place]:
                runs[-1] = (begin, start + len(word), place_before)
                continue
        runs.append((start, start + len(word), place))
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
