"""Are mentions linked to the right entities? Speakers, and coreference of persons, organisations and places.

    python -m eval.entities [--errors] [--system FILE]

First part: for each quotation of the attribution corpora whose speaker mention and entity are given, whether that
mention is linked to the entity (`reportedly.evaluation.speakers`). First-person pronouns are counted apart too: in
a quotation they stand for whoever it is attributed to, which attribution decides. Second part: writes the entities of
the coreference corpus to FILE in the format of eval/coref_eval.py of the corpora and runs that scorer (it needs
scipy). The corpus counts relative clauses and possessive marks as part of a mention, so phrases are widened to them
there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.corpora import folder, records
from reportedly.claims.attribution import Attribution
from reportedly.claims.quotes import Quotes
from reportedly.evaluation.speakers import speaker_outcomes
from reportedly.language.backends.with_spacy import Parse
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.language.tree import Tree
from reportedly.report import Mention, Report

SPEAKERS = ("attribution/gum_news.jsonl", "attribution/wikinews_conflict_pilot.jsonl")
COREFERENCE = "entities/coref_gum.dev.jsonl"
SETS = ("all", "bio,essay", "bio,essay,voyage,academic,interview,letter,speech,podcast,textbook")
APART = {"appos", "punct", "cc", "conj"}


class _Reader:
    """Reads texts and keeps the CPU seconds that each stage took."""

    def __init__(self) -> None:
        self._stages = (Parse(), Mentions(), Quotes(), Entities(), Attribution())
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.words = 0

    def __call__(self, text: str) -> Report:
        report = Report.of(text)
        for stage in self._stages:
            begun = time.process_time()
            report = stage(report)
            self.seconds[stage.name] += time.process_time() - begun
        self.words += len(report.tokens or ())
        return report


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show each speaker that is not right")
    parser.add_argument("--system", type=Path, help="score coreference too, and keep the entities in this file")
    options = parser.parse_args(arguments)
    read = _Reader()
    read("Nobody was there.")
    read.seconds.clear()
    for corpus in SPEAKERS:
        _speakers(read, corpus, errors=options.errors)
    if options.system:
        rows = ({"doc_id": row["doc_id"], "mentions": _system(read(row["text"]))} for row in records(COREFERENCE))
        options.system.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        _score(options.system)
    for name, seconds in read.seconds.items():
        print(f"{name:24} {read.words / max(seconds, 1e-9):10,.0f} tokens per CPU-second")
    return 0


def _speakers(read: _Reader, corpus: str, *, errors: bool) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in records(corpus):
        for outcome in speaker_outcomes(read(row["text"]), row["quotes"]):
            total[outcome.form] += 1
            right[outcome.form] += outcome.right
            if errors and not outcome.right:
                found = outcome.found.name if outcome.found else "open"
                print(f"  {row['doc']}: {outcome.words!r} is {outcome.gold!r}, linked to {found!r}")
    forms = [form for form in total if form != "first person"]
    done, of = sum(right[form] for form in forms), sum(total[form] for form in forms)
    parts = ", ".join(f"{form} {right[form]}/{total[form]}" for form in sorted(total))
    every, whole = sum(right.values()), sum(total.values())
    print(
        f"{corpus}: {done}/{of} = {100 * done / max(of, 1):.1f} % without the first person ({parts}), "
        f"{100 * every / max(whole, 1):.1f} % with it"
    )


def _system(report: Report) -> list[dict[str, int]]:
    tree = Tree(report)
    mentions = {mention.id: mention for mention in report.mentions or ()}
    return [
        {"start": mentions[each].span.start, "end": _end(tree, mentions[each]), "cluster": number}
        for number, entity in enumerate(report.entities or ())
        for each in entity.mentions
    ]


def _end(tree: Tree, mention: Mention) -> int:
    """Where the corpus's annotators would end this mention: after its relative clause or possessive mark."""
    rows, head = tree.rows(mention.span), tree.rows(mention.head)
    if mention.form == "pronoun" or not rows:
        return mention.span.end
    last = rows[-1]
    if last + 1 < len(tree) and tree.dep[last + 1] == "case":
        return tree.end[last + 1]
    root = next((row for row in head if tree.head[row] not in head or tree.head[row] == row), head[-1])
    for row in tree.subtree(root, without=(c for c in tree.children[root] if tree.dep[c] in APART)):
        if row == last + 1 or (row == last + 2 and tree.pos[last + 1] == "PUNCT"):
            last = row
    return max(mention.span.end, tree.end[last])


def _score(system: Path) -> None:
    scorer, gold = folder() / "eval" / "coref_eval.py", folder() / "data" / COREFERENCE
    for sets in SETS:
        for lenient in ([], ["--head"]):
            command: Iterable[Any] = (
                *("python3", scorer, gold, system, "--types", "person,organization,place"),
                *(() if sets == "all" else ("--sets", sets)),
                *lenient,
            )
            line = [str(each) for each in command]
            done = subprocess.run(line, capture_output=True, text=True, check=False)  # noqa: S603 (our own command line)
            if done.returncode:
                print(
                    f"the scorer did not run (it needs numpy and scipy): {done.stderr.strip()[-200:]}",
                    file=sys.stderr,
                )
                return
            print(f"coreference, {sets}, {'lenient' if lenient else 'strict'} boundaries: {done.stdout.strip()}")


if __name__ == "__main__":
    sys.exit(main())
