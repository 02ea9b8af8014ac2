"""Decisions about incidents over HTTP: merged, split, undone, and by two people at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from reportedly.derive.incident_tag import incident_tag
from reportedly.derive.link import link
from reportedly.derive.list_incidents import unlinked
from reportedly.derive.rebuild import rebuild
from reportedly.store.copying import copy
from reportedly.store.derived import copies, members
from reportedly.store.ledger import Ledger
from reportedly.web.etags import etag
from tests.store.conftest import postgres_place, server
from tests.web.conftest import Workbench, running

__all__ = ["postgres_place", "server"]


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, copied: Path) -> Iterator[Workbench]:
    """A workbench over a copy of the examples, in a file and on a server."""
    if request.param == "sqlite":
        with Ledger.open(copied) as book:
            yield from running(book)
        return
    with Ledger.open(copied) as book, Ledger.open(request.getfixturevalue("postgres_place"), create=True) as team:
        copy(book, team)
        link(team)
        yield from running(team)


def there(workbench: Workbench) -> dict[str, set[str]]:
    """The accounts of each incident."""
    with workbench.ledger.reading() as connection:
        out: dict[str, set[str]] = {}
        for row in connection.execute(select(members)):
            out.setdefault(row.incident, set()).add(row.account)
        return out


def as_linked_anew(workbench: Workbench) -> bool:
    """Whether everything derived is as linking the whole ledger leaves it."""
    return not unlinked(workbench.ledger) and rebuild(workbench.ledger).same


def tag(workbench: Workbench, incident: str) -> str:
    """Its ETag."""
    with workbench.ledger.reading() as connection:
        return etag(incident_tag(connection, incident))


def post(workbench: Workbench, path: str, body: dict[str, Any], seen: str | None) -> Any:
    """What the API answers."""
    return workbench.client.post(path, json=body, headers={"If-Match": seen} if seen else {})


def merged(workbench: Workbench, one: str, other: str) -> Any:
    """Two incidents merged."""
    body = {"others": [{"id": other, "tag": tag(workbench, other)}], "reason": "the same night, the same quay"}
    return post(workbench, f"/api/incidents/{one}/merge", body, tag(workbench, one))


def test_two_incidents_become_one_and_two_again_as_if_nothing_had_been(workbench: Workbench) -> None:
    before = there(workbench)
    one, other = sorted(before, key=lambda each: -len(before[each]))[:2]
    answer = merged(workbench, one, other)
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert said["again"] is None
    now = there(workbench)
    assert any(before[one] | before[other] <= accounts for accounts in now.values())
    undone = post(workbench, f"/api/decisions/{said['decision']}/undo", {"reason": "no"}, said["tag"])
    assert undone.status_code == 200, undone.text
    assert there(workbench) == before
    assert as_linked_anew(workbench)


def test_a_report_that_is_taken_out_tells_an_incident_of_its_own(workbench: Workbench) -> None:
    before = there(workbench)
    big = max(before, key=lambda each: len(before[each]))
    with workbench.ledger.reading() as connection:
        asked = select(members.c.report, members.c.account).where(members.c.incident == big)
        rows = connection.execute(asked.order_by(members.c.report)).all()
    report = rows[-1].report
    own = {row.account for row in rows if row.report == report}
    answer = post(
        workbench, f"/api/incidents/{big}/remove", {"report": report, "reason": "another fire"}, tag(workbench, big)
    )
    assert answer.status_code == 200, answer.text
    now = there(workbench)
    assert own in now.values() or any(own <= each and not each & (before[big] - own) for each in now.values())
    assert before[big] - own in now.values()
    assert as_linked_anew(workbench)


def test_the_old_id_of_what_was_merged_leads_to_where_it_is_now(workbench: Workbench) -> None:
    before = there(workbench)
    one, other = sorted(before, key=lambda each: -len(before[each]))[:2]
    said = merged(workbench, one, other).json()
    (lost,) = {one, other} - there(workbench).keys()
    where = workbench.client.get(f"/api/incidents/{lost}/where").json()
    assert not where["there"]
    assert before[lost] <= there(workbench)[where["now"]]
    gone = post(workbench, f"/api/incidents/{lost}/split", {"accounts": ["a"], "reason": "x"}, '"1-x"')
    assert gone.status_code == 410
    assert gone.json()["now"] == where["now"] == said["incident"]


def test_a_decision_says_which_state_it_saw_and_hears_who_changed_it_since(workbench: Workbench) -> None:
    before = there(workbench)
    one, other, third = sorted(before, key=lambda each: -len(before[each]))[:3]
    path, body = (
        f"/api/incidents/{one}/merge",
        {"others": [{"id": third, "tag": tag(workbench, third)}], "reason": "x"},
    )
    assert post(workbench, path, body, None).status_code == 428
    seen = tag(workbench, one)
    a, b = min(before[one]), min(before[other])
    judged = {"a": a, "b": b, "verdict": "unsure", "reason": "the day is not clear"}
    assert post(workbench, f"/api/incidents/{one}/pairs", judged, seen).status_code == 200
    stale = post(workbench, path, body, seen)
    assert stale.status_code == 412
    (since,) = stale.json()["since"]
    assert (since["author"], since["kind"], since["reason"]) == ("mira", "unsure", "the day is not clear")


def test_two_who_decide_at_once_lose_nothing(shared: Workbench) -> None:
    workbench = shared
    before = there(workbench)
    one, *others = sorted(before, key=lambda each: -len(before[each]))[:3]
    seen = {each: tag(workbench, each) for each in (one, *others)}
    answers: list[Any] = []
    start = threading.Barrier(2)

    def decide(other: str) -> None:
        start.wait()
        body = {"others": [{"id": other, "tag": seen[other]}], "reason": f"one with {other}"}
        answers.append(post(workbench, f"/api/incidents/{one}/merge", body, seen[one]))

    threads = [threading.Thread(target=decide, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.status_code for each in answers) in ([200, 410], [200, 412])
    late = next(each.json() for each in answers if each.status_code != 200)
    assert late["since"][0]["author"] == "mira"
    said = [each["reason"] for each in workbench.client.get(f"/api/incidents/{one}/decisions").json()]
    assert len(said) == 1
    assert as_linked_anew(workbench)


def test_a_report_that_is_no_copy_after_all_counts_as_an_origin_and_the_history_says_who_said_so(
    workbench: Workbench,
) -> None:
    with workbench.ledger.reading() as connection:
        row = connection.execute(select(copies).where(copies.c.kind != "unsure")).first()
        assert row is not None
        asked = select(members.c.incident).where(members.c.report == row.a)
        incident = connection.scalars(asked).first()
    assert incident is not None
    said = {"a": row.a, "b": row.b, "verdict": "independent", "reason": "both were on the quay"}
    answer = post(workbench, f"/api/incidents/{incident}/copies", said, tag(workbench, incident))
    assert answer.status_code == 200, answer.text
    here = answer.json()["incident"]
    (told,) = workbench.client.get(f"/api/incidents/{here}/decisions").json()
    assert (told["kind"], told["author"], told["in_force"]) == ("independent", "mira", True)
    assert as_linked_anew(workbench)
    undone = post(workbench, f"/api/decisions/{told['number']}/undo", {"reason": "no"}, told["tag"])
    assert undone.status_code == 200
    again = post(workbench, f"/api/decisions/{told['number']}/undo", {"reason": "no"}, told["tag"])
    assert again.status_code == 412
    undo, first = workbench.client.get(f"/api/incidents/{incident}/decisions").json()
    assert (undo["kind"], first["in_force"]) == ("undo", False)
    assert as_linked_anew(workbench)


def test_what_cannot_be_decided_is_refused_with_what_would_be_accepted(workbench: Workbench) -> None:
    before = there(workbench)
    one = max(before, key=lambda each: len(before[each]))
    seen = tag(workbench, one)
    everything = {"accounts": sorted(before[one]), "reason": "x"}
    assert post(workbench, f"/api/incidents/{one}/split", everything, seen).status_code == 422
    nothing = {"accounts": ["a1-none"], "reason": "x"}
    assert post(workbench, f"/api/incidents/{one}/split", nothing, seen).status_code == 404
    silent = {"accounts": [min(before[one])], "reason": "  "}
    assert post(workbench, f"/api/incidents/{one}/split", silent, seen).status_code == 422
    assert there(workbench) == before
