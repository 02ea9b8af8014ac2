"""What an outline keeps of a report that was really read."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from reportedly.incidents.outlines import Outline, outline
from reportedly.incidents.told_people import key_of
from reportedly.incidents.told_words import fold
from reportedly.report import Publication, Report

STORY = """\
Gunman kills one at Boston quay

Two people were shot in Boston on 2 May 2031, police said. Dana M. Oriel, 34, died at the scene on the 2600 block of \
East Harwood Street. A seventeen-year-old boy was wounded.

Police arrested Tomas Hale, 41, on Friday. "He waited for her," Inspector Ada Brekke said.
"""


def test_an_outline_keeps_who_where_when_and_how_many(read_text: Callable[[str], Report]) -> None:
    made = outline(read_text(STORY))
    account = made.accounts[0]
    people = {named.key: (named.part, named.age) for named in account.people}
    assert (account.day_from, account.day_to) == ("2031-05-02", "2031-05-02")
    assert account.site is not None
    assert account.site.name.startswith("Boston")
    assert people["dana oriel"][1] == 34
    assert people["tomas hale"] in {("suspect", 41), ("involved", 41)}
    assert {17, 34, 41} <= set(account.ages)
    assert account.killed is not None
    assert account.killed.best == 1
    assert {"2600 block harwood", "harwood st"} <= set(account.names)
    assert "ASSAULT/firearms" in account.kinds


def test_an_outline_comes_back_from_json_as_it_was(read_text: Callable[[str], Report]) -> None:
    made = outline(read_text(STORY))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Outline) == made


def test_an_account_has_the_same_id_whenever_it_is_made(read_text: Callable[[str], Report]) -> None:
    first, second = (outline(read_text(STORY)) for _ in range(2))
    assert first == second
    assert first.accounts[0].id.startswith("a1-")


def test_a_report_that_was_not_read_or_tells_no_harm_has_no_accounts(read_text: Callable[[str], Report]) -> None:
    assert outline(Report.of("Never parsed.", Publication())).accounts == ()
    assert outline(read_text("The harvest festival opened with songs.")).accounts == ()


def test_names_are_compared_without_case_accents_initials_and_suffixes() -> None:
    assert key_of("Dana M. Oriel Jr.") == key_of("DANA ORIEL") == "dana oriel"
    assert fold("Núñez’s") == "nunez"
    assert key_of("Oriel") is None
    assert key_of("Vesk County") is None
