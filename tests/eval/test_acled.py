"""The benchmark of sub-types asks for a report's main event, and leaves rare sub-types to the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportedly.report import Report

acled = pytest.importorskip("eval.acled", reason="needs scipy", exc_type=ImportError)


def test_the_main_event_is_one_that_happened(read_text: Callable[[str], Report]) -> None:
    report = read_text("Rebels threatened to shell Gorv on Monday. On 9 May 2031 a mob lynched a trader in Dorn.")
    assert acled.main_coding(report).subtype == "Mob violence"


def test_a_note_of_no_type_has_no_main_event(read_text: Callable[[str], Report]) -> None:
    assert acled.main_coding(read_text("The library has blue doors.")) is None


def _note(gold: str, coded: str, *fields: str) -> Any:
    return acled.Note(gold, coded, frozenset(fields))


def test_a_frequent_sub_type_is_decided_by_the_model_and_a_rare_one_by_the_rules() -> None:
    frequent = [_note("A", "B", "act=1"), _note("B", "A", "act=2")] * acled.FEWEST
    rare = [_note("C", "C", "act=1")] * 3
    said = acled.fitted([*frequent[:2], rare[0]], [*frequent, *rare])
    assert said == ["A", "B", "C"]


def test_every_note_is_held_out_once() -> None:
    notes = [_note("A", "(none)", "act=1"), _note("B", "(none)", "act=2")] * 25
    assert acled.cross_validated(notes) == [note.gold for note in notes]


def test_labels_are_the_words_before_a_colon() -> None:
    assert (
        acled.LABEL.sub("", "Defusal: On 3 May 2031, sappers defused a bomb.")
        == "On 3 May 2031, sappers defused a bomb."
    )
    assert acled.LABEL.sub("", "On 3 May 2031, sappers: two of them.") == "On 3 May 2031, sappers: two of them."
