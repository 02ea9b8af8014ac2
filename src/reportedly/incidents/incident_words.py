"""A title and one line for an incident, made from its versions alone, each figure with who gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from reportedly.incidents.matrix import Field, Version, source_name
from reportedly.incidents.sayings import Saying

__all__ = ["summary", "title"]

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?")
_SHOWN = 4
"""Versions of a toll that the summary names; the others are counted."""


def title(fields: Mapping[str, Field]) -> str:
    """What, where and when, by the versions with most origins behind them: "Explosion in Port Arden, 2 May 2031"."""
    what, day = (_chief(fields.get(name)) for name in ("what", "day"))
    deed = what.value if what else "incident"
    where = f" in {town}" if (town := _town(fields.get("place"))) else ""
    when = f", {_date(day.value)}" if day and _ISO.fullmatch(day.value) else ""
    return f"{deed[:1].upper()}{deed[1:]}{where}{when}"


def summary(fields: Mapping[str, Field]) -> str:
    """The tolls with who gives each, and who claims, is blamed and denies: "Killed: 4 (police), 11 (union)." ."""
    parts = [_toll(fields[name]) for name in ("killed", "injured", "missing") if name in fields]
    parts.append(_responsible(fields.get("responsibility")))
    return " ".join(part for part in parts if part) or "No toll and nobody responsible is told."


def _toll(field: Field) -> str:
    whole = [version for version in field.versions if not version.aside]
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
                if version.kind == kind and saying.party and (kind not in _OWN or _group(saying)):
                    named.setdefault(_party(version), []).append(saying.by or saying.source)
        if not named:
            continue
        shown = [
            f"{party} (by {source_name(by[0])})" if kind == "accused" else party
            for party, by in list(named.items())[:2]
        ]
        parts.append(f"{opening} {', '.join(shown)}.")
    return " ".join(parts)


_OWN = frozenset({"claimed", "admitted"})
_AUTHORITIES = frozenset({"police", "government", "official", "state", "court", "media"})


def _group(saying: Saying) -> bool:
    """Whether a group owns up, and no authority or passer-by is said to "claim" something."""
    party = saying.party
    return party is not None and party.kind in {"group", "organisation"} and saying.sort not in _AUTHORITIES


def _party(version: Version) -> str:
    names = [saying.party.name for saying in version.sayings if saying.party]
    return max(names, key=len)


def _chief(field: Field | None) -> Version | None:
    return field.chief if field else None


def _date(value: str) -> str:
    """ "2031-05-02" as "2 May 2031"; an interval as both its days."""
    return " to ".join(f"{day.day} {day:%B} {day.year}" for day in map(date.fromisoformat, value.split(" to ")))


def _town(field: Field | None) -> str:
    """The named place with the most texts behind it: "Port Arden" of "fuel depot, Port Arden"; "" for none."""
    named: dict[str, int] = {}
    for version in field.versions if field else ():
        if not version.denied and (name := _name(version)):
            named[name] = max(named.get(name, 0), version.independent + version.unknown)
    return max(named, key=named.__getitem__, default="")


def _name(version: Version) -> str:
    for saying in version.sayings:
        place = saying.place
        found = place.resolved.place if place and place.resolved else None
        if found and found.kind != "country":
            return found.name
        names = [place.name, *place.within] if place else [saying.value]
        for name in names:
            if name[:1].isupper() and not name.isupper():
                return name
    return ""
