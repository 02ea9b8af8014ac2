"""What maps, timelines and networks are drawn from: all incidents at once, and who asserts what of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Workbench

Json = dict[str, Any]


def asked(bench: Workbench, what: str, **query: Any) -> Json:
    answer = bench.client.get(f"/api/atlas/{what}", params=query)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    return told


def test_every_incident_is_there_in_columns_of_one_length(looked_at: Workbench) -> None:
    told = asked(looked_at, "incidents")
    lengths = {len(column) for column in told["columns"].values()}
    assert lengths == {told["total"]} == {told["of"]}
    assert told["total"] > 3
    assert set(told["columns"]["precision"]) <= {"town", "area", "country", "wide", "unknown"}


def test_whoever_has_it_already_is_told_so(looked_at: Workbench) -> None:
    first = looked_at.client.get("/api/atlas/incidents")
    again = looked_at.client.get("/api/atlas/incidents", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_a_place_nobody_knows_has_no_coordinates(looked_at: Workbench) -> None:
    columns = asked(looked_at, "incidents")["columns"]
    for lat, precision in zip(columns["lat"], columns["precision"], strict=True):
        assert (lat is None) == (precision == "unknown")


@pytest.mark.parametrize(
    "query",
    [{"min_origins": 2}, {"min_killed": 1}, {"kind": "explosion"}, {"since": "2031-01-01"}, {"words": "port arden"}],
    ids=lambda query: next(iter(query)),
)
def test_a_filter_gives_fewer_and_only_what_fits(looked_at: Workbench, query: Json) -> None:
    everything, some = asked(looked_at, "incidents"), asked(looked_at, "incidents", **query)
    assert some["total"] < everything["total"] == some["of"]
    columns = some["columns"]
    if "min_origins" in query:
        assert all(origins >= 2 for origins in columns["origins"])
    if "min_killed" in query:
        assert all(killed >= 1 for killed in columns["killed_high"])
    if "since" in query:
        assert all(columns["day_to"])


def test_a_day_that_is_none_is_refused_with_what_to_write(looked_at: Workbench) -> None:
    answer = looked_at.client.get("/api/atlas/incidents", params={"since": "yesterday"})
    assert answer.status_code == 422
    assert "2031-05-02" in answer.json()["detail"]


def test_edges_are_the_assertions_put_together_by_origins(looked_at: Workbench) -> None:
    told = asked(looked_at, "network")
    asserted = told["asserted"]
    ids = [actor["id"] for actor in told["actors"]]
    for edge in told["edges"]:
        rows = [
            n
            for n, kind in enumerate(asserted["kind"])
            if kind == edge["kind"]
            and ids[asserted["by"][n]] == edge["by"]
            and (None if asserted["about"][n] is None else ids[asserted["about"][n]]) == edge["about"]
        ]
        assert edge["origins"] == len({origin for n in rows for origin in asserted["origins"][n]})
        assert edge["incidents"] == len({asserted["incident"][n] for n in rows})
        assert edge["reports"] >= edge["origins"]


def test_private_people_are_no_actors_and_nobody_is_ranked(looked_at: Workbench) -> None:
    actors = asked(looked_at, "network")["actors"]
    names = [actor["name"].casefold() for actor in actors]
    assert names == sorted(names)
    people = looked_at.ledger
    with people.reading() as connection:
        private = set(connection.exec_driver_sql("SELECT name FROM people WHERE private = 1").scalars())
    assert private
    assert not private & {actor["name"] for actor in actors}


def test_each_edge_leads_to_words_that_stand_in_its_report(looked_at: Workbench) -> None:
    told = asked(looked_at, "network")
    for edge in told["edges"][:6]:
        found = asked(
            looked_at, "statements", by=edge["by"], about=edge["about"] or "incident", assertion=edge["kind"]
        )
        assert len({(each["incident"], each["report"]) for each in found["items"]}) == edge["reports"]
        for each in found["items"]:
            text = looked_at.ledger.report(each["report"]).text
            for span in each["spans"]:
                assert text[span["start"] : span["end"]] == span["words"]


def test_an_actor_filters_incidents_to_those_it_has_a_word_in(looked_at: Workbench) -> None:
    told = asked(looked_at, "network")
    edge = next(each for each in told["edges"] if each["kind"] == "claimed")
    found = asked(looked_at, "incidents", actor=edge["by"])
    assert found["total"] >= edge["incidents"] >= 1


def test_towns_come_by_inhabitants(looked_at: Workbench) -> None:
    items = asked(looked_at, "places", west=-10, south=35, east=30, north=60, limit=20)["items"]
    people = [town["people"] for town in items]
    assert people == sorted(people, reverse=True)
    assert all(-10 <= town["lon"] <= 30 and 35 <= town["lat"] <= 60 for town in items)
