"""Reported speech, measured: quotations and attributions against annotated corpora.

    python -m eval.attribution                      # PolNeAR dev, Wikinews pilot, GUM news, the project's own gold
    python -m eval.attribution --corpus polnear_dev --phenomena --tiers

Prints the corpora's own scorer's figures: attributions found (content at IoU >= 0.5), pairs (content and source),
strict triples, letters given to the right source, and pairs by kind of speech. `--tiers` adds precision and recall
by confidence, and how often a claim of each confidence was right. `--phenomena` adds recall by phenomenon.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.corpora import folder, records
from eval.gold import conflict
from reportedly.claims.attribution import TAGGER, Attribution
from reportedly.claims.quotes import Quotes
from reportedly.claims.selection import THRESHOLD
from reportedly.evaluation.attribution import Scorer, prediction, write_predictions
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.report import Report

NESTED = frozenset(("conflict",))
"""Corpora that mark attributions within the content of others."""
CORPORA = ("polnear_dev", "wikinews_conflict_pilot", "gum_news", "conflict")
TIERS = (THRESHOLD, 0.5, 0.6, 0.7, 0.8, 0.9)
FIGURES = {
    "content @50": "content",
    "pair (content@50+speaker)": "pair",
    "strict triple": "strict",
    "chars+speaker": "letters+source",
    "direct: pair": "direct",
    "mixed: pair": "mixed",
    "indirect: pair": "indirect",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", choices=CORPORA)
    parser.add_argument("--tiers", action="store_true", help="also at higher thresholds of confidence")
    parser.add_argument("--phenomena", action="store_true", help="also recall by phenomenon")
    parser.add_argument("--weights", default=TAGGER, help="the tagger's weights, or none")
    chosen = parser.parse_args()
    data = folder()
    scorer = Scorer(data)
    for name in chosen.corpus or CORPORA:
        gold = conflict() if name == "conflict" else records(f"attribution/{name}.jsonl")
        reports = read(gold, chosen.weights)
        print(f"\n{name}: {len(gold)} reports, {sum(len(record['quotes']) for record in gold)} attributions")
        print(f"{'':>10s} {'claims':>6s} " + " ".join(f"{title:>16s}" for title in FIGURES.values()))
        for tier in TIERS if chosen.tiers else TIERS[:1]:
            figures = scorer.score(gold, predictions(gold, reports, tier, nested=name in NESTED))
            print(f"{tier:10.2f} {figures['pred']:6d} " + " ".join(_cell(figures[key]) for key in FIGURES))
        if chosen.phenomena:
            print(phenomena(scorer, gold, predictions(gold, reports, THRESHOLD, nested=name in NESTED)))


def read(gold: Iterable[dict[str, Any]], weights: str) -> list[Report]:
    """The reports of a corpus with every claim; prints what each stage costs in words per CPU-second."""
    stages = (Parse(), Mentions(), Quotes(), Entities(), Attribution(tagger=weights))
    spent = dict.fromkeys((stage.name for stage in stages), 0.0)
    words = 0
    out = []
    for record in gold:
        report = Report.of(record["text"])
        words += len(record["text"].split())
        for stage in stages:
            begin = time.process_time()
            report = stage(report)
            spent[stage.name] += time.process_time() - begin
        out.append(report)
    print("\nwords per CPU-second: " + ", ".join(f"{name} {words / max(s, 1e-9):,.0f}" for name, s in spent.items()))
    return out


def predictions(
    gold: Iterable[dict[str, Any]], reports: Iterable[Report], tier: float, *, nested: bool
) -> list[dict[str, Any]]:
    """The predictions for each report, of claims that are at least this sure."""
    return [
        prediction(
            record["doc"],
            report.with_layers(claims=tuple(c for c in report.claims or () if _sure(c.confidence, tier))),
            nested=nested,
        )
        for record, report in zip(gold, reports, strict=True)
    ]


def _sure(confidence: float | None, tier: float) -> bool:
    return tier <= THRESHOLD or confidence is None or confidence >= tier


def _cell(figure: dict[str, float]) -> str:
    return f"{figure['P']:4.1f}/{figure['R']:4.1f}/{figure['F1']:4.1f}".rjust(16)


def phenomena(scorer: Scorer, gold: list[dict[str, Any]], made: list[dict[str, Any]]) -> str:
    with TemporaryDirectory() as place:
        true, ours = Path(place, "gold.jsonl"), Path(place, "predictions.jsonl")
        true.write_text("".join(json.dumps(record) + "\n" for record in gold), encoding="utf-8")
        write_predictions(ours, made)
        return scorer.phenomena(true, ours)


if __name__ == "__main__":
    main()
