"""Files made of the ledger for other programs."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from reportedly.web.paging import Page

__all__ = ["Export", "ExportsPage", "ToExport"]

What = Literal["incidents", "events", "claims", "reports", "training"]
Form = Literal["jsonl", "csv", "acled", "geojson", "parquet"]


class ToExport(BaseModel):
    """What to write, and how."""

    what: What = Field("incidents", description="training: decisions of review with their exact words, as jsonl.")
    format: Form = Field("csv", description="acled and geojson are for incidents and events.")
    names: bool = Field(False, description="Names of private people as reported; needs the right to see names.")
    as_of: str | None = Field(
        None, max_length=40, description="Not for incidents: as the ledger was then; a day, a moment, or a sequence."
    )
    words: str = Field("", max_length=2_000)
    filters: dict[str, str] = Field(default_factory=dict, description="Of the reports, as the inbox takes them.")


class Export(BaseModel):
    """A file that was made, or is being made."""

    number: int
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    author: str
    given: str
    what: What
    format: Form
    names: bool
    as_of: str | None
    filters: dict[str, str]
    says: str | None
    trouble: str | None
    file: str | None = Field(description="Its name; get it at /api/exports/NUMBER/file.")
    rows: int | None
    bytes: int | None
    sha256: str | None


class ExportsPage(Page[Export]):
    """A part of the list of exports."""
