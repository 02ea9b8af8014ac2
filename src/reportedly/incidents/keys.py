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

Rows = npt.NDArray[np.int64]


def candidates(collection: Collection) -> tuple[Rows, Rows]:
    """Pairs of accounts to compare, as two columns of rows, the lower row left, sorted."""
    facts = collection.facts
    order = _order(facts)
    pairs, shared = np.zeros(0, np.int64), np.zeros(0, np.float32)
    for accounts, keys, weights in _keyed(collection):
        # one kind after the other, so that a pair which shares twenty words is not held twenty times for all kinds
        found = list(_within(accounts, keys, weights, order, len(facts)))
        pairs, shared = _summed([pairs, *(pair for pair, _ in found)], [shared, *(weight for _, weight in found)])
    left, right = pairs // max(1, len(facts)), pairs % max(1, len(facts))
    apart = np.array([fact.account.report for fact in facts])
    keep = apart[left] != apart[right]
    left, right, shared = left[keep], right[keep], shared[keep]
    chosen = _best(left, right, shared) | _best(right, left, shared)
    return left[chosen], right[chosen]


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
        yield accounts, terms.astype(np.int64), vocabulary.rarity[terms]
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


def _rarest(vocabulary: Vocabulary, most: int, least: float) -> tuple[Rows, npt.NDArray[np.int32]]:
    """The words of each account that make keys: those that others have too, the rarest first."""
    rows = np.repeat(np.arange(len(vocabulary.starts) - 1), np.diff(vocabulary.starts))
    rarity = vocabulary.rarity[vocabulary.terms]
    usable = (vocabulary.found[vocabulary.terms] > 1) & (rarity >= least)
    rows, terms, rarity = rows[usable], vocabulary.terms[usable], rarity[usable]
    ranked = np.lexsort((terms, -rarity, rows))
    rows, terms = rows[ranked], terms[ranked]
    starts = np.searchsorted(rows, rows)
    first = np.arange(len(rows)) - starts < most
    return rows[first], terms[first]


def _within(
    accounts: Rows, keys: Rows, weights: npt.NDArray[np.float32], order: Rows, size: int
) -> Iterator[tuple[Rows, npt.NDArray[np.float32]]]:
    """Pairs that share a key, each account with the `WINDOW` next in time."""
    ranked = np.lexsort((order[accounts], keys))
    accounts, keys, weights = accounts[ranked], keys[ranked], weights[ranked]
    for step in range(1, WINDOW + 1):
        same = np.flatnonzero(keys[:-step] == keys[step:])
        if not len(same):
            return
        a, b = accounts[same], accounts[same + step]
        yield np.minimum(a, b) * size + np.maximum(a, b), weights[same]


def _summed(pairs: list[Rows], weights: list[npt.NDArray[np.float32]]) -> tuple[Rows, npt.NDArray[np.float32]]:
    """Each pair once, sorted, with the sum of its weights."""
    every, weight = np.concatenate(pairs), np.concatenate(weights)
    order = np.argsort(every, kind="stable")
    every, weight = every[order], weight[order]
    first = np.flatnonzero(np.r_[True, every[1:] != every[:-1]]) if len(every) else np.zeros(0, np.int64)
    return every[first], np.add.reduceat(weight, first) if len(every) else weight


def _best(of: Rows, other: Rows, weights: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Whether a pair is among the `MOST` weightiest of the account in `of`."""
    ranked = np.lexsort((other, -weights, of))
    ordered = of[ranked]
    place = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    out = np.zeros(len(of), bool)
    out[ranked[place < MOST]] = True
    return out
