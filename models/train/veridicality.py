"""Count what people infer from English verbs about their complements, into `lexicons/veridicality.en.toml`.

    python -m models.train.veridicality [--data ../shared] [--check]

Reads MegaVeridicality v2 (White and Rawlins 2018: "A particular person VERBed that a particular thing happened.
Did that thing happen?", -3 to 3) and the ratings of Ross and Pavlick (2019, -2 to 2, scaled to 3). Only the
means are kept: facts about verbs, none of the sentences. `--check` writes nothing and fails if the file differs.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reportedly.language.backends.with_spacy import Parse
from reportedly.report import Report

TARGET = Path(__file__).parents[2] / "src" / "reportedly" / "lexicons" / "veridicality.en.toml"

HEADER = """\
# Written by models/train/veridicality.py; do not edit.
# A line gives the mean judgement of the complement of the plain verb and of the negated verb, from -3 (did not
# happen) to 3 (happened), and the number of judged sentences. No sentence of either source is contained.

[header]
purpose = "What people infer about the complement of an English verb"
source = "means counted on MegaVeridicality v2 (White and Rawlins 2018) and Ross and Pavlick (2019)"
licence = "Apache-2.0 (facts)"
"""

Judgement = tuple[str, str, bool, float]
"""Verb (lemma), frame (that, to, object-to), whether it was negated, and the rating -3..3."""


def judgements(data: Path) -> Iterator[tuple[str, Judgement]]:
    """Every judged sentence as (its id, judgement)."""
    lemma = Lemmas()
    with (data / "factuality" / "megaveridicality_v2.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            words = item["text"].split()
            negated = "n't" in words
            words = [word for word in words if word not in {"n't", "did"}]
            start = 1 if words[0] == "John" else 3 if words[:2] == ["A", "particular"] else 1
            passive = words[start] == "was"
            verb = lemma(words[start + passive])
            rest = words[start + passive + 1 :]
            if rest and rest[0] in {"out", "up", "around"}:
                continue
            frame = "that" if rest[0] == "that" else "to" if rest[0] == "to" and not passive else "object-to"
            yield item["uID"], (verb, frame, negated, float(item["targets"][0]["label"]))
    with (data / "factuality" / "verb_veridicality.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for negated, column in ((False, "turker_pos_ratings"), (True, "turker_neg_ratings")):
                ratings = [float(rating) for rating in row[column].split(",")]
                yield f"rp-{row['index']}", (row["verb"], row["task"], negated, 1.5 * sum(ratings) / len(ratings))


class Lemmas:
    """Past tense to lemma, by the parser; each form is looked up once."""

    def __init__(self) -> None:
        self._parse = Parse()
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        if word not in self._known:
            tokens = self._parse(Report.of(f"They {word} that it happened.")).tokens
            self._known[word] = tokens.lemma[1].lower() if tokens else word
        return self._known[word]


def signatures(judged: Iterator[Judgement]) -> dict[tuple[str, str], tuple[float, float, int]]:
    """Mean rating affirmed and denied, and the number of sentences, of each (verb, frame) judged both ways."""
    ratings: dict[tuple[str, str], tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for verb, frame, negated, rating in judged:
        ratings[verb, frame][negated].append(rating)
    return {
        key: (sum(plain) / len(plain), sum(denied) / len(denied), len(plain) + len(denied))
        for key, (plain, denied) in sorted(ratings.items())
        if plain and denied
    }


def render(table: dict[tuple[str, str], tuple[float, float, int]]) -> str:
    """The lexicon file: a table for each frame, a line for each verb."""
    lines = [HEADER]
    for frame in ("that", "to", "object-to"):
        lines.append(f'["{frame}"]')
        for (verb, at), (plain, denied, count) in table.items():
            if at == frame:
                lines.append(f'"{verb}" = [{plain:.1f}, {denied:.1f}, {count}]')
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("REPORTEDLY_DATA", "../shared")))
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.data / "data" / "factuality").is_dir():
        print(f"no data/factuality in {arguments.data}: set REPORTEDLY_DATA or give --data", file=sys.stderr)
        return 2
    text = render(signatures(judgement for _, judgement in judgements(arguments.data / "data")))
    if arguments.check:
        same = TARGET.read_text("utf-8") == text
        print(f"{TARGET.name} {'is what the data gives' if same else 'differs from what the data gives: run again'}")
        return 0 if same else 1
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET}: {text.count('= [')} verbs and frames")
    return 0


if __name__ == "__main__":
    sys.exit(main())
