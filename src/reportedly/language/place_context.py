"""Which of the places that bear a name is meant: what each candidate has for it, by itself and in this report.

All candidates of all names of a report are compared at once, as columns of one table of signs. A name is judged once
in a report: all its mentions share one sense. The weights are in `lexicons/place_weights.en.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.language.gazetteer import KINDS, NOWHERE, Gazetteer
from reportedly.language.place_containers import contained
from reportedly.language.toponym_signs import speaks, words
from reportedly.language.toponyms import Found
from reportedly.language.tree import Tree

__all__ = ["ALONE", "SIGNS", "Beside", "Comparison", "Floats", "beside", "sign_weights", "softmax"]

Floats = NDArray[np.float32]

ALONE = (
    *(f"kind={kind}" for kind in KINDS),
    "name=own", "name=other", "name=demonym", "name=short",
    "people", "people below the most", "capital", "seat", "part", "country's other name",
    "only candidate", "most people", "said kind", "other kind than said",
)  # fmt: skip
"""The signs of a candidate by itself."""

SIGNS = (
    *ALONE,
    "near 30 km", "near 150 km", "near 600 km", "share of country", "share of area", "country is named",
    "area is named", "is the container", "holds what is beside", "another place than said", "near the dateline",
    "near the first place", "outlet's home", "people × near", "far from all",
    "capital that speaks", "settlement of the dateline",
)  # fmt: skip
"""All signs of a candidate, those of the report after its own."""

_SCALES = (30.0, 150.0, 600.0)
_EARTH = 6371.0
_SAME = 60.0
_COUNTRY, _ADMIN1, _ADMIN2, _CITY = (KINDS.index(kind) for kind in ("country", "admin1", "admin2", "city"))


class Beside(NamedTuple):
    """What stands beside the mentions of names: `pairs` of keys, of a name and what it lies in, and more.

    `said` maps a key to the kinds that words beside it give ("the province of Vesk"). `dateline`, `first` and `home`
    are the keys in the dateline, the first of the text and those in the outlet's name; `speaking`
    are those that speak ("Vesk accused").
    """

    pairs: list[tuple[int, int]]
    said: dict[int, set[int]]
    dateline: set[int]
    first: set[int]
    home: frozenset[int]
    speaking: set[int]


def beside(tree: Tree, found: Found, weight: Sequence[float], dateline: range, home: frozenset[int]) -> Beside:
    """Read what stands beside each toponym; `weight` is how likely each names a place."""
    keys = [toponym.key for toponym in found.toponyms]
    told = ((keys[each.inner], keys[each.outer]) for each in contained(tree, found))
    pairs = [(inner, outer) for inner, outer in told if inner >= 0 and outer >= 0]
    said: dict[int, set[int]] = {}
    kinds = words()["kinds"]
    speaking: set[int] = set()
    for number, (first, last, key) in enumerate(found.toponyms):
        if key < 0:
            continue
        if speaks(tree, found.toponyms[number]):
            speaking.add(key)
        after = tree.lower[last + 1] if last + 1 < len(tree) else ""
        before = tree.lower[first - 2] if first > 1 and tree.lower[first - 1] == "of" else ""
        for kind, listed in kinds.items():
            if after in listed or before in listed:
                said.setdefault(key, set()).add(KINDS.index(kind))
    lead = next((t.key for t, w in zip(found.toponyms, weight, strict=True) if t.key >= 0 and w > 0.5), -1)
    places = {t.key for t in found.toponyms if t.key >= 0 and t.first in dateline}
    return Beside(pairs, said, places, {lead} - {-1}, home, speaking)


class Comparison:
    """The candidates of a report's names, side by side: `alone` their own signs, and `of(p)` all signs.

    `weight` is for each key how likely any of its mentions names a place.
    """

    def __init__(self, index: Gazetteer, found: Found, weight: NDArray[np.float32], stands: Beside) -> None:
        self.key, self.row = found.candidates.name, found.candidates.row
        self._weight, self._stands = weight, stands
        place = self._place = index.places[self.row]
        self._kind = place["kind"].astype(np.int64)
        self._country = place["country"].astype(np.int64)
        self._countries = len(index.countries)
        self._nowhere = index.countries.index("") if "" in index.countries else -1
        area1 = np.where(self._kind == _ADMIN1, self.row, place["area1"])
        self._area1 = np.where(area1 == NOWHERE, 0, area1).astype(np.int64)
        self._area2 = np.where(self._kind == _ADMIN2, self.row, place["area2"]).astype(np.int64)
        lat, lon = np.radians(place["latitude"]), np.radians(place["longitude"])
        self._at = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1).astype(np.float32)
        self._keys = len(found.keys)
        self.alone = self._alone(found.candidates.flag)

    def _alone(self, flag: NDArray[np.int64]) -> Floats:
        place, kind = self._place, self._kind
        out = np.zeros((len(self.row), len(ALONE)), np.float32)
        out[np.arange(len(self.row)), kind] = 1
        column = len(KINDS)
        for numbers in ((0,), (1,), (2,), (3, 4)):
            out[:, column] = np.isin(flag, numbers)
            column += 1
        people = place["people"].astype(np.float32)
        settled = people * (kind == _CITY)
        most = np.zeros(self._keys, np.float32)
        np.maximum.at(most, self.key, people)
        count = np.bincount(self.key, minlength=self._keys)
        out[:, column] = settled / 7
        out[:, column + 1] = (most[self.key] - people) / 7
        out[:, column + 2] = place["seat"] == 5
        out[:, column + 3] = (place["seat"] > 0) & (place["seat"] < 5)
        out[:, column + 4] = place["seat"] < 0
        out[:, column + 5] = (kind == _COUNTRY) & (flag == 1)
        out[:, column + 6] = count[self.key] == 1
        out[:, column + 7] = people >= most[self.key]
        for key, kinds in self._stands.said.items():
            own = self.key == key
            fits = np.isin(kind, list(kinds))
            out[own & fits, column + 8] = 1
            out[own & ~fits, column + 9] = 1
        return out

    def of(self, p: Floats) -> Floats:
        """All signs, where `p` says of each candidate how likely it is the one so far."""
        out = np.zeros((len(self.row), len(SIGNS)), np.float32)
        out[:, : len(ALONE)] = self.alone
        column = len(ALONE)
        mass = p * self._weight[self.key]
        near = self._near(mass)
        for number in range(len(_SCALES)):
            out[:, column + number] = np.log1p(near[:, number])
        total = float(mass.sum()) or 1.0
        out[:, column + 3] = self._share(mass, self._country, total) * (self._country != self._nowhere)
        out[:, column + 4] = self._share(mass, self._area1, total) * (self._area1 > 0)
        self._named(mass, out, column + 5)
        self._containers(p, out, column + 7)
        for number, keys in enumerate((self._stands.dateline, self._stands.first, self._stands.home)):
            out[:, column + 10 + number] = self._beside(p, keys)
        out[:, column + 13] = out[:, column + 1] * out[:, ALONE.index("people")]
        out[:, column + 14] = near[:, 2] < 0.05
        capital = (self._place["seat"] == 5) & (self._kind == _CITY)
        out[:, column + 15] = capital & np.isin(self.key, list(self._stands.speaking))
        out[:, column + 16] = (self._kind == _CITY) & np.isin(self.key, list(self._stands.dateline))
        return out

    def same(self, best: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which candidates are all but the same as the best of their name: a town, and the district of its name."""
        mine = np.full(self._keys, 0)
        mine[self.key[best]] = best
        apart = 1 - (self._at * self._at[mine[self.key]]).sum(1)
        close: NDArray[np.bool_] = apart < (_SAME / _EARTH) ** 2 / 2
        return close

    def _near(self, mass: Floats, only: NDArray[np.bool_] | None = None) -> Floats:
        """How much of what else is named lies near each candidate, at each of the scales."""
        source = np.flatnonzero(mass > 0.03 if only is None else only)
        out = np.zeros((len(self.row), len(_SCALES)), np.float32)
        if len(source) == 0:
            return out
        apart = np.maximum(1 - self._at @ self._at[source].T, 0)  # (1 - cos) of the angle: d² / 2R²
        weight = mass[source] * (self.key[:, None] != self.key[source])
        for number, scale in enumerate(_SCALES):
            out[:, number] = (np.exp(apart * -((_EARTH / scale) ** 2)) * weight).sum(1)
        return out

    def _share(self, mass: Floats, group: NDArray[np.int64], total: float) -> Floats:
        """The part of what else is named that lies in each candidate's country or area."""
        everywhere = np.bincount(group, mass)
        mine, place = np.unique(self.key * 70000 + group, return_inverse=True)
        own = np.bincount(place, mass, minlength=len(mine))
        by_key = np.bincount(self.key, mass, minlength=self._keys)
        others = np.maximum(total - by_key[self.key], 0)
        share: Floats = ((everywhere[group] - own[place]) / np.maximum(others, 0.5)).astype(np.float32)
        return share

    def _named(self, mass: Floats, out: Floats, column: int) -> None:
        """Whether the report names the candidate's country, or its first-order area, by another name."""
        countries, areas = np.zeros(self._countries), {}
        for at in np.flatnonzero((self._kind == _COUNTRY) & (mass > 0.3)).tolist():
            countries[self._country[at]] = 1
        for at in np.flatnonzero((self._kind == _ADMIN1) & (mass > 0.2)).tolist():
            areas[int(self.row[at])] = float(mass[at])
        inner = self._kind != _COUNTRY
        out[:, column] = countries[self._country] * inner
        if areas:
            named = np.isin(self._area1, list(areas)) & (self._kind != _ADMIN1)
            out[:, column + 1] = named

    def _containers(self, p: Floats, out: Floats, column: int) -> None:
        """ "Vesk, Ohio": the candidates that lie in what follows, what holds them, and those that lie elsewhere."""
        for inner, outer in self._stands.pairs:
            a, b = np.flatnonzero(self.key == inner), np.flatnonzero(self.key == outer)
            if len(a) == 0 or len(b) == 0 or self._weight[outer] < 0.1:
                continue
            holds = (
                (self._area1[a][:, None] == self.row[b])
                | (self._area2[a][:, None] == self.row[b])
                | ((self._country[a][:, None] == self._country[b]) & (self._kind[b] == _COUNTRY))
            ) & (self.row[a][:, None] != self.row[b])
            close = (1 - self._at[a] @ self._at[b].T) < (60 / _EARTH) ** 2 / 2
            close &= (self.row[a][:, None] != self.row[b]) & (self._kind[b] == _CITY)
            inside = (holds | close).any(1)
            if inside.any():
                out[a[inside], column] = 1
                out[a[~inside], column + 2] = 1
                out[b[holds.any(0)], column + 1] = 1
            elif float(p[b].max(initial=0)) > 0.6:
                out[a, column + 2] = 0.5

    def _beside(self, p: Floats, keys: Set[int]) -> Floats:
        """How much of these names lies within a day's travel of each candidate, or is the candidate's area."""
        if not keys:
            return np.zeros(len(self.row), np.float32)
        own = np.isin(self.key, list(keys))
        return np.minimum(self._near(p * own, own & (p > 0.03))[:, 1], 1)


def softmax(scores: Floats, key: NDArray[np.int64], keys: int, none: float) -> Floats:
    """The probability of each candidate among those of its key and "none of them", whose score is `none`."""
    top = np.full(keys, none, np.float32)
    np.maximum.at(top, key, scores)
    raised = np.exp(scores - top[key])
    total = np.bincount(key, raised, minlength=keys) + np.exp(none - top)
    found: Floats = (raised / total[key]).astype(np.float32)
    return found


def sign_weights(table: dict[str, Any], names: Sequence[str]) -> Floats:
    """The weights of these signs in their order; a sign without a weight counts nothing."""
    return np.array([float(table.get(name, 0)) for name in names], np.float32)
