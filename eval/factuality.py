"""How well status, stance and factuality are read: three measures against other people's judgements.

    python -m eval.factuality status   # claims of the Wikinews conflict pilot, gold cue and content given
    python -m eval.factuality uds      # UDS-IH2 dev (Pearson r, MAE): the rules, and the judge that is shipped
    python -m eval.factuality verbs    # what people infer from a verb: MegaVeridicality, verb and frame held out
    python -m eval.factuality agreement [--write]  # how often people agree with the rules, by what the judge finds
    ... --errors 20                    # also print that many of the worst cases

UDS-IH2 asks what the author thinks of web sentences, and so looks through reporting words, where our reading stops;
for the rules, whose numbers are fitted on train, it is orientation, not a goal. The judge was trained on train.
`--write` keeps the table that gives events their confidence (weights/factuality/agreement.toml). The pilot has 54
claims and one annotator.
"""

from __future__ import annotations

import argparse
import json
import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from eval.corpora import folder, records
from eval.gold import conflict
from reportedly.claims.commitment import commit
from reportedly.claims.cues import CueEntry, cue_lexicon
from reportedly.claims.factuality import Factuality, factuality
from reportedly.claims.second_opinion import AGREEMENT, JUDGE, Kind, kind_of
from reportedly.language.backends.factuality_judge import FactualityJudge, factuality_judge
from reportedly.language.backends.onnx_encoder import weights_folder
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


DEV = "factuality/uds_ih2_dev.jsonl"


class Predicate(NamedTuple):
    """A judged predicate: its sentence with the predicate in brackets, whether it is a noun, our reading, people's

    judgement (-3..3), and the judge's value (None where it sees no piece of it, or was not asked).
    """

    words: str
    noun: bool
    reading: Factuality
    label: float
    value: float | None


def uds(errors: int) -> None:
    """Pearson r and mean absolute error on UDS-IH2 dev, of the rules and of the judge.

    The rules read classes: the number of each kind of reading is its mean on train.
    """
    judged: dict[tuple[str, ...], list[float]] = defaultdict(list)
    everything: list[float] = []
    for each in predicates("factuality/uds_ih2_train.jsonl"):
        everything.append(each.label)
        for key in keys(each.reading):
            judged[key].append(each.label)
    means = {key: sum(labels) / len(labels) for key, labels in judged.items() if len(labels) >= 20}
    means[()] = sum(everything) / len(everything)
    scored = [
        (next(means[key] for key in keys(each.reading) if key in means), each)
        for each in predicates(DEV, factuality_judge(JUDGE))
    ]
    closeness("rules", [(number, each.label) for number, each in scored])
    closeness("judge", [(each.value, each.label) for _, each in scored if each.value is not None])
    for key in sorted(means, key=lambda key: -means[key]):
        if len(key) == 2:
            print(f"  {' '.join(key):26} {means[key]:5.2f}  ({len(judged[key])} of train)")
    for number, each in sorted(scored, key=lambda s: -abs(s[0] - s[1].label))[:errors]:
        found = each.reading
        print(
            f"  {each.label:5.2f} read as {number:5.2f} {found.polarity.value} {found.modality.value}: {each.words}"
        )


def closeness(name: str, pairs: Sequence[tuple[float, float]]) -> None:
    """Print r and mean absolute error of (value, label)."""
    error = sum(abs(value - label) for value, label in pairs) / len(pairs)
    r = pearson([value for value, _ in pairs], [label for _, label in pairs])
    print(f"UDS-IH2 dev, {name}, {len(pairs)} predicates: r {r:.3f}, MAE {error:.3f}")


CUTS = (-3.0, -0.5, 1.0, 2.0, 2.5)
"""Where the ranges of the judge's values begin; each holds some fifty readings of either kind at least."""

KINDS: Mapping[Kind, str] = {"told": "happened, in the writer's voice", "not_told": "not told as a fact"}


def agreement(errors: int, *, write: bool = False) -> None:
    """How often people agree with a reading of the rules (a judgement above 1: it happened), by the judge's value.

    With `write`, keep the shares of all predicates beside the weights.
    """
    every: dict[Kind, list[tuple[Predicate, float, bool]]] = {kind: [] for kind in KINDS}
    for each in predicates(DEV, factuality_judge(JUDGE)):
        kind = kind_of(each.reading)
        if kind and each.value is not None:
            every[kind].append((each, each.value, (each.label > 1) == (kind == "told")))
    lines = [
        "# How often people agree with what the rules read, for each range of the judge's values: the share `right`",
        "# of those `counted` from one value of `from` to the next. A thing happened if people judged it above 1.",
        "# Counted on UDS-IH2 dev by `python -m eval.factuality agreement --write`.",
        f"weights = {json.dumps(factuality_judge(JUDGE).resource)}",
    ]
    for kind, name in KINDS.items():
        hits = [[hit for _, value, hit in every[kind] if _range(value) == k] for k in range(len(CUTS))]
        shares = [round(mean(group), 3) for group in hits]
        lines += ["", f"[{kind}]", f"from = {list(CUTS)}", f"right = {shares}", f"counted = {[*map(len, hits)]}"]
        for noun, what in ((False, "not nouns"), (True, "nouns")):
            some = [[h for e, v, h in every[kind] if _range(v) == k and e.noun == noun] for k in range(len(CUTS))]
            ranges = ", ".join(
                f"from {cut} {mean(h):.0%} of {len(h)}" for cut, h in zip(CUTS, some, strict=True) if h
            )
            print(f"{name}, {what}: {ranges}")
        apart = sorted(every[kind], key=lambda each: abs(each[1] - each[0].label), reverse=True)
        for each, value, _ in apart[:errors]:
            print(f"  {each.label:5.2f} judged as {value:5.2f}: {each.words}")
    print("\n".join(lines))
    if write:
        (weights_folder(JUDGE) / AGREEMENT).write_text("\n".join([*lines, ""]), "utf-8")


def _range(value: float) -> int:
    return bisect_right(CUTS, value) - 1


def keys(found: Factuality) -> tuple[tuple[str, ...], ...]:
    """The reading from fine to coarse, so that a rare kind of reading takes the mean of a coarser one."""
    coarse = (found.modality.value, found.polarity.value)
    reported = "reported" if found.cue >= 0 else "told"
    told = found.modality.value == "actual"
    words = found.genericity.value if told else found.modality.words.lower()
    return (*coarse, words, reported), (*coarse, words, ""), (*coarse, reported), coarse, ()


def predicates(file: str, judge: FactualityJudge | None = None) -> Iterator[Predicate]:
    """Every judged predicate of a file, with what `judge` finds. "do n't" is joined, as running text has it."""
    parse = Parse()
    for record in records(file):
        text, places = "", []
        for word in record["text"].split(" "):
            text += "" if not text or word.lower() in {"n't", "n’t"} else " "
            places.append((len(text), len(text) + len(word)))
            text += word
        tree = Tree(parse(Report.of(text)))
        targets = [(*_reach(places, target["span1"]), float(target["label"])) for target in record["targets"]]
        values = judge([text], [(0, start) for start, _, _ in targets]) if judge else [None] * len(targets)
        for (start, end, label), value in zip(targets, values, strict=True):
            rows = tree.rows(tree.report.span(start, end))
            if rows:
                words = f"{text[:start]}[{text[start:end]}]{text[end:]}"
                noun = tree.pos[rows[-1]] in {"NOUN", "PROPN"}
                yield Predicate(words, noun, factuality(tree, rows[-1]), label, value)


def _reach(places: Sequence[tuple[int, int]], words: Sequence[int]) -> tuple[int, int]:
    """Where words, given as the number of the first and of the one after the last, begin and end."""
    return places[words[0]][0], places[words[1] - 1][1]


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
    print(f"verbs, held-out half by the judgements of the other: {accuracy(judged)}")
    print(f"verbs, held-out half by the classes of lexicons/modality.en.toml: {accuracy(classed)}")
    print(f"verbs, held-out half by class, else by judgements: {accuracy(both)}")
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


def accuracy(pairs: Sequence[tuple[str, str]]) -> str:
    """Accuracy and macro F1 in words."""
    right = sum(gold == ours for gold, ours in pairs)
    return f"{right}/{len(pairs)} = {right / len(pairs):.1%}, macro F1 {macro_f1(pairs):.3f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the measures named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    measures: dict[str, Any] = {"status": status, "uds": uds, "verbs": verbs, "agreement": agreement}
    parser.add_argument("measures", nargs="*", choices=[*measures, []], default=[])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the N worst cases")
    parser.add_argument("--write", action="store_true", help="agreement: keep the table beside the weights")
    options = parser.parse_args(arguments)
    for name in options.measures or measures:
        if name == "agreement":
            agreement(options.errors, write=options.write)
        else:
            measures[name](options.errors)


if __name__ == "__main__":
    main()
