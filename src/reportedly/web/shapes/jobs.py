"""Work that goes on beside the pages."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from reportedly.web.paging import Page

__all__ = ["Balance", "Given", "Job", "JobsPage", "ToIngest", "Uploaded"]


class Uploaded(BaseModel):
    """A file that is here, and that a job can take in."""

    id: str = Field(description="Its name here; give it to the job.", max_length=80)
    name: str = Field(description="What it was called.", max_length=200)
    size: int = Field(description="Bytes.", ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Given(BaseModel):
    """What is said of all that is taken in together, where the originals do not say it themselves."""

    outlet: str | None = Field(None, max_length=300)
    published: str | None = Field(None, max_length=40, description="ISO 8601 day or moment.")
    language: str | None = Field(None, max_length=20)


class ToIngest(BaseModel):
    """What to take in. A URL is fetched because it is named here, and only then."""

    files: list[Uploaded] = Field(default_factory=list, max_length=500)
    urls: list[str] = Field(default_factory=list, max_length=200)
    overrides: Given = Field(default_factory=lambda: Given())  # type: ignore[call-arg]


class Job(BaseModel):
    """A job and how far it has come."""

    number: int
    kind: Literal["ingest", "retry", "link", "export"]
    author: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    given: str = Field(description="When it was given (ISO 8601 UTC).")
    began: str | None
    ended: str | None
    says: str | None = Field(description="What it is doing now.")
    done: int | None = Field(description="How many are done of what it is doing.")
    total: int | None
    trouble: str | None = Field(description="What went wrong.")
    asked: dict[str, Any] = Field(description="What was asked for.")
    result: dict[str, Any] = Field(description="What came of it, by its kind: counts, reports, a file.")


class JobsPage(Page[Job]):
    """A part of the list of jobs."""


class Balance(BaseModel):
    """The books: given = waiting + running + done + failed + cancelled."""

    given: int
    waiting: int
    running: int
    done: int
    failed: int
    cancelled: int
