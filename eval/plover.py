"""Kinds of acts between two parties, measured: the PLOVER name of source-target pairs that people coded.

    python -m eval.plover                              # plv_train, cross-validated, and the model as shipped on it
    python -m eval.plover --file PAIRS.tsv             # other pairs of the same form, with the model as shipped
    python -m eval.plover --records RECORDS.txt        # coded sentences of the PLOVER manual, types alone

A file of pairs has tab-separated columns `marked_sentence`, where <s>...</s> and <t>...</t> stand around source and
target, and `gold_root`, the name. Printed are accuracy and macro F1 over the names in the file, of three readings:
always the commonest name, our own events alone (type and status by ontology/plover.toml), and the model. As shipped
the model was fitted on plv_train: of it only the cross-validated figure holds.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from eval.corpora import folder
from reportedly.claims.act_signs import events_near, signs
from reportedly.claims.acts import acts, filed_as
from reportedly.claims.drafts import Draft
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.tree import Tree
from reportedly.report import Report

__all__ = ["TRAIN", "Pair", "Read", "macro_f1", "main", "pairs_of", "read"]

TRAIN = "data/events/plv_train.tsv"
RECORDS = "data/events/plover_gold_records/PLOVER_GSR_CAMEO.txt"

_MARK = re.compile(r"(</?[st]>)")
_OLD_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


class Pair(NamedTuple):
    """A sentence, the code points of source and target in it, and the name that people gave the act."""

    text: str
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    name: str


class Read(NamedTuple):
    """A pair as we read it: its signs, and the name that our own events give it (None: no event)."""

    pair: Pair
    signs: dict[str, float]
    own: str | None


def pairs_of(path: Path) -> list[Pair]:
    """The pairs of a file. Raises SystemExit naming the columns if they are not there."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    if not rows or not {"marked_sentence", "gold_root"} <= set(rows[0]):
        raise SystemExit(f"{path} is no file of pairs: it needs the columns marked_sentence and gold_root")
    return [_pair(row["marked_sentence"], row["gold_root"]) for row in rows]


def _pair(marked: str, name: str) -> Pair:
    text, begun = "", {"s": 0, "t": 0}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for piece in _MARK.split(marked):
        if not _MARK.fullmatch(piece):
            text += piece
        elif piece[1] != "/":
            begun[piece[1]] = len(text)
        else:
            spans[piece[2]].append((begun[piece[2]], len(text)))
    return Pair(text, tuple(spans["s"]), tuple(spans["t"]), _MERGED.get(name, name))


def read(pairs: Sequence[Pair]) -> list[Read]:
    """Every pair parsed and read."""
    parse, out = Parse(), []
    for pair in pairs:
        tree = Tree(parse(Report.of(pair.text)))
        source, target = _rows(tree, pair.source), _rows(tree, pair.target)
        drafts = events_near(tree, *source, *target)
        out.append(Read(pair, signs(tree, source, target, drafts), _own(tree, source, target, drafts)))
    return out


def _rows(tree: Tree, spans: Sequence[tuple[int, int]]) -> list[int]:
    return [row for row in range(len(tree)) if any(tree.start[row] < b and tree.end[row] > a for a, b in spans)]


def _own(tree: Tree, source: Sequence[int], target: Sequence[int], drafts: Sequence[Draft]) -> str | None:
    """The name of the event in which both take part; else of one with the source, the target, or of any."""

    def rank(draft: Draft) -> int:
        doer = any(a.row in source for a in draft.arguments)
        undergoer = any(a.row in target for a in draft.arguments if a.role != "actor")
        return 2 * doer + undergoer

    coded = [d for d in drafts if _filed(d) is not None]
    best = max(coded, key=rank, default=None)
    return _filed(best) if best else None


def _filed(draft: Draft) -> str | None:
    return filed_as(draft.type, draft.mode, draft.told.modality.value, draft.told.polarity.value)


def macro_f1(gold: Sequence[str], found: Sequence[str | None]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each name of the gold."""
    out = {}
    for name in sorted(set(gold)):
        right = sum(g == f == name for g, f in zip(gold, found, strict=True))
        p = right / max(1, sum(f == name for f in found))
        r = right / sum(g == name for g in gold)
        out[name] = (p, r, 2 * p * r / (p + r) if right else 0.0)
    return out


def _print(title: str, gold: Sequence[str], found: Sequence[str | None]) -> None:
    of_name = macro_f1(gold, found)
    right = sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold)
    mean = sum(f1 for _, _, f1 in of_name.values()) / len(of_name)
    print(f"{title:<44} accuracy {right:.3f}   macro F1 {mean:.3f}   ({len(gold)} pairs)")


def _table(gold: Sequence[str], found: Sequence[str | None]) -> None:
    many = Counter(gold)
    for name, (p, r, f1) in macro_f1(gold, found).items():
        print(f"  {name:<10} {many[name]:4}   P {p:.2f}  R {r:.2f}  F1 {f1:.2f}")


def crossed(held: Sequence[Read], folds: int) -> list[str]:
    """The name of each pair by a model fitted on the other folds; pairs of one sentence stay in one fold."""
    from models.train.acts import fit, named  # needs scipy

    texts = sorted({each.pair.text for each in held})
    random.Random(0).shuffle(texts)  # noqa: S311 (no secret)
    fold_of = {text: number % folds for number, text in enumerate(texts)}
    out = [""] * len(held)
    for fold in range(folds):
        model = fit([each for each in held if fold_of[each.pair.text] != fold])
        for number, each in enumerate(held):
            if fold_of[each.pair.text] == fold:
                out[number] = named(model, each.signs)
    return out


def _pairs(path: Path, folds: int) -> None:
    held = read(pairs_of(path))
    gold = [each.pair.name for each in held]
    commonest = Counter(gold).most_common(1)[0][0]
    _print(f"always {commonest}", gold, [commonest] * len(gold))
    _print("our events alone", gold, [each.own for each in held])
    if folds:
        found = crossed(held, folds)
        _print(f"events and model, {folds} folds", gold, found)
    else:
        found = [acts().best(each.signs).name for each in held]
        _print("events and model, as shipped", gold, found)
    _table(gold, found)


def _records(path: Path) -> None:
    coded = [each for each in json.loads(path.read_text("utf-8")) if each.get("text") and each.get("event")]
    held = [(_marked(each), _OLD_NAMES.get(each["event"], each["event"])) for each in coded]
    ours = read([_pair(text, name) for text, name in held])
    gold = [each.pair.name for each in ours]
    _print("our events alone", gold, [each.own for each in ours])
    _print("events and model, as shipped", gold, [acts().best(each.signs).name for each in ours])


def _marked(record: dict[str, object]) -> str:
    """The text with source and target marked: their first mention, as far as the record names them."""
    text = str(record["text"])
    for tag, key in (("s", "source"), ("t", "target")):
        actors = record.get(key)
        for actor in actors if isinstance(actors, list) else ():
            words = actor.get("actorText", "") if isinstance(actor, dict) else ""
            if words and words in text and f">{words}<" not in text:
                text = text.replace(words, f"<{tag}>{words}</{tag}>", 1)
    return text


def main() -> None:
    """Print the figures of the pairs or records asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, action="append", help="pairs to read with the model as shipped")
    parser.add_argument("--records", type=Path, nargs="?", const=Path(), help="coded sentences of the manual")
    parser.add_argument("--folds", type=int, default=5, help="of the cross-validation on plv_train")
    options = parser.parse_args()
    if options.records is not None:
        _records(options.records if options.records.name else folder() / RECORDS)
    for path in options.file or ():
        print(path)
        _pairs(path, 0)
    if not options.file and options.records is None:
        _pairs(folder() / TRAIN, options.folds)


if __name__ == "__main__":
    main()
