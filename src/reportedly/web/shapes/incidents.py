"""What goes over the wire of lists of incidents."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

__all__ = ["IncidentLine", "IncidentList", "KindCount", "Kinds"]


class IncidentLine(BaseModel):
    """An incident as a list shows it; what nobody tells is null."""

    id: str
    title: str | None
    day_from: str | None = Field(description="First day on which it may have happened, ISO 8601.")
    day_to: str | None = Field(description="Last day on which it may have happened.")
    place: str | None
    country: str | None = Field(description="ISO 3166-1 alpha-2.")
    kind: str | None = Field(description='What it is called: "bombing".')
    killed_low: int | None = Field(description="Lowest figure that a source holds at last.")
    killed_high: int | None
    killed: int | None = Field(default=None, description="The likeliest figure by all readings together.")
    injured_low: int | None
    injured_high: int | None
    injured: int | None = None
    reports: int = Field(description="Reports that tell it as news.")
    background: int = Field(default=0, description="Reports that only recall it; they confirm nothing.")
    outlets: int
    origins: int = Field(description="Independent origins that are known.")
    unknown: int = Field(description="Texts whose origin nobody knows; they confirm nothing.")
    contradictions: int = 0
    changes: int = Field(default=0, description="How often a source changed its mind.")
    unsure: int = Field(default=0, description="Pairs of its accounts and others that a person should look at.")
    summary: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    changed: int = Field(description="Sequence number of what touched it last.")
    changed_at: str | None = Field(description="When that came in, ISO 8601 UTC.")


class IncidentList(BaseModel):
    """A page of incidents."""

    items: list[IncidentLine]
    next: str | None = Field(description="Cursor of the next page, null on the last.")
    total: int
    behind: bool = Field(description="Whether reports or decisions came in since incidents were linked.")
    order: Literal["day", "changed"]


class KindCount(BaseModel):
    """Something that incidents can be, and how many are."""

    name: str
    many: int


class Kinds(BaseModel):
    """What can be filtered by: kinds and countries that occur, most frequent first."""

    kinds: list[KindCount]
    countries: list[KindCount]
