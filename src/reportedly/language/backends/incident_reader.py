"""The reader of incidents: which words fill which role of an incident of violence, by an encoder run on the CPU."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from reportedly.language.backends.onnx_encoder import Encoder, Floats
from reportedly.language.lead_windows import lead_windows
from reportedly.language.word_pieces import CLS, SEP, Piece

__all__ = ["CERTAINTIES", "ROLES", "STAGES", "TYPES", "IncidentReader", "ReadIncidents", "incident_reader"]

ROLES = ("perpetrator", "organisation", "target", "victim", "described victim", "instrument")
"""What words fill: perpetrators, the organisation behind them, physical targets, victims by name and by description,
instruments."""

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")

CERTAINTIES = ("fact", "accused", "accused by authorities", "claimed", "possible")
"""How firmly an organisation is held responsible."""

STAGES = ("accomplished", "attempted", "threatened")

_HEADS = (3 * len(ROLES), len(TYPES), len(CERTAINTIES), len(STAGES))
"""How many numbers each head gives for a word piece; what is left is the vector fillers of one incident share."""


class ReadIncidents(NamedTuple):
    """Word pieces of a text, each once, and what is found on each of them, as probabilities.

    `roles` has shape (pieces, roles, 3), for outside, begin and inside; `belongs` (pieces, types): which types of
    incident a filler that stands here belongs to; `certainty` and `stage` (pieces, ...): of an organisation, and of
    any filler; `link` (pieces, 32): alike for fillers of one incident. `types` (types) says which types of incident
    the whole text tells.
    """

    pieces: list[Piece]
    roles: Floats
    belongs: Floats
    certainty: Floats
    stage: Floats
    link: Floats
    types: Floats


class IncidentReader:
    """Reads incidents off a text, whatever its letter case. Takes weights and raises errors as `Encoder` does."""

    def __init__(self, weights: str | Path, *, threads: int = 1) -> None:
        self._encoder = Encoder(weights, threads=threads)
        self.name, self.resource = self._encoder.name, self._encoder.resource

    def __call__(self, text: str) -> ReadIncidents:
        """What is found on the text; no pieces, and no type, for a text without words."""
        pieces: list[Piece] = []
        heads, types = [], []
        for window, repeated in lead_windows(text, self._encoder.pieces.encode):
            ids = np.array([[CLS, *(piece.id for piece in window), SEP]])
            found = self._encoder.run_all(("pieces", "types"), ids, mask=np.ones_like(ids))
            heads.append(found[0][0, 1 + repeated : -1])
            types.append(found[1][0])
            pieces += window[repeated:]
        if not pieces:
            none = np.zeros((0, 1), dtype=np.float32)
            return ReadIncidents([], none.reshape(0, 1, 1), none, none, none, none, np.zeros(len(TYPES), np.float32))
        roles, belongs, certainty, stage, link = np.split(np.concatenate(heads), np.cumsum(_HEADS), axis=1)
        return ReadIncidents(
            pieces,
            _shares(roles.reshape(len(pieces), len(ROLES), 3)),
            _chance(belongs),
            _shares(certainty),
            _shares(stage),
            link,
            _chance(np.max(types, axis=0)),
        )


def _shares(logits: Floats) -> Floats:
    grown = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Floats = grown / grown.sum(-1, keepdims=True)
    return shares


def _chance(logits: Floats) -> Floats:
    chance: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return chance


@lru_cache(maxsize=2)
def incident_reader(weights: str | Path, threads: int = 1) -> IncidentReader:
    """The reader of these weights, loaded once for the process."""
    return IncidentReader(weights, threads=threads)
