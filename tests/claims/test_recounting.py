"""A rally, a vote or a release that a report comes back to is one event with many mentions; another one is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Report

Read = Callable[[str], Report]


def tellings(report: Report, mode: str) -> list[int]:
    """How often each event of a mode is told, in text order."""
    return [1 + len(event.mentions) for event in report.events or () if event.mode == mode]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Miners held a rally in Odrin on Monday. Thousands came. The rally began at 18:00.", "demonstration"),
        ("Parliament voted on the harbour bill on Monday. The vote took an hour.", "vote"),
        ("Police released Ivo Brel on Monday. Crowds cheered after Brel was released.", "release"),
        ("A court sentenced Ivo Brel on Monday. Brel was sentenced by Judge Oda Marren.", "sentence"),
    ],
)
def test_what_a_report_comes_back_to_is_one_event(text: str, mode: str, read_text: Read) -> None:
    report = read_text(text)
    assert tellings(report, mode) == [2]
    assert report.verify() > 0


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Miners held a rally in Odrin on Monday. Another rally began at 18:00.", "demonstration"),
        ("Miners held a rally on 3 May 2031. The rally on 9 May 2031 was smaller.", "demonstration"),
        ("Police released Ivo Brel on Monday. Police released Oda Marren too.", "release"),
        ("A court convicted Ivo Brel on Monday. He was convicted in Velm in 2014.", "convict"),
    ],
)
def test_another_day_another_person_and_another_one_stay_apart(text: str, mode: str, read_text: Read) -> None:
    assert tellings(read_text(text), mode) == [1, 1]


def test_with_two_that_it_could_be_the_third_stays_apart(read_text: Read) -> None:
    text = "Miners held a rally on 3 May 2031. Teachers held a rally on 9 May 2031. The rally was loud."
    assert tellings(read_text(text), "demonstration") == [1, 1, 1]


def test_a_time_of_day_and_a_place_without_a_name_do_not_part_a_fire_from_itself(read_text: Read) -> None:
    text = "A fire killed nine people in Odrin on Monday. The fire broke out in a kitchen at 3:30 am."
    assert len([event for event in read_text(text).events or () if event.type == "ACCIDENT"]) == 1


def test_the_second_attack_with_a_toll_of_its_own_is_not_the_second_deed_told(read_text: Read) -> None:
    text = (
        "The first attack was in the port at about 13:40 local time, which left at least 42 people dead. "
        "The second attack was in the mill, killing at least eight people."
    )
    found = [event for event in read_text(text).events or () if event.type == "ASSAULT"]
    assert [[str(q.value.count) for q in event.quantities] for event in found] == [["at least 42"], ["at least 8"]]


def test_a_deed_that_was_somewhere_took_place_there_and_then(read_text: Read) -> None:
    (event,) = read_text("The bombing was at noon on Friday near the market in Gorv.").events or ()
    assert event.time is not None
    assert "Friday" in event.time.words
    assert event.place is not None
    assert "market" in event.place.words
