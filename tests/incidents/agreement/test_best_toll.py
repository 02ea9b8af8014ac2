"""The likeliest toll over several reports: origins vote, and silence is no zero."""

from __future__ import annotations

import pytest

from reportedly.incidents.best_toll import Vote, best_toll


@pytest.mark.parametrize(
    ("votes", "best"),
    [
        ([], None),
        ([(4, 0.9, "2031-05-03", "a")], 4),
        ([(4, 0.9, "2031-05-03", "a"), (6, 0.6, "2031-05-03", "b"), (6, 0.6, "2031-05-03", "c")], 6),
        ([(4, 0.9, "2031-05-03", "a")] * 1000 + [(6, 0.6, "2031-05-03", "b"), (6, 0.6, "2031-05-03", "c")], 6),
        ([(4, 0.8, "2031-05-03", "a"), (7, 0.7, "2031-05-05", "b")], 7),
        ([(0, 0.9, "2031-05-05", "a"), (17, 0.5, "2031-05-03", "b"), (17, 0.3, "2031-05-03", "c")], 17),
        ([(0, 0.9, "2031-05-03", "a"), (1, 0.4, "2031-05-03", "b")], 0),
    ],
)
def test_best_toll(votes: list[tuple[int, float, str, str]], best: int | None) -> None:
    assert best_toll([Vote(f"r{n}", *vote) for n, vote in enumerate(votes)]) == best
