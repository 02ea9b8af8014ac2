"""Copies, rewrites and independent reports told apart, and origins counted, measured.

    python -m eval.copies                      # labelled pairs, reprints, speed
    python -m eval.copies --misses             # with every pair that was not told right
    python -m eval.copies --articles           # also the gun-violence articles: how many links, also across incidents
    python -m eval.copies --speed 1000 10000   # the time for so many texts; 0 for none

The pairs are of two kinds: drawn by `eval.copy_pairs` (fictional; thresholds were chosen on seed 1, seeds 2 and 3
were not looked at), and written by hand to be hard (copy_pairs.toml; odd ones were looked at, even ones not). A
copy or rewrite is found if it is linked at all; an independent pair is right only if it is neither linked nor sent
to review. Pairs are scored by themselves and again as one ledger of all texts, in which every text could be linked
to every other.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from eval.copy_pairs import Pair, pairs, reprints
from eval.corpora import records
from reportedly.incidents.copies import WEAK, CopyText, compare, copies
from reportedly.incidents.credits import Credit
from reportedly.incidents.fingerprints import fingerprint, opened, words
from reportedly.incidents.origins import origins

__all__ = ["by_hand", "main"]

CASES = Path(__file__).parent / "copy_pairs.toml"
FOUND = frozenset(("copy", "part", "rewrite", "version"))


def by_hand() -> list[Pair]:
    """The pairs of copy_pairs.toml in their order; the first has number 1."""
    stories = tomllib.loads(CASES.read_text("utf-8"))["story"]
    rows = [(story, pair) for story in stories for pair in story["pair"]]
    return [
        Pair(f"h{number:02} {story['id']}", story["text"], pair["text"], pair["kind"], pair["how"])
        for number, (story, pair) in enumerate(rows, 1)
    ]


def right(pair: Pair, said: str) -> bool:
    """Whether what was said of a pair is what it is; a rewrite that is called a copy is found."""
    return said == "none" if pair.kind == "independent" else said in FOUND


def _alone(chosen: Iterable[Pair]) -> list[tuple[Pair, str, str]]:
    out: list[tuple[Pair, str, str]] = []
    for pair in chosen:
        found = compare(pair.a, pair.b)
        out.append((pair, found.kind, found.reason))
    return out


def _in_one_ledger(chosen: Sequence[Pair]) -> tuple[list[tuple[Pair, str, str]], int]:
    """What is said of each pair where all are in one ledger, and how many links there are between other pairs.

    Pairs written by hand share their first text, so links between their second texts are no mistakes and not counted.
    """
    texts: dict[str, CopyText] = {}
    for pair in chosen:
        for side in "ab":
            words = getattr(pair, side)
            texts.setdefault(words, CopyText(report=f"{pair.id}{side}", text=words, outlet=f"Paper {pair.id}{side}"))
    names = {words: text.report for words, text in texts.items()}
    links = {frozenset((link.a, link.b)): link for link in copies(texts.values())}
    group = {name: name for name in names.values()}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for link in links.values():
        if link.kind in FOUND:
            group[root(link.b)] = root(link.a)
    out: list[tuple[Pair, str, str]] = []
    known = set()
    for pair in chosen:
        a, b = names[pair.a], names[pair.b]
        known.add(frozenset((a, b)))
        found_link = links.get(frozenset((a, b)))
        said = found_link.kind if found_link else "copy" if root(a) == root(b) else "none"
        out.append((pair, said, found_link.reason if found_link else ""))
    beside = [
        key for key, link in links.items() if key not in known and link.kind in FOUND and len(_stories(key)) > 1
    ]
    return out, len(beside)


def _stories(names: Iterable[str]) -> set[str]:
    """The stories that two texts belong to: of one pair, or by hand of one [[story]]."""
    return {name[:-1].split()[-1] for name in names}


def _print(name: str, rows: Sequence[tuple[Pair, str, str]], *, misses: bool, more: str = "") -> None:
    print(f"{name}: {len(rows)} pairs{more}")
    for kind, wanted in (("copy", "found"), ("rewrite", "found"), ("independent", "let be")):
        of = [(pair, said) for pair, said, _ in rows if pair.kind == kind]
        good = sum(right(pair, said) for pair, said in of)
        said_as = Counter(said for _, said in of)
        share = 100 * good / max(1, len(of))
        print(f"  {kind:12s} {wanted} {share:5.1f} % of {len(of):3d}   said: {dict(sorted(said_as.items()))}")
    if misses:
        for pair, said, reason in rows:
            if not right(pair, said):
                print(f"    {pair.id} is {pair.kind} ({pair.how}), said {said}: {reason}")


def _reprints() -> None:
    print(
        "\nreprints of one article by outlets that do not exist, each with a byline of its own, beside another report"
    )
    own = Credit(name="Oda Marren", relation="own", place="byline")
    for how in ("verbatim", "headline", "tenth"):
        for many in (0, 1, 10, 100, 1_000):
            article, printed, other = reprints(1, many, how)
            texts = [CopyText(report="article", text=article, outlet="Arden Courier", credits=(own,))]
            texts += [CopyText(report="other", text=other, outlet="Tarn Herald", credits=(own,))]
            for number, reprint in enumerate(printed):
                byline = Credit(name=f"Fake Name {number}", relation="own", place="byline")
                texts.append(
                    CopyText(report=f"f{number}", text=reprint, outlet=f"Fake {number} Daily", credits=(byline,))
                )
            begun = time.process_time()
            found = origins(texts, copies(texts))
            print(f"  {how:9s} {many:5,}: {found!s:58s} {time.process_time() - begun:6.2f} s")


def _sketches() -> None:
    """How many pairs a sketch of equal size for each text (MinHash) would propose, and the one of a fixed share."""
    try:
        from rensa import RMinHash
    except ImportError:
        print("\nMinHash is not compared: rensa is not installed (make bench installs it)")
        return

    def minhash(text: str) -> RMinHash:
        each = words(text)
        made = RMinHash(128, 42)
        made.update([" ".join(each[n : n + 3]) for n in range(len(each) - 2)])
        return made

    def contained(a: str, b: str) -> float:
        one, other = opened(fingerprint(a)), opened(fingerprint(b))
        shared = len(np.intersect1d(one.hashes, other.hashes)) * max(one.level, other.level)
        return float(shared / min(one.shingles, other.shingles))

    print("\npairs of seed 2 that a sketch proposes: MinHash by resemblance (rensa, 128 values), ours by containment")
    for kind in ("copy", "rewrite"):
        those = [pair for pair in pairs(2) if pair.kind == kind]
        alike = [minhash(pair.a).jaccard(minhash(pair.b)) for pair in those]
        within = [contained(pair.a, pair.b) for pair in those]
        told = ", ".join(f"from {least}: {sum(each >= least for each in alike)}" for least in (0.8, 0.5, 0.3))
        print(
            f"  {kind:8s} of {len(those)}: MinHash {told}; ours from {WEAK}: {sum(each >= WEAK for each in within)}"
        )


def _speed(sizes: Iterable[int]) -> None:
    print("\ntime and memory for a mix of stories (a third of the texts copies or rewrites), processor seconds")
    for many in sizes:
        draw = random.Random(many)  # noqa: S311
        words: list[str] = []
        seed = 10
        while len(words) < many:
            for pair in pairs(seed, min(2_000, many)):
                words += [pair.a, pair.b]
            seed += 1
        words = words[:many]
        draw.shuffle(words)
        begun = time.process_time()
        prints = [fingerprint(text) for text in words]
        made = time.process_time()
        texts = [
            CopyText(report=f"t{n}", text=text, outlet=f"Paper {n}", fingerprint=data)
            for n, (text, data) in enumerate(zip(words, prints, strict=True))
        ]
        links = copies(texts)
        ended = time.process_time()
        size = sum(map(len, prints)) / many
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  {many:7,} texts: fingerprints {made - begun:6.1f} s ({size:.0f} bytes each), "
            f"links {ended - made:6.1f} s, {len(links):,} links, peak {peak:,.0f} MB"
        )


def _articles() -> None:
    rows = [row for row in records("incidents/gva_dev.jsonl") if row.get("content")]
    texts = [
        CopyText(
            report=str(n),
            text=f"{row['title']}\n\n{row['content']}",
            outlet=_site(row["uri"]),
            published=row["dct"],
        )
        for n, row in enumerate(rows)
    ]
    links = copies(texts)
    print(f"\ngun-violence articles: {len(texts):,}, {len(links)} links")
    for kind in ("copy", "part", "rewrite", "version", "unsure"):
        of = [link for link in links if link.kind == kind]
        one = sum(rows[int(link.a)]["incident"] == rows[int(link.b)]["incident"] for link in of)
        print(f"  {kind:8s} {len(of):4d}, of one incident by the corpus {one}")


def _site(uri: str) -> str:
    """The site of an address of the web archive."""
    return uri.rsplit("://", 1)[-1].split("/")[0].removeprefix("www.").split(":")[0]


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="show each pair that was not told right")
    parser.add_argument(
        "--articles", action="store_true", help="links among the gun-violence articles (needs the corpora)"
    )
    parser.add_argument("--speed", nargs="*", type=int, default=[1_000, 10_000], help="numbers of texts to time")
    chosen = parser.parse_args()
    hand = by_hand()
    parts = [
        ("drawn, seed 1 (thresholds chosen on it)", list(pairs(1))),
        ("drawn, seed 2", list(pairs(2))),
        ("drawn, seed 3", list(pairs(3))),
        ("by hand, odd (thresholds chosen on them)", hand[::2]),
        ("by hand, even", hand[1::2]),
    ]
    for name, those in parts:
        _print(f"\n{name}, each by itself", _alone(those), misses=chosen.misses)
        rows, beside = _in_one_ledger(those)
        _print(f"{name}, in one ledger", rows, misses=chosen.misses, more=f"; {beside} links between others")
    _reprints()
    _sketches()
    if chosen.articles:
        _articles()
    _speed(size for size in chosen.speed if size)


if __name__ == "__main__":
    main()
