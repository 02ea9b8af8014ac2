"""The index of places that comes with the package: what each name may stand for, and what is known of each place.

It lies in `reportedly/gazetteer` as plain arrays that are mapped into memory, not read: looking names up needs no
start-up and little memory. `card.toml` says what it was made from, under which licence, and the digest of every
file; digests are compared before the first look-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.language.cards import checked_card
from reportedly.language.place_keys import fingerprint

__all__ = [
    "ABBREVIATION", "DEMONYM", "KINDS", "NOWHERE", "OTHER", "OWN", "PLACE", "POSTAL", "POSTING", "RESPELLED",
    "Gazetteer", "gazetteer",
]  # fmt: skip

KINDS = ("country", "admin1", "admin2", "region", "water", "continent", "city")

OWN, OTHER, DEMONYM, ABBREVIATION, POSTAL = range(5)
"""What kind of name a posting is: the place's own, another, its people's, an abbreviation, a postal code."""

RESPELLED: Final = 5
"""A name that the index has in another spelling only (`language.place_spellings`); no posting is of this kind."""

NOWHERE: Final = 65535

PLACE = np.dtype(
    [
        ("geonames", "<u4"), ("latitude", "<f4"), ("longitude", "<f4"), ("radius", "<f2"), ("people", "<f2"),
        ("name", "<u4"), ("kind", "u1"), ("country", "u1"), ("seat", "i1"), ("area1", "<u2"), ("area2", "<u2"),
    ]
)  # fmt: skip
"""A place: GeoNames id or 0; degrees; radius in km; log10 of 1 + inhabitants; where its name begins; kind, country;
seat (5 a capital, 4 of a first-order area, -1 a part of a settlement); rows of the areas it lies in."""


class POSTING:
    """Where the parts of a posting begin: row of the place, kind of name, ten bits to check the key by."""

    FLAG: Final = 19
    CHECK: Final = 22


class Candidates(NamedTuple):
    """What some names may stand for: for each pair the number of the name, the place's row, and the kind of name."""

    name: NDArray[np.int64]
    row: NDArray[np.int64]
    flag: NDArray[np.int64]


class Gazetteer:
    """The index in a folder. Raises BadModel if its bytes are not those that its card names."""

    def __init__(self, folder: Path) -> None:
        card = checked_card(folder, "the arrays of places")
        self.resource = f"gazetteer@sha256:{card['sha256']['postings.npy']}"
        self.places: NDArray[Any] = np.load(folder / "places.npy", mmap_mode="r")
        self._keys: NDArray[np.uint32] = np.load(folder / "keys.npy", mmap_mode="r")
        self._postings: NDArray[np.uint32] = np.load(folder / "postings.npy", mmap_mode="r")
        self._names: NDArray[np.uint8] = np.memmap(folder / "names.bin", np.uint8, "r")
        self.countries = (folder / "countries.txt").read_text("utf-8").split("\n")[:-1]

    def candidates(self, keys: Sequence[str], most: int = 60) -> Candidates:
        """What each of these keys (`place_keys.fold`) may stand for, most inhabitants first, at most `most` each."""
        marks = np.fromiter((fingerprint(key) for key in keys), np.uint64, len(keys))
        high = (marks >> np.uint64(10)).astype(np.uint32)
        first = np.searchsorted(self._keys, high, "left")
        last = np.searchsorted(self._keys, high, "right")
        names, found = [], []
        low = marks & np.uint64(1023)
        for number in np.flatnonzero(first < last).tolist():
            own = self._postings[first[number] : last[number]]
            own = own[own >> POSTING.CHECK == low[number]][:most]
            names.append(np.full(len(own), number))
            found.append(own)
        if not found:
            nothing = np.zeros(0, np.int64)
            return Candidates(nothing, nothing, nothing)
        postings = np.concatenate(found).astype(np.int64)
        return Candidates(np.concatenate(names), postings & ((1 << POSTING.FLAG) - 1), postings >> POSTING.FLAG & 7)

    def label(self, row: int) -> tuple[str, str, str]:
        """Name, id and (of a first-order area) GeoNames code of the place in this row."""
        start = int(self.places["name"][row])
        line = bytes(self._names[start : start + 200]).split(b"\n", 1)[0].decode("utf-8")
        name, *rest = line.split("\t")
        geonames = int(self.places["geonames"][row])
        ident = f"gn:{geonames}" if geonames else rest.pop(0)
        return name, ident, rest[0] if rest else ""


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The index of the package, opened once. Raises BadModel if it is not whole."""
    with as_file(files("reportedly") / "gazetteer") as folder:
        return Gazetteer(folder)
