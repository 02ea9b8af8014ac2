"""Which accounts are compared: those that share something rare, and never more than grows with their number."""

from __future__ import annotations

import random

from reportedly.incidents.facts import Collection
from reportedly.incidents.keys import MOST, candidates
from reportedly.incidents.outlines import Outline
from reportedly.incidents.rarity import table
from tests.incidents.accounts import PORT_ARDEN, outline

COMMON = ["police", "said", "the", "shooting", "was", "near", "house", "and", "man", "taken", "hospital", "attack"]


def compared(outlines: list[Outline]) -> set[tuple[int, int]]:
    left, right = candidates(Collection(outlines, table()))
    return set(zip(left.tolist(), right.tolist(), strict=True))


def coined(rng: random.Random, number: int) -> list[str]:
    return ["".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(4)) for _ in range(number)]


def crowd(size: int) -> list[Outline]:
    """Reports of one day and place, each with rare words of its own, in pairs of one incident."""
    rng = random.Random(7)  # noqa: S311
    out = []
    for number in range(size // 2):
        own = coined(rng, 6)
        out += [
            outline(f"{number}-{k}", " ".join(COMMON + own), day="2031-05-02", sites=(PORT_ARDEN,)) for k in range(2)
        ]
    return out


def test_a_rare_word_in_common_is_worth_a_comparison_and_common_words_are_not() -> None:
    common = " ".join(COMMON)
    given = [
        outline("a", f"{common} zvornheim", published="2031-01-01"),
        outline("b", common, published="2031-03-01"),
        outline("c", f"{common} zvornheim", published="2031-09-01"),
    ]
    assert compared(given) == {(0, 2)}


def test_every_report_of_one_day_and_place_meets_its_fellow_and_pairs_grow_with_the_reports() -> None:
    numbers = {}
    for size in (200, 800):
        given = crowd(size)
        pairs = compared(given)
        assert all((2 * k, 2 * k + 1) in pairs for k in range(size // 2))
        numbers[size] = len(pairs)
    assert numbers[800] <= 800 * MOST
    assert numbers[800] / numbers[200] < 5
