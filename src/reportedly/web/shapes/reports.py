"""One report over the wire: what `export.reader_view` works out, what stands beside it, and how to correct it.

Offsets are code points. What has no value is left out. Keys tie cards, fields and marks together: claim 3 is "c3",
its source "c3-source".
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from reportedly.web.shapes.cards import (
    CardShape,
    MarkShape,
    ParagraphShape,
    Shape,
    SpanShape,
    StretchShape,
    VoiceShape,
)

__all__ = ["ChangeAsked", "Corrected", "CorrectionsAsked", "DiffPage", "HistoryPage", "ReportPage", "WithdrawalAsked"]


class MaskedShape(Shape):
    """A private person's name that is covered, and the pseudonym that stands for it."""

    start: int
    end: int
    who: str


class KnownShape(Shape):
    """A fact of the publication, and how it is known."""

    name: str
    value: str
    words: str
    inferred: str | None


class PartyShape(Shape):
    """Somebody whom the report speaks of, as a correction names a speaker."""

    name: str
    kind: str
    entity: str | None


class CorrectionShape(Shape):
    """A correction in force."""

    sequence: int
    annotation: str
    field: str
    value: Any
    spans: list[tuple[int, int]] | None
    author: str
    reason: str
    supersedes: int | None
    at: str


class RetrievalShape(Shape):
    """One time that the report came in."""

    item: int
    original: str = Field(description="SHA-256 of what arrived.")
    locator: str | None
    location: str
    retrieved: str | None
    headers: list[tuple[str, str]] | None
    at: str


class OriginalShape(Shape):
    """What the text was made from."""

    sha256: str
    size: int = Field(description="Bytes.")
    media_type: str
    encoding: str
    encoding_known_by: str


class InIncidentShape(Shape):
    id: str
    title: str | None
    role: str = Field(description="news or background.")
    number: int
    reports: int | None
    origins: int | None


class RelatedShape(Shape):
    """A report that this one was taken from, or that was taken from it, or another version of it."""

    id: str
    outlet: str | None
    headline: str | None
    published: str | None
    kind: str
    way: Literal["from", "to"] = Field(description="from: the other came first.")
    reason: str
    score: float | None


class BesideShape(Shape):
    incidents: list[InIncidentShape]
    copies: list[RelatedShape]
    versions: list[RelatedShape]


class ReportPage(Shape):
    """A report with everything that was read in it. Its ETag is the newest sequence that touched it."""

    id: str
    sequence: int
    title: str
    details: list[str]
    publication: list[KnownShape]
    outlet: str
    language: str | None
    text: str
    masked: list[MaskedShape] = Field(description="Names covered by U+2588 for who may not see them.")
    paragraphs: list[ParagraphShape]
    stretches: list[StretchShape]
    marks: list[MarkShape]
    voices: list[VoiceShape]
    parties: list[PartyShape] = Field(description="Who may be named as a speaker.")
    claims: list[CardShape] | None = Field(description="Null where no stage has looked.")
    events: list[CardShape] | None
    loaded: list[CardShape] | None
    tolls: list[CardShape]
    issues: list[CardShape]
    stages: list[str]
    corrections: list[CorrectionShape]
    retrievals: list[RetrievalShape]
    original: OriginalShape | None
    beside: BesideShape


class HistoryShape(Shape):
    """A reading, correction or withdrawal; ask for the report `as_of` its sequence to see it as it stood."""

    sequence: int
    kind: Literal["reading", "correction", "withdrawal"]
    at: str
    recipe: str | None
    claims: int | None
    events: int | None
    issues: int | None
    annotation: str | None
    field: str | None
    value: Any
    author: str | None
    reason: str | None
    supersedes: int | None


class HistoryPage(Shape):
    """Everything that was ever read and corrected in a report, the oldest first."""

    items: list[HistoryShape]


class ChangeShape(Shape):
    kind: str
    says: str
    before: list[SpanShape]
    after: list[SpanShape]
    a: str | None
    b: str | None


class RunShape(Shape):
    """Characters of both texts that are the same, or of the first that are gone, or of the second that are new."""

    kind: Literal["same", "gone", "new"]
    a: tuple[int, int]
    b: tuple[int, int]


class SideShape(Shape):
    id: str
    title: str
    details: list[str]
    outlet: str
    language: str | None
    published: str | None
    text: str
    masked: list[MaskedShape]
    paragraphs: list[ParagraphShape]
    marks: list[MarkShape]


class DiffPage(Shape):
    """What changed from report a to report b."""

    a: SideShape
    b: SideShape
    same: int = Field(description="Sentences of the shorter text that the other has, too.")
    sentences: int
    changes: list[ChangeShape]
    runs: list[RunShape] = Field(description="Both texts word by word.")


class ChangeAsked(Shape):
    """What one field should hold."""

    annotation: str = Field(description="Id of the claim, event, ...", max_length=80)
    field: str = Field(description="status, source, quantities[0].count, content", max_length=200)
    value: Any = Field(description="In the form of the report’s JSON.")
    spans: list[SpanShape] | None = Field(None, description="The words it stands on, where they are others.")


class CorrectionsAsked(Shape):
    """Fields of one report to correct for one reason, all or none."""

    changes: list[ChangeAsked] = Field(min_length=1, max_length=50)
    reason: str = Field(min_length=1, max_length=4_000)


class WithdrawalAsked(Shape):
    reason: str = Field(min_length=1, max_length=4_000)


class Corrected(Shape):
    """The numbers under which the ledger keeps what was said."""

    sequences: list[int]
    again: str | None = Field(
        None,
        description="Why the report's incidents follow only when the ledger is linked again; null where they have.",
    )
