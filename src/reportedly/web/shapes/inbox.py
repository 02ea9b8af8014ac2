"""Reports as the inbox lists them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from reportedly.web.paging import Page

__all__ = [
    "Belongs",
    "Copies",
    "Facet",
    "Facets",
    "Figures",
    "Happened",
    "InboxPage",
    "InboxRow",
    "LedgerState",
    "Looked",
    "Match",
    "Piece",
    "ReadMarks",
    "Seen",
    "Voice",
]


class Voice(BaseModel):
    """So many claims of one body, or of all sources of a kind that are not named in lists."""

    source_type: str = Field(description="person, eyewitness, government, ... as `reportedly codebook` lists them.")
    name: str | None = Field(description="Of a body; people are counted by their kind and not named here.")
    claims: int


class Figures(BaseModel):
    """How many, by this report: the likeliest number and its bounds (high null: no bound)."""

    best: int
    low: int
    high: int | None


class Happened(BaseModel):
    """An incident as the report tells it; null where it says nothing."""

    newness: Literal["main", "new", "background"] = Field(description="Whether it is the news, or only recalled.")
    kind: str = Field(description='In words: "shooting", "abduction".')
    coded: str | None = Field(description="Type by the codebook of incidents.")
    place: str | None
    country: str | None = Field(description="ISO 3166-1 alpha-2.")
    day_from: str | None = Field(description="ISO 8601 day.")
    day_to: str | None
    killed: Figures | None
    injured: Figures | None


class Seen(BaseModel):
    """What is in a report, in a few words."""

    read: bool = Field(description="False where no stage has looked: another language than those that are read.")
    claims: int
    doubted: int = Field(description="Claims that are denied or alleged, or that the outlet keeps at a distance.")
    voices: list[Voice]
    more_voices: int
    happened: list[Happened]
    more_happened: int
    loaded: int = Field(description="Words that take a side.")
    own_loaded: int = Field(description="Those of them in the outlet's own voice.")
    issues: int = Field(description="Open questions that reading left.")
    document: str | None


class Copies(BaseModel):
    """What is folded under a report: copies, rewrites and versions of it. They have one origin between them."""

    copies: int
    outlets: int
    new: int = Field(description="Of them, since I last looked.")


class Belongs(BaseModel):
    """An incident that the report tells as news, or recalls."""

    incident: str
    role: Literal["news", "background"]
    title: str | None
    day: str | None
    place: str | None
    kind: str | None
    reports: int
    outlets: int
    origins: int = Field(description="Independent origins that are known.")


class Piece(BaseModel):
    """Some characters of a passage; `hit` where they are what was looked for."""

    text: str
    hit: bool


class Match(BaseModel):
    """Why the report passed a filter."""

    filter: str
    value: str
    words: str | None = Field(description="The report's own words that show it.")


class InboxRow(BaseModel):
    """A report in a list."""

    report: str
    sequence: int
    headline: str | None
    outlet: str | None
    published: str | None = Field(description="ISO 8601 day or moment; null: not known.")
    taken_in: str = Field(description="ISO 8601 UTC.")
    language: str | None
    read: bool = Field(description="Whether I have marked it as read, or all up to it.")
    new: bool = Field(description="Whether it came since I last looked; false for who never did.")
    under: str | None = Field(description="The report of which this one is a copy.")
    copies: Copies | None
    seen: Seen | None = Field(description="Null until the ledger is linked after a correction.")
    linked: bool = Field(description="False until it is linked; it is then in no search either.")
    belongs: list[Belongs]
    more_incidents: int
    passage: list[Piece] = Field(description="Where the words stand that were looked for; empty without a search.")
    matched: list[Match]


class InboxPage(Page[InboxRow]):
    """A part of the inbox."""

    order: Literal["taken", "published", "best"] = Field(description="How it is sorted.")
    read_as: list[str] = Field(description="What was taken for what: \"place 'Georgia' is taken for ...\".")


class Facet(BaseModel):
    """One value that a filter can have, and how many reports of this list have it."""

    value: str
    reports: int


class Facets(BaseModel):
    """How many reports a list has, and of which outlets, languages and months."""

    total: int
    more: bool = Field(description="There are more than `total`; what follows is then of the newest of them.")
    outlets: list[Facet]
    languages: list[Facet]
    months: list[Facet]


class Looked(BaseModel):
    """How far I have looked."""

    sequence: int = Field(description="What has a higher number came since.", ge=0)
    at: str | None = Field(None, description="When that was (ISO 8601 UTC); null for never.")


class ReadMarks(BaseModel):
    """Reports to mark as read, or as unread again."""

    reports: list[str] = Field(min_length=1, max_length=1_000)
    read: bool = True


class LedgerState(BaseModel):
    """What the strip on top shows."""

    reports: int
    incidents: int
    outlets: int
    sequence: int = Field(description="The number given last to a report, entry or judgement.")
    unlinked: int = Field(description="Reports that no `link` has seen yet.")
    stale: bool = Field(description="Something was read, corrected or judged since the last link.")
    pending: int = Field(description="Items that wait to be read.")
    quarantined: int
    new: int = Field(description="Reports that came since I last looked.")
    jobs: int = Field(description="Jobs that wait or run.")
