"""Copies in lists: under which report each is shown."""

from __future__ import annotations

from reportedly.incidents.copies import CopyKind, CopyLink
from reportedly.incidents.folding import folded_under


def link(a: str, b: str, kind: CopyKind = "copy", score: float = 0.9) -> CopyLink:
    return CopyLink(a, b, kind, score, "made up")


def test_a_copy_of_a_copy_is_under_the_first_report_of_all() -> None:
    assert folded_under([link("wire", "lantern"), link("lantern", "echo", "rewrite")]) == {
        "lantern": "wire",
        "echo": "wire",
    }


def test_who_takes_from_two_is_under_the_one_it_has_most_of() -> None:
    both = [link("wire", "echo", score=0.5), link("gazette", "echo", score=0.8)]
    assert folded_under(both) == {"echo": "gazette"} == folded_under(reversed(both))


def test_passages_and_undecided_pairs_fold_nothing() -> None:
    assert folded_under([link("wire", "echo", "part"), link("wire", "post", "unsure")]) == {}


def test_a_circle_of_judged_copies_has_one_report_that_stands_for_it() -> None:
    circle = [link("b", "c"), link("c", "a"), link("a", "b"), link("c", "d")]
    assert folded_under(circle) == {"b": "a", "c": "a", "d": "a"}
