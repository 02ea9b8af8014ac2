"""One change from a reading of a story to the next: its kind, a sentence, and the words of both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.report import Report, Span

__all__ = ["Change", "ChangeKind", "in_headline"]

ChangeKind = Literal[
    "headline",
    "toll raised",
    "toll lowered",
    "toll added",
    "toll withdrawn",
    "source changed",
    "attribution removed",
    "attribution added",
    "status changed",
    "stance changed",
    "source dropped",
    "source added",
    "event withdrawn",
    "event added",
    "event changed",
    "loaded word dropped",
    "loaded word added",
    "loaded word changed",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, a sentence that says it, and the words of both sides; a side that has none is empty.

    `a` and `b` are the ids of the findings that differ, where they are findings.
    """

    kind: ChangeKind
    says: str
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()
    a: str | None = None
    b: str | None = None


def in_headline(report: Report, span: Span) -> bool:
    """Whether these words stand in the headline, which tells again what the text tells."""
    headline = report.publication.headline
    return headline is not None and any(span in each for each in headline.spans)
