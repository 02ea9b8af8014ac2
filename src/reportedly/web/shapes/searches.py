"""Searches that are kept under a name."""

from __future__ import annotations

from pydantic import BaseModel, Field

__all__ = ["Search", "Searches", "ToKeep"]


class ToKeep(BaseModel):
    """What to keep: words and filters by name, as the inbox takes them."""

    words: str = Field("", max_length=2_000)
    filters: dict[str, str] = Field(default_factory=dict, description="actor, place, since, until, type, ...")


class Search(ToKeep):
    """A search that is kept for all who work with the ledger; how far one has looked is one's own."""

    name: str
    seen: int = Field(description="The sequence up to which I have looked at what it finds.")
    new: int = Field(description="How many reports it finds that came since.")
    more: bool = Field(description="There are more than `new`.")


class Searches(BaseModel):
    """All searches that are kept, by name."""

    items: list[Search]
