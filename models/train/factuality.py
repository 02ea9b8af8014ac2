"""Train a small encoder to say whether a writer tells something as having happened: -3 (it did not) to 3 (it did).

    python -m models.train.factuality train TRAIN.jsonl DEV.jsonl --out FOLDER [--extra FILE.jsonl] [--epochs 4]
    python -m models.train.factuality evaluate DEV.jsonl MODEL.pt [MODEL.pt ...]
    python -m models.train.factuality export DEV.jsonl MODEL.pt [MODEL.pt ...] --data "..." --licence "..." \\
        --out src/reportedly/weights/factuality

Needs the dependency group "train". The measure is that of UDS-IH2 (Rudinger, White and Van Durme 2018, "Neural models
of factuality"): Pearson's r and mean absolute error. Data are lines of JSON with a sentence as words between blanks
(text) and its judged predicates (targets: span1, the numbers of its first word and the word after; label, -3..3).
Several models are checkpoints of one run; their weights are averaged.

Starting weights and letter case are those of models/train/encoder.py, the word piece embeddings are frozen, and all
predicates of a sentence are judged in one pass from the state of their first piece and the mean of the sentence.

`export` writes two sets of weights with their cards: OUT in 8 bits, and OUT-fp32 to compare it with. How often the
rules are right by what the shipped set finds is counted by `python -m eval.factuality agreement --write`.
Inputs, one sentence a row, each between the pieces CLS and SEP:
    words   float32 (sentences, pieces, 384)   word piece embeddings, as the table shared with the tagger has them
    case    int64   (sentences, pieces)        letter case 0-6 (reportedly.language.word_pieces)
    mask    int64   (sentences, pieces)        1 for a piece, 0 for filling
    at      int64   (predicates, 2)            row and piece of the first piece of each predicate
Output:
    values  float32 (predicates,)              -3..3
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from models.train.encoder import BREAK_CASE, PAD, Descent, like_lengths, padded, to_onnx, weights_folder, written
from torch import nn
from transformers import BertModel

from reportedly.language.backends.onnx_encoder import WordPieces
from reportedly.language.word_pieces import WINDOW, Encode, Piece, features

BATCH = 768
"""Word pieces of one batch, padding included."""
SEED = 7
INPUTS = ("words", "case", "mask", "at")


class Sentence(NamedTuple):
    """One sentence: word pieces and letter case; of each predicate the number of its first piece, and its label."""

    ids: list[int]
    case: list[int]
    at: list[int]
    labels: list[float]


class Judge(nn.Module):
    """Encoder with a letter case embedding, and a head that reads the predicate's state and the sentence's mean."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(8, width)
        nn.init.normal_(self.case.weight, std=0.02)
        self.inner, self.drop = nn.Linear(2 * width, width), nn.Dropout(0.1)
        self.out = nn.Linear(width, 4)

    def forward(self, ids: torch.Tensor, case: torch.Tensor, mask: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
        """For each predicate (sentence, piece) of `at` its value and the logits of no, open, yes: (predicates, 4)."""
        return self.judged(self.encoder.embeddings.word_embeddings(ids), case, mask, at)

    def judged(self, words: torch.Tensor, case: torch.Tensor, mask: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
        """The same, given embeddings of the word pieces."""
        hidden = self.encoder(inputs_embeds=words + self.case(case), attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        both = torch.cat([hidden[at[:, 0], at[:, 1]], mean[at[:, 0]]], dim=-1)
        return self.out(self.drop(nn.functional.gelu(self.inner(self.drop(both))))).float()


def sentence(text: str, targets: Sequence[dict[str, Any]], encode: Encode) -> Sentence:
    """The pieces of a sentence given as words between blanks; "do n't" is joined, as running text has it."""
    words = text.split(" ")
    joined, starts = "", []
    for number, word in enumerate(words):
        clitic = word.lower() in {"n't", "n’t"}
        joined += "" if clitic or not number else " "
        starts.append(len(joined))
        joined += word
    ids, places = encode(joined)
    pieces = [Piece(i, a, b) for i, (a, b) in zip(ids, places, strict=True)][: WINDOW - 2]
    at, labels = [], []
    for target in targets:
        start = starts[target["span1"][0]]
        row = next((k for k, piece in enumerate(pieces) if piece.start <= start < piece.end), None)
        if row is not None:
            at.append(row + 1)
            labels.append(float(target["label"]))
    seen = features(joined, pieces, bytes(len(joined)))
    return Sentence(seen.ids, seen.case, at, labels)


def sentences(file: str) -> list[Sentence]:
    """The sentences of a file with at least one judged predicate."""
    records = map(json.loads, Path(file).read_text("utf-8").splitlines())
    encode = WordPieces().encode
    found = [sentence(record["text"], record["targets"], encode) for record in records]
    return [each for each in found if each.at]


def batches(examples: list[Sentence], size: int = BATCH) -> Iterator[list[Sentence]]:
    """Sentences of like length together, in random order."""
    yield from like_lengths(examples, size, jitter=8)


def tensors(group: list[Sentence]) -> tuple[torch.Tensor, ...]:
    """ids, case, mask (each sentences x pieces), at (predicates x 2) and labels (predicates)."""
    return (
        torch.tensor(padded([e.ids for e in group], PAD)),
        torch.tensor(padded([e.case for e in group], BREAK_CASE)),
        torch.tensor(padded([[1] * len(e.ids) for e in group], 0)),
        torch.tensor([(row, piece) for row, e in enumerate(group) for piece in e.at]),
        torch.tensor([label for e in group for label in e.labels]),
    )


def loss_of(found: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Smooth absolute error, want of correlation in the batch, and a third for the three classes."""
    value = found[:, 0]
    near = nn.functional.smooth_l1_loss(value, labels, beta=0.5)
    a, b = value - value.mean(), labels - labels.mean()
    apart = 1 - (a * b).sum() / (a.norm() * b.norm() + 1e-4)
    classes = (labels > -1).long() + (labels > 1).long()
    return near + 0.5 * apart + 0.3 * nn.functional.cross_entropy(found[:, 1:], classes)


def train(options: argparse.Namespace) -> None:
    """Fine-tune all but the word piece embeddings; saves and measures after every epoch."""
    judge = Judge(weights_folder())
    examples, held = sentences(options.files[0]), sentences(options.files[1])
    if options.extra:
        examples += sentences(options.extra)
    total = options.epochs * sum(1 for _ in batches(examples))
    descend = Descent(judge, options.rate, 1e-3, warm_up=60, total=total, say=50)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    for epoch in range(1, options.epochs + 1):
        judge.train()
        for group in batches(examples):
            ids, case, mask, at, labels = tensors(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = judge(ids, case, mask, at)
            descend(loss_of(found, labels))
        torch.save(judge.state_dict(), Path(options.out) / f"epoch{epoch}.pt")
        print(f"epoch {epoch}: {measure(*judged(judge, held))}", flush=True)


def evaluate(options: argparse.Namespace) -> None:
    """Print r and MAE of the mean of the weights given."""
    print(measure(*judged(averaged(options.files[1:]), sentences(options.files[0]))))


def averaged(files: Sequence[str]) -> Judge:
    """The model whose weights are the means of these checkpoints of one run."""
    states = [torch.load(file, weights_only=True) for file in files]
    judge = Judge(weights_folder())
    judge.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    return judge.eval()


def judged(judge: Judge, examples: list[Sentence]) -> tuple[list[float], list[float]]:
    """Values found, cut at -3 and 3, and labels."""
    judge.eval()

    def values(*inputs: torch.Tensor) -> list[float]:
        with torch.no_grad():
            return judge(*inputs)[:, 0].clamp(-3, 3).tolist()

    return over(examples, values)


def over(
    examples: list[Sentence], values_of: Callable[..., list[float]], size: int = 4096
) -> tuple[list[float], list[float]]:
    """The values that a model finds for the predicates of these sentences, and their labels, in one order."""
    values: list[float] = []
    labels: list[float] = []
    for group in batches(examples, size):
        *inputs, label = tensors(group)
        values += values_of(*inputs)
        labels += label.tolist()
    return values, labels


def measure(values: Sequence[float], labels: Sequence[float]) -> str:
    """Pearson's r and mean absolute error in words."""
    a, b = sum(values) / len(values), sum(labels) / len(labels)
    top = sum((x - a) * (y - b) for x, y in zip(values, labels, strict=True))
    r = top / math.sqrt(sum((x - a) ** 2 for x in values) * sum((y - b) ** 2 for y in labels))
    error = sum(abs(x - y) for x, y in zip(values, labels, strict=True)) / len(labels)
    return f"{len(labels)} predicates: r {r:.3f}, MAE {error:.3f}"


class Exported(nn.Module):
    """The value alone, cut at -3 and 3: what the ONNX file gives."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, words: torch.Tensor, case: torch.Tensor, mask: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
        """Values of the predicates of `at`, shape (predicates,)."""
        return self.judge.judged(words, case, mask, at)[:, 0].clamp(-3, 3)


def export(options: argparse.Namespace) -> None:
    """Write the two sets of weights with their cards, and print what each reaches and how fast."""
    judge, held = averaged(options.files[1:]), sentences(options.files[0])
    table = judge.encoder.embeddings.word_embeddings.weight.detach()
    ids, *others = tensors(held[:3])[:4]

    def save(file: Path) -> None:
        axes = {name: {0: "sentences", 1: "pieces"} for name in INPUTS[:3]}
        axes |= {name: {0: "predicates"} for name in ("at", "values")}
        to_onnx(Exported(judge), (table[ids], *others), file, INPUTS, axes)

    card = {
        "what": "judges from -3 to 3 whether a writer tells what a verb says as having happened",
        "trained_by": "models/train/factuality.py, from all-MiniLM-L6-v2 (Apache-2.0)",
    }
    # The head stays as it is: in 8 bits the predicates of a sentence would share their scale, and the value of one
    # would depend on which others are asked for. The names are those that the quantiser gives when it splits a Gemm.
    small, whole = written(options, save, card, nodes_to_exclude=["/inner/Gemm_MatMul", "/out/Gemm_MatMul"])
    coarse, scale = in_eight_bits(table.numpy())
    for folder, words in ((whole, table.numpy()), (small, coarse.astype(np.float32) * scale[:, None])):
        file = folder / "encoder.onnx"
        print(f"{folder.name}, {file.stat().st_size / 1e6:.1f} MB: {run_over(held, file, words, options.threads)}")


def in_eight_bits(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as int8 with a scale each, as the shared table of word pieces is kept."""
    scale = np.abs(table).max(1) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale


def run_over(held: list[Sentence], file: Path, words: np.ndarray, threads: int) -> str:
    """r, MAE and predicates per CPU-second of an ONNX file with this table of word pieces.

    One sentence at a time, as reading runs it: in 8 bits a sentence takes its scale from whatever shares its batch.
    """
    from onnxruntime import InferenceSession, SessionOptions

    settings = SessionOptions()
    settings.intra_op_num_threads = threads
    session = InferenceSession(str(file), settings)

    def values(ids: torch.Tensor, *others: torch.Tensor) -> list[float]:
        fed = dict(zip(INPUTS, (words[ids.numpy()], *(each.numpy() for each in others)), strict=True))
        found: list[float] = session.run(["values"], fed)[0].tolist()
        return found

    started = time.process_time()
    found = over(held, values, 1)
    speed = len(found[0]) / (time.process_time() - started)
    return f"{measure(*found)}, {speed:.0f} predicates per CPU-second"


def main() -> None:
    """Train, evaluate or export, as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("task", choices=("train", "evaluate", "export"))
    parser.add_argument("files", nargs="+", help="files of judged predicates; checkpoints")
    parser.add_argument("--out", default="factuality", help="folder for the checkpoints or the set of weights")
    parser.add_argument("--data", help="what the weights were trained on, for the card")
    parser.add_argument("--licence", help="under which licence they go out, for the card")
    parser.add_argument("--extra", help="more judged predicates to train on, such as MegaVeridicality")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the encoder")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if options.task == "export" and not (options.data and options.licence):
        parser.error("export needs --data and --licence: they are what the card says")
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(options.threads)
    {"train": train, "evaluate": evaluate, "export": export}[options.task](options)


if __name__ == "__main__":
    main()
