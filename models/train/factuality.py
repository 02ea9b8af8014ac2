"""Train a small encoder to say whether a writer tells something as having happened: -3 (it did not) to 3 (it did).

    python -m models.train.factuality train TRAIN.jsonl DEV.jsonl --out FOLDER [--extra FILE.jsonl] [--epochs 4]
    python -m models.train.factuality evaluate DEV.jsonl MODEL.pt [MODEL.pt ...]
    python -m models.train.factuality export DEV.jsonl MODEL.pt [MODEL.pt ...] --data "..." --licence "..." \\
        --out src/reportedly/weights/factuality

Needs the dependency group "train". The measure is that of UDS-IH2 (Rudinger, White and Van Durme 2018, "Neural models
of factuality"): Pearson's r and mean absolute error. Data are lines of JSON with a sentence as words between blanks
(text) and its judged predicates (targets: span1, the numbers of its first word and the word after; label, -3..3).
Several models are checkpoints of one run; their weights are averaged.

Starting weights and letter case are those of models/train/tagger.py, the word piece embeddings are frozen, and all
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
import hashlib
import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from models.train.tagger import BREAK_CASE, PAD, weights_folder
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from reportedly.language.word_pieces import CLS, SEP, letter_case

LONGEST = 256
"""Most word pieces of a sentence, with the two at its ends; what stands behind them is not judged."""
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


def sentence(text: str, targets: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> Sentence:
    """The pieces of a sentence given as words between blanks; "do n't" is joined, as running text has it."""
    words = text.split(" ")
    joined, starts = "", []
    for number, word in enumerate(words):
        clitic = word.lower() in {"n't", "n’t"}
        joined += "" if clitic or not number else " "
        starts.append(len(joined))
        joined += word
    encoded = tokenizer.encode(joined, add_special_tokens=False)
    pieces = [(i, *span) for i, span in zip(encoded.ids, encoded.offsets, strict=True)][: LONGEST - 2]
    at, labels = [], []
    for target in targets:
        start = starts[target["span1"][0]]
        row = next((k for k, (_, a, b) in enumerate(pieces) if a <= start < b), None)
        if row is not None:
            at.append(row + 1)
            labels.append(float(target["label"]))
    return Sentence(
        [CLS, *(i for i, _, _ in pieces), SEP],
        [BREAK_CASE, *(letter_case(joined[a:b]) for _, a, b in pieces), BREAK_CASE],
        at,
        labels,
    )


def sentences(file: str, tokenizer: Tokenizer) -> list[Sentence]:
    """The sentences of a file with at least one judged predicate."""
    records = map(json.loads, Path(file).read_text("utf-8").splitlines())
    found = [sentence(record["text"], record["targets"], tokenizer) for record in records]
    return [each for each in found if each.at]


def batches(examples: list[Sentence], size: int = BATCH) -> Iterator[list[Sentence]]:
    """Sentences of like length together, in random order."""
    ordered = sorted(examples, key=lambda e: len(e.ids) + 8 * random.random())  # noqa: S311
    groups: list[list[Sentence]] = [[]]
    for each in ordered:
        longest = max(len(e.ids) for e in [*groups[-1], each])
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(each)
    random.shuffle(groups)
    yield from groups


def tensors(group: list[Sentence]) -> tuple[torch.Tensor, ...]:
    """ids, case, mask (each sentences x pieces), at (predicates x 2) and labels (predicates)."""
    longest = max(len(e.ids) for e in group)

    def padded(row: list[int], filler: int) -> list[int]:
        return row + [filler] * (longest - len(row))

    return (
        torch.tensor([padded(e.ids, PAD) for e in group]),
        torch.tensor([padded(e.case, BREAK_CASE) for e in group]),
        torch.tensor([padded([1] * len(e.ids), 0) for e in group]),
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


def train(options: argparse.Namespace, tokenizer: Tokenizer) -> None:
    """Fine-tune all but the word piece embeddings; saves and measures after every epoch."""
    judge = Judge(weights_folder())
    examples, held = sentences(options.files[0], tokenizer), sentences(options.files[1], tokenizer)
    if options.extra:
        examples += sentences(options.extra, tokenizer)
    judge.encoder.embeddings.word_embeddings.requires_grad_(False)
    named = [(name, value) for name, value in judge.named_parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [v for name, v in named if name.startswith("encoder")], "lr": options.rate},
            {"params": [v for name, v in named if not name.startswith("encoder")], "lr": 1e-3},
        ],
        weight_decay=0.01,
    )
    total = options.epochs * sum(1 for _ in batches(examples))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 60) * max(0.02, 1 - step / total)
    )
    Path(options.out).mkdir(parents=True, exist_ok=True)
    step = 0
    for epoch in range(1, options.epochs + 1):
        judge.train()
        for group in batches(examples):
            ids, case, mask, at, labels = tensors(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = judge(ids, case, mask, at)
            loss = loss_of(found, labels)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(
                    f"step {step} of {total}: loss {loss.item():.3f}, {time.process_time():.0f} CPU-s",
                    file=sys.stderr,
                )
        torch.save(judge.state_dict(), Path(options.out) / f"epoch{epoch}.pt")
        print(f"epoch {epoch}: {measure(*judged(judge, held))}", flush=True)


def evaluate(options: argparse.Namespace, tokenizer: Tokenizer) -> None:
    """Print r and MAE of the mean of the weights given."""
    print(measure(*judged(averaged(options.files[1:]), sentences(options.files[0], tokenizer))))


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


def export(options: argparse.Namespace, tokenizer: Tokenizer) -> None:
    """Write the two sets of weights with their cards, and print what each reaches and how fast."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    judge, held = averaged(options.files[1:]), sentences(options.files[0], tokenizer)
    table = judge.encoder.embeddings.word_embeddings.weight.detach()
    small, whole = Path(options.out), Path(f"{options.out}-fp32")
    for folder in (small, whole):
        folder.mkdir(parents=True, exist_ok=True)
    ids, *others = tensors(held[:3])[:4]
    torch.onnx.export(
        Exported(judge),
        (table[ids], *others),
        str(whole / "encoder.onnx"),
        input_names=list(INPUTS),
        output_names=["values"],
        dynamic_axes={
            **{name: {0: "sentences", 1: "pieces"} for name in INPUTS[:3]},
            "at": {0: "predicates"},
            "values": {0: "predicates"},
        },
        opset_version=17,
        dynamo=False,
    )
    # The reduced range keeps sums of 8-bit products from overflowing on processors without instructions for them, so
    # that a sentence has one value everywhere. The head stays as it is: in 8 bits the predicates of a sentence would
    # share their scale, and the value of one would depend on which others are asked for.
    quantize_dynamic(
        whole / "encoder.onnx",
        small / "encoder.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=["/inner/Gemm_MatMul", "/out/Gemm_MatMul"],  # as the quantiser splits a Gemm
    )
    for folder in (whole, small):
        write_card(folder, options)
    coarse, scale = in_eight_bits(table.numpy())
    for folder, words in ((whole, table.numpy()), (small, coarse.astype(np.float32) * scale[:, None])):
        file = folder / "encoder.onnx"
        print(f"{folder.name}, {file.stat().st_size / 1e6:.1f} MB: {run_over(held, file, words, options.threads)}")


def write_card(folder: Path, options: argparse.Namespace) -> None:
    """Say beside the weights what they do, what they were made from, and which bytes they are."""
    card = {
        "name": folder.name,
        "what": "judges from -3 to 3 whether a writer tells what a verb says as having happened",
        "trained_by": "models/train/factuality.py, from all-MiniLM-L6-v2 (Apache-2.0)",
        "data": options.data,
        "licence": options.licence,
    }
    digest = hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest()
    lines = [*(f"{key} = {json.dumps(value)}" for key, value in card.items()), "", "[sha256]"]
    (folder / "card.toml").write_text("\n".join([*lines, f'"encoder.onnx" = "{digest}"', ""]), "utf-8")


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
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    {"train": train, "evaluate": evaluate, "export": export}[options.task](options, tokenizer)


if __name__ == "__main__":
    main()
