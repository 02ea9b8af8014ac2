"""What goes over the wire of one incident; `shapes.said` has its versions with their voices. Reports go by number."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from reportedly.web.shapes.said import (
    IncidentField,
    IncidentSentence,
    IncidentVoice,
    OriginLane,
    SaidWords,
)

__all__ = [
    "ChangedMind",
    "CopyEdge",
    "IncidentAccount",
    "IncidentConflict",
    "IncidentDecision",
    "IncidentFact",
    "IncidentLead",
    "IncidentPage",
    "IncidentPair",
    "IncidentPlace",
    "IncidentReport",
    "IncidentToll",
    "TollFigure",
]


class IncidentReport(BaseModel):
    """A report of the incident; `number` is how all else refers to it."""

    number: int
    id: str
    role: Literal["news", "background"]
    outlet: str | None
    published: str | None
    day: str | None
    day_known_by: str | None
    headline: str | None
    url: str | None
    credits: list[str]
    lane: int | None = Field(description="Place of its origin in `origins`, null for one that only recalls.")


class CopyEdge(BaseModel):
    """Report `b` takes from report `a`."""

    a: int
    b: int
    kind: Literal["copy", "part", "rewrite", "version", "unsure"]
    score: float
    reason: str


class IncidentFact(BaseModel):
    """A headline fact: the version to call the incident by, never without its voice and counts."""

    field: str
    label: str
    value: str = Field(description="Of a toll the lowest to the highest that sources hold at last.")
    chief: str = Field(description="Value of the version that `who`, `counted` and `why` are of.")
    note: str | None
    version: int
    others: int = Field(description="Further versions that are told.")
    contradicted: bool
    who: list[str]
    counted: str
    why: list[str]


class TollFigure(BaseModel):
    """A figure of one source in one report; a bound that is null is open."""

    day: str | None
    low: int | None
    best: int | None
    high: int | None
    shown: str
    voice: int
    own: bool
    told_by: str
    report: int
    version: int | None
    spans: list[SaidWords]
    changed: str | None = Field(description="Where its source gives another figure than before: how it says so.")


class IncidentToll(BaseModel):
    """How many were killed (or injured, ...), in the order in which it was reported."""

    effect: str
    low: int | None
    best: int | None
    high: int | None
    note: str
    figures: list[TollFigure]


class IncidentConflict(BaseModel):
    """Two versions that cannot both be so, in words."""

    field: str
    label: str
    one: int
    other: int
    rule: str
    sentence: str
    side: str = Field(description="Version `one` with who says so.")
    against: str = Field(description="Version `other` with who says so.")


class ChangedMind(BaseModel):
    """A source that gave another value later."""

    field: str
    source: str
    how: Literal["raised", "lowered", "changed"]
    was: str
    now: str
    sentence: str
    before: int | None
    after: int


class IncidentPlace(BaseModel):
    """A place that is told, as far as known: a country is an area, a town reaches `radius_km` from its middle."""

    version: int
    name: str
    described: str
    kind: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    somewhere: bool = Field(description="Only a wider place is known: it lies somewhere in it.")
    score: float | None
    independent: int
    outlets: int


class IncidentPair(BaseModel):
    """Two accounts of the incident that were compared, and what spoke for one incident."""

    one: int
    other: int
    score: float
    verdict: str
    clues: str


class IncidentLead(BaseModel):
    """A pair that leads to another incident, which a person should decide."""

    own: str = Field(description="Account of this incident.")
    own_report: int
    account: str
    incident: str
    title: str | None
    day_from: str | None
    day_to: str | None
    place: str | None
    reports: int
    origins: int
    headline: str | None
    outlet: str | None
    score: float
    verdict: str
    clues: list[str]


class IncidentAccount(BaseModel):
    """What one report tells of the incident, as linking compares it."""

    id: str
    report: int
    role: Literal["news", "background"]
    day_from: str | None
    day_to: str | None
    place: str | None
    killed: int | None
    injured: int | None


class IncidentDecision(BaseModel):
    """What somebody decided or corrected, also where it was taken back or superseded later."""

    sequence: int = Field(description="The number of the decision, by which it is undone, or of the correction.")
    what: Literal["decision", "correction"]
    kind: str = Field(description="same, different, unsure, copy, independent, split, undo, correction.")
    sentence: str
    author: str
    reason: str
    at: str | None
    in_force: bool


class IncidentPage(BaseModel):
    """An incident with everything that is said of it, compared and not decided."""

    id: str
    title: str
    summary: str
    as_of: str | None
    behind: bool
    masked: bool = Field(description="Whether the names of private people are replaced by pseudonyms.")
    news: int
    outlets: int
    independent: int
    unknown: int
    counted: str
    facts: list[IncidentFact]
    voices: list[IncidentVoice]
    reports: list[IncidentReport]
    origins: list[OriginLane]
    copies: list[CopyEdge]
    sentences: list[IncidentSentence]
    fields: list[IncidentField]
    background: list[IncidentField]
    tolls: list[IncidentToll]
    contradictions: list[IncidentConflict]
    changes: list[ChangedMind]
    places: list[IncidentPlace]
    pairs: list[IncidentPair]
    leads: list[IncidentLead]
    accounts: list[IncidentAccount]
    decisions: list[IncidentDecision]
