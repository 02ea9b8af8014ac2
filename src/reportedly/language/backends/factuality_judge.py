"""The judge: from -3 to 3, whether a writer tells something as having happened, by an encoder run on the CPU."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from reportedly.language.backends.onnx_encoder import Encoder
from reportedly.language.word_pieces import WINDOW, Piece, features

__all__ = ["FactualityJudge", "factuality_judge"]


class FactualityJudge:
    """Judges predicates as the people of UDS-IH2 did: what the writer thinks, one sentence at a time.

    It looks through reporting words and says nothing about what a source commits to. Takes a set of weights as
    `Encoder` does, and raises what it raises.
    """

    def __init__(self, weights: str | Path, *, threads: int = 1) -> None:
        self._encoder = Encoder(weights, threads=threads)
        self.name, self.resource = self._encoder.name, self._encoder.resource

    def __call__(self, sentences: Sequence[str], offsets: Sequence[tuple[int, int]]) -> list[float | None]:
        """The value of each predicate, given as the number of its sentence and the code point where it begins there.

        -3: it did not happen, 0: open, 3: it did, to a thousandth, so that nothing hangs on what else is asked at the
        same time. None for a predicate of which the encoder sees no piece: white
        space, or what stands behind the first 254 pieces of a sentence. Raises IndexError for a sentence not given.
        """
        of_sentence: dict[int, list[int]] = defaultdict(list)
        for position, (number, _) in enumerate(offsets):
            of_sentence[number].append(position)
        out: list[float | None] = [None] * len(offsets)
        for number, positions in of_sentence.items():
            values = self._judged(sentences[number], [offsets[position][1] for position in positions])
            for position, value in zip(positions, values, strict=True):
                out[position] = value
        return out

    def _judged(self, sentence: str, starts: Sequence[int]) -> list[float | None]:
        """The values of the predicates of one sentence that begin at these code points."""
        ids, places = self._encoder.pieces.encode(sentence)
        pieces = [Piece(i, a, b) for i, (a, b) in zip(ids, places, strict=True)][: WINDOW - 2]
        rows = [next((k for k, piece in enumerate(pieces, 1) if piece.start <= at < piece.end), 0) for at in starts]
        if not any(rows):
            return [None] * len(starts)
        seen = features(sentence, pieces, bytes(len(sentence)))
        given = np.array([seen.ids])
        at = np.array([(0, row) for row in rows])
        found = self._encoder.run("values", given, case=np.array([seen.case]), mask=np.ones_like(given), at=at)
        return [round(float(value), 3) if row else None for value, row in zip(found, rows, strict=True)]


@lru_cache(maxsize=2)
def factuality_judge(weights: str | Path, threads: int = 1) -> FactualityJudge:
    """The judge of these weights, loaded once for the process."""
    return FactualityJudge(weights, threads=threads)
