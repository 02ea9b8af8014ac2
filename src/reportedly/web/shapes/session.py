"""Who is asking."""

from __future__ import annotations

from pydantic import BaseModel, Field

__all__ = ["Session", "SignIn"]


class Session(BaseModel):
    """The visitor, as the API knows them."""

    name: str = Field(description="Author of whatever they decide.")
    role: str
    can: list[str] = Field(description="What they may do: read, see_names, annotate, judge, adjudicate, ...")
    by: str = Field(description="How one gets in: by a `link` (one user, no accounts) or a `password`.")
    ledger: str = Field(description="The ledger that is served.")
    version: str = Field(description="Of reportedly.")


class SignIn(BaseModel):
    """What somebody brings to be let in."""

    name: str = Field(max_length=200)
    password: str = Field(max_length=1_000)
