"""How far one text is in another: sentence against sentence, the reporter's words apart from quotations and names.

What two reporters at one press conference share are names, numbers and quotations. What nobody writes twice by chance
is the sentences around them. So an overlap is measured on the reporter's own words, and the rest is counted apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from reportedly.incidents.furniture import Furniture
from reportedly.incidents.passages import Passages, Sentence

__all__ = ["Match", "Overlap", "overlap"]

SAME, LIKE = 0.9, 0.45
"""Likeness from which two sentences are the same (a word or two changed), and from which one is the other
re-worded."""

CARRYING = 4
"""Carrying words that two sentences must share, wherever they stand in them, for the one to be the other
re-worded."""

SHORTEST = 5
"""Words of a sentence that is compared; shorter ones ("Nobody was hurt.") come up by chance."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences of one wording: places in the sentences of the first and second text, and likeness 0-1."""

    a: int
    b: int
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two texts have in common; shares are 0-1 of the reporter's words of the *shorter* text.

    `same` lies in sentences that both have, `alike` in sentences that are re-worded (without the same), `runs` in
    runs of three words and more that both have. `order` is how far the matched sentences follow one another
    in both (1: wholly).

    `facts` is the share of names and numbers of the shorter text that the other has, `agreed` the same within matched
    sentences and `same_agreed` within those that are the same: two briefs written by one pattern about two shootings
    have sentences alike, and other streets, ages and names in them. `sentences` and `words` are those compared in the
    shorter text, `matches` the matched ones; `quotations` are how many quoted sentences both have, of `quoted` in the
    text that has fewer.
    """

    same: float
    alike: float
    runs: float
    order: float
    facts: float
    agreed: float
    same_agreed: float
    sentences: int
    words: int
    matches: tuple[Match, ...]
    quotations: int
    quoted: int
    headline: bool


def overlap(a: Passages, b: Passages, furniture: Furniture | None = None) -> Overlap:
    """Compare two texts. Sentences that are furniture, at least by their own words, are left out on both sides."""
    furniture = furniture or Furniture()
    ours, theirs = _told(a, furniture), _told(b, furniture)
    swapped = _size(a, ours) < _size(b, theirs)
    small, big, rows, columns = (a, b, ours, theirs) if swapped else (b, a, theirs, ours)
    found = _matched(small, big, rows, columns)
    total = sum(_weight(small.sentences[n]) for n in rows) or 1
    same = sum(_weight(small.sentences[m.a]) for m in found if m.likeness >= SAME)
    alike = sum(_weight(small.sentences[m.a]) for m in found if m.likeness < SAME)
    quotes_a, quotes_b = _quotations(a, furniture), _quotations(b, furniture)
    facts = frozenset().union(*(small.sentences[n].facts for n in rows)) if rows else frozenset()
    pairs = found if swapped else [Match(m.b, m.a, m.likeness) for m in found]
    return Overlap(
        same=same / total,
        alike=alike / total,
        runs=_runs(small, big, rows, columns),
        order=_order([m.b for m in found]),
        facts=len(facts & big.facts) / len(facts) if facts else 1.0,
        agreed=_agreed(small, big, found),
        same_agreed=_agreed(small, big, [m for m in found if m.likeness >= SAME]),
        sentences=len(rows),
        words=total,
        matches=tuple(sorted(pairs, key=lambda m: (m.a, m.b))),
        quotations=len(quotes_a & quotes_b),
        quoted=min(len(quotes_a), len(quotes_b)),
        headline=(a.headline or "").casefold() == (b.headline or "").casefold(),
    )


def _agreed(small: Passages, big: Passages, found: list[Match]) -> float:
    """Of the names and numbers in matched sentences, the share that the other text has in that place.

    That place is the sentence and its neighbours: a rewrite joins sentences and parts them.
    """
    told = shared = 0
    for match in found:
        near = big.sentences[max(0, match.b - 1) : match.b + 2]
        facts = small.sentences[match.a].facts
        told += len(facts)
        shared += sum(any(fact in sentence.facts for sentence in near) for fact in facts)
    return shared / told if told else 1.0


def _told(text: Passages, furniture: Furniture) -> list[int]:
    """Places of the sentences in which a reporter tells something."""
    return [
        n
        for n, sentence in enumerate(text.sentences)
        if len(sentence.words) >= SHORTEST and not sentence.is_quotation and sentence not in furniture
    ]


def _weight(sentence: Sentence) -> int:
    return max(1, len(sentence.words) - len(sentence.quoted))


def _size(text: Passages, rows: list[int]) -> int:
    return sum(_weight(text.sentences[n]) for n in rows)


def _matched(small: Passages, big: Passages, rows: list[int], columns: list[int]) -> list[Match]:
    """For each sentence of the shorter text the most alike of the longer one, each used once; the most alike
    first."""
    out: list[Match] = []
    equal: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for m in reversed(columns):
        equal[big.sentences[m].words].append(m)
    for n in rows:  # what is the same word for word needs no comparing
        if same := equal.get(small.sentences[n].words):
            out.append(Match(n, same.pop(), 1.0))
    matched_rows, matched_columns = {match.a for match in out}, {match.b for match in out}
    rows = [n for n in rows if n not in matched_rows]
    columns = [m for m in columns if m not in matched_columns]
    holders: dict[str, list[int]] = defaultdict(list)
    for m in columns:
        for word in set(big.sentences[m].words):
            holders[word].append(m)
    scored: list[tuple[float, int, int]] = []
    common = max(4, len(columns) // 3)
    for n in rows:
        ours = small.sentences[n].words
        shared = Counter(m for word in set(ours) if len(holders[word]) <= common for m in holders[word])
        for m, many in shared.items():
            if many >= 2:
                likeness = _likeness(small.sentences[n], big.sentences[m])
                if likeness >= LIKE:
                    scored.append((likeness, n, m))
    scored.sort(key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2]))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for likeness, n, m in scored:
        if n not in taken_a and m not in taken_b:
            taken_a.add(n)
            taken_b.add(m)
            out.append(Match(n, m, likeness))
    return sorted(out, key=lambda match: match.a)


def _likeness(a: Sentence, b: Sentence) -> float:
    """Share of the words of the two that lie in their longest common subsequence or, a little less, in both at all.

    Whoever re-words a sentence keeps the words that carry it and changes those between: so the second measure leaves
    out words of up to three letters and takes the first five letters of the others ("inject", "injected").
    """
    if a.words == b.words:
        return 1.0
    in_order = 2 * LCSseq.similarity(a.words, b.words) / (len(a.words) + len(b.words))
    ours, theirs = _carrying(a.words), _carrying(b.words)
    both = sum(min(many, theirs[word]) for word, many in ours.items() if word in theirs)
    moved = 2 * both / (ours.total() + theirs.total()) if both >= CARRYING else 0.0
    return max(in_order, 0.9 * moved)


@lru_cache(maxsize=50_000)
def _carrying(words: tuple[str, ...]) -> Counter[str]:
    return Counter(word[:5] for word in words if len(word) > 3 or word.isdigit())


def _runs(small: Passages, big: Passages, rows: list[int], columns: list[int]) -> float:
    """Share of the shorter text's words that lie in runs of three which the longer text has too.

    A run of nothing but names and numbers does not count, and neither do quoted words.
    """
    theirs = {run for n in columns for run in _threes(big.sentences[n])}
    inside = total = 0
    for n in rows:
        sentence = small.sentences[n]
        covered = [False] * len(sentence.words)
        for place, run in enumerate(zip(sentence.words, sentence.words[1:], sentence.words[2:], strict=False)):
            if run in theirs and sum(word in sentence.facts or word in sentence.quoted for word in run) < 2:
                covered[place : place + 3] = [True] * 3
        inside += sum(covered)
        total += len(covered)
    return inside / total if total else 0.0


def _threes(sentence: Sentence) -> zip[tuple[str, str, str]]:
    return zip(sentence.words, sentence.words[1:], sentence.words[2:], strict=False)


def _order(places: list[int]) -> float:
    """Of the steps from one matched sentence to the next, the share that go forward in the other text too."""
    steps = list(pairwise(places))
    return sum(after > before for before, after in steps) / len(steps) if steps else 1.0


def _quotations(text: Passages, furniture: Furniture) -> set[tuple[str, ...]]:
    return {s.quoted for s in text.sentences if len(s.quoted) >= SHORTEST and s not in furniture}
