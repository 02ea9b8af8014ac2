"""What a source denies, demands or plans is no event that happened; what it takes for granted is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Report

CASES = [
    # words, trigger, occurred, polarity, modality
    ("The army denied that soldiers fired on the crowd.", "fired", False, "negative", "actual"),
    ("The army denied that soldiers had killed two farmers.", "killed", False, "negative", "actual"),
    ("The Front denied involvement in an attack on the mill.", "attack", False, "positive", "unknown"),
    ("The Front denied any part in Friday’s explosion at the depot.", "explosion", True, "positive", "actual"),
    ("The Front denied that it was behind the attack on the mill.", "attack", True, "positive", "actual"),
    ("The general denied that the guard who shot the clerk was his.", "shot", True, "positive", "actual"),
    ("Traders dispute the army’s account of a blast.", "blast", True, "positive", "actual"),
    ("The union said that soldiers fired on the crowd.", "fired", True, "positive", "actual"),
    ("The union claimed that soldiers fired on the crowd.", "fired", True, "positive", "actual"),
    ("The army did not say that soldiers fired on the crowd.", "fired", False, "positive", "unknown"),
    ("The army neither confirmed nor denied that soldiers fired on it.", "fired", False, "positive", "unknown"),
    ("The army declined to confirm that soldiers fired on the crowd.", "fired", False, "positive", "unknown"),
    ("The duke may say that soldiers fired on the crowd.", "fired", False, "positive", "unknown"),
    ("The army has not confirmed clashes in Dorn.", "clashes", False, "positive", "unknown"),
    ("The colonel did not admit that soldiers fired on the crowd.", "fired", True, "positive", "actual"),
    ("The mayor never said that the guard, who had shot a clerk, was mad.", "shot", True, "positive", "actual"),
    ("Police did not say who had killed the two farmers.", "killed", True, "positive", "actual"),
    ("The minister did not comment on clashes in Dorn.", "clashes", True, "positive", "actual"),
    ("The minister declined to comment on a raid in Dorn.", "raid", False, "positive", "unknown"),
    ("The colonel did not comment on the attack.", "attack", True, "positive", "actual"),
    ("Police demanded that the killers of the two farmers surrender.", "surrender", False, "positive", "advocated"),
]


@pytest.mark.parametrize(("words", "trigger", "occurred", "polarity", "modality"), CASES)
def test_an_event_is_told_as_its_source_tells_it(
    read_text: Callable[[str], Report], words: str, trigger: str, occurred: bool, polarity: str, modality: str
) -> None:
    events = {event.span.words: event for event in read_text(words).events or ()}
    event = events[trigger]
    assert (event.occurred, event.polarity.value, event.modality.value) == (occurred, polarity, modality)


def test_the_word_that_denies_is_shown_beside_what_it_denies(read_text: Callable[[str], Report]) -> None:
    report = read_text("The army denied that soldiers fired on the crowd.")
    [fired] = [event for event in report.events or () if event.span.words == "fired"]
    assert (fired.polarity.words, fired.polarity.inferred) == ("denied", "its source denies it")


def test_what_a_source_keeps_back_is_told_by_whoever_reports_it(read_text: Callable[[str], Report]) -> None:
    report = read_text("Police did not say who had killed the two farmers. The army did not say that its men killed.")
    first, second = [event for event in report.events or () if event.span.words == "killed"]
    assert first.claim is None
    assert second.claim is not None


def test_who_denies_a_part_in_an_attack_does_not_tell_it_but_is_told_of_it(
    read_text: Callable[[str], Report],
) -> None:
    report = read_text("The Harbour Front denied that it was behind the bombing of the mill.")
    [bombing] = [event for event in report.events or () if event.span.words == "bombing"]
    assert bombing.claim is None
    assert [(each.kind, each.party.value.name) for each in bombing.responsibility] == [("denied", "Harbour Front")]
