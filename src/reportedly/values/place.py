"""Where: a place as it is named, with how the event stands to it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PlaceName"]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in the report's own words; no coordinates are guessed here.

    `relation` is how the event stands to it ("in", "near", "north of"); `within` are the wider places that
    the same words name ("Goma, eastern Congo" -> name "Goma", within ("eastern Congo",)).
    """

    name: str
    relation: str = "in"
    within: tuple[str, ...] = ()

    def __str__(self) -> str:
        full = ", ".join((self.name, *self.within))
        return full if self.relation in {"in", "at"} else f"{self.relation} {full}"
