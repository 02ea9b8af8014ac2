"""Average link with bonds and vetoes, whatever the order in which pairs come."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from reportedly.incidents.cluster import LARGEST, cluster, uncompared

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


def test_what_is_missing_within_a_group_of_neighbours_is_compared_too() -> None:
    assert uncompared({(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.1}, 4) == [(0, 2)]


def test_a_group_too_large_to_compare_all_is_taken_apart_and_else_left() -> None:
    size = 4 * LARGEST
    line = {(row, row + 1): 0.995 if row % 2 == 0 else 0.4 for row in range(size - 1)}
    assert uncompared(line, size) == []
    sure = {(row, row + 1): 0.999 for row in range(size - 1)}
    assert uncompared(sure, size) == []
