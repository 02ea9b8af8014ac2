"""How the cost of linking grows with the ledger: processor time and memory at 1,000, 10,000 and 100,000 reports.

    python -m eval.growth [--sizes 1000 10000 100000] [--at-once] [--profile N]

Fictional reports (`eval.synthetic`: two years, ten countries, incidents of 1 to 90 reports, copies, a third of other
news) as outlines that are made and not read (`eval.synthetic_outlines`). Each size runs in a process of its own. What
is timed is finding copies (fingerprints are there, as in a ledger), linking, and putting the clues of its pairs into
words; making the reports is not. Memory is what each step adds at its peak to the process that makes the reports. The
exponent is that of a power law fitted to the times of all sizes: 1 is linear growth. The scores are of the made gold:
they show that speed is not bought with errors, and say nothing of real news (`python -m eval.incidents` does).

Reading takes some 0.2 s of processor time a report (`python -m eval.speed`), to which the cost is compared.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from eval.synthetic import Story, stories
from eval.synthetic_outlines import Gold, copy_text, identity, made_outline
from reportedly.incidents.copies import CopyLink, CopyText, copies
from reportedly.incidents.fingerprints import fingerprint
from reportedly.incidents.linking import Linking, link
from reportedly.incidents.outlines import Outline

READING = 0.2
"""Seconds of processor time that reading a report takes with the default recipe, on the machine of the benchmarks."""

T = TypeVar("T")


class Apart(Iterator[T]):
    """An iterable whose own processor time is measured, so that it can be taken off that of who goes through it."""

    def __init__(self, made: Iterable[T]) -> None:
        self._made = iter(made)
        self.seconds = 0.0

    def __next__(self) -> T:
        before = time.process_time()
        try:
            return next(self._made)
        finally:
            self.seconds += time.process_time() - before


def measured_copies(reports: int, seed: int) -> dict[str, float]:
    """Processor seconds, peak memory in MB and scores of finding copies at one size."""
    texts = Apart(_texts(reports, seed))
    before, begin = _peak(), time.process_time()
    links = copies(texts)
    out = {"copies_s": time.process_time() - begin - texts.seconds, "copies_mb": _peak() - before}
    return out | _copy_scores(reports, seed, links)


def measured_link(reports: int, seed: int) -> dict[str, float]:
    """The same of linking, which is told what are copies as they were made."""
    golds: list[Gold] = []
    takes: dict[str, str] = {}
    names: dict[int, str] = {}
    for story in stories(reports, seed=seed):
        names[story.number] = identity(story)
        if story.copy_of in names and _whole(story):
            takes[identity(story)] = names[story.copy_of]
    outlines = Apart(_outlines(reports, seed, golds))
    before, begin = _peak(), time.process_time()
    linking = link(outlines, copies=takes)
    out = {"link_s": time.process_time() - begin - outlines.seconds, "link_mb": _peak() - before}
    begin = time.process_time()
    out["pairs"] = sum(1 for _ in linking.pairs)
    out["say_s"] = time.process_time() - begin
    return out | _link_scores(linking, golds)


def _texts(reports: int, seed: int) -> Iterator[CopyText]:
    for story in stories(reports, seed=seed):
        yield replace(copy_text(story), fingerprint=fingerprint(story.text))


def _outlines(reports: int, seed: int, golds: list[Gold]) -> Iterator[Outline]:
    for story in stories(reports, seed=seed):
        made, gold = made_outline(story)
        golds.append(gold)
        yield made


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _copy_scores(reports: int, seed: int, links: Sequence[CopyLink]) -> dict[str, float]:
    """Recall: copies that hang together with their original. Precision: links between reports of one original."""
    root: dict[str, str] = {}
    by_number: dict[int, str] = {}
    copied: list[tuple[str, str]] = []
    told: dict[str, str | None] = {}
    for story in stories(reports, seed=seed):
        name = identity(story)
        by_number[story.number] = name
        told[name] = story.incident
        source = by_number.get(story.copy_of) if story.copy_of is not None else None
        root[name] = root[source] if source else name
        if source and _whole(story):
            copied.append((source, name))
    together = _components((each.a, each.b) for each in links if each.kind != "unsure")
    found = sum(together(a) == together(b) for a, b in copied)
    sure = [each for each in links if each.kind != "unsure"]
    right = sum(root[each.a] == root[each.b] for each in sure)
    same = sum(told[each.a] == told[each.b] and told[each.a] is not None for each in sure)
    return {
        "copy_recall": found / max(1, len(copied)),
        "copy_precision": right / max(1, len(sure)),
        "copy_same_incident": same / max(1, len(sure)),
        "copy_links": len(sure),
        "copy_unsure": len(links) - len(sure),
    }


def _whole(story: Story) -> bool:
    return story.how is not None


def _components(links: Iterable[tuple[str, str]]) -> _Groups:
    groups = _Groups()
    for a, b in links:
        groups.join(a, b)
    return groups


class _Groups:
    """Which names hang together."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        while (parent := self._parent.get(name, name)) != name:
            self._parent[name] = self._parent.get(parent, parent)
            name = parent
        return name

    def join(self, a: str, b: str) -> None:
        self._parent[self(a)] = self(b)


def _link_scores(linking: Linking, golds: Sequence[Gold]) -> dict[str, float]:
    gold = {account: incident for each in golds for account, incident in each.accounts.items()}
    found = {
        account.id: incident.id
        for incident in linking.incidents
        for account in (*incident.accounts, *incident.background)
        if account.id in gold
    }
    pairs = Counter(linking.pairs.verdicts)
    return {"accounts": len(found), "incidents": len(linking.incidents), "unsure": pairs["unsure"]} | scores(
        found, gold
    )


def scores(found: Mapping[str, str], gold: Mapping[str, str]) -> dict[str, float]:
    """Pairwise and B-cubed precision, recall and F1 of a clustering of the same things."""
    both = Counter((found[name], gold[name]) for name in found)
    ours, theirs = Counter(found.values()), Counter(gold[name] for name in found)

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    precision = pairs(both.values()) / max(1, pairs(ours.values()))
    recall = pairs(both.values()) / max(1, pairs(theirs.values()))
    many = max(1, len(found))
    b_precision = sum(n * n / ours[a] for (a, _), n in both.items()) / many
    b_recall = sum(n * n / theirs[b] for (_, b), n in both.items()) / many
    return {
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "b3_f1": _f1(b_precision, b_recall),
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The power with which the second numbers grow with the first: least squares over their logarithms."""
    logs = [(math.log(x), math.log(max(y, 1e-3))) for x, y in points]
    x0, y0 = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return float(sum((x - x0) * (y - y0) for x, y in logs) / sum((x - x0) ** 2 for x, _ in logs))


def profiled(reports: int, seed: int) -> None:
    """Print the functions that copies and linking spend most time in."""
    import cProfile
    import pstats

    texts = list(_texts(reports, seed))
    golds: list[Gold] = []
    outlines = list(_outlines(reports, seed, golds))
    with cProfile.Profile() as of_copies:
        links = copies(texts)
    takes = {each.b: each.a for each in links if each.kind in {"copy", "rewrite", "version"}}
    with cProfile.Profile() as of_linking:
        link(outlines, copies=takes)
    for name, profile in (("copies", of_copies), ("linking", of_linking)):
        print(f"\n{name} of {reports:,} reports, most own time first")
        pstats.Stats(profile, stream=sys.stdout).strip_dirs().sort_stats("tottime").print_stats(16)


def main() -> None:
    """Measure each size in a process of its own and print times, memory, exponent and scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", type=int, metavar="N", help="say where the time goes at N reports, and stop")
    parser.add_argument("--one", nargs=2, metavar=("STEP", "N"), help="measure copies or link alone, at one size")
    parser.add_argument("--at-once", action="store_true", help="measure copies and linking side by side")
    arguments = parser.parse_args()
    if arguments.profile:
        profiled(arguments.profile, arguments.seed)
        return
    if arguments.one:
        step, size = arguments.one
        print(json.dumps(STEPS[step](int(size), arguments.seed)))
        return
    rows: list[dict[str, float]] = []
    print(
        "   reports   copies s    MB  KB each    link s    MB  KB each  pairs said s  ms/report  of reading"
        "    F1  (P, R)        B3    copies R, P   unsure"
    )
    for size in sorted(arguments.sizes):
        row = {"reports": float(size)}
        running = []
        for step in STEPS:
            command = [sys.executable, "-m", "eval.growth", "--one", step, str(size), "--seed", str(arguments.seed)]
            running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))  # noqa: S603
            if not arguments.at_once:
                running[-1].wait()
        for process in running:
            said, _ = process.communicate()
            row |= json.loads(said)
        rows.append(row)
        each = (row["copies_s"] + row["link_s"] + row["say_s"]) / size
        print(
            f"{size:10,}{row['copies_s']:11.1f}{row['copies_mb']:6.0f}{1024 * row['copies_mb'] / size:9.1f}"
            f"{row['link_s']:10.1f}{row['link_mb']:6.0f}{1024 * row['link_mb'] / size:9.1f}{row['say_s']:14.1f}"
            f"{1000 * each:11.2f}{each / READING:11.1%}{100 * row['f1']:6.1f}"
            f"  ({100 * row['precision']:.1f}, {100 * row['recall']:.1f}){100 * row['b3_f1']:7.1f}"
            f"    {row['copy_recall']:.3f}, {row['copy_precision']:.3f}{row['unsure']:8.0f}",
            flush=True,
        )
    if len(rows) > 1:
        for name in ("copies_s", "link_s"):
            print(f"{name[:-2]}: exponent {exponent([(r['reports'], r[name]) for r in rows]):.2f}")
        both = [(r["reports"], r["copies_s"] + r["link_s"] + r["say_s"]) for r in rows]
        print(f"together: exponent {exponent(both):.2f} (target <= 1.15)")


STEPS = {"copies": measured_copies, "link": measured_link}


if __name__ == "__main__":
    main()
