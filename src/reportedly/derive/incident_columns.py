"""All incidents as columns, for a map, a timeline or a data frame: each with how precisely its place is known."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reportedly.store.derived import incidents

__all__ = ["COLUMNS", "PRECISIONS", "Columns", "Sought", "fitting", "incident_columns", "picked"]

Columns = dict[str, list[Any]]
"""Name of a column to its values, one for each incident, in one order."""

COLUMNS = (
    "id", "title", "lat", "lon", "radius_km", "country", "place", "precision", "day_from", "day_to", "kind",
    "killed_low", "killed_high", "injured_low", "injured_high", "reports", "outlets", "origins", "unknown",
)  # fmt: skip
"""Columns in their order."""

PRECISIONS = ("town", "area", "country", "wide", "unknown")
"""How precisely a place is known: a settlement; an area within its radius; a whole country; what is too wide to be
drawn or lies in several countries; not resolved to any place."""

WIDEST_KM = 2500.0
"""What reaches further (an ocean, a continent) is listed and not drawn; the bound of `export.geojson`."""

_TOWN_KM = 40.0
"""No settlement of the gazetteer reaches further; tells towns where a row was linked before kinds were kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What incidents have to fit; None and empty ask for nothing.

    `since` and `until` are ISO days: an interval that touches them fits, an unknown day does not. `box` is west,
    south, east, north in degrees, west > east crossing the antimeridian; places that are not drawn fit none. `killed`
    and `injured` are the least that some source gives at last. `words` must all stand in title, place or kind,
    without regard to case.
    """

    since: str | None = None
    until: str | None = None
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    box: tuple[float, float, float, float] | None = None
    killed: int = 0
    injured: int = 0
    origins: int = 0
    words: str = ""
    among: frozenset[str] | None = None


def incident_columns(connection: Connection) -> Columns:
    """The incidents by day and id, without a day last. What nobody tells is None."""
    table = incidents.c
    names = [name for name in COLUMNS if name != "precision"]
    asked = select(*(table[name] for name in names), table.body)
    rows = connection.execute(asked.order_by(table.day_from.is_(None), table.day_from, table.id)).all()
    columns: Columns = {name: [] for name in COLUMNS}
    if rows:
        *plain, bodies = (list(values) for values in zip(*rows, strict=True))
        columns.update(zip(names, plain, strict=True))
        columns["precision"] = [
            _precision(lat, country, radius, body)
            for lat, country, radius, body in zip(
                columns["lat"], columns["country"], columns["radius_km"], bodies, strict=True
            )
        ]
    return columns


def fitting(columns: Mapping[str, Sequence[Any]], sought: Sought) -> list[int]:
    """The places in the columns of the incidents that fit, in order."""
    found: list[int] = list(range(len(columns["id"])))
    first, last = columns["day_from"], columns["day_to"]
    if sought.since is not None or sought.until is not None:
        since, until = sought.since or "", sought.until or "9999"
        found = [n for n in found if first[n] and first[n] <= until and (last[n] or first[n]) >= since]
    for name, wanted in (("kind", sought.kinds), ("country", sought.countries), ("id", sought.among)):
        if wanted or (wanted is not None and name == "id"):
            values = columns[name]
            found = [n for n in found if values[n] in wanted]
    for name, least in (
        ("killed_high", sought.killed),
        ("injured_high", sought.injured),
        ("origins", sought.origins),
    ):
        if least > 0:
            values = columns[name]
            found = [n for n in found if (values[n] or 0) >= least]
    if sought.box is not None:
        found = [n for n in found if _within(sought.box, columns["lat"][n], columns["lon"][n])]
    for word in sought.words.casefold().split():
        found = [
            n for n in found if any(word in (columns[c][n] or "").casefold() for c in ("title", "place", "kind"))
        ]
    return found


def picked(columns: Mapping[str, Sequence[Any]], places: Sequence[int]) -> Columns:
    """The columns with these incidents alone, in this order."""
    return {name: [values[n] for n in places] for name, values in columns.items()}


_KIND = re.compile(rb'"place_kind":(null|"[a-z0-9]+")')


def _precision(lat: float | None, country: str | None, radius: float | None, body: bytes | None) -> str:
    if lat is None:
        return "unknown"
    told = _KIND.search(zlib.decompress(body)) if body else None
    kind = json.loads(told[1]) if told else None
    if kind is None:
        kind = "city" if (radius or 0) <= _TOWN_KM else "region"
    if kind == "city":
        return "town"
    if kind == "country":
        return "country" if country else "wide"
    return "wide" if kind == "continent" or not radius or radius > WIDEST_KM else "area"


def _within(box: tuple[float, float, float, float], lat: float | None, lon: float | None) -> bool:
    if lat is None or lon is None:
        return False
    west, south, east, north = box
    return south <= lat <= north and (west <= lon <= east if west <= east else lon >= west or lon <= east)
