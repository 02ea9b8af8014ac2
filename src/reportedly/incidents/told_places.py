"""Where an account puts its incident: the places of its events, then those the report names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportedly.incidents.accounts import Site
from reportedly.report import Event, Mention
from reportedly.values.place import Place, PlaceName

__all__ = ["told_places"]

MOST = 6
"""Places beside those of the events that an account keeps; the more often named come first."""

_FINENESS = {"city": 0, "admin2": 1, "admin1": 2, "region": 3, "water": 3, "country": 4, "continent": 5}


def told_places(events: Sequence[Event], mentions: Sequence[Mention]) -> tuple[Site, ...]:
    """The places of `events`, finest kind first and else in text order, then those in `mentions`.

    Of the latter up to six that the gazetteer has, the most frequent first, and up to six that it does not have.
    """
    told: dict[str, Site] = {}
    for event in events:
        if event.place is not None:
            site = _of_event(event.place.value, event.place.words)
            told.setdefault(site.id or site.name, site)
    unlisted: dict[str, Site] = {}
    often: Counter[str] = Counter()
    seen: dict[str, Site] = {}
    for mention in mentions:
        place = mention.place.value.place if mention.place else None
        if place is not None and mention.place and mention.place.value.use != "people":
            often[place.id] += 1
            seen.setdefault(place.id, _site(place, mention.span.words, told=False))
        elif place is None and mention.kind == "place" and mention.form == "name":
            unlisted.setdefault(mention.head.words, Site(name=mention.head.words, words=mention.span.words))
    beside = [seen[place] for place, _ in often.most_common() if place not in told]
    beside = [site for site in beside if site.kind not in ("continent", "water")][:MOST]
    beside += [site for name, site in unlisted.items() if name not in told][:MOST]
    return (*sorted(told.values(), key=lambda site: _FINENESS.get(site.kind or "", 6)), *beside)


def _of_event(name: PlaceName, words: str) -> Site:
    resolved = name.resolved
    place = (resolved.place or resolved.within) if resolved else None
    if place is None:
        return Site(name=str(name), words=words, told=True)
    return _site(place, words, told=True)


def _site(place: Place, words: str, *, told: bool) -> Site:
    return Site(
        name=str(place),
        words=words,
        kind=place.kind,
        id=place.id,
        country=place.country,
        area=place.admin1_code,
        latitude=round(place.latitude, 4),
        longitude=round(place.longitude, 4),
        radius_km=place.radius_km,
        told=told,
    )
