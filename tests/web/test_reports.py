"""One report over HTTP: everything read in it, its history, what changed between two, and correcting it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from reportedly.web.shapes.reports import DiffPage, HistoryPage, ReportPage
from tests.web.conftest import Workbench


def ids(workbench: Workbench) -> dict[str, str]:
    """The reports of examples/ by the name of their file."""
    return {str(r.publication.location).rpartition("/")[2]: r.id for _, r in workbench.ledger.reports()}


def page_of(workbench: Workbench, name: str) -> tuple[dict[str, Any], str]:
    answer = workbench.client.get(f"/api/reports/{ids(workbench)[name]}")
    assert answer.status_code == 200, answer.text
    return answer.json(), answer.headers["ETag"]


def test_every_report_is_of_the_documented_shape_and_every_span_shows_its_words(looked_at: Workbench) -> None:
    for name in ids(looked_at):
        page, _ = page_of(looked_at, name)
        ReportPage.model_validate(page)
        cards = [*(page["claims"] or ()), *(page["events"] or ()), *(page["loaded"] or ())]
        pieces = [value for card in cards for value in card.values() if isinstance(value, dict)]
        pieces += [piece for card in cards for fact in card["facts"] for piece in fact["pieces"]]
        for span in (span for piece in pieces for span in piece.get("spans", ())):
            assert page["text"][span["start"] : span["end"]] == span["words"]
        keys = {mark["key"] for mark in page["marks"]}
        assert all(piece["key"] in keys for piece in pieces if piece.get("spans") and piece["key"])


def test_a_claim_tells_its_chain_of_sources_in_words(looked_at: Workbench) -> None:
    page, _ = page_of(looked_at, "border-chain.txt")
    told = next(claim for claim in page["claims"] if len(claim["chain"]) > 2)
    assert told["told"].startswith("this report reports that ")
    assert told["chain"][0]["name"] == "this report"
    assert told["chain"][-1]["status"] == told["status"]["value"]


def test_beside_a_report_stand_its_incident_and_its_copy(looked_at: Workbench) -> None:
    page, _ = page_of(looked_at, "harbour-wire.txt")
    assert [each["role"] for each in page["beside"]["incidents"]][:1] == ["news"]
    copies = [each for name in ids(looked_at) for each in page_of(looked_at, name)[0]["beside"]["copies"]]
    assert copies
    assert all(each["reason"] for each in copies)


def test_the_original_is_handed_out_byte_for_byte_and_only_to_be_kept(looked_at: Workbench) -> None:
    page, _ = page_of(looked_at, "harbour-reprint.html")
    answer = looked_at.client.get(f"/api/reports/{page['id']}/original")
    assert hashlib.sha256(answer.content).hexdigest() == page["original"]["sha256"]
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_an_unknown_report_is_a_problem_that_names_it(looked_at: Workbench) -> None:
    answer = looked_at.client.get("/api/reports/r1-0000000000000000")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:reportedly:unknown-id")
    assert "r1-0000000000000000" in answer.json()["detail"]


def test_two_versions_differ_in_sentences_and_word_by_word(looked_at: Workbench) -> None:
    known = ids(looked_at)
    answer = looked_at.client.get(f"/api/reports/{known['harbour-gazette.txt']}/diff/{known['harbour-herald.txt']}")
    page = DiffPage.model_validate(answer.json())
    assert page.changes
    assert all(change.says for change in page.changes)
    assert "".join(page.a.text[slice(*run.a)] for run in page.runs) == page.a.text
    assert "".join(page.b.text[slice(*run.b)] for run in page.runs) == page.b.text
    for run in page.runs:
        if run.kind == "same":
            assert page.a.text[slice(*run.a)].split() == page.b.text[slice(*run.b)].split()


class TestCorrecting:
    def correct(self, at: Workbench, page: dict[str, Any], etag: str | None, *changes: dict[str, Any]) -> Any:
        headers = {} if etag is None else {"If-Match": etag}
        body = {"changes": changes, "reason": "the next sentence says so"}
        return at.client.post(f"/api/reports/{page['id']}/corrections", json=body, headers=headers)

    def test_shows_at_once_with_its_author_and_can_be_taken_back(self, workbench: Workbench) -> None:
        page, etag = page_of(workbench, "harbour-denial.txt")
        claim = page["claims"][0]
        before = claim["status"]["value"]
        answer = self.correct(
            workbench, page, etag, {"annotation": claim["id"], "field": "status", "value": "alleged"}
        )
        assert answer.status_code == 201, answer.text
        now, newer = page_of(workbench, "harbour-denial.txt")
        assert (now["claims"][0]["status"]["value"], now["claims"][0]["by"]) == ("alleged", "mira")
        assert answer.headers["ETag"] == newer != etag
        assert [each["reason"] for each in now["corrections"]] == ["the next sentence says so"]
        number = answer.json()["sequences"][0]
        back = workbench.client.post(
            f"/api/reports/{page['id']}/corrections/{number}/withdrawal",
            json={"reason": "misread"},
            headers={"If-Match": newer},
        )
        assert back.status_code == 201, back.text
        assert page_of(workbench, "harbour-denial.txt")[0]["claims"][0]["status"]["value"] == before
        history = HistoryPage.model_validate(workbench.client.get(f"/api/reports/{page['id']}/history").json())
        assert [each.kind for each in history.items] == ["reading", "correction", "withdrawal"]
        then = workbench.client.get(f"/api/reports/{page['id']}", params={"as_of": number}).json()
        assert then["claims"][0]["status"]["value"] == "alleged"

    def test_of_the_words_and_the_speaker_at_once(self, workbench: Workbench) -> None:
        page, etag = page_of(workbench, "harbour-denial.txt")
        claim, text = page["claims"][0], page["text"]
        span = claim["content"]["spans"][0]
        shorter = {**span, "end": span["start"] + 12, "words": text[span["start"] : span["start"] + 12]}
        someone = next(each for each in page["parties"] if each["name"] != claim["title"])
        changes = (
            {"annotation": claim["id"], "field": "content", "value": [shorter]},
            {"annotation": claim["id"], "field": "source", "value": someone, "spans": [shorter]},
        )
        answer = self.correct(workbench, page, etag, *changes)
        assert answer.status_code == 201, answer.text
        now = page_of(workbench, "harbour-denial.txt")[0]["claims"]
        made = next(each for each in now if each["id"] == claim["id"])
        assert (made["title"], made["content"]["spans"]) == (someone["name"], [shorter])

    def test_needs_the_state_that_was_seen(self, workbench: Workbench) -> None:
        page, _ = page_of(workbench, "harbour-denial.txt")
        change = {"annotation": page["claims"][0]["id"], "field": "status", "value": "alleged"}
        assert self.correct(workbench, page, None, change).status_code == 428

    def test_of_what_somebody_changed_meanwhile_loses_neither(self, workbench: Workbench) -> None:
        page, etag = page_of(workbench, "harbour-denial.txt")
        claim = page["claims"][0]["id"]
        first = {"annotation": claim, "field": "status", "value": "alleged"}
        assert self.correct(workbench, page, etag, first).status_code == 201
        answer = self.correct(workbench, page, etag, {"annotation": claim, "field": "status", "value": "believed"})
        assert answer.status_code == 412
        problem = answer.json()
        assert [(each["author"], each["value"]) for each in problem["since"]] == [("mira", "alleged")]
        assert self.correct(workbench, page, problem["now"], first | {"value": "believed"}).status_code == 201

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [("status", "rumoured", "rumoured"), ("colour", "red", "no field"), ("id", "c1-x", "cannot be corrected")],
    )
    def test_to_what_cannot_be_says_why_and_changes_nothing(
        self, workbench: Workbench, field: str, value: str, says: str
    ) -> None:
        page, etag = page_of(workbench, "harbour-denial.txt")
        wrong = {"annotation": page["claims"][0]["id"], "field": field, "value": value}
        right = {"annotation": page["claims"][0]["id"], "field": "status", "value": "alleged"}
        answer = self.correct(workbench, page, etag, right, wrong)
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:reportedly:bad-correction")
        assert says in answer.json()["detail"]
        assert page_of(workbench, "harbour-denial.txt")[1] == etag

    def test_with_words_that_do_not_stand_there_is_refused(self, workbench: Workbench) -> None:
        page, etag = page_of(workbench, "harbour-denial.txt")
        claim = page["claims"][0]
        shifted = {**claim["content"]["spans"][0]}
        shifted["start"], shifted["end"] = shifted["start"] + 1, shifted["end"] + 1
        answer = self.correct(
            workbench, page, etag, {"annotation": claim["id"], "field": "content", "value": [shifted]}
        )
        assert answer.status_code == 422
        assert "code points" in answer.json()["detail"]
