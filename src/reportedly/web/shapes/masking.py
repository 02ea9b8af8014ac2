"""Where a text has private names that a visitor may not see."""

from __future__ import annotations

from pydantic import BaseModel, Field

__all__ = ["Covered"]


class Covered(BaseModel):
    """A stretch of a report's text in which every code point of a private name is shown as U+2588.

    Routes leave lists of these empty; `web/masking.py` fills a `masked` that stands beside a `text`.
    """

    start: int = Field(description="First code point.")
    end: int = Field(description="Code point after the last.")
    who: str = Field(description="The person's pseudonym in this incident, or “[name withheld]”.")
