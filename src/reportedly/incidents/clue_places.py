"""Clue: how far apart two accounts put their incident."""

from __future__ import annotations

import math

from reportedly.incidents.accounts import Site
from reportedly.incidents.facts import Facts, Rarities

__all__ = ["distance", "places", "say_places"]

_EARTH_KM = 6371.0
_PLENTY = 6
"""Rarity of a name in units of which it is counted."""


def distance(a: Site, b: Site) -> float | None:
    """Kilometres between two sites less how far both reach: 0 if they may be one. None without coordinates."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    north, south = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    apart = 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
    return max(0.0, apart - (a.radius_km or 0.0) - (b.radius_km or 0.0))


def _told(fact: Facts) -> list[Site]:
    return [site for site in fact.account.sites if site.told and site.latitude is not None]


def _fine(sites: tuple[Site, ...]) -> set[str]:
    return {site.id for site in sites if site.id and site.kind in ("city", "admin2")}


def places(a: Facts, b: Facts, rarities: Rarities) -> dict[str, float]:
    """Signs: the least distance of the places told, and the places and areas that both name or do not.

    Places that the gazetteer does not have are compared by name, the rarer the more.
    """
    signs: dict[str, float] = {}
    mine, theirs = _told(a), _told(b)
    if mine and theirs:
        apart = min(filter(lambda d: d is not None, (distance(x, y) for x in mine[:3] for y in theirs[:3])))  # type: ignore[type-var]
        signs[f"places:told{_bin(apart or 0.0)}"] = 1.0
    else:
        signs["places:open"] = 1.0
    fine_a, fine_b = _fine(a.account.sites), _fine(b.account.sites)
    if fine_a and fine_b:
        signs["places:share" if fine_a & fine_b else "places:share none"] = 1.0
        if len(fine_a & fine_b) > 1:
            signs["places:share two"] = 1.0
    if both := a.unlisted & b.unlisted:
        signs["places:unlisted"] = min(2.0, max(rarities.of_name(name) for name in both) / _PLENTY)
    areas_a = {site.area for site in a.account.sites if site.area}
    areas_b = {site.area for site in b.account.sites if site.area}
    if areas_a and areas_b:
        signs["places:area" if areas_a & areas_b else "places:no area"] = 1.0
    countries_a = {site.country for site in a.account.sites if site.country}
    countries_b = {site.country for site in b.account.sites if site.country}
    if countries_a and countries_b and not countries_a & countries_b:
        signs["places:no country"] = 1.0
    return signs


def _bin(kilometres: float) -> str:
    for most, name in ((0.0, "=0"), (5.0, "<5"), (25.0, "<25"), (100.0, "<100"), (500.0, "<500")):
        if kilometres <= most:
            return name
    return ">500"


def say_places(a: Facts, b: Facts) -> str:
    """In words: "3 km apart (Port Arden; Vesk)", "both name Port Arden", "no place that both tell"."""
    mine, theirs = _told(a)[:3], _told(b)[:3]
    pairs = [(apart, x, y) for x in mine for y in theirs if (apart := distance(x, y)) is not None]
    if pairs:
        apart, x, y = min(pairs, key=lambda pair: pair[0])
        if x.id == y.id:
            return f"both in {x.name}"
        how = "in reach of each other" if apart == 0 else f"{apart:.0f} km apart"
        return f"{how} ({x.name}; {y.name})"
    if a.unlisted & b.unlisted:
        return "both name " + min(a.unlisted & b.unlisted).title()
    both = _fine(a.account.sites) & _fine(b.account.sites)
    if both:
        return "both name " + sorted(site.name for site in a.account.sites if site.id in both)[0]
    return "no place that both tell"
