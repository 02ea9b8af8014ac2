"""What is said of an incident, over the wire: versions of its fields, with their voices, words and origins."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

__all__ = [
    "Firmness",
    "IncidentField",
    "IncidentSaying",
    "IncidentSentence",
    "IncidentVersion",
    "IncidentVoice",
    "OriginLane",
    "OriginReason",
    "SaidBy",
    "SaidWords",
]

Firmness = Literal[
    "asserted",
    "doubted",
    "alleged",
    "uncertain",
    "conditional",
    "planned",
    "threatened",
    "demanded",
    "asked",
    "denied",
]
"""How firmly the innermost source stands to it; "doubted" where whoever passes it on keeps a distance."""


class SaidWords(BaseModel):
    """Characters of a report's text, in code points, end-exclusive."""

    start: int
    end: int
    words: str


class IncidentSentence(BaseModel):
    """A sentence of a report in which something is said, by code points of its text."""

    report: int
    start: int
    end: int
    words: str


class SaidBy(BaseModel):
    """One holder in a chain of sources."""

    name: str
    kind: str
    stance: str | None
    status: str | None


class IncidentVoice(BaseModel):
    """A source of the incident; number 0 is any outlet in its own voice, the others begin with who is heard most."""

    number: int = Field(description="What sayings refer to.")
    name: str
    reports: int


class OriginReason(BaseModel):
    """Why a report belongs to an origin."""

    report: int
    says: str


class OriginLane(BaseModel):
    """Reports of one origin, of all or of one version; `root` is null where nobody knows whose they are."""

    root: str | None
    kind: str
    reports: list[int]
    reasons: list[OriginReason]


class IncidentSaying(BaseModel):
    """One report's words for one version."""

    report: int
    voice: int = Field(description="Number of the innermost source among `voices`.")
    own: bool = Field(description="Whether the outlet says it in its own voice.")
    told_by: str = Field(description='"Northern Wire → two officials"')
    chain: list[SaidBy]
    firmness: Firmness
    spans: list[SaidWords]
    sentences: list[int] = Field(description="The sentences its words stand in, by their place in `sentences`.")
    inferred: str | None
    private: bool
    by: str | None
    claim: str | None
    event: str | None


class IncidentVersion(BaseModel):
    """One value of a field and everybody who gives it."""

    value: str
    denied: bool
    aside: bool = Field(description="Not compared: counts a part only, or is far off.")
    kind: str | None
    party: str | None = Field(description="Who is held to answer for it, of a version of that field.")
    private: bool
    outlets: int
    independent: int
    unknown: int
    counted: str
    first: str | None
    last: str | None
    against: list[int] = Field(description="Numbers of the versions that it cannot be true beside.")
    sayings: list[IncidentSaying]
    backing: list[OriginLane]


class IncidentField(BaseModel):
    """A field with all its versions."""

    name: str
    label: str
    versions: list[IncidentVersion]
