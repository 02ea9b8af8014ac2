"""Train a small encoder to read incidents of political violence: who did what with what to whom, and export it.

    python -m models.train.incidents train muc4_dev.jsonl --out incidents.pt [--leave-out 3,7,11]
    python -m models.train.incidents export incidents.pt --data "..." --licence "..." --out weights/incidents

Needs the dependency group "train". Starting weights are all-MiniLM-L6-v2 (6 layers, 384 wide, Apache-2.0) out of a
registry package; the word piece embeddings are frozen. Windows are those of reportedly.language.lead_windows. Data
are texts with the templates of MUC-4 (docid, text, templates; `split` "train" is read and nothing else). A fill of a
template is a string and has no place: every occurrence of one of its wordings is taken for it, the longest first.

Heads on each word piece: O, B or I for each role; which types of incident its filler belongs to; how firmly an
organisation is held responsible; how far the incident of a filler got; and a vector that is alike for fillers of one
incident. One head on each window: which types of incident the report tells.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any, NamedTuple

import torch
from models.train.encoder import PAD, Descent, like_lengths, padded, to_onnx, weights_folder, written
from models.train.muc4 import SLOTS, occurrences, records, wordings
from torch import nn
from torch.nn import functional
from transformers import BertModel

from reportedly.language.backends.incident_reader import CERTAINTIES, ROLES, STAGES, TYPES
from reportedly.language.backends.onnx_encoder import WordPieces
from reportedly.language.lead_windows import lead_windows
from reportedly.language.word_pieces import CLS, SEP, Piece

BATCH = 1536
"""Word pieces of one batch, padding included."""
LINK = 32
"""Length of the vector by which fillers of one incident are told."""
IGNORED, SEED = -100, 7
HEADS = {"roles": 3 * len(ROLES), "belongs": len(TYPES), "certainty": len(CERTAINTIES), "stage": len(STAGES)}
HEADS["link"] = LINK
WRITTEN = {"reported as fact": 0, "suspected or accused": 1, "suspected or accused by authorities": 2}
WRITTEN |= {"claimed or admitted": 3, "possible": 4}
WEIGHTS = {"roles": 1.0, "types": 0.15, "belongs": 0.15, "certainty": 0.05, "stage": 0.05, "link": 0.05}


class Example(NamedTuple):
    """One window: ids; for each role O/B/I; for each piece the types, templates (both as bits), certainty, stage;

    and the types that the report tells, as bits (-1: this window alone does not show it).
    """

    ids: list[int]
    labels: list[list[int]]
    belongs: list[int]
    templates: list[int]
    certainty: list[int]
    stage: list[int]
    types: int


class IncidentReader(nn.Module):
    """Encoder, one linear layer for all heads on word pieces, and one for the types that a window tells."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # Dropout of attention weights would keep torch from its fast attention on CPUs, ten times faster.
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        width = self.encoder.config.hidden_size
        self.out, self.drop = nn.Linear(width, sum(HEADS.values())), nn.Dropout(0.1)
        self.tells = nn.Linear(2 * width, len(TYPES))

    def forward(self, words: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of the heads on pieces (windows, pieces, sum of HEADS), and of the types (windows, TYPES)."""
        hidden = self.drop(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)
        highest = (hidden + (1 - mask[..., None].float()) * -1e4).amax(1)
        return self.out(hidden).float(), self.tells(torch.cat([hidden[:, 0], highest], -1)).float()

    def loss(self, group: list[Example]) -> torch.Tensor:
        """The weighted sum of what each head gets wrong on a batch."""
        ids = torch.tensor(padded([e.ids for e in group], PAD))
        mask = torch.tensor(padded([[1] * len(e.ids) for e in group], 0))
        heads, types = self(self.encoder.embeddings.word_embeddings(ids), mask)
        of = dict(zip(HEADS, heads.split(list(HEADS.values()), -1), strict=True))

        def column(name: str, filler: int) -> torch.Tensor:
            return torch.tensor(padded([getattr(e, name) for e in group], filler))

        longest = ids.shape[1]
        labels = torch.tensor([[row + [IGNORED] * (longest - len(row)) for row in e.labels] for e in group])
        entropy = functional.cross_entropy
        told = {
            "roles": len(ROLES)
            * entropy(of["roles"].reshape(-1, 3), labels.permute(0, 2, 1).reshape(-1), ignore_index=IGNORED)
        }
        bits = torch.arange(len(TYPES))
        belongs = column("belongs", 0)
        fillers = belongs > 0
        if fillers.any():
            target = ((belongs[fillers][:, None] >> bits) & 1).float()
            told["belongs"] = functional.binary_cross_entropy_with_logits(of["belongs"][fillers], target)
        for name in ("certainty", "stage"):
            gold = column(name, IGNORED)
            if (gold >= 0).any():
                told[name] = entropy(of[name].flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
        gold_types = torch.tensor([e.types for e in group])
        shown = gold_types >= 0
        if shown.any():
            target = ((gold_types[shown][:, None] >> bits) & 1).float()
            told["types"] = len(TYPES) * functional.binary_cross_entropy_with_logits(types[shown], target)
        if pairs := [self._pairs(of["link"][k], e) for k, e in enumerate(group)]:
            logits, target = (torch.cat(each) for each in zip(*pairs, strict=True))
            if len(logits):
                told["link"] = functional.binary_cross_entropy_with_logits(logits, target)
        return sum(WEIGHTS[name] * value for name, value in told.items())

    @staticmethod
    def _pairs(vectors: torch.Tensor, e: Example) -> tuple[torch.Tensor, torch.Tensor]:
        """Likeness of beginnings of fillers in reports of several incidents, and whether one incident has both."""
        begins = [k for k in range(len(e.ids)) if any(row[k] == 1 for row in e.labels)][:48]
        all_templates = 0
        for k in begins:
            all_templates |= e.templates[k]
        if all_templates.bit_count() < 2 or len(begins) < 2:
            return torch.zeros(0), torch.zeros(0)
        found, at = vectors[begins], torch.tensor([e.templates[k] for k in begins])
        upper = torch.triu_indices(len(begins), len(begins), 1)
        likeness = (found @ found.T / LINK**0.5)[upper[0], upper[1]]
        return likeness, ((at[:, None] & at[None]) > 0).float()[upper[0], upper[1]]


def examples_of(record: dict[str, Any], encode: Any) -> list[Example]:
    """The windows of one report with the labels that its templates give them."""
    text, types = record["text"], 0
    marks: list[tuple[int, int, int, int, int, int, int]] = []
    for number, template in enumerate(record["templates"]):
        kinds = [TYPES.index(k) for a in template["type"][0]["alternatives"] if (k := a.lower()) in TYPES]
        bits = sum(1 << k for k in kinds[:1])
        types |= bits
        stage = template.get("stage", [{"alternatives": ["ACCOMPLISHED"]}])[0]["alternatives"][0].lower()
        held = template.get("perp_org_confidence", [])
        for role, slot in enumerate(SLOTS):
            for fill in template.get(slot, []):
                certainty = IGNORED
                if role == 1:
                    for each in held:
                        if not each.get("xref") or set(each["xref"]) & set(fill["alternatives"]):
                            certainty = WRITTEN.get(each["alternatives"][0].strip("()").lower(), IGNORED)
                for start, end in occurrences(text, wordings(fill)):
                    marks.append((start, end, role, bits, 1 << number, certainty, STAGES.index(stage)))
    out = []
    marks.sort(key=lambda m: m[0] - m[1])
    for window, repeated in lead_windows(text, encode):
        out.append(example(window, repeated, marks, types))
    return out


def example(window: list[Piece], repeated: int, marks: list[tuple[int, ...]], types: int) -> Example:
    """One window with its labels; what of the lead is repeated is not learned again."""
    size = len(window)
    labels = [[IGNORED] * repeated + [0] * (size - repeated) for _ in ROLES]
    columns = {"belongs": [0] * size, "templates": [0] * size}
    columns |= {"certainty": [IGNORED] * size, "stage": [IGNORED] * size}
    here = 0
    for start, end, role, bits, template, certainty, stage in marks:
        rows = [k for k in range(repeated, size) if window[k].start >= start and window[k].end <= end]
        if not rows:
            continue
        here |= bits
        for k in rows:
            columns["belongs"][k] |= bits
            columns["templates"][k] |= template
            columns["stage"][k] = max(columns["stage"][k], stage)
            if certainty >= 0:
                columns["certainty"][k] = certainty
        if not any(labels[role][k] > 0 for k in rows):
            for k in rows:
                labels[role][k] = 1 if k == rows[0] else 2
    shown = types if not repeated or not types else (here or -1)
    ends = {"belongs": 0, "templates": 0, "certainty": IGNORED, "stage": IGNORED}
    return Example(
        [CLS, *(piece.id for piece in window), SEP],
        [[IGNORED, *row, IGNORED] for row in labels],
        types=shown,
        **{name: [ends[name], *column, ends[name]] for name, column in columns.items()},
    )


def some(examples: list[Example]) -> list[Example]:
    """All windows with a filler, and every other one without: a pass over them in three quarters of the time."""
    return [e for e in examples if any(e.templates) or random.random() < 0.5]  # noqa: S311


def train(options: argparse.Namespace, reader: IncidentReader) -> None:
    """Fine-tune all but the word piece embeddings; saves after every epoch."""
    encode, left = WordPieces().encode, frozenset(int(n) for n in options.leave_out.split(",") if n)
    examples = [e for record in records(options.texts, left) for e in examples_of(record, encode)]
    if options.start:
        reader.load_state_dict(torch.load(options.start, weights_only=True))
    print(f"{len(examples)} windows of {sum(len(e.ids) for e in examples)} pieces", flush=True)
    total = int(options.epochs * sum(1 for _ in like_lengths(some(examples), BATCH, jitter=40)))
    descend = Descent(reader, options.rate, 3 * options.rate, warm_up=60, total=total, say=50)
    while descend.step < total:
        reader.train()
        for group in like_lengths(some(examples), BATCH, jitter=40):
            descend(reader.loss(group))
            if descend.step >= total:
                break
        torch.save(reader.state_dict(), options.out)


def export(options: argparse.Namespace, reader: IncidentReader) -> None:
    """Write the weights for reading, in 8 bits, and beside them in full to compare with."""
    reader.load_state_dict(torch.load(options.weights, weights_only=True))
    reader.eval()
    names = ["words", "mask"]

    def save(file: Path) -> None:
        pair = torch.randn(2, 40, reader.encoder.config.hidden_size), torch.ones(2, 40, dtype=torch.long)
        axes = {n: {0: "windows", 1: "pieces"} for n in (*names, "pieces")} | {"types": {0: "windows"}}
        to_onnx(reader, pair, file, names, axes)

    card = {
        "what": "reads incidents of violence: role fillers on word pieces, types of incident, certainty, stage",
        "trained_by": "models/train/incidents.py, from all-MiniLM-L6-v2 (Apache-2.0)",
    }
    written(options, save, card)


def main() -> None:
    """Train or export, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    training = tasks.add_parser("train")
    training.add_argument("texts", help="JSON lines of texts with templates (docid, text, templates, split)")
    training.add_argument("--leave-out", default="", help="numbers modulo 13 of texts kept for development")
    training.add_argument("--start", help="weights to go on from")
    training.add_argument("--out", default="incidents.pt")
    training.add_argument("--epochs", type=float, default=6)
    training.add_argument("--rate", type=float, default=2e-4)
    exporting = tasks.add_parser("export")
    exporting.add_argument("weights")
    exporting.add_argument("--out", default="exported")
    exporting.add_argument("--data", required=True, help="what the weights were trained on, for the card")
    exporting.add_argument("--licence", required=True, help="under which licence they go out, for the card")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(1)
    reader = IncidentReader(weights_folder())
    if options.task == "export":
        export(options, reader)
    else:
        train(options, reader)


if __name__ == "__main__":
    main()
