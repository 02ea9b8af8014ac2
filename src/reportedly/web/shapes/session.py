"""Who is asking."""

from __future__ import annotations

from pydantic import BaseModel, Field

__all__ = ["Session"]


class Session(BaseModel):
    """The visitor, as the API knows them."""

    name: str = Field(description="Author of whatever they decide.")
    role: str
    can: list[str] = Field(description="What they may do: read, see_names, annotate, judge, adjudicate, ...")
    ledger: str = Field(description="The ledger that is served.")
    version: str = Field(description="Of reportedly.")
