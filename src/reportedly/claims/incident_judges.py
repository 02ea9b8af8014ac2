"""Judges of incidents: how likely a wording fills a role, a type of incident is told, two fillers share an incident.

Logistic regressions, fitted by `models/train/incident_judges.py` on reports that neither the encoder nor the signs
were fitted on. They lie beside the encoder they were fitted to: `judges.toml` and the counted signs, `signs.npz`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import exp, log
from typing import Any

import numpy as np

from reportedly.claims.event_signs import EventSigns
from reportedly.claims.fillers import FEATURES, Candidate
from reportedly.errors import BadModel
from reportedly.language.backends.incident_reader import ROLES, TYPES, ReadIncidents
from reportedly.language.backends.onnx_encoder import Floats, weights_folder
from reportedly.language.tree import Tree

__all__ = ["PAIR_FEATURES", "SEVERAL", "TYPE_FEATURES", "Judges", "judges", "pair_features", "type_features"]

TYPE_FEATURES = ("bias", "encoder", "signs", "any by signs", "best filler", "most of any type", "attack", "bombing")
"""What the judge of a type hears; the last two are what the encoder says of the types most often confused."""

PAIR_FEATURES = (
    "bias",
    "link",
    "same sentence",
    "same paragraph",
    "sentences between",
    "paragraphs between",
    "types differ",
    "perpetrator",
    "same role",
    "stage differs",
    "several told",
    "far, several told",
    "same event",
    "another event",
    "same event beside",
    "another event beside",
    "another place",
    "another time",
)


ANY, SEVERAL = len(TYPES), len(TYPES) + 1
"""Columns of the signs of a whole report after those of each type: any incident, several of them."""


class Signs:
    """Weights of signs: log odds for each of several questions, summed over the signs that are there."""

    def __init__(self, names: Iterable[str], weights: Floats) -> None:
        self._weights = weights
        self._place = {name: number for number, name in enumerate(names)}

    def __call__(self, signs: Iterable[str]) -> Floats:
        """The sum for these signs; a sign that was not counted says nothing."""
        rows = [self._place["bias"], *(self._place[sign] for sign in signs if sign in self._place)]
        total: Floats = self._weights[sorted(rows)].sum(axis=0)
        return total


class Judges:
    """The judges of one set of weights. Raises BadModel if they are not beside the encoder."""

    def __init__(self, weights: str) -> None:
        folder = weights_folder(weights)
        try:
            table = tomllib.loads((folder / "judges.toml").read_text("utf-8"))
            counted = np.load(folder / "signs.npz", allow_pickle=False)
            self.filler_signs, self.report_signs, self.stage_signs = (
                Signs(_names(counted[f"{kind}_names"]), counted[f"{kind}_weights"].astype(np.float32))
                for kind in ("filler", "report", "stage")
            )
            self.triggers = frozenset(_names(counted["triggers"]))
        except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
            raise BadModel(f"the weights in {folder} have no judges of incidents beside them: {error}") from error
        self._table: Mapping[str, Any] = table
        self.thresholds: Mapping[str, float] = table["thresholds"]

    def fills(self, candidate: Candidate) -> float:
        """How likely the candidate's wording fills its role."""
        return self._chance("fills", ROLES[candidate.role], FEATURES, candidate.features)

    def tells(self, type_: int, features: tuple[float, ...]) -> float:
        """How likely the report tells an incident of this type."""
        return self._chance("types", TYPES[type_], TYPE_FEATURES, features)

    def together(self, features: tuple[float, ...]) -> float:
        """How likely two fillers belong to one incident."""
        return self._chance("pairs", "pair", PAIR_FEATURES, features)

    def _chance(self, kind: str, name: str, names: tuple[str, ...], values: tuple[float, ...]) -> float:
        weights = self._table[kind].get(name)
        if weights is None:
            return 0.0
        at = sum(weights.get(each, 0.0) * value for each, value in zip(names, values, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, at))))


def _names(packed: Any) -> list[str]:
    return bytes(packed).decode("utf-8").split("\n")


@lru_cache(maxsize=2)
def judges(weights: str) -> Judges:
    """The judges of these weights, loaded once for the process."""
    return Judges(weights)


def odds(chance: float) -> float:
    """The log odds of a chance, none of them beyond a thousand to one."""
    return log(max(chance, 1e-3) / max(1 - chance, 1e-3))


def type_features(
    type_: int, read: ReadIncidents, signs: Floats, found: Iterable[tuple[Candidate, float]]
) -> tuple[float, ...]:
    """What the judge of a type hears; `signs` are the log odds of what `EventSigns.report` gives."""
    best = max((chance * float(c.belongs[type_]) for c, chance in found), default=0.0)
    return (
        1.0,
        odds(float(read.types[type_])),
        float(np.clip(signs[type_], -6, 6)),
        float(np.clip(signs[ANY], -6, 6)),
        odds(best),
        odds(float(read.types.max())),
        odds(float(read.types[0])),
        odds(float(read.types[1])),
    )


def pair_features(
    events: EventSigns, tree: Tree, one: Candidate, other: Candidate, several: float
) -> tuple[float, ...]:
    """What the judge of two fillers hears; `several` are the log odds that the report tells of several incidents."""
    rows = [(a[0], b[0]) for a in one.places[:4] for b in other.places[:4]]
    sentences = min(abs(tree.sentence_number(a) - tree.sentence_number(b)) for a, b in rows)
    paragraphs = min(abs(tree.paragraph_number(a) - tree.paragraph_number(b)) for a, b in rows)
    (mine, beside_me), (its, beside_it) = events.violence(one.heads), events.violence(other.heads)
    several = float(np.clip(several, -4, 4))
    return (
        1.0,
        float(np.clip(one.link @ other.link / len(one.link) ** 0.5, -6, 6)),
        float(sentences == 0),
        float(paragraphs == 0),
        log(1 + sentences),
        log(1 + paragraphs),
        float(np.abs(one.belongs - other.belongs).max()),
        float(one.role in {0, 1} or other.role in {0, 1}),
        float(one.role == other.role),
        float(np.abs(one.stage - other.stage).max()),
        several,
        several * log(1 + sentences),
        float(bool(mine & its)),
        _apart(mine, its),
        float(bool(beside_me & beside_it)),
        _apart(beside_me, beside_it),
        _apart(events.named("place", one.heads), events.named("place", other.heads)),
        _apart(events.named("time", one.heads), events.named("time", other.heads)),
    )


def _apart(some: set[str], others: set[str]) -> float:
    return float(bool(some and others and not some & others))
