"""What kind of act one party does to another, under the event names of PLOVER.

A linear model over the signs of `claims.act_signs` (fitted by models/train/acts.py on pairs that people coded) gives
a probability to each of 15 names; CONCEDE and RETREAT are one, YIELD. It never changes the type of an event, which
holds no status: it is the export name of a pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp, sqrt
from typing import NamedTuple

from reportedly.errors import BadModel
from reportedly.language.backends.onnx_encoder import weights_folder
from reportedly.language.cards import checked_card
from reportedly.lexicons.loader import load
from reportedly.report import Modality, Polarity

__all__ = ["WEIGHTS", "Act", "Acts", "acts", "filed_as"]

WEIGHTS, TABLE = "acts", "signs.tsv"

NORM = 4.0
"""The length that the signs of a pair are brought to, so that long sentences weigh no more than short ones."""

HALF = 0.5

_AHEAD = frozenset({"planned", "threatened", "conditional", "advocated"})


class Act(NamedTuple):
    """A PLOVER event name and how likely it is (0..1)."""

    name: str
    chance: float


class Acts:
    """The model of a set of weights. Raises BadModel if there is none, or its bytes are not those on its card."""

    def __init__(self, weights: str = WEIGHTS) -> None:
        folder = weights_folder(weights)
        known = checked_card(folder)
        self.resource = f"{known['name']}@sha256:{known['sha256'][TABLE]}"
        lines = (folder / TABLE).read_text("utf-8").splitlines()
        try:
            first, *names = lines[0].split("\t")
            self.names, self._scale = tuple(names), float(first) / 100
            self._weights = {
                sign: tuple(map(int, numbers)) for sign, *numbers in (line.split("\t") for line in lines[1:])
            }
        except (ValueError, IndexError) as error:
            raise BadModel(f"{folder / TABLE} is no table of weights ({error}): run models/train/acts.py") from error

    def __call__(self, signs: Mapping[str, float]) -> dict[str, float]:
        """The probability of each name, highest first; they add up to 1."""
        known = [(self._weights[sign], value) for sign, value in signs.items() if sign in self._weights]
        length = sqrt(sum(value * value for _, value in known)) or 1.0
        totals = [0.0] * len(self.names)
        for row, value in known:
            for place, weight in enumerate(row):
                if weight:
                    totals[place] += weight * value
        highest = max(totals)
        powers = [exp((total - highest) * self._scale * NORM / length) for total in totals]
        chances = {name: power / sum(powers) for name, power in zip(self.names, powers, strict=True)}
        return dict(sorted(chances.items(), key=lambda pair: (-pair[1], pair[0])))

    def best(self, signs: Mapping[str, float], *, own: str | None = None) -> Act:
        """The likeliest name, to a thousandth; where none has more than half, `own`, the name of our own reading."""
        chances = self(signs)
        name, chance = next(iter(chances.items()))
        if own in chances and chance <= HALF:
            name, chance = str(own), chances[str(own)]
        return Act(name, round(chance, 3))


@lru_cache(maxsize=1)
def acts() -> Acts:
    """The model that the package brings, loaded once for the process."""
    return Acts()


def filed_as(type: str, mode: str | None, modality: Modality, polarity: Polarity) -> str | None:
    """The name under which PLOVER files an event of this type, mode and status; None for what it does not code."""
    tables = load("ontology/plover.toml").tables
    if type not in tables["types"]:
        return None
    if polarity == "negative":
        return str(tables["refused"].get(type, tables["types"][type]))
    if modality in _AHEAD:
        return str(tables["ahead"].get(type, tables["types"][type]))
    return str(tables["modes"].get(f"{type}/{mode}", tables["types"][type]))
