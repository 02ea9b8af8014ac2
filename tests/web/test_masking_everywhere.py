"""A reader asks every address of the API, over a ledger with names planted everywhere: none comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import Request
from sqlalchemy import select
from starlette.testclient import TestClient

from reportedly.access.roles import allowed
from reportedly.derive.link import link
from reportedly.pipeline import default_pipeline
from reportedly.store import derived
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.saved import save
from reportedly.store.searching import index
from reportedly.store.work import Arrival, Done, Failed, Reading
from reportedly.web.app import create_app
from reportedly.web.visitor import Visitor
from tests.export.linked import PLANTED, STORIES, read
from tests.web.test_door import every


class Somebody:
    """Knows every visitor, with one role."""

    by = "password"

    def __init__(self, role: str) -> None:
        self.role = role

    def visitor(self, request: Request) -> Visitor | None:
        return Visitor("sam", self.role, allowed([self.role]))

    def admit(self, token: str) -> str | None:
        return None


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Names in text, headline, quotation, URL, byline, file names, a correction, a reason, a judgement, a saved
    search, and an item in quarantine."""
    pipeline = default_pipeline()
    with Ledger.open(tmp_path_factory.mktemp("planted") / "ledger", create=True) as ledger:
        for at in range(len(STORIES)):
            report = read(pipeline, at)
            original = ledger.originals.put(report.text.encode() + b"<p>Jana Belk")
            ledger.receive([Arrival(original=original, location="/desk/Jana Belk/belk-orso.txt")])
            ledger.finish([Done(ledger.pending(1)[0].number, (Reading.of(report, "recipe-1", []),))])
        ledger.receive([Arrival(original=ledger.originals.put(b"\x00"), location="/desk/Jana Belk.pdf")])
        ledger.finish(
            [Failed(item=ledger.pending(1)[0].number, stage="extract", cause="Jana Belk.pdf holds no text")]
        )
        link(ledger)
        index(ledger)
        first = next(report for _, report in ledger.reports())
        claim = (first.claims or ())[0]
        ledger.correct(first.id, claim.id, "status", "denied", author="mira", reason="Pavel Orso called the desk")
        save(ledger, "belk", Query(words="Jana Belk"))
        yield ledger


def ids(ledger: Ledger) -> dict[str, list[str]]:
    with ledger.reading() as connection:
        reports = [report.id for _, report in ledger.reports()]
        return {
            "report": reports,
            "incident": list(connection.scalars(select(derived.incidents.c.id))),
            "account": list(connection.scalars(select(derived.accounts.c.id))),
        }


def leaks(answer: Any, asked: str) -> set[str]:
    """Planted words in an answer, but for what stood in the question itself."""
    shown = (answer.text + str(dict(answer.headers))).casefold()
    return {name for name in PLANTED if re.search(rf"(?<!\w){name.casefold()}", shown) and name.lower() not in asked}


def addresses(ledger: Ledger) -> Iterator[str]:
    there = ids(ledger)
    app = create_app(ledger, Somebody("reader"), pages=False)
    for route in every(app.routes):
        if "GET" not in (route.methods or ()) or not route.path.startswith("/api/"):
            continue
        if route.path == "/api/review/codebook":
            continue  # its examples are our own sentences, and their town is called as a planted aunt
        names = re.findall(r"\{([^}:]*)", route.path)
        if not names:
            yield route.path
        for number in range(4 if names else 0):
            kind = "incident" if "incident" in route.path else "report"
            path = route.path
            for step, name in enumerate(names):
                some = there[kind]
                path = re.sub(r"\{" + name + r"[^}]*\}", some[(number + step) % len(some)], path)
            yield path


def test_no_address_gives_a_private_name_to_a_reader(planted: Ledger) -> None:
    client = TestClient(create_app(planted, Somebody("reader"), pages=False), base_url="http://127.0.0.1")
    found: dict[str, set[str]] = {}
    answered = 0
    for path in addresses(planted):
        answer = client.get(path)
        answered += answer.status_code == 200
        if told := leaks(answer, path):
            found[path] = told
    assert not found
    assert answered > 25


def test_the_same_addresses_give_names_to_who_may_see_them(planted: Ledger) -> None:
    client = TestClient(create_app(planted, Somebody("reviewer"), pages=False), base_url="http://127.0.0.1")
    assert any("Jana Belk" in client.get(path).text for path in addresses(planted))


QUESTIONS = ("q", "words", "query", "actor", "claimed_by", "text", "search", "place")


@pytest.mark.parametrize("asked", ["Jana Belk", "belk", "Orso", "ja* belk", '"Pavel Orso"', "Halvard", "tol*"])
def test_no_search_confirms_a_name_to_a_reader(planted: Ledger, asked: str) -> None:
    reader = TestClient(create_app(planted, Somebody("reader"), pages=False), base_url="http://127.0.0.1")
    for path in ("/api/inbox", "/api/incidents"):
        for name in QUESTIONS:
            nonsense = reader.get(path, params={name: "zzxqv"})
            answer = reader.get(path, params={name: asked})
            assert not leaks(answer, asked.lower())
            if answer.status_code == 200 and nonsense.status_code == 200:
                told, none = answer.json(), nonsense.json()
                everything = reader.get(path).json()
                same = len(told.get("items", ())) in (len(none.get("items", ())), len(everything.get("items", ())))
                assert same, f"{path}?{name}={asked} gives a reader {told}"
