"""Values are worded for people without saying more than they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.ledger import ledger
from reportedly.export.wording import chain_words, day, happenings, holders, is_incident, roles, shorten, tally, when
from reportedly.report import Anchored, Link, Participant, Party, Report


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2031-03-12", "12 March 2031"),
        ("2031-03-12T14:30:00+02:00", "12 March 2031, 14:30:00+02:00"),
        ("2031-03", "2031-03"),
        ("2031-13-01", "2031-13-01"),
        ("soon", "soon"),
    ],
)
def test_days_are_written_out(iso: str, written: str) -> None:
    assert day(iso) == written


@given(st.text(), st.integers(20, 200))
def test_shortened_words_fit(words: str, length: int) -> None:
    short = shorten(words, length)
    assert len(short) <= length + 4
    assert short == " ".join(words.split()) or "[…]" in short


def test_first_and_last_words_are_kept() -> None:
    assert shorten("one two three four five six seven eight nine ten", 30) == "one two three four […] ten"


@pytest.mark.parametrize(
    ("number", "thing", "words"),
    [(1, "claim", "1 claim"), (1906, "claim", "1,906 claims"), (2, "entity", "2 entities")],
)
def test_tallies(number: int, thing: str, words: str) -> None:
    assert tally(number, thing) == words


def test_open_times_say_what_they_wait_for(harbour: Report) -> None:
    events = harbour.events or ()
    assert when(events[0]) == "“on Tuesday”, 11 March 2031"
    assert when(events[1]) == "not stated"
    assert when(events[5]) == "“next week”, 17 March 2031 to 23 March 2031"
    assert when(events[6]) == "“last August”, left open: relative to the date of publication"


def test_incidents_come_before_other_acts_and_each_group_stays_in_text_order(harbour: Report) -> None:
    for group in happenings(ledger(harbour)):
        order = [(not is_incident(told.event), told.number) for told in group]
        assert order == sorted(order)
    assert {is_incident(event) for event in harbour.events or ()} == {True, False}


def test_who_quotes_himself_is_one_holder_with_what_he_holds_innermost() -> None:
    outlet, jo = Party("Echo", "outlet"), Party("Jo")
    chain = (Link(outlet, None, stance="neutral"), Link(jo, "c1", stance="neutral"), Link(jo, "c2", status="denied"))
    assert chain_words(chain) == "Echo → Jo (denied)"
    assert len(holders((*chain[:2], Link(Party("Al"), "c3", status="asserted")))) == 3


def test_whoever_is_named_twice_in_a_role_is_listed_once(harbour: Report) -> None:
    report = Report.of("Car bomb kills nine. A car bomb and a grenade killed nine people.")

    def thing(words: str) -> Participant:
        start = report.text.index(words)
        return Participant("instrument", Anchored(Party(words), (report.span(start, start + len(words)),)))

    event = replace(
        (harbour.events or ())[0], participants=(thing("Car bomb"), thing("A car bomb"), thing("a grenade"))
    )
    assert [(number, p.party.words) for number, p in roles(event)["instrument"]] == [
        (0, "Car bomb"),
        (2, "a grenade"),
    ]
