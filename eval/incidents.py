"""How well reports are linked to incidents: gun-violence articles against people's filing, cross-validated by
incident.

    python -m eval.incidents [--cache FOLDER] [--distractors | --others]

The articles of each of five folds (by incident) are linked with weights fitted on the other four, as the scorer wants
it: pairwise and B-cubed precision, recall and F1 over the articles. "folds" links each fold by itself; "pooled"
links all articles at once with the weights of one fold and scores that fold's articles, the other folds being
distractors of the hardest kind: the same sort of news. --distractors links each fold among ten times as many others
(the other folds, ACLED notes and Wikinews) and scores the fold. --others links all of these together with the shipped
weights and says how much of what is no gun violence is joined: notes of ACLED, each coded as an event of its own, and
Wikinews reports, whose headlines are printed to be judged by eye. Reading takes an hour; --cache keeps the outlines.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from models.train.linking import Pairs, fit, pairs_of

from eval.corpora import records
from reportedly.incidents.linking import Linking, link
from reportedly.incidents.outlines import OUTLINE_VERSION, Outline, outline
from reportedly.incidents.weights import Weights
from reportedly.pipeline import load_recipe
from reportedly.text.readers import Overrides, report_from_text

__all__ = ["Article", "cached", "gva", "main", "score"]

GVA = "incidents/gva_dev.jsonl"
FOLDS = 5
OTHERS = {
    "wikinews": ("wikinews/wikinews_2019_2020.jsonl", "doc", "text", "date"),
    "acled": ("events/acled_2022_dev.jsonl", "event_id_cnty", "notes", "event_date"),
}
"""Distractors: file, fields of the id, the text and the date of publication."""


class Article(NamedTuple):
    """A gun-violence article: its id, the incident under which people filed it, and its outline."""

    doc: str
    incident: str
    outline: Outline

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.incident.encode()).hexdigest(), 16) % FOLDS


def gva(cache: Path | None) -> list[Article]:
    """The articles in the order of the file; read with the default recipe, headline above the story, where not
    cached."""
    rows = records(GVA)
    texts = {row["doc"]: (f"{row['title']}\n\n{row['content']}", row.get("dct")) for row in rows}
    found = cached("gva", texts, cache)
    return [Article(row["doc"], row["incident"], found[row["doc"]]) for row in rows if row["doc"] in found]


def cached(name: str, texts: Mapping[str, tuple[str, str | None]], cache: Path | None) -> dict[str, Outline]:
    """Outlines of texts with their dates of publication, from `cache`/`name`.json where it has them."""
    file = cache / f"{name}.outlines.json" if cache else None
    known: dict[str, Outline] = {}
    if file and file.is_file():
        known = msgspec.json.decode(file.read_bytes(), type=dict[str, Outline])
        known = {doc: each for doc, each in known.items() if each.version == OUTLINE_VERSION}
    missing = [doc for doc in texts if doc not in known]
    if missing:
        read = load_recipe("default")
        for doc in missing:
            text, date = texts[doc]
            overrides = Overrides(published=date if date and len(date) == 10 else None)
            known[doc] = outline(read(report_from_text(text, overrides=overrides)))
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(msgspec.json.encode(known))
    return {doc: known[doc] for doc in texts}


def score(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Pairwise and B-cubed precision, recall and F1 (0..1) of clusters given in parallel (Bagga and Baldwin 1998)."""
    both, mine, theirs = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)

    def pairs(counts: Iterable[int]) -> float:
        return sum(k * (k - 1) / 2 for k in counts)

    right = pairs(both.values())
    precision = right / max(1.0, pairs(theirs.values()))
    recall = right / max(1.0, pairs(mine.values()))
    cubed_p = sum(k * k / theirs[pair[1]] for pair, k in both.items()) / len(gold)
    cubed_r = sum(k * k / mine[pair[0]] for pair, k in both.items()) / len(gold)
    return {
        "pair P": precision,
        "pair R": recall,
        "pair F1": _f1(precision, recall),
        "B3 P": cubed_p,
        "B3 R": cubed_r,
        "B3 F1": _f1(cubed_p, cubed_r),
    }


def among_others(articles: Sequence[Article], held: int, found: Mapping[str, str]) -> Counter[str]:
    """Counts for a fold that was linked together with all others: pairs with an article of it, and B-cubed sums.

    An article of the fold and one of another fold are never of one incident, so each such pair is an error. It counts
    half, since the other fold counts it, too.
    """
    everywhere = Counter(found[a.doc] for a in articles)
    mine = [a for a in articles if a.fold == held]
    clusters, gold = Counter(found[a.doc] for a in mine), Counter(a.incident for a in mine)
    both = Counter((a.incident, found[a.doc]) for a in mine)
    out: Counter[str] = Counter()
    for label, k in clusters.items():
        out["told"] += k * (k - 1) / 2 + k * (everywhere[label] - k) / 2  # type: ignore[assignment]
    out["gold"] = sum(k * (k - 1) // 2 for k in gold.values())
    out["right"] = sum(k * (k - 1) // 2 for k in both.values())
    for (incident, label), k in both.items():
        out["cubed P"] += k * k / everywhere[label]  # type: ignore[assignment]
        out["cubed R"] += k * k / gold[incident]  # type: ignore[assignment]
    return out


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def clusters(linking: Linking) -> dict[str, str]:
    """The incident of each report's main account."""
    out = {}
    for incident in linking.incidents:
        for account in (*incident.accounts, *incident.background):
            if account.number == 1:
                out[account.report] = incident.id
    return out


def said_together(sums: Counter[str], articles: int) -> None:
    """Print the figures of folds that were linked together with all others."""
    precision, recall = sums["right"] / sums["told"], sums["right"] / sums["gold"]
    cubed = sums["cubed P"] / articles, sums["cubed R"] / articles
    row = {"pair P": precision, "pair R": recall, "pair F1": _f1(precision, recall)}
    row |= {"B3 P": cubed[0], "B3 R": cubed[1], "B3 F1": _f1(*cubed)}
    label = "all together (links to others count)"
    print(f"{label:38}" + "  ".join(f"{name} {100 * value:5.1f}" for name, value in row.items()), flush=True)


def said(label: str, articles: Sequence[Article], found: Mapping[str, str]) -> None:
    """Print one line of figures."""
    scores = score([a.incident for a in articles], [found.get(a.doc, f"alone {a.doc}") for a in articles])
    print(f"{label:38}" + "  ".join(f"{name} {100 * value:5.1f}" for name, value in scores.items()), flush=True)


def models(articles: Sequence[Article], pairs: Pairs) -> list[Weights]:
    """The weights for each fold, fitted on pairs of the other folds alone."""
    fold = {a.outline.report: a.fold for a in articles}
    out = []
    for held in range(FOLDS):
        rows = zip(pairs.left, pairs.right, strict=True)
        out.append(fit(pairs, [k for k, (a, b) in enumerate(rows) if held not in (fold[a], fold[b])]))
    return out


def main() -> None:
    """Print the figures of docs/benchmarks.md for linking."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--distractors", action="store_true")
    parser.add_argument("--others", action="store_true")
    options = parser.parse_args()
    articles = gva(options.cache)
    if options.others:
        _others([a.outline for a in articles], options.cache)
        return
    pairs = pairs_of([a.outline for a in articles], {a.outline.report: a.incident for a in articles})
    given = models(articles, pairs)
    alone: dict[str, str] = {}
    pooled: dict[str, str] = {}
    sums: Counter[str] = Counter()
    mixed: dict[str, str] = {}
    every = [a.outline for a in articles]
    for held in range(FOLDS):
        mine = [a for a in articles if a.fold == held]
        start = time.process_time()
        linked = clusters(link([a.outline for a in mine], given=given[held]))
        alone |= {a.doc: f"{held} {linked.get(a.outline.report, a.doc)}" for a in mine}
        linked = clusters(link(every, given=given[held]))
        pooled |= {a.doc: f"{held} {linked.get(a.outline.report, a.doc)}" for a in mine}
        sums += among_others(articles, held, {a.doc: linked.get(a.outline.report, a.doc) for a in articles})
        if options.distractors:
            linked = clusters(link(_among(every, mine, options.cache), given=given[held]))
            mixed |= {a.doc: f"{held} {linked.get(a.outline.report, a.doc)}" for a in mine}
        print(f"fold {held}: {len(mine)} articles, {time.process_time() - start:.1f} s", flush=True)
    said("folds", articles, alone)
    said("pooled (4 x more of the same news)", articles, pooled)
    said_together(sums, len(articles))
    if options.distractors:
        said("10 x distractors", articles, mixed)


def _among(every: list[Outline], mine: Sequence[Article], cache: Path | None) -> list[Outline]:
    """The fold's articles and ten times as many others, mixed in the order of publication."""
    own = {a.outline.report for a in mine}
    others = [each for each in every if each.report not in own]
    for name in OTHERS:
        others += _read(name, cache)
    chosen = sorted(others, key=lambda each: hashlib.sha256(each.report.encode()).hexdigest())[: 10 * len(mine)]
    mixed = [a.outline for a in mine] + chosen
    return sorted(mixed, key=lambda each: (each.published or "", each.report))


def _read(name: str, cache: Path | None) -> list[Outline]:
    """The outlines of one corpus of OTHERS."""
    file, key, text, date = OTHERS[name]
    texts = {row[key]: (row[text], row.get(date)) for row in records(file) if row.get(text)}
    return list(cached(name, texts, cache).values())


def _others(every: list[Outline], cache: Path | None) -> None:
    """What is joined of news of other kinds, linked with the shipped weights."""
    notes, wikinews = _read("acled", cache), _read("wikinews", cache)
    linked = clusters(link([*every, *notes, *wikinews]))
    groups = Counter(linked[each.report] for each in notes if each.report in linked)
    joined = sum(many * (many - 1) // 2 for many in groups.values())
    alone = sum(many == 1 for many in groups.values())
    print(f"{len(notes):,} notes of ACLED: {alone:,} incidents of one note, {joined:,} pairs of notes joined")
    headlines: dict[str, list[str]] = {}
    for each in wikinews:
        if each.report in linked:
            headlines.setdefault(linked[each.report], []).append(each.headline or each.report)
    shared = [group for group in headlines.values() if len(group) > 1]
    print(f"{len(wikinews)} Wikinews reports: {len(headlines)} incidents, {len(shared)} of several reports")
    for group in shared:
        print("  " + " | ".join(group))


if __name__ == "__main__":
    main()
