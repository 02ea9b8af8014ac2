"""Weights that start where they are, and move as far as labels bear it out."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.learn.fitting import cross_validated, fitted, folds, scores


def made(many: int, weights: list[float], seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Rows of signs, and labels drawn by these weights."""
    chance = np.random.default_rng(seed)
    signs = np.column_stack([chance.normal(size=(many, len(weights) - 1)), np.ones(many)])
    label = (chance.random(many) < 1 / (1 + np.exp(-signs @ np.array(weights)))).astype(float)
    return signs, label


def test_many_labels_move_weights_to_what_drew_them_and_few_hardly_at_all() -> None:
    true, start = np.array([2.0, -1.0, 0.5]), np.array([1.0, -1.0, 0.0])
    signs, label = made(4_000, list(true))
    assert fitted(signs, label, start, 1.0) == pytest.approx(true, abs=0.2)
    assert fitted(signs[:10], label[:10], start, 300.0) == pytest.approx(start, abs=0.05)


def test_a_weight_keeps_its_side_unless_it_is_free() -> None:
    signs, label = made(2_000, [-1.5, 0.0])
    start = np.array([1.0, 0.0])
    assert fitted(signs, label, start, 1.0)[0] == 0
    assert fitted(signs, label, start, 1.0, free=np.array([1.0, 1.0]))[0] < -1


def test_rows_of_one_group_are_in_one_fold() -> None:
    groups = [0, 0, 0, 1, 1, 2, 3, 4, 5, 5]
    found = folds(groups).tolist()
    assert len(set(found)) == 5
    assert all(len({f for f, g in zip(found, groups, strict=True) if g == group}) == 1 for group in groups)


def test_what_is_learned_is_scored_on_rows_that_had_no_say() -> None:
    # Every row has a sign of its own, by which all could be known by heart.
    many = 60
    label = (np.random.default_rng(4).random(many) < 0.5).astype(float)
    signs = np.column_stack([np.eye(many), np.ones(many)])
    held_out, _ = cross_validated(signs, label, np.zeros(many + 1), list(range(many)))
    assert scores(held_out, label).right < 0.7


def test_the_same_labels_give_the_same_numbers() -> None:
    signs, label = made(200, [1.0, 0.3])
    one, other = (cross_validated(signs, label, np.array([0.5, 0.0]), list(range(200))) for _ in range(2))
    assert one[0].tolist() == other[0].tolist()
    assert one[1] == other[1]


def test_scores_of_certain_and_right_answers_are_perfect() -> None:
    label = np.array([1.0, 0.0, 1.0])
    found = scores(label, label)
    assert (found.right, found.f1) == (1, 1)
    assert found.log_loss == pytest.approx(0, abs=1e-5)
