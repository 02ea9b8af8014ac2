"""Where an event took place: in its own clause, else inferred, and never where somebody spoke or comes from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.placed import Placing, placings, where

from reportedly import read
from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Event, Publication, Report
from reportedly.values.place import PlaceName

Read = Callable[[str], Report]


def _event(report: Report, trigger: str) -> Event:
    report.verify()
    return next(e for e in report.events or () if e.span.words == trigger)


def _where(report: Report, trigger: str) -> Anchored[PlaceName] | None:
    return _event(report, trigger).place


@pytest.mark.parametrize(
    ("text", "trigger", "name", "place"),
    [
        ("A bomb exploded in a market in Goma, in eastern Congo.", "exploded", "market", "gn:216281"),
        ("Gunmen killed four herders near Kaduna, in Nigeria.", "killed", "Kaduna", "gn:2335727"),
        ("Two guards were killed in Paris, Texas.", "killed", "Paris", "gn:4717560"),
        ("Nine people were killed in Darfur on Friday.", "killed", "Darfur", "gn:376731"),
    ],
)
def test_an_event_has_the_place_of_its_own_clause(
    read_text: Read, text: str, trigger: str, name: str, place: str
) -> None:
    where = _where(read_text(text), trigger)
    assert where is not None
    assert where.inferred is None
    assert where.value.name == name
    assert where.value.resolved is not None
    assert where.value.resolved.place is not None
    assert where.value.resolved.place.id == place


def test_what_the_gazetteer_lacks_is_set_down_in_what_holds_it_and_says_so(read_text: Read) -> None:
    where = _where(read_text("A bomb exploded in a market in Goma, in eastern Congo."), "exploded")
    assert where is not None
    assert where.value.resolved_by == "Goma"


def test_distance_and_direction_are_kept(read_text: Read) -> None:
    where = _where(read_text("Gunmen killed four herders 20 km north of Kaduna on Friday."), "killed")
    assert where is not None
    assert (where.value.relation, where.value.name) == ("20 km north of", "Kaduna")
    assert where.words == "20 km north of Kaduna"


def test_a_border_lies_in_neither_of_its_countries(read_text: Read) -> None:
    where = _where(read_text("Soldiers clashed with smugglers on the border between Sudan and Chad."), "clashed")
    assert where is not None
    assert where.value.resolved is None


def test_the_sentence_before_lends_its_place_as_inferred_and_less_sure(read_text: Read) -> None:
    report = read_text("A bomb exploded in Goma on Tuesday, killing nine. Two guards were wounded by shrapnel.")
    stated, inferred = _where(report, "exploded"), _where(report, "wounded")
    assert stated is not None
    assert inferred is not None
    assert inferred.inferred == "the place of the sentence before"
    assert inferred.spans == stated.spans
    assert stated.value.resolved is not None
    assert inferred.value.resolved is not None
    assert inferred.value.resolved.score < stated.value.resolved.score


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Moscow accused Kyiv of lying. Two soldiers were killed on Monday.", "killed"),
        ("A Kenyan official in Nairobi said two soldiers were killed.", "killed"),
        ("Speaking in Geneva, the envoy said that nine miners had been killed.", "killed"),
        ("The mayor of Lyon said four people were killed.", "killed"),
    ],
)
def test_the_seat_of_a_speaker_is_no_place_of_an_event(read_text: Read, text: str, trigger: str) -> None:
    assert _where(read_text(text), trigger) is None


def test_the_dateline_places_the_first_paragraph_alone() -> None:
    text = "GOMA — Nine people were killed when a bomb exploded on Tuesday."
    publication = Publication()
    report = Report.of(text, publication)
    dated = Publication(dateline=Anchored("GOMA", (report.span(0, 4),)))
    where = _where(default_pipeline()(Report.of(text, dated)), "killed")
    assert where is not None
    assert where.inferred == "the dateline"
    assert where.value.name == "GOMA"


PLACED = [
    pytest.param(case, marks=pytest.mark.xfail(reason="still missed", strict=True) if case.missed else ())
    for case in placings()
]


@pytest.mark.parametrize("case", PLACED)
def test_where_events_take_place(case: Placing) -> None:
    assert where(read(case.text), case.word) == (case.name, case.inferred, case.place)


def test_a_place_that_the_gazetteer_lacks_is_set_down_in_what_it_is_said_to_lie_in(read_text: Read) -> None:
    text = "Insurgents stormed Cordoba, a village in Kandahar province. Soldiers retook Cordoba on Monday."
    report = read_text(text)
    for event in report.events or ():
        assert event.place is not None
        assert event.place.value.name == "Cordoba"
        assert event.place.value.resolved_by == "Kandahar"
        assert event.place.value.resolved is not None
        assert event.place.value.resolved.place is not None
        assert event.place.value.resolved.place.country == "AF"
    assert [i.span.words for i in report.issues if i.code == "place.elsewhere"] == ["Cordoba"]


def test_between_two_places_is_in_neither(read_text: Read) -> None:
    where = _where(read_text("Rebels attacked a convoy between Kaduna and Zaria on Sunday."), "attacked")
    assert where is not None
    assert (where.value.relation, where.value.name, where.value.resolved) == ("between", "Kaduna and Zaria", None)


def test_the_narrowest_place_that_holds_it_stands_for_what_the_gazetteer_lacks(read_text: Read) -> None:
    where = _where(read_text("Militants attacked Xeravel, a town in Diyala province of Iraq, on Monday."), "attacked")
    assert where is not None
    assert (where.value.name, where.value.within, where.value.resolved_by) == (
        "Xeravel",
        ("Diyala province",),
        "Diyala",
    )
