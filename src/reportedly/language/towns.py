"""The larger towns of a part of the world, for the labels of a map."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.language.gazetteer import KINDS, gazetteer

__all__ = ["Town", "towns"]


class Town(NamedTuple):
    """A settlement: its name, degrees, how many live there (three digits of it are known), ISO 3166-1 alpha-2."""

    name: str
    lat: float
    lon: float
    people: int
    country: str


def towns(west: float, south: float, east: float, north: float, limit: int) -> list[Town]:
    """The settlements of a box with most inhabitants, most first; parts of settlements are none.

    West > east crosses the antimeridian. Equal inhabitants come in the order of the gazetteer.
    """
    index = gazetteer()
    rows = _by_people()
    lat, lon = index.places["latitude"][rows], index.places["longitude"][rows]
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    found = rows[np.flatnonzero(across & (lat >= south) & (lat <= north))[:limit]]
    return [
        Town(
            index.label(int(row))[0],
            round(float(place["latitude"]), 4),
            round(float(place["longitude"]), 4),
            round(10 ** float(place["people"]) - 1),
            index.countries[place["country"]],
        )
        for row, place in zip(found, index.places[found], strict=True)
    ]


@lru_cache(maxsize=1)
def _by_people() -> NDArray[Any]:
    places = gazetteer().places
    rows = np.flatnonzero((places["kind"] == KINDS.index("city")) & (places["seat"] >= 0) & (places["people"] > 0))
    return rows[np.argsort(-places["people"][rows].astype(np.float32), kind="stable")]
