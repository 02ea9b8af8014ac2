"""Rows as GeoJSON (RFC 7946): a settlement is a point, what is wider an area of its radius, and never a false pin."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from reportedly.export.row_lines import encoded
from reportedly.export.rows import Cell, Column

__all__ = ["geometry", "write"]

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""

CORNERS = 36
WIDEST_KM = 2500.0
"""What reaches further (Russia, an ocean) would be a circle that misleads: it gets no geometry, only its
properties."""


def geometry(latitude: float | None, longitude: float | None, kind: str | None, radius_km: float | None) -> Any:
    """The geometry of a place, None where it has none: unresolved, or too wide to be drawn.

    An area is a circle of 36 corners about its middle, cut at the antimeridian as RFC 7946, section 3.1.9, asks.
    """
    if latitude is None or longitude is None or kind is None:
        return None
    if kind == "city":
        return {"type": "Point", "coordinates": [round(longitude, 6), round(latitude, 6)]}
    if not radius_km or radius_km > WIDEST_KM or abs(latitude) + math.degrees(radius_km / EARTH_KM) >= 90:
        return None
    ring = _circle(latitude, longitude, radius_km)
    if all(-180 <= x <= 180 for x, _ in ring):
        return {"type": "Polygon", "coordinates": [_closed(ring)]}
    shift = 360 if min(x for x, _ in ring) < -180 else 0
    ring = [(x + shift, y) for x, y in ring]
    west, east = _cut(ring, keep_below=True), _cut(ring, keep_below=False)
    parts = [west, [(x - 360, y) for x, y in east]]
    return {"type": "MultiPolygon", "coordinates": [[_closed(part)] for part in parts if len(part) > 2]}


def _geometry(row: Mapping[str, Any], prefix: str) -> Any:
    latitude, longitude, radius = (row.get(f"{prefix}{name}") for name in ("latitude", "longitude", "radius_km"))
    return geometry(latitude, longitude, row.get("place_kind"), radius)


def _circle(latitude: float, longitude: float, radius_km: float) -> list[tuple[float, float]]:
    """Corners counter-clockwise, from the east; longitudes may run over 180."""
    reach, lat = radius_km / EARTH_KM, math.radians(latitude)
    ring = []
    for corner in range(CORNERS):
        bearing = math.pi / 2 - 2 * math.pi * corner / CORNERS
        y = math.asin(math.sin(lat) * math.cos(reach) + math.cos(lat) * math.sin(reach) * math.cos(bearing))
        east = math.sin(bearing) * math.sin(reach) * math.cos(lat)
        x = math.degrees(math.atan2(east, math.cos(reach) - math.sin(lat) * math.sin(y)))
        ring.append((longitude + x, math.degrees(y)))
    return ring


def _cut(ring: list[tuple[float, float]], *, keep_below: bool) -> list[tuple[float, float]]:
    """The part of a ring on one side of longitude 180 (Sutherland and Hodgman's clipping against one line)."""
    out: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        inside, next_inside = (x1 <= 180) == keep_below, (x2 <= 180) == keep_below
        if inside:
            out.append((x1, y1))
        if inside != next_inside:
            out.append((180.0, y1 + (y2 - y1) * (180 - x1) / (x2 - x1)))
    return out


def _closed(ring: list[tuple[float, float]]) -> list[list[float]]:
    points = [[round(x, 6), round(y, 6)] for x, y in ring]
    return [*points, points[0]]


def write(
    rows: Iterable[Mapping[str, Cell]],
    columns: tuple[Column, ...],
    out: BinaryIO,
    *,
    prefix: str = "",
    id: str = "incident",
) -> int:
    """Write rows as one FeatureCollection, a feature a line; returns how many. Each row is a feature's properties.

    `prefix` stands before the columns of the place ("place_" for events); `id` is the column that names a row.
    """
    out.write(b'{"type":"FeatureCollection","features":[')
    number = 0
    for row in rows:
        feature = {
            "type": "Feature",
            "id": row[id],
            "geometry": _geometry(row, prefix),
            "properties": {column.name: row.get(column.name) for column in columns},
        }
        out.write((b",\n" if number else b"\n") + encoded(feature))
        number += 1
    out.write(b"\n]}\n")
    return number
