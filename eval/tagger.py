"""Rules, tagger and both, side by side, for each set of weights; quantised against full weights, 1 thread against 2.

    python -m eval.tagger                                       # the sets in the package
    python -m eval.tagger --weights polnear --weights FOLDER    # others, as models/train/tagger.py writes them

Prints the scorer's figures on the project's conflict gold, the Wikinews pilot and PolNeAR dev. The judges that join
rules and tagger were fitted on PolNeAR dev itself: what they reach on articles they have not seen is printed by
`python -m models.train.fusion .../polnear_dev.jsonl --folds 5`. Speed is that of the tagger alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.corpora import folder, records
from eval.gold import conflict
from reportedly.claims.attribution import Attribution
from reportedly.claims.propose import propose
from reportedly.claims.quotes import Quotes
from reportedly.claims.roles import Roles
from reportedly.claims.selection import NO_TAGGER
from reportedly.claims.tagged import tagged_candidates
from reportedly.evaluation.attribution import Scorer, prediction, unit
from reportedly.language.backends.onnx_encoder import weights_folder
from reportedly.language.backends.with_onnx import RoleTagger, role_tagger
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.report import HIGH, Report

SETS = ("polnear", "open")
NESTED = "conflict"
PAIR = "pair (content@50+speaker)"
COLUMNS = {
    PAIR: "pair",
    "chars+speaker": "letters",
    "strict triple": "strict",
    "direct: pair": "direct",
    "mixed: pair": "mixed",
    "indirect: pair": "indirect",
    "source spans, exact": "source",
    "cue spans, exact": "cue",
    "content spans, exact": "content",
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", action="append", help="a set in the package or a folder")
    chosen = parser.parse_args().weights or list(SETS)
    scorer = Scorer(folder())
    corpora = {
        "conflict": conflict(),
        "wikinews_conflict_pilot": records("attribution/wikinews_conflict_pilot.jsonl"),
        "polnear_dev": records("attribution/polnear_dev.jsonl"),
    }
    texts: list[str] = []
    for name, gold in corpora.items():
        reports = [linked(record["text"]) for record in gold]
        texts = [record["text"] for record in gold]
        print(f"\n{name}: {len(gold)} reports\n{'':28s}{'pair P/R/F1':>16s}" + _row(list(COLUMNS.values())[1:]))
        _both(scorer, gold, reports, NO_TAGGER, "rules", nested=name == NESTED)
        for weights in chosen:
            _print(scorer, gold, [_alone(report, weights) for report in reports], f"tagger {Path(weights).name}")
            if (weights_folder(weights) / "fusion.toml").is_file():
                _both(scorer, gold, reports, weights, f"both {Path(weights).name}", nested=name == NESTED)
    words = sum(len(text.split()) for text in texts)
    print(f"\n{'tagger alone, polnear_dev':28s}{'MB':>6s}{'threads':>9s}{'words/s':>9s}{'words/CPU-s':>13s}")
    for weights in chosen:
        size = (weights_folder(weights) / "encoder.onnx").stat().st_size / 1e6
        for threads in (1, 2):
            tagger = RoleTagger(weights, threads=threads)
            tagger(texts[0])
            clock, spent = time.perf_counter(), time.process_time()
            for text in texts:
                tagger(text)
            clock, spent = time.perf_counter() - clock, time.process_time() - spent
            print(f"{Path(weights).name:28s}{size:6.1f}{threads:9d}{words / clock:9,.0f}{words / spent:13,.0f}")


def linked(text: str) -> Report:
    """A report with all that attribution needs."""
    report = Report.of(text)
    for stage in (Parse(), Mentions(), Quotes(), Entities()):
        report = stage(report)
    return report


def _alone(report: Report, weights: str) -> list[dict[str, Any]]:
    """What the tagger says by itself."""
    context = propose(report).context
    roles = Roles(context.tree, role_tagger(weights)(report.text))
    return [unit(context.tree, candidate) for candidate in tagged_candidates(context, roles)]


def _both(
    scorer: Scorer,
    gold: Sequence[dict[str, Any]],
    reports: Sequence[Report],
    weights: str,
    title: str,
    *,
    nested: bool,
) -> None:
    stage = Attribution(tagger=weights)
    read = [stage(report) for report in reports]
    _print(scorer, gold, [_quotes(report, 0, nested=nested) for report in read], title)
    _print(scorer, gold, [_quotes(report, HIGH, nested=nested) for report in read], f"{title}, high tier")


def _quotes(report: Report, least: float, *, nested: bool) -> list[dict[str, Any]]:
    sure = tuple(c for c in report.claims or () if c.confidence is None or c.confidence >= least)
    quotes: list[dict[str, Any]] = prediction("", report.with_layers(claims=sure), nested=nested)["quotes"]
    return quotes


def _print(scorer: Scorer, gold: Sequence[dict[str, Any]], made: Sequence[list[dict[str, Any]]], title: str) -> None:
    predictions = [{"doc": g["doc"], "quotes": quotes} for g, quotes in zip(gold, made, strict=True)]
    figures = scorer.score(gold, predictions)
    first, *rest = COLUMNS
    pair = figures[first]
    print(f"{title:28s}{pair['P']:5.1f}/{pair['R']:4.1f}/{pair['F1']:4.1f} " + _row([figures[k]["F1"] for k in rest]))


def _row(cells: Sequence[str | float]) -> str:
    return "".join(f"{cell:>9s}" if isinstance(cell, str) else f"{cell:9.1f}" for cell in cells)


if __name__ == "__main__":
    main()
