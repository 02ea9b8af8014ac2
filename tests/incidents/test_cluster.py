"""Average link with bonds and vetoes, whatever the order in which pairs come."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.incidents.cluster import LARGEST, cluster, clusters, uncompared

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1, allow_nan=False),
    max_size=30,
)


def groups(labels: list[int]) -> set[frozenset[int]]:
    return {frozenset(row for row, label in enumerate(labels) if label == each) for each in labels}


def test_what_is_likely_on_average_is_merged_and_one_likely_pair_of_many_is_not_enough() -> None:
    chain = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.05), (3, 4, 0.9)]
    assert groups(cluster(5, chain, least=0.5)) == {frozenset({0, 1}), frozenset({2}), frozenset({3, 4})}


def test_a_pair_that_was_not_compared_counts_as_not_alike() -> None:
    assert groups(cluster(3, [(0, 1, 0.9), (1, 2, 0.8)], least=0.5)) == {frozenset({0, 1}), frozenset({2})}


def test_a_bond_joins_and_a_veto_parts_for_whole_clusters() -> None:
    sure = [(a, b, 0.99) for a in range(4) for b in range(a + 1, 4)]
    assert groups(cluster(4, sure, least=0.5, vetoes={(0, 3)})) in (
        {frozenset({0, 1, 2}), frozenset({3})},
        {frozenset({0}), frozenset({1, 2, 3})},
    )
    assert groups(cluster(4, [], least=0.5, bonds=[(0, 2), (2, 3)])) == {frozenset({0, 2, 3}), frozenset({1})}


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_pairs_changes_nothing(pairs: dict[tuple[int, int], float], rng: random.Random) -> None:
    listed = [(a, b, p) for (a, b), p in pairs.items()]
    shuffled = listed[:]
    rng.shuffle(shuffled)
    assert cluster(10, listed, least=0.5) == cluster(10, shuffled, least=0.5)


@given(PAIRS, st.sets(st.sampled_from([(a, b) for a in range(10) for b in range(a + 1, 10)]), max_size=8))
def test_no_veto_is_ever_broken(pairs: dict[tuple[int, int], float], vetoes: set[tuple[int, int]]) -> None:
    labels = cluster(10, [(a, b, p) for (a, b), p in pairs.items()], least=0.5, vetoes=vetoes)
    assert all(labels[a] != labels[b] for a, b in vetoes)


def columns(pairs: dict[tuple[int, int], float]) -> tuple[Any, Any, Any]:
    listed = np.array([(a, b) for a, b in sorted(pairs)], np.int64).reshape(-1, 2)
    return listed[:, 0], listed[:, 1], np.array([pairs[pair] for pair in sorted(pairs)], np.float64)


@given(PAIRS, *[st.sets(st.sampled_from([(a, b) for a in range(10) for b in range(a + 1, 10)]), max_size=4)] * 2)
def test_part_by_part_the_clusters_are_those_of_the_whole(
    pairs: dict[tuple[int, int], float], bonds: set[tuple[int, int]], vetoes: set[tuple[int, int]]
) -> None:
    listed = [(a, b, p) for (a, b), p in pairs.items()]
    whole = cluster(10, listed, least=0.5, bonds=bonds, vetoes=vetoes)
    apart = columns(dict.fromkeys(vetoes, 1.0))[:2]
    assert clusters(10, *columns(pairs), least=0.5, bonds=sorted(bonds), vetoes=apart).tolist() == whole


def missing(pairs: dict[tuple[int, int], float], size: int) -> list[tuple[int, int]]:
    left, right = uncompared(*columns(pairs), size)
    return list(zip(left.tolist(), right.tolist(), strict=True))


def test_what_is_missing_within_a_group_of_neighbours_is_compared_too() -> None:
    assert missing({(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.1}, 4) == [(0, 2)]


def test_a_group_too_large_to_compare_all_is_taken_apart_and_else_left() -> None:
    size = 4 * LARGEST
    line = {(row, row + 1): 0.995 if row % 2 == 0 else 0.4 for row in range(size - 1)}
    assert missing(line, size) == []
    sure = {(row, row + 1): 0.999 for row in range(size - 1)}
    assert missing(sure, size) == []
