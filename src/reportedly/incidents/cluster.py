"""Average-link clustering of a sparse graph, with pairs that must go together and pairs that must not."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping

__all__ = ["cluster", "uncompared"]

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
    vetoes: Collection[tuple[int, int]] = (),
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


def uncompared(scores: Mapping[tuple[int, int], float], size: int) -> list[tuple[int, int]]:
    """The pairs not in `scores` of groups whose rows likely pairs hold together, sorted.

    An average says something only if all pairs are known. A group of more than `LARGEST` rows is taken apart by
    asking for likelier pairs; what stays larger is left as it is, so that pairs grow with the rows and not their
    square.
    """
    groups = _groups([pair for pair, p in scores.items() if p >= LIKELY], size)
    out: list[tuple[int, int]] = []
    for least in (0.6, 0.9, 0.99):
        large = {row: k for k, group in enumerate(groups) if len(group) > LARGEST for row in group}
        if not large:
            break
        kept = [p for p in scores if scores[p] >= least and p[0] in large and large[p[0]] == large.get(p[1])]
        groups = [group for group in groups if len(group) <= LARGEST] + _groups(kept, size)
    for group in groups:
        if len(group) <= LARGEST:
            out += [(a, b) for k, a in enumerate(group) for b in group[k + 1 :] if (a, b) not in scores]
    return sorted(out)


def _groups(pairs: Iterable[tuple[int, int]], size: int) -> list[list[int]]:
    """Rows that pairs connect, each group of two and more sorted."""
    parent = list(range(size))

    def find(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for a, b in pairs:
        a, b = find(a), find(b)
        parent[max(a, b)] = min(a, b)
    out: dict[int, list[int]] = {}
    for row in range(size):
        out.setdefault(find(row), []).append(row)
    return [group for group in out.values() if len(group) > 1]


def _add(near: list[dict[int, list[float]]], a: int, b: int, total: float, known: float) -> None:
    entry = near[a].setdefault(b, [0.0, 0.0])
    near[b][a] = entry
    entry[0] += total
    entry[1] += known
