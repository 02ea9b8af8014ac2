"""A report as it is read, over the wire: cards of what was found, and marks in its text."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "CardShape",
    "FactShape",
    "HolderShape",
    "MarkShape",
    "NoteShape",
    "ParagraphShape",
    "PieceShape",
    "Shape",
    "SpanShape",
    "StretchShape",
    "VoiceShape",
]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpanShape(Shape):
    """Characters of the report's text."""

    start: int = Field(description="First code point.", ge=0)
    end: int = Field(description="Code point after the last.", ge=0)
    words: str = Field(description="Exactly the characters between them.")


class PieceShape(Shape):
    """A value of a card, and the words it stands on."""

    key: str = Field(description='Key of its marks: "e1-time"; empty for what has none.')
    value: str
    spans: list[SpanShape] = []
    words: str = Field("", description="The words, where they say something else than the value.")
    more: str = Field("", description="What sort of thing it is.")
    ours: bool = Field(False, description="Whether the value is in our words and not in the report’s.")
    path: str | None = Field(None, description="The field to name in a correction; left out where it is none.")
    held: Any = Field(None, description="What that field holds, in the form of the report’s JSON.")
    inferred: str | None = Field(None, description="How a value was come by that its words alone do not give.")
    coding: dict[str, Any] | None = Field(None, description="Why an event is coded so, where the value is a code.")


class FactShape(Shape):
    name: str
    pieces: list[PieceShape]
    by: str = Field("; ", description="What joins the pieces.")


class HolderShape(Shape):
    """A link of the chain of sources, and what it commits to: a stance; the innermost a status."""

    name: str
    kind: str
    claim: int | None
    stance: str | None
    status: str | None


class CardShape(Shape):
    """A finding: a claim, an event, a loaded word, a toll or an open question."""

    key: str
    id: str
    number: int
    title: str = Field(description="Who, or what.")
    lead: str
    facts: list[FactShape]
    chain: list[HolderShape] = Field(description="Who says so, outermost first.")
    told: str = Field(description="The same as a sentence without its end.")
    why: list[tuple[str, str]] = Field(description="How it was read: name and value.")
    letter: str = ""
    colour: int = 0
    within: str | None = Field(None, description="Key of the claim in whose content it stands.")
    source: PieceShape | None = None
    source_type: PieceShape | None = None
    cue: PieceShape | None = None
    content: PieceShape | None = None
    status: PieceShape | None = None
    stance: PieceShape | None = None
    firmness: Literal["firm", "doubt", "unreal", "denied"] | None = None
    how: str | None = Field(None, description="Of a claim: direct, mixed, indirect; of a word: whose it is.")
    tier: str | None = None
    dots: str | None = None
    type: str | None = None
    mode: str | None = None
    happened: bool | None = None
    incident: bool | None = None
    background: str | None = None
    modality: PieceShape | None = None
    polarity: PieceShape | None = None
    genericity: PieceShape | None = None
    trigger: PieceShape | None = None
    hint: str | None = None
    by: str | None = Field(None, description="Who corrected it last.")


class NoteShape(Shape):
    text: str
    letter: str
    label: str
    at: Literal["start", "end"]


class MarkShape(Shape):
    """Marked characters."""

    start: int
    end: int
    key: str
    kind: Literal[
        "content",
        "source",
        "cue",
        "happened",
        "not",
        "own",
        "quoted",
        "paraphrased",
        "person",
        "place",
        "time",
        "issue",
        "field",
    ]
    voice: int | None = None
    letter: str | None = None
    firmness: Literal["firm", "doubt", "unreal", "denied"] | None = None
    note: NoteShape | None = None
    title: str | None = None


class ParagraphShape(Shape):
    start: int
    end: int
    role: Literal["headline", "byline"] | None = None


class StretchShape(Shape):
    """A character that cannot be seen, by name."""

    start: int
    end: int
    label: str
    title: str
    kind: str


class VoiceShape(Shape):
    letter: str
    colour: int = Field(description="0 to 8.")
    name: str
    kind: str
    described: str
    entity: str | None
    descriptions: list[str]
    claims: list[int]
