"""The gold of tellings is scored by mentions that both have, and its figures are what their definitions say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

import pytest
from eval.clusters import b_cubed, pairwise
from eval.gold import GOLD
from eval.tellings import Article, Mention, new_incidents, said_by

from reportedly.report import Report

ROWS = [json.loads(line) for line in (GOLD / "tellings.jsonl").read_text("utf-8").splitlines()]


def test_groups_that_are_the_same_agree_wholly() -> None:
    assert b_cubed("aabbc", "xxyyz") == pairwise("aabbc", "xxyyz") == (1.0, 1.0, 1.0)


def test_all_apart_is_precise_and_finds_no_pair() -> None:
    assert b_cubed("aab", "xyz")[:2] == pytest.approx((1.0, 2 / 3))
    assert pairwise("aab", "xyz") == (0.0, 0.0, 0.0)


def test_all_together_finds_every_pair() -> None:
    assert pairwise("aab", "xxx")[:2] == pytest.approx((1 / 3, 1.0))


def test_a_mention_is_said_of_by_the_event_that_has_its_words(read_text: Callable[[str], Report]) -> None:
    text = "Gunmen attacked the mill in Odrin on Monday. The library has blue doors."
    start, door = text.index("attacked"), text.index("doors")
    said, none = said_by(
        read_text(text), [Mention(start, start + 8, 1, "a", "news"), Mention(door, door + 5, 2, "a", "news")]
    )
    assert said is not None
    assert said.newness == "news"
    assert none is None


def test_incidents_of_the_day_are_counted_once_each(read_text: Callable[[str], Report]) -> None:
    text = (
        "Gunmen killed four men in Odrin on Tuesday.\n\nSeparately, a bomb wounded two nurses in Velm on Wednesday."
    )
    assert new_incidents(read_text(text)) == 2


def test_only_harm_that_is_news_makes_a_new_incident() -> None:
    mentions = (
        Mention(0, 1, 1, "a", "background"),
        Mention(2, 3, 1, "b", "news"),
        Mention(4, 5, 2, "a", "news"),
        Mention(6, 7, 3, "a", "news"),
    )
    article = Article("x", "dev", "", "2024-06-20", "report", {1: "violence", 2: "accident", 3: "protest"}, mentions)
    assert article.new_incidents == 1


def test_the_gold_holds_offsets_and_labels_alone() -> None:
    assert {name for row in ROWS for name in row} == {"doc", "sha256", "part", "type", "incidents", "mentions"}
    assert Counter(row["part"] for row in ROWS) == {"dev": 30, "test": 15, "types": 33}
    for row in ROWS:
        spans = [(start, end) for start, end, *_ in row["mentions"]]
        assert spans == sorted(set(spans)), row["doc"]
        assert {str(number) for _, _, number, *_ in row["mentions"]} <= set(row["incidents"])
        assert {told for *_, told in row["mentions"]} <= {"news", "background", "context", "not", "generic"}
