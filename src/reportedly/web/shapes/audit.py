"""The audit log."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

__all__ = ["AuditFilters", "AuditRow"]


class AuditRow(BaseModel):
    """Something that was written, or something restricted that was looked at."""

    number: int
    at: str
    who: str
    act: str = Field(description="What was done: account.role, names.seen, write.merge, ...")
    what: str = Field(description="The thing it was done to: an account, a report, an incident.")
    more: dict[str, Any]


class AuditFilters(BaseModel):
    """What there is to choose from."""

    who: list[str]
    act: list[str]
