"""What each sign of a pair counts for, as fitted by models/train/linking.py (`linking_weights.json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import msgspec

__all__ = ["Weights", "weights"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic regression: log-odds are `bias` and the sum of each sign's value times its weight.

    `merge` is the least average probability at which two clusters are merged, `review` the least of a pair that is
    put to a person. The header fields say what it is for, what it was fitted on, and whose that is.
    """

    purpose: str
    source: str
    licence: str
    bias: float
    merge: float
    review: float
    signs: Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that are shipped."""
    return msgspec.json.decode(files(__package__).joinpath("linking_weights.json").read_bytes(), type=Weights)
