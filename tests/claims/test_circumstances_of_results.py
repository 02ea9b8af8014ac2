"""When and where of what is told as the result of another deed."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.report import Report


def test_a_result_takes_time_and_place_of_the_verb_it_results_from(read_text: Callable[[str], Report]) -> None:
    report = read_text("A car bomb tore through a market in Odrin on Wednesday, killing nine people, police said.")
    event = next(e for e in report.events or () if e.type == "ASSAULT")
    assert event.time is not None
    assert event.time.words.endswith("Wednesday")
    assert event.place is not None
    assert "Odrin" in event.place.words


def test_a_car_is_no_country(read_text: Callable[[str], Report]) -> None:
    report = read_text("A car bomb wounded two guards.\n\nCar bomb wounds two guards in Odrin.")
    actors = [p.actor for e in report.events or () for p in e.participants if p.actor]
    assert all(actor.country is None for actor in actors)
