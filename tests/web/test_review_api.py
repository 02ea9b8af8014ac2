"""The review queue over HTTP: what one coder does, two at once, and two that must not see each other."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from reportedly.access.roles import CAPABILITIES
from reportedly.review.double_coding import DoubleCoding, set_double_coding
from reportedly.web.app import create_app
from reportedly.web.visitor import Visitor
from tests.web.conftest import Workbench


class Everybody:
    """A door that lets in whoever gives a name, with all rights or those it names."""

    by = "link"

    def visitor(self, request: Any) -> Visitor:
        """By the header `x-name`."""
        can = request.headers.get("x-can")
        return Visitor(request.headers["x-name"], "coder", frozenset(can.split()) if can else CAPABILITIES)

    def admit(self, token: str) -> None:
        """Nobody comes by a token here."""


@pytest.fixture
def desk(workbench: Workbench) -> Any:
    """Asks the API in somebody's name: desk("ines", "GET", "/next")."""
    from starlette.testclient import TestClient

    client = TestClient(create_app(workbench.ledger, Everybody(), pages=False), base_url="http://127.0.0.1")

    def ask(name: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        return client.request(method, f"/api/review{path}", json=body, headers={"x-name": name} | headers)

    return ask


def decide(desk: Any, name: str, item: dict[str, Any], action: str = "accept", **more: Any) -> Any:
    body = {"key": str(uuid4()), "action": action, "seconds": 3.0} | more
    return desk(name, "POST", f"/items/{item['id']}/decisions", body, **{"If-Match": item["etag"]})


def test_one_coder_works_through_the_queue(desk: Any) -> None:
    got = desk("ines", "GET", "/next?limit=3&kind=claim").json()
    assert [each["kind"] for each in got["items"]] == ["claim"] * 3
    assert got["behind"] == 0
    first = got["items"][0]
    text = first["passage"]["text"]
    for mark in first["passage"]["highlights"]:
        at = mark["start"] - first["passage"]["start"]
        assert text[at : at + len(mark["words"])] == mark["words"]
    done = decide(desk, "ines", first).json()
    assert (done["state"], done["left"]) == ("decided", desk("ines", "GET", "/next").json()["left"])
    assert desk("ines", "GET", "/next?limit=3&kind=claim").json()["items"][0]["id"] == got["items"][1]["id"]
    assert desk("ines", "GET", "/decisions").json()["items"][0]["number"] == done["decision"]["number"]
    back = desk("ines", "POST", "/undo", {}).json()
    assert (back["state"], back["decision"]["taken_back"]) == ("open", True)
    assert desk("ines", "GET", f"/items/{first['id']}").json()["state"] == "open"


def test_an_answer_that_was_lost_can_be_asked_for_again(desk: Any) -> None:
    (item,) = desk("ines", "GET", "/next?limit=1").json()["items"]
    key = str(uuid4())
    one, two = (decide(desk, "ines", item, key=key).json() for _ in range(2))
    assert one["decision"] == two["decision"]


def test_a_decision_needs_the_state_it_was_made_of(desk: Any) -> None:
    (item,) = desk("ines", "GET", "/next?limit=1").json()["items"]
    body = {"key": str(uuid4()), "action": "accept"}
    assert desk("ines", "POST", f"/items/{item['id']}/decisions", body).status_code == 428
    assert decide(desk, "ines", item | {"etag": '"another"'}).status_code == 409
    assert decide(desk, "tomas", item).status_code == 200
    late = decide(desk, "ines", item)
    assert (late.status_code, late.json()["type"]) == (409, "urn:reportedly:already-decided")


def test_words_are_checked_where_they_are_said_to_stand(desk: Any) -> None:
    (item,) = desk("ines", "GET", "/next?limit=1&kind=claim").json()["items"]
    (span, *_) = next(field["spans"] for field in item["fields"] if field["path"] == "content")
    wrong = [{"field": "content", "spans": [span | {"start": span["start"] + 1, "end": span["end"] + 1}]}]
    refused = decide(desk, "ines", item, "correct", corrections=wrong)
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:reportedly:bad-correction")
    shorter = {"start": span["start"], "end": span["end"] - 1, "words": span["words"][:-1]}
    done = decide(desk, "ines", item, "correct", corrections=[{"field": "content", "spans": [shorter]}])
    assert done.status_code == 200
    assert done.json()["decision"]["corrections"][0]["spans"] == [shorter]


def test_the_second_coder_learns_nothing_of_the_first_anywhere(desk: Any, workbench: Workbench) -> None:
    (item,) = desk("ines", "GET", "/next?limit=1&kind=claim").json()["items"]
    with workbench.ledger.writing() as connection:
        set_double_coding(connection, DoubleCoding(items=(item["id"],)))

    def seen(name: str) -> Any:
        shown = desk(name, "GET", f"/items/{item['id']}").json()
        report = workbench.ledger.report(item["report"]["id"])
        return shown, report, workbench.ledger.history(report.id)

    before = seen("tomas")
    fresh = desk("ines", "GET", f"/items/{item['id']}").json()
    assert fresh["round"] == "blind"
    change = [{"field": "status", "value": "planned"}]
    first = decide(desk, "ines", fresh, "correct", corrections=change, reason="she plans it")
    assert first.json()["state"] == "pending"
    assert seen("tomas") == before
    everything = [desk("tomas", "GET", path).text for path in ("/progress", "/decisions", "/next?limit=20", "/items")]
    assert "she plans it" not in "".join(everything)
    assert decide(desk, "tomas", before[0]).json()["state"] == "disputed"
    (dispute,) = desk("mira", "GET", "/adjudication").json()["items"]
    assert (dispute["differ"], {each["author"] for each in dispute["decisions"]}) == (["status"], {"ines", "tomas"})
    (own,) = desk("ines", "GET", "/adjudication").json()["items"]
    assert (own["yours"], own["decisions"]) == (True, [])
    take = {"key": str(uuid4()), "take": first.json()["decision"]["number"]}
    path, seen_as = f"/adjudication/{item['id']}", {"If-Match": dispute["item"]["etag"]}
    assert desk("ines", "POST", path, take, **seen_as).status_code == 403
    assert desk("mira", "POST", path, take, **seen_as).json()["state"] == "decided"
    fields = {each["field"]: each for each in desk("mira", "GET", "/agreement").json()["items"]}
    assert (fields["status"]["raw"], fields["stance"]["raw"]) == (0.0, 1.0)


def test_double_coding_is_set_by_who_adjudicates(desk: Any) -> None:
    now = desk("ines", "GET", "/double-coding")
    wanted = {"share": 0.2, "items": [], "kinds": ["claim"]}
    only = {"x-can": "read annotate see_names", "If-Match": now.headers["ETag"]}
    assert desk("ines", "PUT", "/double-coding", wanted, **only).status_code == 403
    assert desk("mira", "PUT", "/double-coding", wanted, **{"If-Match": now.headers["ETag"]}).json() == wanted
    stale = desk("mira", "PUT", "/double-coding", wanted, **{"If-Match": now.headers["ETag"]})
    assert stale.status_code == 412


def test_pairs_are_for_those_who_may_judge_and_names_for_those_who_may_see_them(desk: Any) -> None:
    pairs = desk("ines", "GET", "/items?kind=pair").json()["items"]
    assert pairs
    assert desk("ines", "GET", "/items?kind=pair", **{"x-can": "annotate see_names"}).json()["items"] == []
    item = desk("ines", "GET", f"/items/{pairs[0]['id']}").json()
    assert len(item["sides"]) == 2
    assert {"accept", "reject", "unsure", "skip"} == set(item["actions"])
    body = {"key": str(uuid4()), "action": "reject"}
    coder = {"x-can": "annotate see_names", "If-Match": item["etag"]}
    assert desk("ines", "POST", f"/items/{item['id']}/decisions", body, **coder).status_code == 403
    assert desk("ines", "GET", "/next", **{"x-can": "annotate"}).status_code == 403


def test_every_option_of_every_field_is_explained(desk: Any) -> None:
    book = desk("ines", "GET", "/codebook").json()
    named = {code["name"]: code for section in book["sections"] for code in section["entries"]}
    assert all(code["definition"] for code in named.values())
    for item in desk("ines", "GET", "/next?limit=20").json()["items"]:
        sections = {each["name"]: {code["name"] for code in each["entries"]} for each in book["sections"]}
        assert all(entry["name"] in sections[entry["section"]] for entry in item["codebook"])


def test_items_are_listed_page_by_page(desk: Any) -> None:
    first = desk("ines", "GET", "/items?limit=4").json()
    rest = desk("ines", "GET", f"/items?limit=4&cursor={first['next']}").json()
    values = [each["value"] for each in first["items"] + rest["items"]]
    assert values == sorted(values, reverse=True)
    assert not {each["id"] for each in first["items"]} & {each["id"] for each in rest["items"]}


def test_decisions_are_exported_for_training(desk: Any, workbench: Workbench, tmp_path: Any) -> None:
    from reportedly.cli.main import main

    for action in ("accept", "reject"):
        (item,) = desk("ines", "GET", "/next?limit=1&kind=claim").json()["items"]
        decide(desk, "ines", item, action)
    out = tmp_path / "decisions.jsonl"
    with pytest.raises(SystemExit) as ended:
        main(["review", "export", "--ledger", str(workbench.ledger.place), "--out", str(out)])
    assert not ended.value.code
    kept, gone = map(json.loads, out.read_text("utf-8").splitlines())
    assert (kept["label"], gone["label"]) == (True, False)
    for each in (kept, gone):
        text = workbench.ledger.report(each["report"]).text
        assert text[each["start"] :].startswith(each["window"])
        for start, end in each["before"]["content"]["spans"]:
            assert text[start:end] in each["window"]
