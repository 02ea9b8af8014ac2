"""Each event has its own time: what is done on a day, and what is said on another of it, are two.

Published on Thursday, 20 June 2024.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Publication, Report

Times = dict[str, str | None]

CONTRASTS: list[tuple[str, Times]] = [
    # the sentence, and the words of the time of each trigger; None for no time
    ("The army blamed the group for a raid on a village on Monday.", {"blamed": None, "raid": "Monday"}),
    ("On Monday the army blamed the group for a raid on a village.", {"blamed": "Monday", "raid": None}),
    ("The army blamed the group on Tuesday for a raid on Monday.", {"blamed": "Tuesday", "raid": "Monday"}),
    (
        "On Monday the army blamed the group for a raid on a village in May.",
        {"blamed": "Monday", "raid": "May"},
    ),
    ("The envoy condemned an attack on a convoy near Selm on Saturday.", {"condemned": None, "attack": "Saturday"}),
    ("The president condemned the attack on Monday.", {"condemned": "Monday", "attack": None}),
    (
        "The governor condemned on Wednesday the bombing of a market on Sunday.",
        {"condemned": "Wednesday", "bombing": "Sunday"},
    ),
    ("The Northern Front claimed responsibility for a bombing in Selm on Sunday.", {"bombing": "Sunday"}),
    ("Police are investigating the shooting of a farmer in Vesk on Sunday.", {"shooting": "Sunday"}),
    (
        "A man was arrested on Tuesday over the killing of Ana Mora in March.",
        {"arrested": "Tuesday", "killing": "March"},
    ),
    (
        "Two men were charged on Friday with the murder of a judge in 2019.",
        {"charged": "Friday", "murder": "2019"},
    ),
    (
        "Police on Thursday detained a suspect in the stabbing of a teacher on Monday.",
        {"detained": "Thursday", "stabbing": "Monday"},
    ),
    ("Police arrested a man for the murder of a judge on Friday.", {"arrested": "Friday", "murder": None}),
    (
        "Thousands marched on Saturday to protest the killing of a student on Tuesday.",
        {"marched": "Saturday", "killing": "Tuesday"},
    ),
    (
        "Police arrested two men on Sunday after a bomb exploded on Friday.",
        {"arrested": "Sunday", "exploded": "Friday"},
    ),
    ("The killing of two farmers on Sunday sparked protests on Monday.", {"killing": "Sunday", "protests": "Monday"}),
    ("Soldiers killed two rebels in a raid on a camp on Monday.", {"killed": "Monday"}),
    ("Gunmen killed a judge who had sentenced a rebel in 2019.", {"killed": None, "sentenced": "2019"}),
]

BEGUN = [
    ("Fighting that began on Friday killed twelve people in Selm.", "Fighting", "2024-06-14 to 2024-06-20"),
    ("Clashes that erupted on Friday left six dead.", "dead", "2024-06-14 to 2024-06-20"),
    ("Two people were killed in clashes that broke out on Friday.", "killed", "2024-06-14 to 2024-06-20"),
    ("The offensive, launched in May, has displaced thousands.", "offensive", "2024-05-01 to 2024-06-20"),
]


@pytest.fixture(scope="module")
def dated() -> Callable[[str], Report]:
    pipeline = default_pipeline()
    published = Publication(published=Anchored("2024-06-20", inferred="given by the user"))
    return lambda text: pipeline(Report.of(text, published))


@pytest.mark.parametrize(("sentence", "expected"), CONTRASTS)
def test_each_event_has_its_own_time(sentence: str, expected: Times, dated: Callable[[str], Report]) -> None:
    found = {e.span.words: e.time.words if e.time else None for e in dated(sentence).events or ()}
    assert {trigger: found.get(trigger, "not read") for trigger in expected} == expected


@pytest.mark.parametrize(("sentence", "trigger", "days"), BEGUN)
def test_what_began_on_a_day_runs_on_from_it(
    sentence: str, trigger: str, days: str, dated: Callable[[str], Report]
) -> None:
    time = next(e.time for e in dated(sentence).events or () if e.span.words == trigger)
    assert time is not None
    assert str(time.value) == days
    assert time.inferred == "begun then"


def test_a_time_that_is_taken_from_the_verb_says_why(dated: Callable[[str], Report]) -> None:
    report = dated("The army blamed the group for a raid on a village on Monday.")
    (time,) = [e.time for e in report.events or () if e.time]
    assert time.inferred == "stands after what it dates"


DATED = "President Joe Biden and Prime Minister Liz Truss spoke of Vesk."


def test_a_report_dated_by_its_words_tells_what_lies_ahead_of_those_days(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        f"{DATED} Gunmen killed a judge on 4 May 2021. The summit in Selm on 4 March 2031 is big news."
    )
    told = {e.span.words: (e.modality.value, e.modality.inferred) for e in report.events or ()}
    assert told["killed"][0] == "actual"
    assert told["summit"] == ("planned", "its time lies ahead, by the days to which the report is dated")


def test_a_relative_time_in_a_report_dated_by_its_words_is_wide_and_says_so(
    read_text: Callable[[str], Report],
) -> None:
    report = read_text(f"{DATED} Gunmen killed a judge yesterday.")
    time = next(e.time for e in report.events or () if e.span.words == "killed")
    assert time is not None
    assert str(time.value) == "2022-09-05 to 2022-10-24"
    assert time.inferred == "by the days to which the report is dated"
