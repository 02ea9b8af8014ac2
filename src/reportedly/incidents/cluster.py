"""Average-link clustering of a sparse graph, with pairs that must go together and pairs that must not."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable

__all__ = ["cluster"]

MISSING = 0.02
"""The probability of a pair that was never compared: it shared nothing that would make it worth comparing."""


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
    `least` and no veto stands between them; equal averages are taken in the order of rows, so that the result does
    not depend on the order of `pairs`. `bonds` are merged first, a veto between two that bonds join is void: the
    caller sees to it that people do not contradict themselves. Sokal and Michener's UPGMA; O(e log e) for e pairs.
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
        return (total + missing * (weight[a] * weight[b] - known)) / (weight[a] * weight[b])

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


def _add(near: list[dict[int, list[float]]], a: int, b: int, total: float, known: float) -> None:
    entry = near[a].setdefault(b, [0.0, 0.0])
    near[b][a] = entry
    entry[0] += total
    entry[1] += known
