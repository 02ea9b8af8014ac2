"""Which accounts are worth comparing: those that share a rare word, a rare name, somebody named, or a day and an
area.

Comparing all with all grows with the square. Here every key of an account leads to at most `WINDOW` others that have
it too, those nearest in time, and each account is compared with at most `MOST` others, those with which it shares
most. So pairs grow with the number of accounts, however large one incident or one day becomes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from reportedly.incidents.facts import Collection, Facts, Vocabulary

__all__ = ["MOST", "WINDOW", "candidates"]

WINDOW = 10
"""How many later accounts with the same key an account meets, in the order of publication."""
MOST = 30
"""How many others an account chooses to be compared with; being chosen by others comes on top."""
RAREST = 25
"""How many of its rarest words make keys for an account."""
RARE = 3.5
"""Least rarity of a word that makes a key: about 3 in 100 reports."""
SAME_DAY = 4.0
"""What sharing day and area counts for in the choice, beside the rarities of shared words."""

AT_ONCE = 1_000
"""Accounts for which pairs are sought at a time, which takes some 20 MB."""

Rows = npt.NDArray[np.int64]


def candidates(collection: Collection) -> tuple[Rows, Rows]:
    """Pairs of accounts to compare, as two columns of rows, the lower row left, sorted.

    What is held beside these columns and the keys is that of `AT_ONCE` accounts, however many there are.
    """
    facts, size = collection.facts, len(collection.facts)
    order = _order(facts)
    numbers: dict[str, int] = {}
    report = np.array([numbers.setdefault(fact.account.report, len(numbers)) for fact in facts], np.int64)
    kinds = [_Keyed(*each, order) for each in _keyed(collection)]
    chosen = [np.zeros(0, np.int64)]
    for first in range(0, size, AT_ONCE):
        found = [kind.met(first, min(first + AT_ONCE, size)) for kind in kinds]
        own, other, shared = _summed(size, *(np.concatenate([each[k] for each in found]) for k in range(3)))
        for side in (own < other, own > other):
            side &= report[own] != report[other]
            one, two = own[side], other[side]
            best = _best(one, two, shared[side])
            chosen.append(np.minimum(one, two)[best] * size + np.maximum(one, two)[best])
    pairs = np.unique(np.concatenate(chosen))
    return pairs // max(1, size), pairs % max(1, size)


def _order(facts: list[Facts]) -> Rows:
    """The place of each account in time: by publication, then by the order in which they came."""
    known = [fact.published or 0 for fact in facts]
    ranked = np.lexsort((np.arange(len(facts)), np.array(known, dtype=np.int64)))
    places = np.empty(len(facts), np.int64)
    places[ranked] = np.arange(len(facts))
    return places


def _keyed(collection: Collection) -> Iterator[tuple[Rows, Rows, npt.NDArray[np.float32]]]:
    """Columns of accounts, keys and what sharing the key counts for, one kind of key after the other."""
    for vocabulary, most, least in (
        (collection.words, RAREST, RARE),
        (collection.names, RAREST, RARE),
        (collection.people, 10_000, 0.0),
    ):
        accounts, terms = _rarest(vocabulary, most, least)
        yield accounts, terms, vocabulary.rarity[terms]
    rows: list[int] = []
    keys: list[int] = []
    numbers: dict[tuple[int, str], int] = {}
    for fact in collection.facts:
        for day, area in _days_and_areas(fact):
            rows.append(fact.row)
            keys.append(numbers.setdefault((day, area), len(numbers)))
    yield np.array(rows, np.int64), np.array(keys, np.int64), np.full(len(rows), SAME_DAY, np.float32)


def _days_and_areas(fact: Facts) -> set[tuple[int, str]]:
    """Each day (its own, else that of publication and the one before) with each first-order area it names."""
    days: set[int] = set()
    for first, last in fact.days[:2]:
        if first is not None and last is not None and last - first <= 3:
            days |= set(range(first, last + 1))
    if not days and fact.published is not None:
        days = {fact.published, fact.published - 1}
    areas = {site.area for site in fact.account.sites[:4] if site.area}
    return {(day, area) for day in days for area in areas}


def _rarest(vocabulary: Vocabulary, most: int, least: float) -> tuple[Rows, Rows]:
    """The words of each account that make keys: those that others have too, the rarest first."""
    parts = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    starts = vocabulary.starts
    for low in range(0, len(starts) - 1, AT_ONCE):
        bounds = starts[low : low + AT_ONCE + 1]
        terms = vocabulary.terms[bounds[0] : bounds[-1]]
        rows = np.repeat(np.arange(low, low + len(bounds) - 1), np.diff(bounds))
        rarity = vocabulary.rarity[terms]
        usable = (vocabulary.found[terms] > 1) & (rarity >= least)
        rows, terms, rarity = rows[usable], terms[usable], rarity[usable]
        ranked = np.lexsort((terms, -rarity, rows))
        rows, terms = rows[ranked], terms[ranked]
        first = np.arange(len(rows)) - np.searchsorted(rows, rows) < most
        parts.append((rows[first], terms[first].astype(np.int64)))
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([terms for _, terms in parts])


class _Keyed:
    """Which accounts have which keys of one kind, so that those that share one can be found for a few at a time."""

    def __init__(self, accounts: Rows, keys: Rows, weights: npt.NDArray[np.float32], order: Rows) -> None:
        ranked = np.lexsort((order[accounts], keys))
        self._accounts, self._keys = accounts[ranked].astype(np.int32), keys[ranked].astype(np.int32)
        self._weights = weights[ranked]
        self._places = np.argsort(self._accounts, kind="stable").astype(np.int32)
        self._starts = np.searchsorted(self._accounts[self._places], np.arange(len(order) + 1))

    def met(self, low: int, high: int) -> tuple[Rows, Rows, npt.NDArray[np.float32]]:
        """Accounts from `low` up to `high`, each with the `WINDOW` before and after it in time that share a key."""
        places = self._places[self._starts[low] : self._starts[high]]
        mine, theirs = [places[:0]], [places[:0]]
        for step in (*range(-WINDOW, 0), *range(1, WINDOW + 1)):
            beside = places + step
            there = places[(beside >= 0) & (beside < len(self._keys))]
            there = there[self._keys[there] == self._keys[there + step]]
            mine.append(there)
            theirs.append(there + step)
        own, other = np.concatenate(mine), np.concatenate(theirs)
        return self._accounts[own].astype(np.int64), self._accounts[other].astype(np.int64), self._weights[own]


def _summed(
    size: int, own: Rows, other: Rows, weights: npt.NDArray[np.float32]
) -> tuple[Rows, Rows, npt.NDArray[np.float64]]:
    """Each pair once, sorted, with the sum of its weights, which is exact: so it is the same from both sides."""
    pairs = own * size + other
    order = np.argsort(pairs, kind="stable")
    pairs = pairs[order]
    first = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]]) if len(pairs) else np.zeros(0, np.int64)
    summed = weights[order].astype(np.float64)
    pairs = pairs[first]
    return pairs // max(1, size), pairs % max(1, size), np.add.reduceat(summed, first) if len(first) else summed


def _best(of: Rows, other: Rows, weights: npt.NDArray[np.float64]) -> Rows:
    """The places of the pairs that are among the `MOST` weightiest of the account in `of`."""
    ranked = np.lexsort((other, -weights, of))
    ordered = of[ranked]
    return ranked[np.arange(len(ordered)) - np.searchsorted(ordered, ordered) < MOST]
