"""Count the signs and fit the judges of incidents (`reportedly.claims.incident_judges`), and write them.

    python -m models.train.incident_judges muc4_dev.jsonl --encoder out/incidents-held --leave-out 3,7,11 \\
        --out src/reportedly/weights/incidents

The encoder must not have been trained on the texts left out: the signs are counted on the others, and the judges
are fitted on what encoder and signs say of these. No judge hears the signs of stage: they are counted on all.
Adds the digests of what it writes to the card in --out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from models.train.muc4 import SLOTS, occurrences, records, wordings
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from reportedly.claims.event_signs import EventSigns
from reportedly.claims.filler_signs import head_of, nominal_heads
from reportedly.claims.fillers import FEATURES, Candidate, candidates, plain
from reportedly.claims.incident_judges import (
    PAIR_FEATURES,
    SEVERAL,
    TYPE_FEATURES,
    Signs,
    pair_features,
    type_features,
)
from reportedly.claims.stage_signs import stage_signs
from reportedly.claims.templates import best_wordings
from reportedly.language.backends.incident_reader import ROLES, TYPES, IncidentReader, ReadIncidents
from reportedly.language.tree import Tree
from reportedly.pipeline import default_pipeline
from reportedly.report import Report

Array = NDArray[np.float64]
TRIGGERS, LEAST_FILLER, LEAST_REPORT = 400, 5, 8
"""How many words are signs of a sentence; how often a sign must be seen to count."""
SMALLEST = 0.04
"""Weights of signs that are all smaller than this are left out."""
THRESHOLDS = {
    "fill": 0.3,
    "type": 0.2,
    "type without fills": 0.4,
    "type of fill": 0.5,
    "one incident": 0.5,
    "behind it": 0.7,
    "not accomplished": 0.1,
}
"""Chosen by cross-validation over the texts left out, for the scorer's micro F1."""

Texts = list[tuple[dict[str, Any], Tree]]


def triggers(texts: Texts) -> list[str]:
    """Verbs and nouns that most tell reports of incidents from others."""
    everywhere: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    for record, tree in texts:
        words = {tree.lemma[r].lower() for r in range(len(tree)) if tree.pos[r] in {"VERB", "NOUN"}}
        everywhere.update(words)
        if record["templates"]:
            telling.update(words)
    share = sum(bool(record["templates"]) for record, _ in texts) / len(texts)
    scores = {w: (telling[w] - share * n) / math.sqrt(n) for w, n in everywhere.items() if n >= 10}
    return sorted(sorted(scores, key=lambda w: (-scores[w], w))[:TRIGGERS])


def filler_instances(texts: Texts, known: frozenset[str]) -> tuple[list[frozenset[str]], Array]:
    """Everybody and everything a report names, with the signs of all mentions, and which roles each fills."""
    rows: list[frozenset[str]] = []
    right = []
    for record, tree in texts:
        gold: list[set[int]] = [set() for _ in SLOTS]
        for template in record["templates"]:
            for role, slot in enumerate(SLOTS):
                for fill in template.get(slot, []):
                    for start, end in occurrences(record["text"], wordings(fill)):
                        gold[role].add(head_of(tree, tree.rows(tree.report.span(start, end))))
        groups: dict[str, list[int]] = {}
        for head in nominal_heads(tree):
            parts = [c for c in tree.children[head] if tree.dep[c] in {"compound", "nmod"} and c < head]
            groups.setdefault(plain(" ".join(tree.text[row] for row in [*parts, head])), []).append(head)
        signs = EventSigns(tree)
        for name, heads in groups.items():
            if name:
                rows.append(signs.of(heads, known))
                right.append([bool(set(heads) & each) for each in gold])
    return rows, np.array(right, dtype=float)


def stage_instances(texts: Texts) -> tuple[list[set[str]], Array]:
    """The incidents of the texts, with the signs of where their fillers stand; whether attempted, or threatened."""
    rows, right = [], []
    for record, tree in texts:
        events = EventSigns(tree)
        for template in record["templates"]:
            heads: list[int] = []
            roles = set()
            for role, slot in zip(ROLES, SLOTS, strict=True):
                for fill in template.get(slot, []) if role != "organisation" else ():
                    places = occurrences(record["text"], wordings(fill))[:3]
                    found = [head_of(tree, tree.rows(tree.report.span(start, end))) for start, end in places]
                    heads += [head for head in found if head >= 0]
                    roles.add(role)
            first = {
                name: template[name][0]["alternatives"][0].lower() for name in ("type", "stage") if name in template
            }
            rows.append(stage_signs(events, tree, heads, first["type"], roles))
            right.append([first.get("stage") == "attempted", first.get("stage") == "threatened"])
    return rows, np.array(right, dtype=float)


def counted(rows: Sequence[Iterable[str]], right: Array, *, least: int, trust: float) -> tuple[list[str], Array]:
    """Names and weights of a logistic regression over sets of signs, for each column of `right`, by L-BFGS.

    Signs seen fewer than `least` times are left out; `trust` is how much the examples weigh against small weights.
    """
    seen = Counter(sign for row in rows for sign in row)
    names = ["bias", *sorted(sign for sign, n in seen.items() if n >= least)]
    place = {name: number for number, name in enumerate(names)}
    known = [[0, *sorted(place[sign] for sign in row if sign in place)] for row in rows]
    ends = np.cumsum([0, *map(len, known)])
    table = csr_matrix((np.ones(ends[-1]), np.concatenate(known), ends), shape=(len(rows), len(names)))
    held = np.r_[0, np.ones(len(names) - 1)]

    def loss(weight: Array, gold: Array) -> tuple[float, Array]:
        at = table @ weight
        away = trust * (1 / (1 + np.exp(-at)) - gold)
        value = trust * (np.logaddexp(0, at) - gold * at).sum() + 0.5 * (held * weight**2).sum()
        return float(value), table.T @ away + held * weight

    columns = [
        minimize(loss, np.zeros(len(names)), (gold,), "L-BFGS-B", jac=True, options={"maxiter": 100}).x
        for gold in right.T
    ]
    weights = np.stack(columns, 1)
    kept = [k for k in range(len(names)) if k == 0 or np.abs(weights[k]).max() >= SMALLEST]
    return [names[k] for k in kept], weights[kept]


def logistic(rows: Array, right: Array, names: Sequence[str], shrink: float) -> dict[str, float]:
    """Weights of a logistic regression by Newton's method, for features as they are; "bias" first, never shrunk."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    mean[0], spread[0] = 0, 1
    scaled = (rows - mean) / spread
    weight = np.zeros(rows.shape[1])
    held = np.r_[0, np.full(rows.shape[1] - 1, shrink)]
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ weight))
        slope = scaled.T @ (chance - right) / len(right) + held * weight
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled / len(right) + np.diag(held + 1e-6)
        weight -= np.linalg.solve(curve, slope)
    out = weight / spread
    out[0] = weight[0] - (weight[1:] * mean[1:] / spread[1:]).sum()
    return {name: round(float(w), 4) for name, w in zip(names, out, strict=True)}


def chance(weights: dict[str, float], values: Sequence[float]) -> float:
    """What the weights say of the features."""
    return float(
        1 / (1 + np.exp(-np.clip(sum(w * v for w, v in zip(weights.values(), values, strict=True)), -30, 30)))
    )


def fills_of(record: dict[str, Any], role: int) -> list[set[str]]:
    """The wordings of the fills of a role, for each template."""
    return [
        {plain(word) for fill in template.get(SLOTS[role], []) for word in wordings(fill)}
        for template in record["templates"]
    ]


Read = tuple[dict[str, Any], Tree, ReadIncidents, list[Candidate], Any]
"""A text, its parse, what the encoder reads in it, its candidates, and the log odds of the signs of the whole."""


def fit(found: list[Read]) -> dict[str, dict[str, dict[str, float]]]:
    """The judges of wordings, of types and of pairs."""
    fills: dict[str, dict[str, float]] = {}
    for role, name in enumerate(ROLES):
        rows = [
            (c.features, any(c.words in w for w in fills_of(r, role)))
            for r, _, _, cs, _ in found
            for c in cs
            if c.role == role
        ]
        fills[name] = logistic(np.array([r for r, _ in rows]), np.array([float(y) for _, y in rows]), FEATURES, 0.003)
    weighed = [[(c, chance(fills[ROLES[c.role]], c.features)) for c in cs] for _, _, _, cs, _ in found]
    types: dict[str, dict[str, float]] = {}
    told = [{a.lower() for t in r["templates"] for a in t["type"][0]["alternatives"][:1]} for r, *_ in found]
    for k, name in enumerate(TYPES):
        rows_ = np.array(
            [type_features(k, read, whole, w) for (_, _, read, _, whole), w in zip(found, weighed, strict=True)]
        )
        right = np.array([float(name in each) for each in told])
        types[name] = logistic(rows_, right, TYPE_FEATURES, 0.05)
    pairs, together = [], []
    for (record, tree, _, _, whole), w in zip(found, weighed, strict=True):
        events = EventSigns(tree)
        gold = [fills_of(record, role) for role in range(len(ROLES))]
        right_ones = [c for c, _ in best_wordings(w, 0.0) if c.role != 4 and any(c.words in g for g in gold[c.role])]
        for number, one in enumerate(right_ones):
            for other in right_ones[:number]:
                pairs.append(pair_features(events, tree, one, other, float(whole[SEVERAL])))
                together.append(
                    any(
                        one.words in a and other.words in b
                        for a, b in zip(gold[one.role], gold[other.role], strict=True)
                    )
                )
    judged = logistic(np.array(pairs), np.array(together, dtype=float), PAIR_FEATURES, 0.01)
    return {"fills": fills, "types": types, "pairs": {"pair": judged}}


def write(folder: Path, judged: dict[str, dict[str, dict[str, float]]], arrays: dict[str, Any], source: str) -> None:
    """judges.toml and signs.npz, and their digests on the card."""
    lines = [
        "# Weights of what each judge hears (claims/incident_judges.py), and thresholds.",
        f'source = "{source}"',
        "",
    ]
    lines += ["[thresholds]", *(f"{json.dumps(k)} = {v}" for k, v in THRESHOLDS.items())]
    for kind, table in judged.items():
        for name, weights in table.items():
            lines += ["", f"[{kind}.{json.dumps(name)}]", *(f"{json.dumps(k)} = {v}" for k, v in weights.items())]
    (folder / "judges.toml").write_text("\n".join([*lines, ""]), "utf-8")
    np.savez_compressed(folder / "signs.npz", **arrays)
    card = folder / "card.toml"
    kept = [line for line in card.read_text("utf-8").splitlines() if not line.startswith(('"judges', '"signs'))]
    digests = [
        f'"{n}" = "{hashlib.sha256((folder / n).read_bytes()).hexdigest()}"' for n in ("judges.toml", "signs.npz")
    ]
    card.write_text("\n".join([*kept, *digests, ""]), "utf-8")


def packed(names: Iterable[str]) -> Any:
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def make(counting: Texts, fitting: Texts, encoder: Path, out: Path) -> list[Read]:
    """Count, fit and write; returns what was read of the texts the judges were fitted on."""
    known = triggers(counting)
    rows, right = filler_instances(counting, frozenset(known))
    names, weights = counted(rows, right, least=LEAST_FILLER, trust=0.2)
    told = [{a.lower() for t in r["templates"] for a in t["type"][0]["alternatives"][:1]} for r, _ in counting]
    several = [float(len(r["templates"]) > 1) for r, _ in counting]
    labels = np.array(
        [[*(float(k in t) for k in TYPES), float(bool(t)), s] for t, s in zip(told, several, strict=True)]
    )
    tells = [EventSigns(tree).report() for _, tree in counting]
    report_names, report_weights = counted(tells, labels, least=LEAST_REPORT, trust=0.1)
    filler, whole = Signs(names, weights), Signs(report_names, report_weights)
    stages, unfinished = stage_instances([*counting, *fitting])
    stage_names, stage_weights = counted(stages, unfinished, least=3, trust=1.0)
    reader = IncidentReader(encoder)
    found = []
    for record, tree in fitting:
        read = reader(record["text"])
        signs = EventSigns(tree)
        found.append(
            (record, tree, read, candidates(signs, tree, read, filler, frozenset(known)), whole(signs.report()))
        )
    arrays = {
        "filler_names": packed(names),
        "filler_weights": weights.astype(np.float16),
        "report_names": packed(report_names),
        "report_weights": report_weights.astype(np.float16),
        "stage_names": packed(stage_names),
        "stage_weights": stage_weights.astype(np.float16),
        "triggers": packed(known),
    }
    source = f"models/train/incident_judges.py: signs of {len(counting)} texts, judges of {len(fitting)} others"
    write(out, fit(found), arrays, source)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="weights that were not trained on what is left out"
    )
    parser.add_argument("--leave-out", default="3,7,11", help="numbers modulo 13 of the texts to fit the judges on")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the weights that the judges are for")
    options = parser.parse_args()
    left = frozenset(int(n) for n in options.leave_out.split(","))
    pipeline = default_pipeline()

    def read(chosen: frozenset[int]) -> Texts:
        return [
            (r, Tree(pipeline(Report.of(r["text"])))) for r in records(options.texts, frozenset(range(13)) - chosen)
        ]

    make(read(frozenset(range(13)) - left), read(left), options.encoder, options.out)


if __name__ == "__main__":
    main()
