"""How the gain of several reports over one is counted."""

from __future__ import annotations

from eval.agreement import scores
from eval.casualties import Gold

from reportedly.incidents.best_toll import Vote


def article(name: str, day: str, read: int, confidence: float) -> tuple[Gold, dict[str, Vote]]:
    gold = Gold("gva", name, "incident", "text", day, 4, 0)
    return gold, {"killed": Vote(name, read, confidence, day, name)}


def test_shares_are_over_incidents_and_not_over_articles() -> None:
    agreeing = [article("a", "2031-05-03", 4, 0.9), article("b", "2031-05-04", 4, 0.9)]
    divided = [article("c", "2031-05-03", 4, 0.9), article("d", "2031-05-04", 9, 0.2)]
    found = scores([agreeing, divided], "killed")
    assert (found.incidents, found.single, found.latest, found.together) == (2, 0.75, 0.5, 1.0)


def test_no_incidents_score_nothing() -> None:
    assert scores([], "killed") == (0, 0.0, 0.0, 0.0)
