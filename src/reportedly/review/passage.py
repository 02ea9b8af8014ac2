"""The part of a report that shows what is asked about: the words, and as much around them as one needs to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.layers.anchoring import Span
from reportedly.report import Report
from reportedly.review.item import Highlight, Passage, ReportReference

__all__ = ["AROUND", "passage", "reference"]

AROUND = 320
"""Characters before and after the words that are shown, at most, where the paragraph is longer than that."""

_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+")


def passage(report: Report, spans: Iterable[tuple[str, Span]]) -> Passage:
    """The words of these (field, span) with their paragraphs, cut between sentences where these are long.

    Without spans it is the beginning of the report.
    """
    named = [(field, span) for field, span in spans if span.end > span.start]
    text = report.text
    first = min((span.start for _, span in named), default=0)
    last = max((span.end for _, span in named), default=0)
    start, end = _before(text, first), _after(text, last)
    shown = sorted({Highlight(s.start, s.end, s.words, field) for field, s in named}, key=_place)
    return Passage(start, text[start:end], tuple(shown), whole=start == 0 and end == len(text))


def _place(each: Highlight) -> tuple[int, int, str]:
    return each.start, -each.end, each.field


def _before(text: str, at: int) -> int:
    """Where to begin: with the paragraph before, if it is near; else with a sentence; else with a word."""
    paragraph = text.rfind("\n", 0, text.rfind("\n", 0, at) + 1 or 0) + 1 if "\n" in text[:at] else 0
    if at - paragraph <= AROUND:
        return paragraph
    floor = at - AROUND
    begins = [match.end() for match in _SENTENCE.finditer(text, floor, at)] + [
        place + 1 for place in range(floor, at) if text[place] == "\n"
    ]
    if begins:
        return min(begins)
    blank = text.find(" ", floor, at)
    return blank + 1 if blank >= 0 else floor


def _after(text: str, at: int) -> int:
    """Where to end: with the next paragraph, if it is short; else with a sentence; else with a word."""
    ends = text.find("\n", at)
    ends = len(text) if ends < 0 else ends
    further = text.find("\n", ends + 1)
    further = len(text) if further < 0 else further
    for place in (further, ends):
        if place - at <= AROUND:
            return place
    ceiling = at + AROUND
    found = [match.end() for match in _SENTENCE.finditer(text, at, ceiling)]
    if found:
        return max(found)
    blank = text.rfind(" ", at, ceiling)
    return blank if blank > at else ceiling


def reference(report: Report) -> ReportReference:
    """The report as one needs it to judge."""
    publication = report.publication
    return ReportReference(
        report.id,
        publication.headline.value if publication.headline else None,
        publication.outlet.value if publication.outlet else None,
        publication.published.value if publication.published else None,
    )
