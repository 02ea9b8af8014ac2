"""Fit the numbers by which places are recognised and told apart, into `lexicons/place_weights.en.toml`.

    python -m models.train.places [--folds] [--cache FOLDER]

Reads LGL (Lieberman, Samet and Sankaranarayanan 2010), and the development halves of GeoVirus and GeoWebNews (Gritta,
Pilehvar and Collier 2018, 2020). Three regressions, ridge, fitted by L-BFGS: whether a toponym's words name a place
(`recognised`), which of the places that bear the name is meant (a conditional logit, three rounds of which each sees
what the one before took the report's other names for), and whether both are right (`score`). With --folds nothing is
written: each article's mentions are read with weights fitted on the other four of five folds, by document, and scored
as `python -m eval.places` scores.
What is kept are weights of signs: no name and no sentence of any article.
"""

from __future__ import annotations

import argparse
import math
import pickle
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from eval.corpora import folder, records
from eval.places import show, view
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from reportedly.language.backends.with_spacy import Parse
from reportedly.language.gazetteer import KINDS, gazetteer
from reportedly.language.mentions import Mentions
from reportedly.language.place_context import ALONE, SIGNS
from reportedly.language.place_weights import SCORED, Weights
from reportedly.language.places import prepared, readings
from reportedly.language.tree import Tree
from reportedly.report import Report

TARGET = Path(__file__).parents[2] / "src" / "reportedly" / "lexicons" / "place_weights.en.toml"
CORPORA = ("geo/geo_lgl.jsonl", "geo/geo_geovirus.dev.jsonl", "geo/geo_gwn.dev.jsonl")
SEEN_AT_LEAST = 8
SHRINK = {"recognised": 1.0, "rank": 1.0, "score": 0.5}

OUTLETS_HOME = 1.0
"""Set by hand, a little above what the first place of a text counts: the corpora do not name the outlets."""

HEADER = """\
# Written by models/train/places.py; do not edit.
# Weights of signs: language/toponym_signs.py, language/place_context.py.

[header]
purpose = "How much each sign says about words' naming a place, about which place, and about both being right"
source = "fitted on LGL (Lieberman et al. 2010), GeoVirus dev and GeoWebNews dev (Gritta et al. 2018, 2020)"
licence = "not settled: see docs/models.md, Corpora lent for evaluation"
"""


class Article(NamedTuple):
    """A parsed article with what is annotated in it; `gold[n]` is the annotation of toponym n, or None."""

    corpus: str
    view: str
    record: dict[str, Any]
    tree: Tree
    reading: Any
    gold: list[dict[str, Any] | None]
    fits: dict[int, NDArray[np.bool_]]

    @property
    def fold(self) -> int:
        return zlib.crc32(self.record["doc_id"].encode()) % 5


def articles(cache: Path | None) -> list[Article]:
    """Every article of the corpora, parsed, with the annotation of each toponym."""
    parse = None
    out = []
    for corpus in CORPORA:
        stored = cache / f"{Path(corpus).stem}.pkl" if cache else None
        if stored and stored.exists():
            pairs = pickle.loads(stored.read_bytes())  # noqa: S301
        else:
            parse = parse or Parse()
            pairs = [(record, parse(Report.of(record["text"]))) for record in records(corpus)]
            if stored:
                stored.write_bytes(pickle.dumps(pairs))
        annotates = view(record for record, _ in pairs)
        for record, report in pairs:
            tree = Tree(report)
            reading = prepared(tree)
            out.append(
                Article(Path(corpus).stem, annotates, record, tree, reading, *_annotated(tree, reading, record))
            )
    return out


def _annotated(tree: Tree, reading: Any, record: dict[str, Any]) -> tuple[list[Any], dict[int, NDArray[np.bool_]]]:
    gold: list[dict[str, Any] | None] = []
    by_key: dict[int, list[dict[str, Any]]] = {}
    for toponym in reading.found.toponyms:
        start, end = tree.start[toponym.first], tree.end[toponym.last]
        fit = [t for t in record["toponyms"] if t["start"] < end and start < t["end"]]
        best = max(fit, key=lambda t: min(end, t["end"]) - max(start, t["start"]), default=None)
        gold.append(best)
        if best and best["geocoded"] and toponym.key >= 0 and toponym.key not in reading.found.respelled:
            by_key.setdefault(toponym.key, []).append(best)
    fits = {}
    candidates = reading.found.candidates
    for key, annotated in by_key.items():
        own = candidates.name == key
        fits[key] = np.array([own[i] and _right(annotated[0], int(row)) for i, row in enumerate(candidates.row)])
    return gold, fits


def _right(gold: dict[str, Any], row: int) -> bool:
    index = gazetteer()
    place = index.places[row]
    if _km(gold["lat"], gold["lon"], float(place["latitude"]), float(place["longitude"])) <= 161:
        return True
    if gold.get("geonameid") and str(gold["geonameid"]) == str(place["geonames"]):
        return True
    area, kind = gold.get("area"), KINDS[place["kind"]]
    if not area:
        return False
    if "." in area:
        return kind == "admin1" and index.label(row)[2] == area
    return kind == "country" and index.countries[place["country"]] == area


def _km(a: float, b: float, c: float, d: float) -> float:
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


# ------------------------------------------------------------------------------------------- the three regressions


def fitted(train: list[Article]) -> Weights:
    """Weights fitted on these articles."""
    recognised = _recognition(train)
    weights = Weights(recognised, (), 0.0, {}, {})
    rounds: list[tuple[dict[str, float], float]] = []
    for number in range(3):
        weights = Weights(recognised, tuple(rounds), 0.0, {}, {})
        rounds.append(_ranking(train, weights, number))
    weights = Weights(recognised, tuple(rounds), 0.0, {}, {})
    bias, score = _scoring(train, weights)
    return Weights(recognised, tuple(rounds), bias, score, {})


def _counts(article: Article, number: int) -> bool:
    """Whether the article's annotation says anything about this toponym: some sets have no adjectives.

    Names that the gazetteer spells otherwise are too rare to fit anything to.
    """
    toponym = article.reading.found.toponyms[number]
    if toponym.key in article.reading.found.respelled:
        return False
    demonym = toponym.key >= 0 and article.reading.found.demonym[toponym.key]
    return article.view == "all" or not demonym


def _recognition(train: list[Article]) -> dict[str, float]:
    seen = Counter(sign for a in train for signs in a.reading.signs for sign in set(signs))
    names = sorted(sign for sign, count in seen.items() if count >= SEEN_AT_LEAST)
    column = {sign: n for n, sign in enumerate(names)}
    rows, columns, labels = [], [], []
    for article in train:
        for number, signs in enumerate(article.reading.signs):
            if _counts(article, number):
                for sign in set(signs):
                    if sign in column:
                        rows.append(len(labels))
                        columns.append(column[sign])
                labels.append(float(article.gold[number] is not None))
    table = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(labels), len(names)))
    bias, weight = _logistic(table, np.array(labels), SHRINK["recognised"])
    return {"bias": bias, **{name: float(w) for name, w in zip(names, weight, strict=True) if abs(w) > 0.01}}


def _logistic(table: Any, labels: NDArray[np.float64], shrink: float) -> tuple[float, NDArray[np.float64]]:
    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = table @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-z))
        value = -(labels * np.log(p + 1e-12) + (1 - labels) * np.log(1 - p + 1e-12)).sum() + shrink / 2 * (
            w[1:] @ w[1:]
        )
        off = p - labels
        return value, np.concatenate([[off.sum()], table.T @ off + shrink * w[1:]])

    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return float(found[0]), found[1:]


def _ranking(train: list[Article], weights: Weights, number: int) -> tuple[dict[str, float], float]:
    """Weights of the candidates' signs in this round, and the score of "none of them"."""
    blocks = []
    for article in train:
        signs = readings(article.reading, weights, rounds=number).signs
        key = article.reading.found.candidates.name
        for each, fits in article.fits.items():
            own = key == each
            blocks.append((signs[own].astype(np.float64), fits[own]))
    width = blocks[0][0].shape[1]
    names = ALONE if number == 0 else SIGNS
    table = np.concatenate([b[0] for b in blocks])
    right = np.concatenate([b[1] for b in blocks])
    block = np.repeat(np.arange(len(blocks)), [len(b[1]) for b in blocks])
    any_right = np.array([b[1].any() for b in blocks])

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z, none = table @ w[:-1], w[-1]
        top = np.full(len(blocks), none)
        np.maximum.at(top, block, z)
        raised, zero = np.exp(z - top[block]), np.exp(none - top)
        total = np.bincount(block, raised, len(blocks)) + zero
        good = np.bincount(block, raised * right, len(blocks)) + zero * ~any_right
        value = -np.log(good / total + 1e-12).sum() + SHRINK["rank"] / 2 * (w @ w)
        pull = raised / total[block] - raised * right / np.maximum(good[block], 1e-12)
        pull_none = (zero / total - zero * ~any_right / np.maximum(good, 1e-12)).sum()
        return value, np.concatenate([table.T @ pull, [pull_none]]) + SHRINK["rank"] * w

    found = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    by_hand = {"outlet's home": OUTLETS_HOME} if number else {}
    return {**dict(zip(names, found[:-1].tolist(), strict=True)), **by_hand}, float(found[-1])


def _scoring(train: list[Article], weights: Weights) -> tuple[float, dict[str, float]]:
    table, labels = [], []
    for article in train:
        after = readings(article.reading, weights)
        for number, toponym in enumerate(article.reading.found.toponyms):
            gold = article.gold[number]
            if toponym.key < 0 or not _counts(article, number) or (gold is not None and not gold["geocoded"]):
                continue
            table.append(after.scored[number])
            best = after.best[toponym.key]
            labels.append(
                float(
                    gold is not None and best >= 0 and _right(gold, int(article.reading.found.candidates.row[best]))
                )
            )
    bias, found = _logistic(np.array(table), np.array(labels), SHRINK["score"])
    return bias, dict(zip(SCORED, found.tolist(), strict=True))


def main() -> None:
    """Fit and write, or print how it does on articles it was not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    every = articles(options.cache)
    if not options.folds:
        TARGET.write_text(HEADER + fitted(every).toml(), "utf-8")
        return
    readers = [Mentions(fitted([a for a in every if a.fold != fold])) for fold in range(5)]
    for corpus in CORPORA:
        own = [a for a in every if a.corpus == Path(corpus).stem]
        read = ((a.record, readers[a.fold](a.tree.report)) for a in own)
        show(folder() / "data" / corpus, [a.record for a in own], None, read)


if __name__ == "__main__":
    main()
