"""A title and one line for an incident, made from its versions alone, each figure with who gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from reportedly.incidents.matrix import Field, Version, source_name
from reportedly.incidents.same_value import same_party
from reportedly.incidents.sayings import Saying
from reportedly.incidents.toll_series import TollSeries, held_last

__all__ = ["summary", "title"]

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?")


def title(fields: Mapping[str, Field], headlines: Sequence[str] = ()) -> str:
    """What, where and when, by the versions with most origins behind them: "Explosion in Port Arden, 2 May 2031".

    Where nobody tells where and when, the first headline of its reports joins: "Beating (“Guard jailed”)".
    """
    what, day = (_chief(fields.get(name)) for name in ("what", "day"))
    deed = what.value if what else "incident"
    where = f" in {town}" if (town := _town(fields.get("place"))) else ""
    when = f", {_date(day.value)}" if day and _ISO.fullmatch(day.value) else ""
    if not where and not when and headlines:
        return f"{deed[:1].upper()}{deed[1:]} (“{headlines[0]}”)"
    return f"{deed[:1].upper()}{deed[1:]}{where}{when}"


def summary(tolls: Sequence[TollSeries], responsibility: Field | None) -> str:
    """The tolls that sources hold at last, lowest first, each with who gives it; who claims, is blamed and denies.

    "Killed: 7 (police), 11 (dockers' union). Claimed by Arden Martyrs Brigade."
    """
    parts = [_toll(series) for series in tolls if series.effect in {"killed", "injured", "missing"}]
    parts.append(_responsible(responsibility))
    return " ".join(part for part in parts if part) or "No toll and nobody responsible is told."


def _toll(series: TollSeries) -> str:
    by_value: dict[str, list[str]] = {}
    for point in sorted(held_last(series.points), key=lambda p: (p.low or p.high or 0, p.saying.order)):
        by_value.setdefault(str(point.saying.count), []).append(source_name(point.source))
    told = [f"{value} ({_voices(names)})" for value, names in by_value.items()]
    return f"{series.effect.capitalize()}: {', '.join(told)}." if told else ""


def _voices(names: Sequence[str]) -> str:
    named = list(dict.fromkeys(names))
    return named[0] if len(named) == 1 else f"{named[0]} and {len(named) - 1} more"


def _responsible(field: Field | None) -> str:
    if field is None:
        return ""
    words = {"claimed": "Claimed by", "admitted": "Admitted by", "accused": "Blamed", "denied": "Denied by"}
    parts, answering = (
        [],
        {_party(v) for v in field.versions if v.kind in {"claimed", "admitted", "accused", "suspected"}},
    )
    for kind, opening in words.items():
        named: dict[str, list[str]] = {}
        for version in field.versions:
            for saying in version.sayings:
                if version.kind != kind or saying.party is None or (kind in _OWN and not _group(saying)):
                    continue
                if kind != "denied" or any(same_party(_party(version), each) for each in answering):
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
    """ "2031-05-02" as "2 May 2031", a whole month or year as such; any other interval as both its days."""
    first, last = (date.fromisoformat(day) for day in (value.split(" to ") * 2)[:2])
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return f"{first:%B} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
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
