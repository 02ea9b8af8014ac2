"""The inbox over HTTP: what it lists, how it is searched, what each has read of it."""

from __future__ import annotations

from reportedly.store.desk import Desk, desk_folder
from tests.web.conftest import Workbench


def test_the_newest_taken_in_come_first_and_pages_join_without_a_gap(looked_at: Workbench) -> None:
    whole = looked_at.client.get("/api/inbox", params={"folded": False, "limit": 50}).json()
    numbers = [row["sequence"] for row in whole["items"]]
    assert len(numbers) == 13
    assert numbers == sorted(numbers, reverse=True)
    paged, cursor = [], None
    while True:
        asked = {"folded": False, "limit": 4} | ({"cursor": cursor} if cursor else {})
        page = looked_at.client.get("/api/inbox", params=asked).json()
        paged += [row["sequence"] for row in page["items"]]
        if not (cursor := page["next"]):
            break
    assert paged == numbers


def test_a_copy_is_folded_under_its_origin_and_unfolds(looked_at: Workbench) -> None:
    rows = looked_at.client.get("/api/inbox").json()["items"]
    (origin,) = [row for row in rows if row["copies"]]
    assert origin["copies"]["copies"] == 1
    (copy,) = looked_at.client.get(f"/api/inbox/{origin['report']}/copies").json()
    assert copy["under"] == origin["report"]
    assert copy["report"] not in {row["report"] for row in rows}


def test_a_copy_stands_by_itself_where_its_origin_is_not_in_the_list(looked_at: Workbench) -> None:
    rows = looked_at.client.get("/api/inbox").json()["items"]
    origin = next(row for row in rows if row["copies"])
    (copy,) = looked_at.client.get(f"/api/inbox/{origin['report']}/copies").json()
    found = looked_at.client.get("/api/inbox", params={"outlet": copy["outlet"]}).json()["items"]
    assert copy["report"] in {row["report"] for row in found}


def test_a_search_shows_the_passage_with_its_hits(looked_at: Workbench) -> None:
    page = looked_at.client.get("/api/inbox", params={"words": "police OR army"}).json()
    assert page["order"] == "best"
    for row in page["items"]:
        hits = [piece["text"].casefold() for piece in row["passage"] if piece["hit"]]
        assert hits
        assert set(hits) <= {"police", "army"}


def test_what_cannot_be_meant_is_told_in_words(looked_at: Workbench) -> None:
    for asked in ({"words": '"open'}, {"type": "Armd clash"}, {"since": "May"}, {"cursor": "made up"}):
        answer = looked_at.client.get("/api/inbox", params=asked)
        assert answer.status_code == 422, asked
    assert (
        "did you mean Armed clash"
        in looked_at.client.get("/api/inbox", params={"type": "Armd clash"}).json()["detail"]
    )


def test_facets_add_up_to_what_is_listed(looked_at: Workbench) -> None:
    facets = looked_at.client.get("/api/inbox/facets").json()
    rows = looked_at.client.get("/api/inbox", params={"folded": False}).json()["items"]
    assert facets["total"] == len(rows)
    assert sum(each["reports"] for each in facets["outlets"]) == sum(row["outlet"] is not None for row in rows)
    narrowed = looked_at.client.get("/api/inbox/facets", params={"outlet": facets["outlets"][0]["value"]}).json()
    assert narrowed["total"] == facets["outlets"][0]["reports"]


def test_what_one_has_read_is_ones_own_and_leaves_the_unread(workbench: Workbench) -> None:
    client = workbench.client
    rows = client.get("/api/inbox").json()["items"]
    first = rows[0]["report"]
    assert client.post("/api/inbox/read", json={"reports": [first]}).status_code == 204
    left = client.get("/api/inbox", params={"unread": True}).json()["items"]
    assert [row["report"] for row in left] == [row["report"] for row in rows[1:]]
    assert Desk(desk_folder(workbench.ledger)).read("somebody else") == frozenset()
    client.post("/api/inbox/read", json={"reports": [first], "read": False})
    assert len(client.get("/api/inbox", params={"unread": True}).json()["items"]) == len(rows)


def test_having_looked_leaves_what_came_since(workbench: Workbench) -> None:
    client = workbench.client
    rows = client.get("/api/inbox").json()["items"]
    assert client.get("/api/inbox/state").json()["new"] == 13
    client.put("/api/inbox/looked", json={"sequence": rows[2]["sequence"]})
    new = client.get("/api/inbox", params={"new": True}).json()["items"]
    assert [row["report"] for row in new] == [row["report"] for row in rows[:2]]
    assert client.get("/api/inbox/state").json()["new"] == 2


def test_a_kept_search_counts_what_is_new_to_me(workbench: Workbench) -> None:
    client = workbench.client
    kept = client.put("/api/searches/police", json={"words": "police", "filters": {"since": "2000-01-01"}})
    assert kept.json()["new"] == 0
    Desk(desk_folder(workbench.ledger)).forget("mira", "police")
    (told,) = client.get("/api/searches").json()["items"]
    assert told["filters"] == {"since": "2000-01-01"}
    assert told["new"] > 0
    assert client.post("/api/searches/police/seen").json()["new"] == 0
    assert client.delete("/api/searches/police").status_code == 204
    assert client.get("/api/searches").json()["items"] == []
