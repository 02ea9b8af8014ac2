"""The passage of a report in which search words stand closest together, with the exact characters of each hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.report import Span
from reportedly.store.folding import words_of
from reportedly.store.query import Term, Words

__all__ = ["Snippet", "snippet"]

LENGTH, BEFORE = 36, 6
"""Words of a passage, and those of them that stand before its first hit."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a report's text and the hits in it; all offsets are code points of `Report.text`."""

    span: Span
    hits: tuple[Span, ...] = ()


def snippet(text: str, wanted: Words | None, shown: Sequence[Span] = ()) -> Snippet:
    """The passage with the most different terms, the first of such.

    Without words to look for it is the passage around the first of `shown` (words that passed a filter), and these
    are its hits; else the beginning of the text.
    """
    words = list(words_of(text))
    if not words:
        return Snippet(Span(0, 0, ""))
    if wanted is None:
        start = min(shown[0].start, len(text)) if shown else 0
        first = max(0, sum(begin < start for _, begin, _ in words) - (BEFORE if shown else 0))
        spans = sorted(set(shown))
    else:
        hits = _hits([word for word, _, _ in words], wanted.terms())
        first = _best(hits)
        spans = [Span(words[a][1], words[b - 1][2], text[words[a][1] : words[b - 1][2]]) for a, b, _ in hits]
    start, end = words[first][1], words[min(len(words), first + LENGTH) - 1][2]
    if wanted is None and shown:
        end = max(end, min(shown[0].end, start + 2_000))
    inside = tuple(span for span in spans if start <= span.start and span.end <= end)
    return Snippet(Span(start, end, text[start:end]), inside)


def _hits(words: Sequence[str], terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Every hit as its first word, the word after its last, and the number of its term; none overlaps another."""
    found: list[tuple[int, int, int]] = []
    by_first: dict[str, list[int]] = {}
    prefixes = [n for n, term in enumerate(terms) if term.prefix and len(term.words) == 1]
    for number, term in enumerate(terms):
        by_first.setdefault(term.words[0], []).append(number)
    after = 0
    for at, word in enumerate(words):
        if at < after:
            continue
        numbers = (*by_first.get(word, ()), *prefixes)
        lengths = [(len(terms[n].words), n) for n in numbers if _stands(words, at, terms[n])]
        if lengths:
            length, number = max(lengths, key=lambda each: (each[0], -each[1]))
            found.append((at, at + length, number))
            after = at + length
    return found


def _stands(words: Sequence[str], at: int, term: Term) -> bool:
    *before, last = term.words
    end = at + len(before)
    if end >= len(words) or list(words[at:end]) != before:
        return False
    return words[end].startswith(last) if term.prefix else words[end] == last


def _best(hits: Sequence[tuple[int, int, int]]) -> int:
    """The word at which to begin: a little before the first hit of the run that holds the most different terms."""
    best, most = 0, 0
    for first, (at, _, _) in enumerate(hits):
        run = [number for a, b, number in hits[first:] if b <= at + LENGTH - BEFORE]
        if len(set(run)) > most:
            best, most = at, len(set(run))
    return max(0, best - BEFORE) if hits else 0
