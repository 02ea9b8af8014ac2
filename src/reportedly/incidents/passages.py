"""A text as copies are compared: its sentences, each with its words, what is quoted in it, and its names and
numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reportedly.incidents.fingerprints import words
from reportedly.text.dateline import read_dateline
from reportedly.text.paragraphs import paragraphs

__all__ = ["Passages", "Sentence", "passages"]

MOST = 600
"""Sentences of a text that are compared; a live blog of more is compared by its first."""

LONGEST = 400
"""Words of a sentence that are compared: what is longer is no sentence but a text without marks."""

_END = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W_a-z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Col|Gen|Capt|Maj|Rep|Sen|Gov|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|No|Co|Inc|vs|Jr|Sr)|\b[A-Z])\.$"
)
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|\"[^\"]*(?:\"|$)|(?<![\w])‘[^‘]*?(?:’(?!\w)|$)")
_MARKS = re.compile(r"[“«\"‘]")
_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w’'-]*|\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `start` and `end` in code points, its words, those of them in quotation marks, and its facts.

    `facts` are its names and numbers, folded: what two reports of one event share whoever wrote them.
    """

    start: int
    end: int
    words: tuple[str, ...]
    quoted: tuple[str, ...]
    facts: frozenset[str]

    @property
    def is_quotation(self) -> bool:
        """Whether more than half of it is somebody's quoted words."""
        return 2 * len(self.quoted) > len(self.words)


@dataclass(frozen=True)
class Passages:
    """The headline (None where the text begins with a sentence) and the sentences of the body."""

    headline: str | None
    sentences: tuple[Sentence, ...]

    @cached_property
    def facts(self) -> frozenset[str]:
        """Names and numbers of the whole body."""
        return frozenset().union(*(sentence.facts for sentence in self.sentences))


def passages(text: str) -> Passages:
    """Part a text into sentences by marks alone; quick, and the same whether or not a parser has read the text.

    Lines that end without a mark are no sentences (headlines, bylines, "Share this", captions), unless the text has
    no others. A dateline is left out, so that a paper's own dateline does not make another sentence of it.
    """
    headline: str | None = None
    found: list[Sentence] = []
    lines: list[Sentence] = []
    open_mark = False
    for number, (start, end) in enumerate(paragraphs(text)):
        line = text[start:end]
        ended = line.rstrip('"”’»)] ').endswith((".", "!", "?", "…", "。", ":", ","))
        if not ended and len(line) < 200:
            if number == 0:
                headline = line
            elif sentence := _sentence(text, start, end, False):
                lines.append(sentence)
            continue
        if dateline := read_dateline(text, start, end):
            start = min(end, dateline.whole[1] + 1)
        # A quotation that runs on opens each paragraph with a mark and closes only the last.
        for first, last in _sentences(text, start, end):
            if sentence := _sentence(text, first, last, open_mark):
                found.append(sentence)
            open_mark = _still_open(text[first:last], open_mark)
        open_mark = False
        if len(found) >= MOST:
            break
    if not found:
        found = lines
    return Passages(headline, tuple(found[:MOST]))


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, first = [], start
    for match in _END.finditer(text, start, end):
        mark = match.start()
        if _ABBREVIATED.search(text[max(first, mark - 6) : mark]):
            continue
        cut = mark + len(match.group().rstrip())
        out.append((first, cut))
        first = match.end()
    out.append((first, end))
    return out


def _sentence(text: str, start: int, end: int, open_mark: bool) -> Sentence | None:
    line = text[start:end]
    each = tuple(words(line)[:LONGEST])
    if not each:
        return None
    if open_mark:
        line = "“" + line
    quoted = (
        ()
        if not open_mark and not _MARKS.search(line)
        else tuple(word for match in _QUOTED.finditer(line) for word in words(match.group()))
    )
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), line)
    first = len(plain) - len(plain.lstrip(' "“‘«(['))
    facts = {
        folded
        for match in _NAME.finditer(plain)
        if match.start() > first or match.group()[0].isdigit()
        for folded in words(match.group())
    }
    return Sentence(start, end, each, quoted, frozenset(facts))


def _still_open(line: str, before: bool) -> bool:
    opened, closed = line.rfind("“"), line.rfind("”")
    return before if opened == closed == -1 else opened > closed
