"""The ledger in a terminal: fits its width, is plain in a pipe, and cannot command the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export.terminal import text
from reportedly.report import Anchored, Report


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_it_fits_the_width_and_leaves_no_blanks(harbour: Report, width: int) -> None:
    lines = text(harbour, width=width).split("\n")
    assert max(map(len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_it_says_who_says_what_and_what_did_not_happen(harbour: Report) -> None:
    shown = text(harbour, width=140)
    for words in (
        "The Harbour Courier · published 12 March 2031 · by Oda Marren",
        "14 claims by 9 sources",
        "“She” urged",
        "↳ The Harbour Courier → The Northern Wire → two officials → the army (believed)",
        "outlet: distancing",
        "at least 9 (“At least nine”)",
        "claimed: Tidewater Front (“The Front”)",
        "“last August”, left open: relative to the date of publication",
        "(compare the two claims; neither count",
    ):
        assert words in shown
    happened, _, others = shown.partition("NOT TOLD AS HAVING HAPPENED")
    assert "◆ 1   killed" in happened
    assert "◇ 6   raid" in others
    assert "raid  assault" not in happened


def test_it_is_plain_without_colour(harbour: Report) -> None:
    assert "\x1b" not in text(harbour)
    assert "\x1b[" in text(harbour, colour=True)


def test_what_was_not_looked_for_is_said() -> None:
    shown = text(Report.of("Words."))
    assert "no stage has looked for claims" in shown
    assert "date not known" in shown


def test_a_report_cannot_command_the_terminal(harbour: Report) -> None:
    hostile = "\x1b]0;owned\x07 [bold]x[/bold] :smile:\x9b31m\u202e"
    publication = replace(harbour.publication, headline=Anchored(hostile, inferred="test"))
    shown = text(replace(harbour, publication=publication))
    assert not set(shown) & set("\x1b\x07\x9b\u202e")
    assert "[bold]x[/bold] :smile:" in shown


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=())), st.integers(60, 160))
def test_any_text_can_be_shown(words: str, width: int) -> None:
    report = Report.of(words).with_layers(claims=(), events=())
    shown = text(report.with_issues(report.issue("a.b", words, by="t")), width=width)
    shown.encode()
    assert not set(shown) & {chr(n) for n in (*range(10), *range(11, 32), *range(127, 160))}


def test_many_open_questions_of_one_kind_are_counted(harbour: Report) -> None:
    issues = [harbour.issue("a.b", f"open {n}", by="t", at=harbour.span(n, n + 1)) for n in range(9)]
    shown = text(harbour.with_issues(*issues))
    assert "open 3" in shown
    assert "open 4" not in shown
    assert "and 5 more like this (a.b)" in shown
