"""The words of an account that tell it from others: all of them, those of its lead, and capitalised pairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from anyascii import anyascii

from reportedly.report import Report, Span

__all__ = ["Words", "fold", "told_words"]

LEAD = 60
"""Words after the headline that count as the lead."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_STREET = {
    "street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "boulevard": "blvd", "lane": "ln", "court": "ct",
    "place": "pl", "highway": "hwy", "parkway": "pkwy", "north": "n", "south": "s", "east": "e", "west": "w",
}  # fmt: skip
"""Postal abbreviations (USPS Publication 28), so that "Harwood Street" and "Harwood St." are one name."""
_BLOCK = re.compile(r"\b(\d{2,5}) block (?:of |on )?(?:(?:[NSEW]\.?|North|South|East|West) )?([^\W_]+)")
_SHORTENED = frozenset({"st", "ft", "mt", "n", "s", "e", "w", "dr"})
"""Abbreviations that stand before a name, and so do not end a sentence."""

Words = tuple[tuple[tuple[str, int], ...], tuple[str, ...], tuple[str, ...]]


def fold(word: str) -> str:
    """A word without case, accents, possessive and foreign letters ("Núñez's" -> "nunez")."""
    plain = word if word.isascii() else anyascii(word.replace("’", "'"))
    return _POSSESSIVE.sub("", plain.lower())


def told_words(report: Report, ranges: Sequence[tuple[int, int]], *, skip: Sequence[Span] = ()) -> Words:
    """Words with their counts, words of the lead, and names, of the characters in `ranges`; each sorted.

    Words of one or two letters are left out, numbers are kept. Names are two capitalised words that follow each
    other with nothing but a space or "." between ("harwood st"), none of them in a span of `skip` (places of the
    gazetteer, which are compared as places), and addresses ("2600 block harwood").
    """
    skipped = {position for span in skip for position in range(span.start, span.end)}
    counts: Counter[str] = Counter()
    names: set[str] = set()
    lead: list[str] = []
    headline = len(report.publication.headline.value) if report.publication.headline else 0
    for start, end in ranges:
        before, before_end, upper = "", -9, False
        for match in _WORD.finditer(report.text, start, end):
            raw = match.group()
            word = fold(raw)
            if len(word) > 2 or (word.isdigit() and len(word) == 2):
                counts[word] += 1
                if len(lead) < LEAD:
                    lead.append(word)
            capital = raw[0].isupper() or raw[0].isdigit()
            capital = capital and match.start() not in skipped
            if capital and upper and match.start() - before_end <= 2 and match.start() > headline:
                between = report.text[before_end : match.start()]
                joined = between == " " or (between == ". " and before in _SHORTENED)
                if joined and not (before.isdigit() and word.isdigit()):
                    names.add(f"{_STREET.get(before, before)} {_STREET.get(word, word)}")
            before, before_end, upper = word, match.end(), capital
        for match in _BLOCK.finditer(report.text, start, end):
            names.add(f"{match.group(1)} block {fold(match.group(2))}")
    return tuple(sorted(counts.items())), tuple(sorted(set(lead))), tuple(sorted(names))
