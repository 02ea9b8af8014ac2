"""The tagger's encoder: quantised weights out of the package, run with onnxruntime on the CPU.

A set of weights is a folder of `reportedly/weights`: `encoder.onnx`, and a card (`card.toml`) that says what it was
trained on, under which licence, and the digest of every file. Word piece embeddings and vocabulary are shared by all
sets (`weights/minilm`). Bytes that the card does not name are refused. Nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import BadModel
from reportedly.language.word_pieces import Piece, features, inside_quotes, windows

__all__ = ["ROLES", "RoleTagger", "TaggedWindow", "role_tagger", "weights_folder"]

ROLES = ("source", "cue", "content", "inner content")
"""What the heads tag, in their order; inner content stands within other content."""

_SHARED = "minilm"

Floats = NDArray[np.float32]


class TaggedWindow(NamedTuple):
    """Word pieces of one window, and their probabilities: an array of shape (pieces, roles, 3), for outside, begin

    and inside.
    """

    pieces: list[Piece]
    probabilities: Floats


class RoleTagger:
    """Tags the word pieces of a text with the roles they play in attributions.

    `weights` is the name of a set in the package or the folder of one of your own; `threads` is how many threads one
    text may use (reports are read side by side in processes, so one is the default).
    Raises BadModel if there is no such set, or its bytes are not those that its card names.
    """

    def __init__(self, weights: str | Path, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder, shared = weights_folder(weights), weights_folder(_SHARED)
        card = _checked(folder)
        _checked(shared)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        words = np.load(shared / "words.npz", allow_pickle=False)
        self._words, self._scale = words["words"], words["scale"]
        self._tokenizer = Tokenizer.from_file(str(shared / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.name = str(card["name"])
        self.resource = f"{card['name']}@sha256:{card['sha256']['encoder.onnx']}"

    def __call__(self, text: str) -> list[TaggedWindow]:
        """The windows of a text with their probabilities; none for a text without words."""
        quoted = inside_quotes(text)
        out = []
        for window in windows(text, self._encode):
            ids, case, quote = (np.array([row]) for row in features(text, window, quoted))
            given = {"words": self._embedded(ids), "case": case, "quote": quote, "mask": np.ones_like(ids)}
            logits = self._session.run(["logits"], given)[0][0, 1:-1].reshape(len(window), len(ROLES), 3)
            grown = np.exp(logits - logits.max(-1, keepdims=True))
            out.append(TaggedWindow(window, grown / grown.sum(-1, keepdims=True)))
        return out

    def _encode(self, words: str) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        encoded = self._tokenizer.encode(words, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    def _embedded(self, ids: NDArray[Any]) -> Floats:
        embedded: Floats = self._words[ids].astype(np.float32) * self._scale[ids][..., None]
        return embedded


@lru_cache(maxsize=2)
def role_tagger(weights: str | Path, threads: int = 1) -> RoleTagger:
    """The tagger of these weights, loaded once for the process."""
    return RoleTagger(weights, threads=threads)


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
        f"no weights {str(weights)!r}: give the name of a set in the package (polnear, open) or the folder that "
        "models/train/tagger.py wrote"
    )


def _checked(folder: Path) -> dict[str, Any]:
    """The card of a set of weights, after the digest of each file was compared with it."""
    try:
        card = tomllib.loads((folder / "card.toml").read_text("utf-8"))
        for name, digest in card["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise BadModel(f"{folder / name} does not have the digest on its card: install the package again")
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BadModel(f"the weights in {folder} are not whole: {error}") from error
    return card
