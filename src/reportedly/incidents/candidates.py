"""Which texts are worth comparing word by word: a vote of the shingles they share, in near-linear time.

All hashes of all texts are sorted once. Texts that share a hash get a vote for their pair; where many share it, each
pairs with the first that had it and with the one before, and not with every other. A thousand reprints so cost a
thousand pairs and not half a million, and words that every report has ("people were killed in") cost one pair a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reportedly.incidents.fingerprints import Fingerprint

__all__ = ["Votes", "vote"]

EVERY_PAIR = 5
"""Up to so many texts that share a hash, every two of them are paired."""

_Pairs = NDArray[np.int64]
Votes = tuple[_Pairs, _Pairs, NDArray[np.float64]]
"""Earlier text, later text (places in the sequence), and the share of the smaller one's shingles that both have."""


def vote(prints: Sequence[Fingerprint], *, least: float, rare: int | None = None, at_once: int = 20_000) -> Votes:
    """Pairs that share at least `least` (0-1) of the shingles of the one that has fewer, as far as the sample shows.

    With `rare`, hashes that more than so many texts have do not vote: they are how such things are said, or the
    furniture of a site. Pairs are counted for `at_once` later texts at a time, which bounds memory. In the order of
    the later text.
    """
    sizes = np.array([len(each.hashes) for each in prints], dtype=np.int64)
    if not len(prints) or not sizes.sum():
        none = np.empty(0, dtype=np.int64)
        return none, none, np.empty(0)
    hashes = np.concatenate([each.hashes for each in prints])
    texts = np.repeat(np.arange(len(prints), dtype=np.int32), sizes)
    order = np.argsort(hashes, kind="stable")
    hashes, texts = hashes[order], texts[order]
    first = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    many = np.diff(np.append(first, len(hashes)))
    keep = many > 1
    if rare is not None:
        keep &= many <= rare
    a, b = _pairs(texts, first[keep], many[keep])
    shingles = np.array([each.shingles for each in prints], dtype=np.float64)
    levels = np.array([each.level for each in prints], dtype=np.float64)
    out: list[Votes] = []
    by_later = np.argsort(b, kind="stable")
    a, b = a[by_later], b[by_later]
    bounds = np.searchsorted(b, np.arange(0, len(prints) + at_once, at_once))
    for low, high in pairwise(bounds):
        keys, votes = np.unique(b[low:high].astype(np.int64) << 32 | a[low:high], return_counts=True)
        earlier, later = keys & 0xFFFFFFFF, keys >> 32
        fewer = np.minimum(shingles[earlier], shingles[later])
        share = votes * np.maximum(levels[earlier], levels[later]) / np.maximum(fewer, 1)
        # One shingle in common is chance; three that nobody else has are not.
        chosen = (share >= least) & (votes >= np.minimum(3, fewer))
        out.append((earlier[chosen], later[chosen], np.minimum(share[chosen], 1.0)))
    a, b, share = (np.concatenate([part[n] for part in out]) for n in range(3))
    return a.astype(np.int64), b.astype(np.int64), share.astype(np.float64)


def _pairs(texts: NDArray[np.int32], first: _Pairs, many: _Pairs) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Every two of a small group; of a large one each with the first and with the one before."""
    a, b = [], []
    for gap in range(1, EVERY_PAIR):
        for size in range(gap + 1, EVERY_PAIR + 1):
            groups = first[many == size]
            for place in range(size - gap):
                a.append(texts[groups + place])
                b.append(texts[groups + place + gap])
    large, sizes = first[many > EVERY_PAIR], many[many > EVERY_PAIR]
    if len(large):
        starts = np.repeat(large, sizes - 1)
        within = np.arange(len(starts)) - np.repeat(np.cumsum(sizes - 1) - (sizes - 1), sizes - 1) + 1
        rows = starts + within
        a += [texts[starts], texts[rows[within > 1] - 1]]
        b += [texts[rows], texts[rows[within > 1]]]
    if not a:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)
    return np.concatenate(a), np.concatenate(b)
