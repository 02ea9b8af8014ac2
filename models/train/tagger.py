"""Train a small encoder to tag sources, cues and contents of attributions, and export it for reading.

    python -m models.train.tagger train --outermost polnear_train.jsonl --nested annotations/wikinews.jsonl:2 \\
        --texts wikinews_2019_2020.jsonl --out tagger.pt
    python -m models.train.tagger export tagger.pt --name polnear --data "..." --out ../src/reportedly/weights/polnear

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
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import torch
from models.train.encoder import BREAK_CASE, PAD, Descent, like_lengths, padded, to_onnx, weights_folder, written
from torch import nn
from transformers import BertModel

from reportedly.language.backends.onnx_encoder import WordPieces
from reportedly.language.word_pieces import Piece, features, inside_quotes, windows

ROLES = ("source", "cue", "content", "inner content")
BATCH = 1536
"""Word pieces of one batch, padding included."""
BREAK_QUOTE, IGNORED = 2, -100
SEED = 7

Place = tuple[int, int]


class Example(NamedTuple):
    """One window: ids, case and quotation features, and a list of O/B/I labels for each role."""

    ids: list[int]
    case: list[int]
    quote: list[int]
    labels: list[list[int]]


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


def examples_of(path: Path, texts: dict[str, str], *, outermost: bool) -> list[Example]:
    """The windows of a file of annotated texts. Exits where a text is not the one that was annotated."""
    out, encode = [], WordPieces().encode
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
    for group in like_lengths(examples, BATCH, jitter=20):
        yield tensors(group)


def tensors(group: list[Example]) -> tuple[torch.Tensor, ...]:
    """ids, case, quote, attention mask (each windows x pieces) and labels (windows x roles x pieces)."""
    longest = max(len(e.ids) for e in group)
    labels = [[row + [IGNORED] * (longest - len(row)) for row in e.labels] for e in group]
    return (
        torch.tensor(padded([e.ids for e in group], PAD)),
        torch.tensor(padded([e.case for e in group], BREAK_CASE)),
        torch.tensor(padded([e.quote for e in group], BREAK_QUOTE)),
        torch.tensor(padded([[1] * len(e.ids) for e in group], 0)),
        torch.tensor(labels),
    )


def train(options: argparse.Namespace, tagger: Tagger) -> None:
    """Fine-tune all but the word piece embeddings; saves after every epoch."""
    texts: dict[str, str] = {}
    for line in Path(options.texts).read_text("utf-8").splitlines() if options.texts else ():
        record = json.loads(line)
        texts[record["doc"]] = record["text"]
    examples = []
    for kind in ("outermost", "nested"):
        for each in getattr(options, kind):
            name, _, times = each.partition(":")
            examples += int(times or 1) * examples_of(Path(name), texts, outermost=kind == "outermost")
    if options.start:
        start_from(tagger, Path(options.start))
    total = int(options.epochs * sum(1 for _ in batches(examples)))
    descend = Descent(tagger, options.rate, 3 * options.rate, warm_up=100, total=total, say=100)
    loss_of = nn.CrossEntropyLoss(ignore_index=IGNORED, label_smoothing=0.03)
    while descend.step < total:
        tagger.train()
        for ids, case, quote, mask, labels in batches(examples):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = tagger(ids, case, quote, mask)
            descend(loss_of(logits.reshape(-1, 3), labels.permute(0, 2, 1).reshape(-1)))
            if descend.step >= total:
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
    tagger.load_state_dict(torch.load(options.weights, weights_only=True))
    tagger.eval()
    width, flags = tagger.encoder.config.hidden_size, torch.zeros(2, 40, dtype=torch.long)
    names = ["words", "case", "quote", "mask"]

    def save(file: Path) -> None:
        inputs = torch.randn(2, 40, width), flags, flags, flags + 1
        axes = {name: {0: "windows", 1: "pieces"} for name in (*names, "logits")}
        to_onnx(Exported(tagger), inputs, file, names, axes)

    card = {
        "what": "tags source, cue, content and inner content of attributions on word pieces",
        "trained_by": "models/train/tagger.py, from all-MiniLM-L6-v2 (Apache-2.0)",
    }
    written(options, save, card)


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
    train(options, Tagger(folder))


if __name__ == "__main__":
    main()
