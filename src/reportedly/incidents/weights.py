"""What each sign of a pair counts for, as fitted by models/train/linking.py (`linking_weights.json`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from reportedly.errors import BadModel

__all__ = ["Weights", "read_weights", "weights"]


_WHEN = ("days:", "published:")
_SILENT = frozenset({"places:open", "kinds:open", "kinds:other"})
"""Signs that tell of nothing in common; their weights are what the others leave over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic regression: log-odds are `bias` and the sum of each sign's value times its weight.

    `besides` is the least that clues other than the day must add by themselves: accounts that have a day in common
    and nothing else are put to a person, however sure the day makes it.
    `merge` is the least average probability at which two clusters are merged, `review` the least of a pair that is
    put to a person. The header fields say what it is for, what it was fitted on, and whose that is.
    """

    purpose: str
    source: str
    licence: str
    bias: float
    merge: float
    review: float
    besides: float
    signs: Mapping[str, float]

    def probability(self, signs: Mapping[str, float]) -> float:
        """The probability (0..1) of a pair with these signs; below `merge` where a day is all that joins it."""
        odds, besides = self.bias, 0.0
        for sign, value in signs.items():
            counts = self.signs.get(sign, 0.0) * value
            odds += counts
            if not sign.startswith(_WHEN) and sign not in _SILENT:
                besides += counts
        likely = 1 / (1 + math.exp(-odds))
        return likely if besides >= self.besides else min(likely, 0.95 * self.merge)


def read_weights(path: Path) -> Weights:
    """The weights in a file, as `reportedly learn linking` writes one. Raises BadModel."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise BadModel(
            f"{path} holds no weights for linking ({error}); `reportedly learn linking` writes such a file"
        ) from error


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that are shipped."""
    return msgspec.json.decode(files(__package__).joinpath("linking_weights.json").read_bytes(), type=Weights)
