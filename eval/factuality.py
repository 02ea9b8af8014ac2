"""How well status, stance and factuality are read: three measures against other people's judgements.

    python -m eval.factuality status   # claims of the Wikinews conflict pilot, gold cue and content given
    python -m eval.factuality uds      # predicate factuality, UDS-IH2 dev (Pearson r, MAE); numbers fitted on train
    python -m eval.factuality verbs    # what people infer from a verb: MegaVeridicality, verb and frame held out
    ... --errors 20                    # also print that many of the worst cases
    ... --values VALUES.jsonl          # uds: how often a reading is right, by what models/train/factuality.py finds

UDS-IH2 asks what the author thinks of web sentences, and so looks through reporting words, where our reading stops;
it is orientation, not a goal. The pilot has 54 claims and one annotator.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.corpora import folder, records
from eval.gold import conflict
from reportedly.claims.commitment import commit
from reportedly.claims.cues import CueEntry, cue_lexicon
from reportedly.claims.factuality import Factuality, factuality
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.tree import Tree
from reportedly.report import Cue, Report

__all__ = ["main"]

OURS = {"claimed-responsibility": "asserted", "not-stated": "unknown"}
"""Labels of the pilot that our statuses name otherwise: who claims responsibility asserts its own act."""

# ----------------------------------------------------------------------------------------------- status


def status(errors: int) -> None:
    """Accuracy and macro F1 of status, with the gold cue and content: the pilot, and the project's own gold.

    The pilot's labels were seen while the rules were written; those of the own gold were not. Its judgements
    ("evaluated": praised, condemned) have no status of ours and are left out.
    """
    parse = Parse()
    for name, documents in (
        ("pilot", records("attribution/wikinews_conflict_pilot.jsonl")),
        ("conflict gold", conflict()),
    ):
        pairs, wrong = [], []
        for document in documents:
            tree = Tree(parse(Report.of(document["text"])))
            for quote in document["quotes"]:
                gold = OURS.get(quote["status"], quote["status"])
                if gold == "evaluated" or quote["cue_start"] is None:
                    continue
                found = _status(tree, quote)
                pairs.append((gold, found))
                if gold != found:
                    words = document["text"][quote["cue_start"] : quote["cue_end"]]
                    wrong.append(f"  {document['doc']}: {gold} read as {found}: {words}")
        right = sum(gold == found for gold, found in pairs)
        print(f"status, {name}: {right}/{len(pairs)} = {right / len(pairs):.1%}, macro F1 {macro_f1(pairs):.3f}")
        print("  " + ", ".join(f"{label} {f1:.2f} of {count}" for label, f1, count in f1s(pairs)))
        print("\n".join(wrong[:errors]))


def _status(tree: Tree, quote: dict[str, Any]) -> str:
    report = tree.report
    rows = tree.rows(report.span(quote["cue_start"], quote["cue_end"]))
    entry = entry_of(tree, rows)
    content = [report.span(start, end) for start, end in quote["spans"]]
    cue = Cue(entry.lemma, entry.kind, "given") if entry else Cue(tree.lemma[rows[0]], "other", "given")
    return commit(tree, cue_rows=list(rows), content=content, cue=cue, entry=entry)[0].value


def entry_of(tree: Tree, rows: Iterable[int]) -> CueEntry | None:
    """The lexicon's entry for these cue words: a phrase, else the last verb, else noun or other word listed."""
    lexicon = cue_lexicon()
    rows = list(rows)
    phrase = " ".join(tree.lower[row] for row in rows)
    if (phrase, "phrase") in lexicon:
        return lexicon[phrase, "phrase"]
    for pos in ("verb", "noun", "adverb", "adjective"):
        for row in reversed(rows):
            if entry := lexicon.get((tree.lemma[row].lower(), pos)):
                return entry
    return None


def f1s(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, float, int]]:
    """F1 and number of gold cases of each label that occurs in the gold."""
    both = Counter(gold for gold, found in pairs if gold == found)
    golds, founds = Counter(gold for gold, _ in pairs), Counter(found for _, found in pairs)
    for label, count in golds.most_common():
        yield label, 2 * both[label] / (count + founds[label]), count


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the labels of the gold."""
    scores = [f1 for _, f1, _ in f1s(pairs)]
    return sum(scores) / len(scores)


# -------------------------------------------------------------------------------------------------- uds


def uds(errors: int, values: Path | None = None) -> None:
    """Pearson r and mean absolute error on UDS-IH2 dev; the number of each kind of reading is its mean on train.

    With `values` (what `models/train/factuality.py evaluate --values` wrote for dev), only the table of `by_value`.
    """
    if values:
        by_value(values)
        return
    judged: dict[tuple[str, ...], list[float]] = defaultdict(list)
    everything: list[float] = []
    for _, found, label, _ in predicates("factuality/uds_ih2_train.jsonl"):
        everything.append(label)
        for key in keys(found):
            judged[key].append(label)
    means = {key: sum(labels) / len(labels) for key, labels in judged.items() if len(labels) >= 20}
    means[()] = sum(everything) / len(everything)
    scored = [
        (next(means[key] for key in keys(found) if key in means), label, words, found)
        for words, found, label, _ in predicates("factuality/uds_ih2_dev.jsonl")
    ]
    numbers, labels = [number for number, *_ in scored], [label for _, label, *_ in scored]
    error = sum(abs(a - b) for a, b in zip(numbers, labels, strict=True)) / len(labels)
    print(f"UDS-IH2 dev, {len(labels)} predicates: r {pearson(numbers, labels):.3f}, MAE {error:.3f}")
    for key in sorted(means, key=lambda key: -means[key]):
        if len(key) == 2:
            print(f"  {' '.join(key):26} {means[key]:5.2f}  ({len(judged[key])} of train)")
    for number, label, words, found in sorted(scored, key=lambda s: -abs(s[0] - s[1]))[:errors]:
        print(f"  {label:5.2f} read as {number:5.2f} {found.polarity.value} {found.modality.value}: {words}")


CUTS = (-3.0, -1.0, -0.5, 1.0, 2.0, 2.5)


def by_value(file: Path) -> None:
    """How often people agree with a reading of the rules, for each range of the model's value."""
    values = [dict(json.loads(line)) for line in file.read_text("utf-8").splitlines()]
    right: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for _, found, label, (sentence, word) in predicates("factuality/uds_ih2_dev.jsonl"):
        value = values[sentence].get(word)
        if value is None or found.polarity.value == "negative":
            continue
        told = found.modality.value == "actual"
        if told and found.cue >= 0:
            continue
        cut = max(cut for cut in CUTS if cut <= value)
        right["happened, in the writer's voice" if told else "not told as a fact", cut].append((label > 1) == told)
    for reading in sorted({reading for reading, _ in right}):
        whole = [hit for (name, _), hits in right.items() if name == reading for hit in hits]
        print(f"{reading}: {len(whole)}, right {sum(whole) / len(whole):.1%}")
        for cut in CUTS:
            if hits := right.get((reading, cut)):
                print(f"  model from {cut:4}: {len(hits):4}, right {sum(hits) / len(hits):.1%}")


def keys(found: Factuality) -> tuple[tuple[str, ...], ...]:
    """The reading from fine to coarse, so that a rare kind of reading takes the mean of a coarser one."""
    coarse = (found.modality.value, found.polarity.value)
    reported = "reported" if found.cue >= 0 else "told"
    told = found.modality.value == "actual"
    words = found.genericity.value if told else found.modality.words.lower()
    return (*coarse, words, reported), (*coarse, words, ""), (*coarse, reported), coarse, ()


def predicates(file: str) -> Iterator[tuple[str, Factuality, float, tuple[int, int]]]:
    """Every judged predicate of a file: its sentence with the predicate in brackets, our reading, its label -3..3,

    and the numbers of its sentence in the file and of its word in the sentence.
    """
    parse = Parse()
    for number, sentence in enumerate(records(file)):
        tree = Tree(parse(Report.of(sentence["text"])))
        starts = [0]
        for word in sentence["text"].split(" "):
            starts.append(starts[-1] + len(word) + 1)
        spans = [(a, b - 1) for a, b in pairwise(starts)]
        for target in sentence["targets"]:
            start, end = spans[target["span1"][0]][0], spans[target["span1"][1] - 1][1]
            rows = tree.rows(tree.report.span(start, end))
            if rows:
                words = f"{sentence['text'][:start]}[{sentence['text'][start:end]}]{sentence['text'][end:]}"
                yield words, factuality(tree, rows[-1]), float(target["label"]), (number, target["span1"][0])


def pearson(first: Sequence[float], second: Sequence[float]) -> float:
    """Pearson's correlation of two equally long lists."""
    a, b = sum(first) / len(first), sum(second) / len(second)
    top = sum((x - a) * (y - b) for x, y in zip(first, second, strict=True))
    return top / math.sqrt(sum((x - a) ** 2 for x in first) * sum((y - b) ** 2 for y in second))


# ------------------------------------------------------------------------------------------------ verbs


def verbs(errors: int) -> None:
    """Agreement (happened, did not, open) with MegaVeridicality: by judgements, by our classes, by both as they work.

    The sentences of a verb in a frame are halved by their number; one half's mean, cut at 1.2, is compared with
    the other half's. Our classes of verbs were written without the judgements.
    """
    from models.train.veridicality import judgements

    halves: dict[tuple[str, str, bool], tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for number, (identity, (verb, frame, negated, rating)) in enumerate(judgements(folder() / "data")):
        if not identity.startswith("rp-"):
            halves[verb, frame, negated][number % 2].append(rating)
    judged, classed, both, wrong = [], [], [], []
    for (verb, frame, negated), (known, held_out) in halves.items():
        if not known or not held_out:
            continue
        gold, ours = outcome(mean(held_out)), by_class(verb, frame, negated)
        judged.append((gold, outcome(mean(known))))
        both.append((gold, ours or outcome(mean(known))))
        if ours:
            classed.append((gold, ours))
            if gold != ours:
                wrong.append(f"  {gold} read as {ours}: {'not ' * negated}{verb} ({frame})")
    print(f"verbs, held-out half by the judgements of the other: {agreement(judged)}")
    print(f"verbs, held-out half by the classes of lexicons/modality.en.toml: {agreement(classed)}")
    print(f"verbs, held-out half by class, else by judgements: {agreement(both)}")
    print("\n".join(wrong[:errors]))


def by_class(verb: str, frame: str, negated: bool) -> str | None:
    """What the class of this verb says of its complement, or None if no class lists it."""
    from reportedly.claims.operators import factuality_words

    operator = factuality_words().operators.get(("to" if frame == "object-to" else frame, verb))
    if operator is None:
        return None
    effect = operator.denied if negated else operator.affirmed
    if effect.modality != "actual":
        return "open"
    return "did not" if effect.negative else "happened"


def outcome(rating: float) -> str:
    """A mean rating as one of three: happened, did not, open."""
    return "happened" if rating >= 1.2 else "did not" if rating <= -1.2 else "open"


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean."""
    return sum(values) / len(values)


def agreement(pairs: Sequence[tuple[str, str]]) -> str:
    """Accuracy and macro F1 in words."""
    right = sum(gold == ours for gold, ours in pairs)
    return f"{right}/{len(pairs)} = {right / len(pairs):.1%}, macro F1 {macro_f1(pairs):.3f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the measures named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    measures: dict[str, Any] = {"status": status, "uds": uds, "verbs": verbs}
    parser.add_argument("measures", nargs="*", choices=[*measures, []], default=[])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the N worst cases")
    parser.add_argument("--values", type=Path, metavar="FILE", help="values of the factuality model for UDS-IH2 dev")
    options = parser.parse_args(arguments)
    for name in options.measures or measures:
        if name == "uds":
            uds(options.errors, options.values)
        else:
            measures[name](options.errors)


if __name__ == "__main__":
    main()
