"""The fitted numbers by which places are recognised and told apart (`lexicons/place_weights.en.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportedly.language.gazetteer import KINDS
from reportedly.lexicons.loader import load

__all__ = ["SCORED", "Weights", "place_weights"]

SCORED = (
    "named", "named elsewhere", "ranked", "margin", "near 30 km", "near 150 km", "near 600 km", "share of country",
    "share of area", "is the container", "another place than said", "far from all", "demonym", "only candidate",
    *(f"kind={kind}" for kind in KINDS), "people",
)  # fmt: skip
"""What the last regression sees of a toponym and its best candidate: logits of those before, and some signs."""


@dataclass(frozen=True)
class Weights:
    """Weights of a toponym's signs (`recognised`), of candidates' in each round with the score of "none", of both."""

    recognised: dict[str, float]
    rounds: tuple[tuple[dict[str, float], float], ...]
    bias: float
    score: dict[str, float]
    meta: dict[str, Any]

    def toml(self) -> str:
        """As the tables of a TOML file."""
        lines = ["\n[recognised]", *_lines(self.recognised)]
        for number, (weights, none) in enumerate(self.rounds):
            lines += [f"\n[round.{number}]", f"none = {none:.3f}", f"\n[round.{number}.signs]", *_lines(weights)]
        return (
            "\n".join([*lines, "\n[score]", f"bias = {self.bias:.3f}", "\n[score.signs]", *_lines(self.score)]) + "\n"
        )


def _lines(weights: dict[str, float]) -> list[str]:
    return [f'"{_escaped(name)}" = {weight:.3f}' for name, weight in weights.items()]


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


@lru_cache(maxsize=1)
def place_weights() -> Weights:
    """The weights of the package."""
    tables = load("lexicons/place_weights.en.toml").tables
    rounds = tuple((tables["round"][n]["signs"], tables["round"][n]["none"]) for n in sorted(tables["round"]))
    return Weights(tables["recognised"], rounds, tables["score"]["bias"], tables["score"]["signs"], {})
