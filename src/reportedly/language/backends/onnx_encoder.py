"""Encoders as quantised weights out of the package, run with onnxruntime on the CPU.

A set of weights is a folder of `reportedly/weights`: `encoder.onnx`, and a card (`card.toml`) that says what it was
trained on, under which licence, and the digest of every file. Word piece embeddings and vocabulary are shared by all
sets (`weights/minilm`). Bytes that the card does not name are refused. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import BadModel
from reportedly.language.cards import checked_card
from reportedly.text.surrogates import without_surrogates

__all__ = ["Encoder", "Floats", "WordPieces", "has_weights", "weights_folder"]

_SHARED = "minilm"

Floats = NDArray[np.float32]


class WordPieces:
    """The vocabulary and the embeddings of word pieces that all encoders share. Raises BadModel as `Encoder` does."""

    def __init__(self) -> None:
        from tokenizers import Tokenizer

        folder = weights_folder(_SHARED)
        checked_card(folder)
        words = np.load(folder / "words.npz", allow_pickle=False)
        self._words, self._scale = words["words"], words["scale"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(self, words: str) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        """The numbers of the pieces of these words, and their places in code points.

        A lone surrogate, which the tokenizer refuses, counts as an unknown character.
        """
        encoded = self._tokenizer.encode(without_surrogates(words), add_special_tokens=False)
        return encoded.ids, encoded.offsets

    def embedded(self, ids: NDArray[Any]) -> Floats:
        """The embeddings of pieces: one more axis of 384 numbers."""
        embedded: Floats = self._words[ids].astype(np.float32) * self._scale[ids][..., None]
        return embedded


class Encoder:
    """One set of weights, ready to run; `pieces` cuts and embeds its words, `resource` is how an Origin names it.

    `weights` is the name of a set in the package or the folder of one of your own; `threads` is how many threads one
    text may use (reports are read side by side in processes, so one is the default).
    Raises BadModel if there is no such set, or its bytes are not those that its card names.
    """

    def __init__(self, weights: str | Path, *, threads: int = 1) -> None:
        import onnxruntime

        folder = weights_folder(weights)
        card = checked_card(folder)
        self.pieces = _word_pieces()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.name = str(card["name"])
        self.resource = f"{card['name']}@sha256:{card['sha256']['encoder.onnx']}"

    def run(self, output: str, ids: NDArray[Any], **others: NDArray[Any]) -> Floats:
        """The named output for pieces of shape (rows, pieces) and whatever else these weights take beside them.

        In 8 bits the rows of a batch share their scale: give one row at a time where its values must not depend on
        what stands beside it.
        """
        return self.run_all([output], ids, **others)[0]

    def run_all(self, outputs: Sequence[str], ids: NDArray[Any], **others: NDArray[Any]) -> list[Floats]:
        """The same for several outputs of one run."""
        found: list[Floats] = self._session.run(list(outputs), {"words": self.pieces.embedded(ids), **others})
        return found


@lru_cache(maxsize=1)
def _word_pieces() -> WordPieces:
    return WordPieces()


def weights_folder(weights: str | Path) -> Path:
    """The folder of a set of weights: of the package by name, else the folder given. Raises BadModel for neither."""
    given = Path(weights)
    if given.is_dir():
        return given
    place = files("reportedly") / "weights" / str(weights)
    if given.name == str(weights) and place.is_dir():
        with as_file(place) as folder:
            return folder
    raise BadModel(
        f"no weights {str(weights)!r}: give the name of a set in the package (a folder of reportedly/weights) or the "
        "folder that models/train/tagger.py or models/train/factuality.py wrote"
    )


def has_weights(weights: str) -> bool:
    """Whether the package holds this set and the word pieces it needs: somebody may have left them out."""
    place = files("reportedly") / "weights"
    return all((place / name / "card.toml").is_file() for name in (weights, _SHARED))
