"""Whether two places cannot be those of one incident: two towns are two places, a mosque and its town are one."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from reportedly.ontology.events import event_words
from reportedly.values.place import Place, PlaceName

__all__ = ["elsewhere"]

EARTH = 6371.0
"""Mean radius of the Earth in kilometres (IUGG)."""

SLACK = 15.0
"""Kilometres that an incident may reach beyond the places it is told of; set by hand."""


def elsewhere(one: PlaceName, other: PlaceName) -> bool:
    """Whether both are known well enough to say that what happened in one did not happen in the other.

    Places of the gazetteer are elsewhere where they lie further apart than they reach; names that it does not have,
    where they differ and neither is a part of a town ("the market", "Orlen district").
    """
    if not (one.name[:1].isupper() and other.name[:1].isupper()) or _names(one) & _names(other):
        return False
    a, b = _place(one), _place(other)
    if a is not None and b is not None:
        return not (_holds(a, b) or _holds(b, a)) and _kilometres(a, b) > a.radius_km + b.radius_km + SLACK
    if _part_of_a_town(one) or _part_of_a_town(other):
        return False
    known = a or b
    return known is None or known.kind == "city"


def _names(place: PlaceName) -> set[str]:
    return {name.lower() for name in (place.name, *place.within)}


def _place(name: PlaceName) -> Place | None:
    return name.resolved.place if name.resolved else None


def _holds(area: Place, place: Place) -> bool:
    """Whether a place lies in the country or first-order area that the other one is."""
    if area.kind == "country":
        return area.country is not None and area.country == place.country
    return area.kind == "admin1" and area.admin1_code is not None and area.admin1_code == place.admin1_code


def _part_of_a_town(place: PlaceName) -> bool:
    return place.name.lower().split()[-1].rstrip("s") in _parts()


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return frozenset(event_words()["places"]["nouns"])


def _kilometres(one: Place, other: Place) -> float:
    """Great-circle distance by the haversine formula."""
    (a, b), (c, d) = ((radians(p.latitude), radians(p.longitude)) for p in (one, other))
    return 2 * EARTH * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
