"""Taking in, reading again, linking and exporting from the browser: jobs that go on beside the pages."""

from __future__ import annotations

import hashlib
import time
from typing import Any

import httpx
import pytest

from reportedly.errors import EmptyInput, TooLarge, UnknownId
from reportedly.store.desk import Desk, desk_folder
from reportedly.web.jobs.runner import Runner
from reportedly.web.uploads import Uploads, plain_name
from tests.web.conftest import Workbench

STORY = b"""Fire at Brackwater mill kills one

BRACKWATER, Velmara, June 9, 2031 (Northern Wire) - A fire at the old mill in Brackwater killed a night watchman on \
Monday, fire chief Ondra Pell said. Residents said they had heard an explosion.
"""


def finished(client: httpx.Client, number: int, seconds: float = 120) -> dict[str, Any]:
    """The job once it has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job: dict[str, Any] = client.get(f"/api/jobs/{number}").json()
        if job["state"] not in {"waiting", "running"}:
            return job
        time.sleep(0.2)
    raise AssertionError(f"job {number} has not ended: {job}")


def sent(client: httpx.Client, name: str, data: bytes) -> dict[str, Any]:
    """An uploaded file."""
    answer = client.post("/api/uploads", params={"name": name}, content=data)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_files_from_the_browser_are_read_linked_and_in_the_inbox(workbench: Workbench) -> None:
    client = workbench.client
    story = sent(client, "../../etc/mill.txt", STORY)
    image = sent(client, "mill.txt.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert story["name"] == "mill.txt"
    assert story["sha256"] == hashlib.sha256(STORY).hexdigest()
    given = client.post(
        "/api/jobs/ingest", json={"files": [story, image], "overrides": {"outlet": "Northern Wire"}}
    ).json()
    job = finished(client, given["number"])
    assert job["state"] == "done", job
    result = job["result"]
    assert (result["originals"], result["reports"], result["quarantined"]) == (2, 1, 1)
    assert result["first"][0]["headline"] == "Fire at Brackwater mill kills one"
    assert result["failed_items"][0]["name"] == "mill.txt.png"
    newest = client.get("/api/inbox", params={"limit": 1}).json()["items"][0]
    assert newest["report"] == result["first"][0]["report"]
    assert newest["linked"]
    assert newest["seen"]["claims"] >= 1
    assert client.get("/api/inbox", params={"words": "brackwater"}).json()["items"][0]["report"] == newest["report"]

    # What could not be read says why.
    held = client.get("/api/quarantine").json()
    assert held["total"] == 1
    assert held["items"][0]["begins"].startswith("·PNG")
    assert held["items"][0]["what"] in {group["what"] for group in held["groups"]}

    books = client.get("/api/jobs/books").json()
    assert books["given"] == sum(books[state] for state in ("waiting", "running", "done", "failed", "cancelled"))


def test_an_export_has_its_manifest_and_the_digest_it_says(workbench: Workbench) -> None:
    client = workbench.client
    outlet = client.get("/api/inbox/facets").json()["outlets"][0]["value"]
    asked = {"what": "reports", "format": "csv", "filters": {"outlet": outlet}}
    number = client.post("/api/exports", json=asked).json()["number"]
    assert finished(client, number)["state"] == "done"
    (made,) = client.get("/api/exports").json()["items"]
    file = client.get(f"/api/exports/{number}/file")
    assert hashlib.sha256(file.content).hexdigest() == made["sha256"]
    assert "attachment" in file.headers["Content-Disposition"]
    assert file.text.count("\r\n") >= made["rows"] > 0
    manifest = client.get(f"/api/exports/{number}/manifest").json()
    assert manifest["filters"] == {"outlet": outlet}
    assert manifest["private_people"] == "pseudonymised"
    assert manifest["sha256"] == made["sha256"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"what": "claims", "format": "acled"}, "for incidents and events"),
        ({"what": "incidents", "as_of": "2031-01-01"}, "no earlier state"),
        ({"what": "reports", "filters": {"since": "yesterday"}}, "is no day"),
        ({"what": "reports", "filters": {"height": "3"}}, "cannot be meant"),
    ],
)
def test_an_export_that_cannot_be_meant_is_refused_at_once(
    looked_at: Workbench, asked: dict[str, Any], says: str
) -> None:
    answer = looked_at.client.post("/api/exports", json=asked)
    assert answer.status_code == 422
    assert says in answer.json()["detail"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "//velmara.example", "javascript:alert(1)", "ftp://a.example"])
def test_only_addresses_of_the_web_are_taken(looked_at: Workbench, url: str) -> None:
    answer = looked_at.client.post("/api/jobs/ingest", json={"urls": [url]})
    assert answer.status_code == 422


def test_a_private_address_is_refused_and_the_job_says_so(workbench: Workbench) -> None:
    given = workbench.client.post("/api/jobs/ingest", json={"urls": ["http://169.254.169.254/latest/"]}).json()
    result = finished(workbench.client, given["number"])["result"]
    assert result["reports"] == 0
    assert "private network" in result["refused"][0]


def test_a_job_that_a_restart_interrupted_is_begun_again(workbench: Workbench) -> None:
    desk = Desk(desk_folder(workbench.ledger))
    job = desk.give("link", {}, "mira")
    desk.begin(job.number)  # a server that died here leaves it running
    runner = Runner(workbench.ledger, desk)
    runner.start()
    until = time.monotonic() + 60
    while desk.job(job.number).state != "done" and time.monotonic() < until:
        time.sleep(0.1)
    runner.stop()
    ended = desk.job(job.number)
    assert (ended.state, ended.tries) == ("done", 2)
    assert ended.result["linked"]["reports"] == 13


def test_a_job_that_waits_is_cancelled_and_never_begins(workbench: Workbench) -> None:
    desk = Desk(desk_folder(workbench.ledger))
    runner = Runner(workbench.ledger, desk)
    job = desk.give("link", {}, "mira")
    assert runner.cancel(job.number).state == "cancelled"
    assert not desk.begin(job.number)
    assert desk.balance() == {"given": 1, "waiting": 0, "running": 0, "done": 0, "failed": 0, "cancelled": 1}


def test_an_upload_that_is_too_large_or_empty_leaves_nothing(tmp_path: Any) -> None:
    shelf = Uploads(tmp_path, largest=10)
    with pytest.raises(TooLarge), shelf.new("a.txt") as coming:
        coming.write(b"x" * 11)
    with pytest.raises(EmptyInput), shelf.new("b.txt") as coming:
        coming.finish()
    assert list(shelf.folder.iterdir()) == []
    for name in ("../../secret", "/etc/passwd", "0" * 32):
        with pytest.raises(UnknownId):
            shelf.path(name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/home/mira/notes.txt", "notes.txt"),
        (r"C:\reports\wire.html", "wire.html"),
        ("https://velmara.example/a.html", "a.html"),
        ("...hidden", "hidden"),
        ("a\x00b\u202e.txt", "a\ufffdb\ufffd.txt"),
        ("", "unnamed"),
    ],
)
def test_a_file_name_is_words_to_show_and_no_path(name: str, shown: str) -> None:
    assert plain_name(name) == shown
