"""A title and one line for an incident, made from its versions alone, each figure with who gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reportedly.incidents.matrix import Field, Version, source_name

__all__ = ["summary", "title"]

_SHOWN = 4
"""Versions of a toll that the summary names; the others are counted."""


def title(fields: Mapping[str, Field]) -> str:
    """What, where and when, by the versions with most origins behind them: "Explosion in Port Arden, 2 May 2031"."""
    what, place, day = (_chief(fields.get(name)) for name in ("what", "place", "day"))
    deed = what.value if what else "incident"
    where = f" in {_town(place)}" if place else ""
    when = f", {_date(day.value)}" if day and day.value[:1].isdigit() else ""
    return f"{deed[:1].upper()}{deed[1:]}{where}{when}"


def summary(fields: Mapping[str, Field]) -> str:
    """The tolls with who gives each, and who claims, is blamed and denies: "Killed: 4 (police), 11 (union)." ."""
    parts = [_toll(fields[name]) for name in ("killed", "injured", "missing") if name in fields]
    parts.append(_responsible(fields.get("responsibility")))
    return " ".join(part for part in parts if part) or "No toll and nobody responsible is told."


def _toll(field: Field) -> str:
    whole = [version for version in field.versions if not version.part]
    told = [f"{version.value} ({_voices(version)})" for version in whole[:_SHOWN]]
    more = f", and {len(whole) - _SHOWN} more" if len(whole) > _SHOWN else ""
    return f"{field.name.capitalize()}: {', '.join(told)}{more}." if told else ""


def _voices(version: Version) -> str:
    named = list(dict.fromkeys(source_name(source) for source in version.sources))
    return named[0] if len(named) == 1 else f"{named[0]} and {len(named) - 1} more"


def _responsible(field: Field | None) -> str:
    if field is None:
        return ""
    words = {"claimed": "Claimed by", "admitted": "Admitted by", "accused": "Blamed", "denied": "Denied by"}
    parts = []
    for kind, opening in words.items():
        named: dict[str, list[str]] = {}
        for version in field.versions:
            for saying in version.sayings:
                if version.kind == kind and saying.party:
                    named.setdefault(_party(version), []).append(saying.by or saying.source)
        if not named:
            continue
        shown = [
            f"{party} (by {source_name(by[0])})" if kind == "accused" else party
            for party, by in list(named.items())[:2]
        ]
        parts.append(f"{opening} {', '.join(shown)}.")
    return " ".join(parts)


def _party(version: Version) -> str:
    names = [saying.party.name for saying in version.sayings if saying.party]
    return max(names, key=len)


def _chief(field: Field | None) -> Version | None:
    """The version to call the incident by: most independent origins, most reports, first seen."""
    versions: Sequence[Version] = [v for v in field.versions if not v.denied] if field else ()
    return max(versions, key=lambda v: (v.independent, len({s.report for s in v.sayings})), default=None)


def _date(value: str) -> str:
    """ "2031-05-02" as "2 May 2031"; an interval as both its days."""
    return " to ".join(f"{day.day} {day:%B} {day.year}" for day in map(date.fromisoformat, value.split(" to ")))


def _town(version: Version) -> str:
    """The place by its widest name that the report gives with it: "Port Arden" of "fuel depot, Port Arden"."""
    place = version.sayings[0].place
    if place is None:
        return version.value
    if place.name[:1].isupper() or not place.within:
        return place.name
    return place.within[0]
