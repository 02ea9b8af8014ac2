"""Incidents over HTTP: the list, and one incident with every version, its voices, words and origins."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.store.ledger import Ledger
from tests.web.conftest import Workbench


@pytest.fixture(scope="module")
def harbour(looked_at: Workbench) -> dict[str, Any]:
    """The incident of the examples that six reports tell."""
    found = looked_at.client.get("/api/incidents", params={"q": "port arden", "min_origins": 2}).json()
    [line] = found["items"]
    return dict(looked_at.client.get(f"/api/incidents/{line['id']}").json())


def field(page: dict[str, Any], name: str) -> dict[str, Any]:
    return next(dict(each) for each in page["fields"] if each["name"] == name)


def test_a_line_of_the_list_says_what_where_how_many_and_how_surely(looked_at: Workbench) -> None:
    found = looked_at.client.get("/api/incidents", params={"contradicted": True}).json()
    assert found["total"] == 1
    line = found["items"][0]
    assert (line["killed_low"], line["killed_high"], line["day_from"]) == (6, 11, "2031-05-02")
    assert (line["reports"], line["outlets"], line["origins"]) == (6, 5, 4)


def test_the_list_goes_on_where_the_page_before_ended(looked_at: Workbench) -> None:
    first = looked_at.client.get("/api/incidents", params={"limit": 2}).json()
    rest = looked_at.client.get("/api/incidents", params={"limit": 50, "cursor": first["next"]}).json()
    ids = [line["id"] for line in (*first["items"], *rest["items"])]
    assert len(ids) == len(set(ids)) == first["total"]
    assert rest["next"] is None


@pytest.mark.parametrize("asked", [{"since": "May"}, {"cursor": "nonsense"}, {"country": "velmara"}, {"limit": 0}])
def test_what_cannot_be_meant_is_a_problem_and_no_empty_list(looked_at: Workbench, asked: dict[str, Any]) -> None:
    answer = looked_at.client.get("/api/incidents", params=asked)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_every_saying_shows_the_exact_characters_it_was_read_from(
    harbour: dict[str, Any], looked_at: Workbench
) -> None:
    texts = {report["number"]: looked_at.ledger.report(report["id"]).text for report in harbour["reports"]}
    shown = 0
    for each in harbour["fields"]:
        for version in each["versions"]:
            for saying in version["sayings"]:
                assert saying["spans"] or saying["inferred"]
                for span in saying["spans"]:
                    assert texts[saying["report"]][span["start"] : span["end"]] == span["words"]
                    sentences = [harbour["sentences"][n] for n in saying["sentences"]]
                    assert any(s["start"] <= span["start"] and span["end"] <= s["end"] for s in sentences)
                    shown += 1
    assert shown > 50
    for sentence in harbour["sentences"]:
        assert texts[sentence["report"]][sentence["start"] : sentence["end"]] == sentence["words"]


def test_headline_facts_have_a_voice_a_count_and_a_reason(harbour: dict[str, Any]) -> None:
    killed = next(fact for fact in harbour["facts"] if fact["field"] == "killed")
    assert (killed["value"], killed["contradicted"]) == ("6–11", True)
    assert killed["who"]
    assert killed["why"]
    assert "origin" in killed["counted"]


def test_a_denial_is_told_as_such_and_contradicts_what_it_denies(harbour: dict[str, Any]) -> None:
    weapon = field(harbour, "weapon")
    denied = next(n for n, version in enumerate(weapon["versions"]) if version["denied"])
    against = weapon["versions"][denied]["against"]
    assert against
    assert all(denied in weapon["versions"][n]["against"] for n in against)
    assert {saying["firmness"] for saying in weapon["versions"][denied]["sayings"]} == {"denied"}


def test_a_reprint_counts_with_its_wire_and_says_why(harbour: dict[str, Any]) -> None:
    [copy] = harbour["copies"]
    assert copy["kind"] == "copy"
    assert "same" in copy["reason"]
    lane = next(each for each in harbour["origins"] if copy["b"] in each["reports"])
    assert copy["a"] in lane["reports"]
    assert lane["root"] == "Northern Wire"


def test_sources_that_changed_their_mind_are_marked_on_the_toll(harbour: dict[str, Any]) -> None:
    assert {change["how"] for change in harbour["changes"]} <= {"raised", "lowered", "changed"}
    killed = next(toll for toll in harbour["tolls"] if toll["effect"] == "killed")
    assert any(figure["changed"] for figure in killed["figures"])
    assert any(figure["high"] is None and figure["low"] == 4 for figure in killed["figures"])


def test_whoever_is_blamed_and_denies_is_one_party(harbour: dict[str, Any]) -> None:
    answers = field(harbour, "responsibility")
    front = {v["kind"] for v in answers["versions"] if v["party"] == "Coastal Liberation Front"}
    assert {"accused", "denied"} <= front


def test_an_incident_is_found_by_the_first_letters_of_its_id_and_an_unknown_one_is_a_404(
    looked_at: Workbench,
) -> None:
    whole = looked_at.client.get("/api/incidents").json()["items"][0]["id"]
    assert looked_at.client.get(f"/api/incidents/{whole[:8]}").json()["id"] == whole
    assert looked_at.client.get("/api/incidents/x1-nothing").status_code == 404


def test_as_of_a_moment_before_everything_nothing_of_it_is_known(
    looked_at: Workbench, harbour: dict[str, Any]
) -> None:
    answer = looked_at.client.get(f"/api/incidents/{harbour['id']}", params={"as_of": "2001-01-01"})
    assert answer.status_code == 404
    assert "nothing of incident" in answer.json()["detail"]


def test_the_etag_stays_while_nothing_happens_and_changes_with_a_correction(workbench: Workbench) -> None:
    found = workbench.client.get("/api/incidents", params={"contradicted": True}).json()["items"][0]["id"]
    first, again = (workbench.client.get(f"/api/incidents/{found}").headers["etag"] for _ in range(2))
    assert first == again
    report = workbench.client.get(f"/api/incidents/{found}").json()["reports"][0]["id"]
    _correct(workbench.ledger, report)
    later = workbench.client.get(f"/api/incidents/{found}")
    assert later.headers["etag"] != first
    [decision] = later.json()["decisions"]
    assert (decision["what"], decision["author"], decision["in_force"]) == ("correction", "ines", True)


def _correct(book: Ledger, report: str) -> None:
    claim = next(iter(book.report(report).claims or ()))
    book.correct(report, claim.id, "status", "alleged", author="ines", reason="the cue keeps its distance")
