"""Rows in the shape of ACLED's files, so that tools made for them read ours; never a claim to be ACLED's data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reportedly.export.incident_rows import Coded, geo_precision, sides, time_precision
from reportedly.export.rows import Cell
from reportedly.lexicons.loader import load
from reportedly.ontology.actors import actor_types
from reportedly.report import Event, Participant

__all__ = ["acled_event", "acled_incident"]

_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Demonstrations",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_OF_A_STATE = frozenset({"state", "military", "police", "intelligence", "state_force", "government"})
_WIDE = frozenset({"country", "continent", "region", "water"})
_CIVILIANS = 7


def acled_incident(cells: Mapping[str, Cell], chief: Coded | None) -> dict[str, Cell]:
    """An incident's cells (`incident_rows.incident_cells`) under ACLED's names; one that nobody can code, too."""
    wide = cells["place_kind"] in _WIDE or cells["place_kind"] is None
    told = f"{cells['outlets']} outlets, {cells['origins']} independent origins, {cells['unknown']} unknown"
    return {
        "event_id_cnty": cells["incident"],
        **_when(cells["day_from"], cells["day_to"]),
        **_code(chief),
        **_actors(chief.event if chief else None, cells["country"]),
        "country": _country(cells["country"]),
        "country_code": cells["country"],
        "admin1": cells["admin1"],
        "admin2": cells["admin2"],
        "location": cells["place"],
        "latitude": None if wide else cells["latitude"],
        "longitude": None if wide else cells["longitude"],
        "geo_precision": cells["geo_precision"],
        "radius_km": cells["radius_km"],
        "source": "; ".join(dict.fromkeys(str(cells["outlet_names"]).split(" | "))),
        "notes": " ".join(str(part) for part in (_sentence(chief) if chief else cells["title"], f"({told})") if part),
        "fatalities": cells["killed_best"],
        "fatalities_low": cells["killed_low"],
        "fatalities_high": cells["killed_high"],
        **{name: cells[name] for name in ("outlets", "origins", "unknown", "voices", "chain")},
        "report": cells["coded_in"],
        "original_sha256": cells.get("original_sha256"),
    }


def acled_event(each: Coded) -> dict[str, Cell]:
    """One coded event of one report under ACLED's names: one outlet, and nothing known of its origin."""
    report = each.report
    event, time, place = each.event, each.event.time, each.event.place
    others = {found.id: found for found in report.events or ()}
    for supplied in each.coding.supplied:
        other = others.get(supplied.of or "", event)
        time = time or other.time if supplied.field == "day" else time
        place = place or other.place if supplied.field == "place" else place
    resolved = place.value.resolved.place if place and place.value.resolved else None
    wide = resolved is None or resolved.kind in _WIDE
    killed = [q.value.count for q in event.quantities if q.value.effect == "killed" and q.value.unit == "persons"]
    count = killed[0] if len(killed) == 1 else None
    country = resolved.country if resolved else None
    return {
        "event_id_cnty": each.coding.id,
        **_when(time.value.earliest if time else None, time.value.latest if time else None),
        **_code(each),
        **_actors(event, country),
        "country": _country(country),
        "country_code": country,
        "admin1": resolved.admin1 if resolved else None,
        "admin2": resolved.admin2 if resolved else None,
        "location": place.value.name if place else None,
        "latitude": None if wide or resolved is None else resolved.latitude,
        "longitude": None if wide or resolved is None else resolved.longitude,
        "geo_precision": geo_precision(resolved.kind if resolved else None),
        "radius_km": resolved.radius_km if resolved else None,
        "source": report.publication.outlet.value if report.publication.outlet else None,
        "notes": _sentence(each),
        "fatalities": count.best if count else None,
        "fatalities_low": count.low if count else None,
        "fatalities_high": count.high if count else None,
        "outlets": 1,
        "origins": None,
        "unknown": None,
        "voices": None,
        "chain": each.chain,
        "report": report.id,
    }


def _when(day_from: Cell, day_to: Cell) -> dict[str, Cell]:
    first = str(day_from) if day_from else None
    last = str(day_to) if day_to else None
    return {
        "event_date": first,
        "day_to": last,
        "year": int(first[:4]) if first and first[:4].isdecimal() else None,
        "time_precision": time_precision(first, last),
    }


def _code(each: Coded | None) -> dict[str, Cell]:
    told = each.coding.type if each else None
    return {
        "disorder_type": _DISORDER.get(told or ""),
        "event_type": told,
        "sub_event_type": each.coding.subtype if each else None,
    }


def _actors(event: Event | None, country: Cell) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    both = sides(event) if event else (None, None)
    codes = []
    for number, side in enumerate(both, 1):
        code = _inter(side, str(country) if country else None)
        codes += [code] if code else []
        actor = side.actor if side else None
        cells[f"actor{number}"] = side.party.value.name if side else None
        cells[f"assoc_actor_{number}"] = str(actor.affiliation.value) if actor and actor.affiliation else None
        cells[f"inter{number}"] = code
    cells["interaction"] = int("".join(str(c) for c in sorted(codes)).ljust(2, "0")) if codes else None
    hurt = event is not None and event.violent and cells["inter2"] == _CIVILIANS
    cells["civilian_targeting"] = "Civilian targeting" if hurt else None
    return cells


def _inter(side: Participant | None, country: str | None) -> int | None:
    actor = side.actor if side else None
    if actor is None or (actor.kind is None and actor.standing is None):
        return None
    if actor.kind is None:
        return _CIVILIANS if actor.standing and actor.standing.value == "private" else None
    kind = actor.kind.value
    if actor.country and country and actor.country.value != country and kind in _OF_A_STATE:
        return 8
    return actor_types()[kind].acled or None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    entries = load("lexicons/nationalities.en.toml").entries("countries")
    return {entry["iso"]: entry["names"][0] for entry in reversed(entries) if entry.get("iso")}


def _country(code: Cell) -> str | None:
    return _countries().get(str(code)) if code else None


def _sentence(each: Coded) -> str:
    """The sentence of the report in which the event stands, or its trigger where there are no tokens."""
    report, at = each.report, each.event.span
    tokens = report.tokens
    if tokens is None or not len(tokens):
        return at.words
    starts = [tokens.start[row] for row in tokens.sentences]
    begin = max((start for start in starts if start <= at.start), default=0)
    end = min((start for start in starts if start > at.start), default=len(report.text))
    return " ".join(report.text[begin:end].split())
