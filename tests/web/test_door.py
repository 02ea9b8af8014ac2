"""No other site acts in a visitor's name, and every address lets in whom the table of roles lets in: nobody else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from reportedly.access.roles import roles
from reportedly.web.app import create_app
from reportedly.web.one_user import OneUser
from reportedly.web.same_origin import LOOPBACK_NAMES, SAFE, known_host
from reportedly.web.visitor import capability_of
from tests.web.conftest import Workbench
from tests.web.teamwork import PASSWORD, TeamBench, team_over

WITHOUT = {("GET", "/enter"), ("POST", "/api/session")}
"""What whoever is not known yet has to reach."""


@pytest.fixture(scope="module")
def team(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamBench]:
    place = tmp_path_factory.mktemp("team") / "ledger"
    shutil.copytree(examples, place)
    with team_over(place) as bench:
        yield bench


def routes(app: FastAPI) -> list[tuple[str, str, APIRoute]]:
    return [
        (method, route.path, route)
        for route in every(app.routes)
        for method in sorted(route.methods or ())
        if not route.path.startswith("/{")
    ]


def every(found: Iterable[object]) -> Iterator[APIRoute]:
    """FastAPI keeps the routes of an included router within an object of its own."""
    for each in found:
        if isinstance(each, APIRoute):
            yield each
        elif (router := getattr(each, "original_router", None)) is not None:
            yield from every(router.routes)


def filled(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "r1-0000000000000000", path)


FORGED = {
    "a form of another site": {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Origin": "https://x.example",
    },
    "a script of another site": {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "cors",
        "Origin": "https://x.example",
    },
    "an image of another site": {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "no-cors",
        "Sec-Fetch-Dest": "image",
    },
    "a page of a sister domain": {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"},
    "a sandboxed frame": {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    "an old browser, another origin": {"Origin": "https://x.example"},
    "an old browser, no origin to name": {"Origin": "null"},
    "an old browser, another port": {"Origin": "http://127.0.0.1:1"},
    "an address typed by somebody": {"Sec-Fetch-Site": "none"},
}


def test_nothing_is_changed_from_elsewhere_whatever_the_address(looked_at: Workbench) -> None:
    app = create_app(looked_at.ledger, OneUser("mira"), pages=False)
    before = looked_at.ledger.digest()
    tried = 0
    for method, path, _ in routes(app):
        for how, headers in FORGED.items():
            if method in SAFE:
                continue
            for kind in ("application/x-www-form-urlencoded", "application/json"):
                answer = looked_at.client.request(
                    method, filled(path), headers={**headers, "Content-Type": kind}, content=b"{}"
                )
                assert answer.status_code == 403, f"{method} {path} from {how}"
                assert answer.json()["type"] == "urn:reportedly:cross-origin"
                tried += 1
    assert tried > 100
    assert looked_at.ledger.digest() == before


def test_another_site_cannot_read_either(looked_at: Workbench) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert looked_at.client.get("/api/session", headers=headers).status_code == 403
    answer = looked_at.client.get("/api/session", headers={"Origin": "https://x.example"})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil:80", "", "127.0.0.1:80:80"]
)
def test_a_name_that_is_not_ours_is_not_served(looked_at: Workbench, host: str) -> None:
    for path in ("/", "/api/session"):
        assert looked_at.client.get(path, headers={"Host": host}).status_code in {400, 421}
    assert not known_host(host, LOOPBACK_NAMES)


def test_the_names_of_this_machine_are_ours() -> None:
    for host in ("127.0.0.1", "127.0.0.1:8484", "localhost:1", "[::1]", "[::1]:8484", "LOCALHOST"):
        assert known_host(host, LOOPBACK_NAMES)


def test_no_get_changes_anything(looked_at: Workbench) -> None:
    app = create_app(looked_at.ledger, OneUser("mira"), pages=False)
    before = (looked_at.ledger.digest(), len(list(looked_at.ledger.reports())))
    for method, path, _ in routes(app):
        if method == "GET" and path.startswith("/api/"):
            looked_at.client.get(filled(path))
    assert (looked_at.ledger.digest(), len(list(looked_at.ledger.reports()))) == before


def test_each_role_reaches_what_the_table_gives_it_and_nothing_else(team: TeamBench) -> None:
    app = create_app(team.ledger, OneUser("mira"), pages=False)
    tried = 0
    for method, path, route in routes(app):
        if (method, path) in WITHOUT or method == "HEAD" or (method, path) == ("DELETE", "/api/session"):
            continue
        asked = {capability_of(each.call) for each in route.dependant.dependencies if each.call} - {None}
        assert asked, f"{method} {path} lets in anybody"
        for role in (None, *roles()):
            answer = team.client(role).request(method, filled(path), json={})
            if role is None:
                assert answer.status_code == 401, f"{method} {path} lets in a stranger"
            elif asked <= roles()[role].can:
                assert answer.json().get("type") != "urn:reportedly:not-allowed" if refused(answer) else True
                assert answer.status_code != 401, f"{method} {path} does not know {role}"
            else:
                assert answer.status_code == 403, f"{method} {path} lets in {role}"
            tried += 1
    assert tried > 50


def refused(answer: httpx.Response) -> bool:
    return answer.status_code == 403


def test_wrong_passwords_are_slowed_down_and_say_nothing_of_who_exists(team: TeamBench) -> None:
    with httpx.Client(base_url=team.address) as client:
        said = set()
        for name in ("reader", "nobody"):
            answer = client.post("/api/session", json={"name": name, "password": "not the right one"})
            assert answer.status_code == 401
            said.add(answer.text)
        assert len(said) == 1
        for _ in range(6):
            answer = client.post("/api/session", json={"name": "guessed", "password": "not the right one"})
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) >= 1


def test_a_session_cookie_is_kept_from_scripts_and_other_sites_and_ends_with_signing_out(team: TeamBench) -> None:
    with httpx.Client(base_url=team.address) as client:
        sleep_off(client)
        answer = client.post("/api/session", json={"name": "reader", "password": PASSWORD})
        cookie = answer.headers["Set-Cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/api/session").json()["by"] == "password"
        kept = dict(client.cookies)
        assert client.delete("/api/session").status_code == 204
        client.cookies.update(kept)
        assert client.get("/api/session").status_code == 401


def sleep_off(client: httpx.Client) -> None:
    """Wait until this address may try again."""
    import time

    for _ in range(40):
        answer = client.post("/api/session", json={"name": "reader", "password": PASSWORD})
        if answer.status_code != 429:
            client.cookies.clear()
            return
        time.sleep(float(answer.headers["Retry-After"]))


def test_a_key_acts_for_its_account_and_cannot_make_keys(team: TeamBench) -> None:
    key = team.client("reader").post("/api/own/keys", json={"label": "nightly"}).json()["key"]
    headers = {"Authorization": f"Bearer {key}"}
    assert httpx.get(f"{team.address}/api/session", headers=headers).json()["name"] == "reader"
    more = httpx.post(f"{team.address}/api/own/keys", headers=headers, json={"label": "more"})
    assert more.status_code == 403
    (shown,) = [each for each in team.client("reader").get("/api/own/keys").json()["items"] if not each["revoked"]]
    assert key not in str(shown)
    assert team.client("reader").delete(f"/api/own/keys/{shown['id']}").status_code == 204
    assert httpx.get(f"{team.address}/api/session", headers=headers).status_code == 401


def test_two_who_change_an_account_at_once_are_told(team: TeamBench) -> None:
    admin = team.client("admin")
    items = admin.get("/api/accounts").json()["items"]
    seen = next(each for each in items if each["name"] == "releaser")
    assert admin.patch("/api/accounts/releaser", json={"disabled": True}).status_code == 428
    match = {"If-Match": seen["etag"]}
    changed = admin.patch("/api/accounts/releaser", json={"roles": ["releaser", "reader"]}, headers=match)
    assert changed.status_code == 200
    late = admin.patch("/api/accounts/releaser", json={"roles": ["admin"]}, headers=match)
    assert late.status_code == 412
    assert late.json()["roles"] == ["reader", "releaser"]


def test_what_was_written_and_whose_names_were_looked_at_is_noted(team: TeamBench) -> None:
    report = next(report.id for _, report in team.ledger.reports())
    for role in ("reviewer", "reviewer", "reader"):
        team.client(role).get(f"/api/reports/{report}")
    rows = team.client("admin").get("/api/audit", params={"act": "names"}).json()["items"]
    seen = [(row["who"], row["what"]) for row in rows if row["what"] == report]
    assert seen in ([("reviewer", report)], [])
    page = team.client("admin").get("/api/audit", params={"limit": 1}).json()
    assert page["total"] > 5
    second = team.client("admin").get("/api/audit", params={"limit": 1, "cursor": page["next"]}).json()
    assert second["items"][0]["number"] == page["items"][0]["number"] - 1
