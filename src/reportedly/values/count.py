"""How many: a number as news reports give it, with its doubt kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Bound", "Count", "Unit"]

Bound = Literal["exact", "at least", "at most", "about", "more than", "fewer than", "range"]
Unit = Literal["persons", "families", "houses", "villages", "animals", "vehicles"]
"""What is counted. Families are never turned into persons."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things. `low` and `high` bound it, inclusive; None means no bound on that side.

    "At least 12" is Count(12, None, "at least"); "dozens" is Count(24, None, "at least", vague=True);
    "12" is Count(12, 12). `per` holds the period of a rate ("day"). `best` is the number where the words give one
    ("12", "about 12"); it is None for bounds, ranges and vague amounts, and never guessed. Raises ValueError if
    low > high.
    """

    low: int | None
    high: int | None
    bound: Bound = "exact"
    vague: bool = False
    per: str | None = None
    best: int | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a count cannot be at least {self.low} and at most {self.high}")
        if self.best is None and self.low is not None and self.bound in {"exact", "about"} and not self.vague:
            object.__setattr__(self, "best", self.low)

    def __str__(self) -> str:
        rate = f" per {self.per}" if self.per else ""
        match self.bound:
            case "exact":
                return f"{self.low}{rate}"
            case "range":
                return f"{self.low} to {self.high}{rate}"
            case "at most" | "fewer than":
                return f"{self.bound} {self.high}{rate}"
            case "about":
                return f"about {self.low if self.low is not None else self.high}{rate}"
            case _:
                return f"{self.bound} {self.low}{rate}"
