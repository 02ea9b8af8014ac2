"""What could not be read, and why."""

from __future__ import annotations

from pydantic import BaseModel, Field

from reportedly.web.paging import Page

__all__ = ["Group", "QuarantinePage", "QuarantinedItem", "ToRetry"]


class QuarantinedItem(BaseModel):
    """An item that came in and could not be read. Its bytes are kept."""

    number: int
    name: str = Field(description="Where it came from, and where in it.")
    stage: str = Field(description="take in, extract, read, link, panic or limits.")
    what: str = Field(description="The stage in words: no report found in the bytes, ...")
    cause: str = Field(description="What went wrong.")
    do: str = Field(description="What one can do about it.")
    tool: str | None
    attempts: int
    media_type: str | None
    retrieved: str | None
    at: str = Field(description="When it failed last (ISO 8601 UTC).")
    sha256: str = Field(description="Of the original.")
    begins: str = Field(description="Its first bytes; what is no printable ASCII is a dot.")


class Group(BaseModel):
    """So many items that failed for the same cause, figures and places aside."""

    what: str
    cause: str
    items: int


class QuarantinePage(Page[QuarantinedItem]):
    """A part of the quarantine."""

    groups: list[Group] = Field(description="All of it by cause, the most frequent first; with the first page only.")


class ToRetry(BaseModel):
    """Items to read again; null for all."""

    items: list[int] | None = Field(None, max_length=10_000)
