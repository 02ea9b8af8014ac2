"""Sentences that differ in how one event is told are read apart: the table of `python -m eval.contrast`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from eval.contrast import SENTENCES, Contrast, contrasts, faults

from reportedly.report import Report

ALL = [each for path in SENTENCES for each in contrasts(path)]

READ = [each for each in ALL if not each.missed]


def test_there_are_as_many_sentences_as_promised() -> None:
    assert len(READ) >= 300
    assert len({each.text + str(each.start) for each in ALL}) == len(ALL)


@pytest.mark.parametrize("wanted", READ, ids=lambda each: f"{each.phenomenon}: {each.text}")
def test_an_event_is_read_as_its_sentence_tells_it(wanted: Contrast, read_text: Callable[[str], Report]) -> None:
    report = read_text(wanted.text)
    report.verify()
    assert list(faults(report, wanted)) == []


@pytest.mark.parametrize("wanted", [each for each in ALL if each.missed], ids=lambda each: each.text)
def test_what_is_said_to_be_missed_is(wanted: Contrast, read_text: Callable[[str], Report]) -> None:
    assert list(faults(read_text(wanted.text), wanted))


def test_what_is_read_otherwise_is_named(read_text: Callable[[str], Report]) -> None:
    wanted = Contrast(
        "example", "Gunmen did not attack.", 15, 21, ("positive", "planned", "specific"), "begun", "mayor", (), "may"
    )
    assert dict(faults(read_text(wanted.text), wanted)) == {
        "polarity": "negative",
        "modality": "actual",
        "aspect": "none",
        "by": "the outlet",
        "shown": "not",
    }


def test_a_sentence_without_an_event_says_so(read_text: Callable[[str], Report]) -> None:
    wanted = Contrast("example", "The library is blue.", 4, 11, ("positive", "actual", "specific"), None, "", (), "")
    assert dict(faults(read_text(wanted.text), wanted)) == {"event": "no event is read there"}


def test_a_key_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[[set]]\nphenomenon = "p"\nsentences = [{ text = "They [left].", raeds = "positive actual" }]\n')
    with pytest.raises(ValueError, match=r"own\.toml: 'They \[left\]\.' has raeds"):
        contrasts(file)
