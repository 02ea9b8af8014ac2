"""The tagger: which word pieces of a text play which roles in its attributions, by an encoder run on the CPU."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from reportedly.language.backends.onnx_encoder import Encoder, Floats
from reportedly.language.word_pieces import Piece, features, inside_quotes, windows

__all__ = ["ROLES", "RoleTagger", "TaggedWindow", "role_tagger"]

ROLES = ("source", "cue", "content", "inner content")
"""What the heads tag, in their order; inner content stands within other content."""


class TaggedWindow(NamedTuple):
    """Word pieces of one window, and their probabilities: an array of shape (pieces, roles, 3), for outside, begin

    and inside.
    """

    pieces: list[Piece]
    probabilities: Floats


class RoleTagger:
    """Tags the word pieces of a text with the roles they play in attributions.

    Takes a set of weights as `Encoder` does, and raises what it raises.
    """

    def __init__(self, weights: str | Path, *, threads: int = 1) -> None:
        self._encoder = Encoder(weights, threads=threads)
        self.name, self.resource = self._encoder.name, self._encoder.resource

    def __call__(self, text: str) -> list[TaggedWindow]:
        """The windows of a text with their probabilities; none for a text without words."""
        quoted = inside_quotes(text)
        out = []
        for window in windows(text, self._encoder.pieces.encode):
            ids, case, quote = (np.array([row]) for row in features(text, window, quoted))
            found = self._encoder.run("logits", ids, case=case, quote=quote, mask=np.ones_like(ids))
            logits = found[0, 1:-1].reshape(len(window), len(ROLES), 3)
            grown = np.exp(logits - logits.max(-1, keepdims=True))
            out.append(TaggedWindow(window, grown / grown.sum(-1, keepdims=True)))
        return out


@lru_cache(maxsize=2)
def role_tagger(weights: str | Path, threads: int = 1) -> RoleTagger:
    """The tagger of these weights, loaded once for the process."""
    return RoleTagger(weights, threads=threads)
