"""Which figures of a report count the whole of an incident, and which a part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.incidents.account_reading import AccountReading
from reportedly.incidents.accounts import Account
from reportedly.incidents.agreement import sayings
from reportedly.incidents.toll_statements import TOLL_STATEMENTS, toll_statements
from reportedly.lexicons.loader import load
from reportedly.report import Report

Read = Callable[[str], Report]
[EXAMPLES] = load(TOLL_STATEMENTS).entries("examples")


@pytest.fixture(scope="module")
def opened(read_text: Read, account_of: Callable[..., Account]) -> Callable[[str], AccountReading]:
    def made(text: str) -> AccountReading:
        report = read_text(text)
        return AccountReading(report, account_of(report), 0, None)

    return made


@pytest.mark.parametrize(
    ("sentence", "effect", "value", "source"),
    [
        (EXAMPLES["matches"][0], "killed", "9", "The dockers' union"),
        (EXAMPLES["matches"][1], "killed", "4", "police"),
        (EXAMPLES["matches"][2], "killed", "7", "Police"),
        (EXAMPLES["matches"][3], "injured", "31", "the ministry"),
    ],
)
def test_a_toll_stated_as_a_number_has_its_source(
    opened: Callable[[str], AccountReading], sentence: str, effect: str, value: str, source: str
) -> None:
    [saying] = toll_statements(opened(sentence))
    assert (saying.field, saying.value) == (effect, value)
    assert saying.source.lower().removeprefix("the ") == source.lower().removeprefix("the ")


@pytest.mark.parametrize("sentence", EXAMPLES["rejects"])
def test_other_numbers_are_no_toll(opened: Callable[[str], AccountReading], sentence: str) -> None:
    assert toll_statements(opened(sentence)) == []


def test_what_a_toll_was_revised_from_is_kept(opened: Callable[[str], AccountReading]) -> None:
    [saying] = toll_statements(opened("Police in Selm revised the death toll from four to seven on Monday."))
    assert str(saying.before) == "4"
    assert "four to seven" in saying.words


def test_parts_of_a_figure_are_marked_and_not_lost(opened: Callable[[str], AccountReading]) -> None:
    told = sayings(
        opened(
            "Gunmen killed nine people in Selm on Friday, including two children, police said. "
            "Another man died when a wall fell."
        )
    )
    killed = {s.value: s.aside for s in told if s.field == "killed"}
    assert killed["9"] is False
    assert all(part for value, part in killed.items() if value != "9")
