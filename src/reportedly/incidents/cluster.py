"""Average-link clustering of a sparse graph, with pairs that must go together and pairs that must not."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["cluster", "clusters", "uncompared"]

Rows = npt.NDArray[np.int64]

MISSING = 0.02
"""The probability of a pair that was never compared: it shared nothing that would make it worth comparing."""
UNKNOWN = 20
"""How many pairs of two clusters count as not alike for never having been compared, or half of those that were: in an
incident of a thousand reports most pairs never are, and that says nothing against it."""
LIKELY = 0.3
"""Probability of a pair that makes two rows neighbours, when what is missing among neighbours is sought."""
LARGEST = 150
"""Rows of a group of neighbours in which every pair is compared."""


def cluster(
    size: int,
    pairs: Iterable[tuple[int, int, float]],
    *,
    least: float,
    bonds: Iterable[tuple[int, int]] = (),
    vetoes: Iterable[tuple[int, int]] = (),
    missing: float = MISSING,
) -> list[int]:
    """The cluster of each of `size` rows, named by its lowest row.

    Starting from single rows, the two clusters of the highest average probability are merged while it is at least
    `least` and no veto stands between them (pairs that are not given count as `missing`); equal averages are taken
    in the order of rows, so that the result does not depend on the order of `pairs`. `bonds` are merged first, a
    veto between two that bonds join is void: the caller sees to it that people do not contradict themselves. Sokal
    and Michener's UPGMA; O(e log e) for e pairs.
    """
    parent = list(range(size))

    def find(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for a, b in sorted(bonds):
        a, b = find(a), find(b)
        parent[max(a, b)] = min(a, b)
    weight = [0] * size
    for row in range(size):
        weight[find(row)] += 1
    near: list[dict[int, list[float]]] = [{} for _ in range(size)]
    for a, b, probability in sorted(pairs):
        a, b = find(a), find(b)
        if a != b:
            _add(near, a, b, probability, 1.0)
    apart: list[set[int]] = [set() for _ in range(size)]
    for a, b in vetoes:
        a, b = find(a), find(b)
        if a != b:
            apart[a].add(b)
            apart[b].add(a)

    def average(a: int, b: int) -> float:
        total, known = near[a][b]
        unknown = min(weight[a] * weight[b] - known, max(UNKNOWN, known / 2))
        return (total + missing * unknown) / (known + unknown)

    heap = [(-average(a, b), a, b) for a in range(size) for b in near[a] if a < b and average(a, b) >= least]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if b not in near[a] or b in apart[a] or -value != average(a, b):
            continue
        parent[b] = a
        for other in apart[b]:
            apart[other].discard(b)
            apart[other].add(a)
            apart[a].add(other)
        del near[a][b], near[b][a]
        for other, (total, known) in near[b].items():
            del near[other][b]
            _add(near, a, other, total, known)
        near[b] = {}
        weight[a] += weight[b]
        for other in near[a]:
            mean = average(a, other)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return [find(row) for row in range(size)]


def clusters(
    size: int,
    left: Rows,
    right: Rows,
    probability: npt.NDArray[np.float64],
    *,
    least: float,
    bonds: Sequence[tuple[int, int]] = (),
    vetoes: tuple[Rows, Rows],
) -> Rows:
    """What `cluster` gives, of pairs and vetoes in columns, one connected part of the graph after the other.

    For two clusters to have an average of `least`, one of their pairs must have it. So nothing merges across parts
    that neither such pairs nor bonds connect, and what is held beside the columns is that of the largest part alone.
    """
    labels = np.arange(size)
    strong = probability >= least
    one, other = (np.array([bond[k] for bond in bonds], np.int64) for k in (0, 1))
    part = _parts(size, np.concatenate((left[strong], one)), np.concatenate((right[strong], other)))
    pairs, bound, apart = (_Sorted(part, a, b) for a, b in ((left, right), (one, other), vetoes))
    for rows in _groups(part):

        def own(pairs: _Sorted, rows: Rows = rows) -> Iterator[tuple[int, int]]:
            a, b = (np.searchsorted(rows, column).tolist() for column in pairs.of(int(rows[0])))
            return zip(a, b, strict=True)

        chosen = probability[pairs.places(int(rows[0]))].tolist()
        found = cluster(
            len(rows),
            ((a, b, p) for (a, b), p in zip(own(pairs), chosen, strict=True)),
            least=least,
            bonds=own(bound),
            vetoes=own(apart),
        )
        labels[rows] = rows[found]
    return labels


def uncompared(left: Rows, right: Rows, probability: npt.NDArray[np.float64], size: int) -> tuple[Rows, Rows]:
    """The pairs that are not given (`left`, `right`: sorted) of groups whose rows likely pairs hold together, sorted.

    An average says something only if all pairs are known. A group of more than `LARGEST` rows is taken apart by
    asking for likelier pairs; what stays larger is left as it is, so that pairs grow with the rows and not their
    square.
    """
    keys = left * size + right
    found = [np.zeros(0, np.int64)]
    likely = probability >= LIKELY
    for least in (0.6, 0.9, 0.99, None):
        part = _parts(size, left[likely], right[likely])
        many = np.bincount(part, minlength=size)
        for rows in _groups(part):
            if len(rows) <= LARGEST:
                a, b = np.triu_indices(len(rows), 1)
                found.append(rows[a] * size + rows[b])
        if least is None:
            break
        likely &= (probability >= least) & (many[part[left]] > LARGEST)
    every = np.sort(np.concatenate(found))
    at = np.searchsorted(keys, every)
    every = every[np.append(keys, -1)[at] != every]
    return every // max(1, size), every % max(1, size)


def _parts(size: int, left: Rows, right: Rows) -> Rows:
    """For each row the lowest row that pairs connect it with."""
    parent = list(range(size))

    def find(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        a, b = find(a), find(b)
        parent[max(a, b)] = min(a, b)
    return np.array([find(row) for row in range(size)], np.int64)


def _groups(part: Rows) -> Iterator[Rows]:
    """The rows of each part of two and more, sorted, in the order of their lowest."""
    members = np.argsort(part, kind="stable")
    bounds = np.flatnonzero(np.r_[True, np.diff(part[members]) != 0, True]) if len(part) else np.zeros(1, np.int64)
    for first, last in pairwise(bounds.tolist()):
        if last - first > 1:
            yield members[first:last]


class _Sorted:
    """Pairs by the part in which they lie; those between parts are in none."""

    def __init__(self, part: Rows, left: Rows, right: Rows) -> None:
        self._left, self._right = left, right
        inside = np.flatnonzero(part[left] == part[right])
        self._order = inside[np.argsort(part[left[inside]], kind="stable")]
        self._parts = part[left[self._order]]

    def places(self, root: int) -> Rows:
        """Where the pairs of a part stand."""
        first, last = np.searchsorted(self._parts, (root, root + 1))
        return self._order[first:last]

    def of(self, root: int) -> tuple[Rows, Rows]:
        """The pairs of a part."""
        places = self.places(root)
        return self._left[places], self._right[places]


def _add(near: list[dict[int, list[float]]], a: int, b: int, total: float, known: float) -> None:
    entry = near[a].setdefault(b, [0.0, 0.0])
    near[b][a] = entry
    entry[0] += total
    entry[1] += known
