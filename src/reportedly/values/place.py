"""Where: a place as it is named, and the place of the gazetteer that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Candidate", "Place", "PlaceKind", "PlaceName", "PlaceUse", "Resolution"]

PlaceKind = Literal["country", "admin1", "admin2", "region", "water", "continent", "city"]
"""A country, a first- or second-order area of one, any other land or part of the world, a sea or river, a continent,
a settlement or part of one."""

PlaceUse = Literal["place", "people", "name", "speaker"]
"""What a place's name does: names the place; names its people or what is theirs ("Kenyan"); is part of another name
("Vesk County Court"); stands for those who speak or act from it ("Vesk accused")."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer (GeoNames; src/reportedly/gazetteer/card.toml).

    `id` is "gn:" with a GeoNames id, "gn:" with a GeoNames code of an area ("gn:US.KY.125") where the sources give no
    id, or "rp:" with a name for the regions that the project adds. `country` is ISO 3166-1 alpha-2, None for what
    lies in none or several. `admin1` and `admin2` are the areas it lies in, or is; `admin1_code` is GeoNames'
    ("UA.05"). `latitude` and `longitude` are degrees of a point in its middle, and `radius_km` is how far the place
    reaches from there: a country is an area and no pin.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin1_code: str | None
    admin2: str | None
    latitude: float
    longitude: float
    radius_km: float

    def __str__(self) -> str:
        wider = [part for part in (self.admin2, self.admin1, self.country) if part and part != self.name]
        return ", ".join(dict.fromkeys((self.name, *wider)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the places that bear a name, and how likely (0..1) it is the one meant, among those of the name."""

    id: str
    label: str
    kind: PlaceKind
    probability: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which place a name stands for in its report.

    `place` is None where the gazetteer has the name and the report does not tell which is meant, or whether a place
    is meant at all. `score` is the calibrated probability that the words name a place and that `place` (else the
    likeliest candidate) is that place, or the right area. `candidates` are the likeliest, best first.

    `spelling` is how the gazetteer spells the name, where it has it in another spelling than the report's only; such
    a place is less sure. `within` is the place in which the report says that this one lies, where the gazetteer has
    none of the name there: all that is known of where it is.
    """

    place: Place | None
    score: float
    use: PlaceUse = "place"
    candidates: tuple[Candidate, ...] = ()
    spelling: str | None = None
    within: Place | None = None

    def __str__(self) -> str:
        if self.place:
            return f"{self.place} (there spelt “{self.spelling}”)" if self.spelling else str(self.place)
        if self.within:
            return f"not in the gazetteer, in {self.within}"
        return "open: " + " or ".join(c.label for c in self.candidates)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in the report's own words, and what they were resolved to.

    `relation` is how the event stands to it ("in", "near", "20 km north of"); `within` are the wider places that
    the same words name ("Goma, eastern Congo" -> name "Goma", within ("eastern Congo",)). `resolved` is which place
    of the gazetteer is meant; where the gazetteer does not have the name itself, the nearest of the wider places,
    and `resolved_by` says which words that were. Both are None where nothing of it is known.
    """

    name: str
    relation: str = "in"
    within: tuple[str, ...] = ()
    resolved: Resolution | None = None
    resolved_by: str | None = None

    @property
    def described(self) -> str:
        """As `str`, and which place of the gazetteer it is: "near Vesk (Vesk, Selm Province, XX)".

        Where only a wider place is known: "Vesk (somewhere in Selm Province, XX)".
        """
        place = self.resolved.place if self.resolved else None
        if place is None:
            return str(self)
        return f"{self} ({'somewhere in ' if self.resolved_by else ''}{self.resolved})"

    def __str__(self) -> str:
        full = ", ".join((self.name, *self.within))
        return full if self.relation in {"in", "at"} else f"{self.relation} {full}"
