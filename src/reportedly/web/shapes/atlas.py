"""Incidents as columns for maps and timelines, and who asserts what of them."""

from __future__ import annotations

from pydantic import BaseModel, Field

__all__ = [
    "Actor",
    "Asserted",
    "AtlasIncidents",
    "Columns",
    "Edge",
    "Link",
    "Network",
    "Statement",
    "Town",
    "Towns",
    "Words",
]


class Columns(BaseModel):
    """One list for each column, all as long as there are incidents; what nobody tells is null."""

    id: list[str]
    title: list[str | None]
    lat: list[float | None] = Field(description="Degrees; of an area or country its middle, which is no pin.")
    lon: list[float | None]
    radius_km: list[float | None] = Field(description="How far the place reaches from there.")
    country: list[str | None] = Field(description="ISO 3166-1 alpha-2.")
    place: list[str | None] = Field(description="The place in the words of the reports.")
    precision: list[str] = Field(
        description="town; area (somewhere within radius_km); country (somewhere in it); wide (not to be drawn); "
        "unknown (no place, or none that the gazetteer has)."
    )
    day_from: list[str | None] = Field(description="First day on which it may have happened, ISO 8601.")
    day_to: list[str | None] = Field(description="Last such day: an incident in March has all of March.")
    kind: list[str | None]
    killed_low: list[int | None] = Field(description="The lowest that a source gives at last.")
    killed_high: list[int | None]
    injured_low: list[int | None]
    injured_high: list[int | None]
    reports: list[int]
    outlets: list[int]
    origins: list[int] = Field(description="Independent origins, as far as known: a lower bound.")
    unknown: list[int] = Field(description="Texts whose origin nobody knows; they confirm nothing.")


class AtlasIncidents(BaseModel):
    """All incidents that fit, by day and id, without a day last."""

    state: str = Field(description="Of the ledger: the same for as long as nothing changes.")
    total: int = Field(description="How many fit.")
    of: int = Field(description="How many there are.")
    linked: bool = Field(description="Whether everything that was read and judged is linked.")
    columns: Columns


class Actor(BaseModel):
    """A body, group or public person; or a role, which stands for whoever reports call so."""

    id: str
    name: str
    kind: str = Field(
        description="organisation, group, person (in public office), outlet, place (whoever speaks from it), role; "
        "not public: the one collective entry for private people and for whoever is not named."
    )


class Edge(BaseModel):
    """What one actor asserts of another, all incidents that fit together."""

    by: str = Field(description="Id of the actor who claims, denies, blames or counts.")
    about: str | None = Field(None, description="Id of the actor who is blamed; null for what one says of oneself.")
    kind: str = Field(description="claimed, admitted, denied; accused, suspected, unknown; counted (gives a toll).")
    origins: int = Field(
        description="Agencies and outlets by which it came, each counted once for all incidents and reports."
    )
    unknown: int = Field(description="Texts whose origin nobody knows.")
    reports: int
    incidents: int


class Asserted(BaseModel):
    """One list for each column, one entry for each assertion of one actor in one incident."""

    incident: list[str]
    number: list[int] = Field(description="With the incident it names the assertion.")
    kind: list[str]
    by: list[int] = Field(description="Place in `actors`.")
    about: list[int | None]
    origins: list[list[int]] = Field(description="Numbers of origins; the same number is the same agency or outlet.")
    unknown: list[int]
    reports: list[int]


class Network(BaseModel):
    """Public actors and what they assert. Actors come by name: nothing here ranks anybody."""

    state: str
    actors: list[Actor]
    edges: list[Edge]
    asserted: Asserted


class Link(BaseModel):
    """One voice of a chain, outermost first."""

    holder: str
    holds: str | None = Field(None, description="What it commits to: asserted, denied, alleged, ...")


class Words(BaseModel):
    """Characters of a report's text, counted in code points."""

    start: int
    end: int
    words: str


class Statement(BaseModel):
    """One report's telling of an assertion, with its words and voices."""

    incident: str
    number: int
    kind: str
    by: str = Field(description="Id of the actor.")
    about: str | None = None
    report: str
    outlet: str | None = None
    published: str | None = None
    value: str
    spans: list[Words]
    chain: list[Link]
    inferred: str | None = Field(None, description="How the value was come by, where no words say it.")


class Town(BaseModel):
    """A settlement of the gazetteer."""

    name: str
    lat: float
    lon: float
    people: int
    country: str


class Towns(BaseModel):
    """Settlements by inhabitants, most first."""

    items: list[Town]
