"""Private names are taken out of every answer for those who may not see them, and offsets hold."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from reportedly.export.known_names import KnownNames
from reportedly.export.pseudonyms import MASK, Veil
from reportedly.export.veils import Veils
from reportedly.pipeline import default_pipeline
from reportedly.store.ledger import Ledger
from reportedly.web.masking import veiled
from reportedly.web.masking_layer import ALREADY, MaskingLayer
from tests.export.linked import PLANTED, filled, read


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    pipeline = default_pipeline()
    return filled(tmp_path_factory.mktemp("masking") / "ledger", [read(pipeline, at) for at in range(3)])


@pytest.fixture(scope="module")
def veils(ledger: Ledger) -> Veils:
    return Veils(ledger)


def first(ledger: Ledger) -> Any:
    return next(report for _, report in ledger.reports())


def leaks(told: object) -> set[str]:
    shown = str(told).casefold()
    return {name for name in PLANTED if name.casefold() in shown}


def test_a_text_stays_as_long_and_each_span_has_the_words_that_stand_there(ledger: Ledger, veils: Veils) -> None:
    report = first(ledger)
    spans = [{"start": s.start, "end": s.end, "words": s.words} for _, s in report.spans()]
    answer = {"id": report.id, "text": report.text, "masked": [], "spans": spans}
    told = veiled(answer, veils)
    assert not leaks(told)
    assert len(told["text"]) == len(report.text)
    for span in told["spans"]:
        assert told["text"][span["start"] : span["end"]] == span["words"]
    assert [told["text"][m["start"] : m["end"]] for m in told["masked"]] == [
        MASK * (m["end"] - m["start"]) for m in told["masked"]
    ]
    names = {m["who"] for m in told["masked"]}
    assert len(names) >= 3
    assert all(name.startswith(("person-", "[name")) for name in names)
    assert "Mayor Ilse Tarrant said" in told["text"]


PLACES: list[tuple[str, Any]] = [
    ("a headline", {"headline": "Jana Belk, 9, shot dead"}),
    ("a quote", {"quote": {"words": "“Jana was at the stall,” Orso said"}}),
    ("a value", {"cells": [{"field": "victim", "value": "Jana Belk"}]}),
    ("a title of an incident", {"incidents": [{"title": "JANA BELK SHOT"}]}),
    ("a URL", {"url": "https://example.org/2031/jana-belk-shot.html"}),
    ("a file name", {"location": "/desk/belk-orso.txt"}),
    ("a possessive", {"passage": "Belk’s neighbour"}),
    ("a plural", {"passage": "the Belks lost everything"}),
    ("a key of a table", {"by_source": {"Pavel Orso": 2}}),
    ("a list of words", {"sources": ["Pavel Orso", "police"]}),
    ("an error", {"title": "Not found", "detail": "no claim of Corin Halvard"}),
    ("a passage with offsets", {"span": {"start": 3, "end": 12, "words": "Jana Belk"}}),
    ("a name that nobody read", {"note": "seen by Kevin Halvard"}),
]


@pytest.mark.parametrize(("where", "answer"), PLACES, ids=[where for where, _ in PLACES])
@pytest.mark.parametrize("near", ["the report", "its incident", "the path", "nothing"])
def test_no_name_stands_anywhere(ledger: Ledger, veils: Veils, where: str, answer: Any, near: str) -> None:
    report = first(ledger)
    path: list[str] = []
    if near == "the report":
        answer = {"report": report.id, **answer}
    elif near == "its incident":
        (incident,) = {row for row in incidents(ledger) if report.id in veils.reports_of([row])[row]}
        answer = {"items": [{"id": incident, **answer}]}
    elif near == "the path":
        path = [report.id]
    elif where in {"a quote", "a possessive", "a plural", "a title of an incident"}:
        pytest.skip("one word of a name, in an answer that names no report, cannot be told from any other")
    told = veiled(answer, veils, path)
    shown = str(told).replace("“", "")
    assert not leaks(shown) - ({"Halvard"} if near == "nothing" and "note" in answer else set())


def incidents(ledger: Ledger) -> list[str]:
    from sqlalchemy import select

    from reportedly.store import derived

    with ledger.reading() as connection:
        return list(connection.scalars(select(derived.incidents.c.id)))


def app_of(ledger: Ledger, veils: Veils, *, sees: bool) -> TestClient:
    app, report = FastAPI(), first(ledger)

    class Someone:
        def may(self, capability: str) -> bool:
            return sees or capability != "see_names"

    @app.get("/api/json/{id}")
    def _json(id: str, request: Request) -> dict[str, str]:
        request.state.visitor = Someone()
        return {"headline": "Jana Belk shot"}

    @app.get("/api/lines")
    def _lines(request: Request) -> Response:
        request.state.visitor = Someone()
        return PlainTextResponse("victim\nJana Belk\n", headers={"content-disposition": "inline; name=Jana-Belk"})

    @app.get("/api/events")
    def _events(request: Request) -> Response:
        request.state.visitor = Someone()
        pieces = [b'data: {"read": "Jana', b' Belk.txt"}\n', b"\n", b'event: end\ndata: "Pavel Orso"\n\n']
        return StreamingResponse(iter(pieces), media_type="text/event-stream")

    @app.get("/api/table")
    def _table(request: Request, said: str = "") -> Response:
        request.state.visitor = Someone()
        return Response(b"\x00Jana Belk", headers={ALREADY: said} if said else None, media_type="application/x-table")

    @app.get("/api/fails")
    def _fails() -> Response:
        return PlainTextResponse("Jana Belk", 404)

    app.add_middleware(MaskingLayer, veils=veils)
    client = TestClient(app)
    client.headers["x-report"] = report.id
    return client


def test_every_sort_of_answer_passes_through_the_layer(ledger: Ledger, veils: Veils) -> None:
    client = app_of(ledger, veils, sees=False)
    told = client.get(f"/api/json/{first(ledger).id}").json()["headline"]
    assert told.startswith("person-")
    assert told.endswith(" shot")
    lines = client.get("/api/lines")
    assert not leaks(lines.text)
    assert not leaks(lines.headers)
    events = client.get("/api/events").text
    assert not leaks(events)
    assert events.count("data: ") == 2
    table = client.get("/api/table")
    assert table.status_code == 403
    assert table.json()["type"] == "urn:reportedly:names-not-masked"
    assert client.get("/api/table?said=masked").content == b"\x00Jana Belk"
    assert ALREADY not in client.get("/api/table?said=masked").headers
    assert not leaks(client.get("/api/fails").text)


def test_who_may_see_names_gets_every_answer_as_it_is(ledger: Ledger, veils: Veils) -> None:
    client = app_of(ledger, veils, sees=True)
    assert client.get(f"/api/json/{first(ledger).id}").json() == {"headline": "Jana Belk shot"}
    assert client.get("/api/lines").text == "victim\nJana Belk\n"
    assert client.get("/api/table").content == b"\x00Jana Belk"


def test_names_of_the_ledger_are_found_by_their_words_however_many_there_are() -> None:
    known = KnownNames(["Jana Belk", "Ana Maria Tolm-Orso"], ["Ilse Tarrant", "Port Belk"])
    assert known("for Jana Belk and Ilse Tarrant") == "for [name withheld] and Ilse Tarrant"
    assert known("ana orso, JANA  BELK") == "[name withheld], [name withheld]"
    assert known.gives_away("tolm")
    assert not known.gives_away("belk")
    assert known.asked("tol* market*") == "tol market*"
    assert known.asked("jana belk, market") == MASK
    assert known.link("https://tolm.example/tolm-market.html") == "https://tolm.example/withheld-market.html"


@given(st.text(alphabet=st.characters(codec="utf-16"), max_size=30), st.text(max_size=30))
def test_a_mask_is_as_long_as_what_it_covers(before: str, after: str) -> None:
    veil = Veil({"Jana Belk": {"person-0"}})
    for text in (f"{before} Jana Belk {after}", f"{before} https://a.example/jana%20belk {after}"):
        hidden = veil.mask(text)
        assert len(hidden) == len(text)
        assert "Belk" not in hidden
        for start, end, _ in veil.stretches(text):
            assert hidden[start:end] == MASK * (end - start)
