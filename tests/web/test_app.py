"""The workbench as a whole: who gets in, what every answer says, and that nothing is asked of anybody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
from playwright.sync_api import BrowserContext

from eval import generated
from tests.web.accessible import barriers
from tests.web.conftest import Workbench

ROOT = Path(__file__).parents[2]


def test_a_stranger_is_told_to_sign_in(looked_at: Workbench) -> None:
    answer = httpx.get(f"{looked_at.address}/api/session")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:reportedly:sign-in"


def test_the_address_works_once(looked_at: Workbench) -> None:
    token = looked_at.doorkeeper.fresh_token()
    first, second = (httpx.get(f"{looked_at.address}/enter", params={"token": token}) for _ in range(2))
    assert first.status_code == 303
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert "samesite=strict" in first.headers["Set-Cookie"].lower()
    assert second.status_code == 401


def test_whoever_came_by_the_link_is_known_by_name(looked_at: Workbench) -> None:
    said = looked_at.client.get("/api/session").json()
    assert said["name"] == "mira"
    assert "judge" in said["can"]


def test_every_answer_forbids_what_is_not_ours(looked_at: Workbench) -> None:
    for path in ("/api/session", "/api/nowhere", "/"):
        headers = looked_at.client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_not_there_is_a_problem_in_the_same_shape(looked_at: Workbench) -> None:
    answer = looked_at.client.get("/api/nowhere")
    assert answer.status_code == 404
    assert set(answer.json()) >= {"type", "title", "status", "detail"}


def test_the_description_of_the_api_is_that_of_the_code() -> None:
    kept = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    assert kept == json.loads(generated.openapi()), "run `make docs`"


def test_pages_ask_nobody_but_the_workbench(looked_at: Workbench, new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    looked_at.enter(context).wait_for_selector("nav")
    assert asked
    assert all(url.startswith(looked_at.address) for url in asked)


def test_the_first_page_is_open_to_everybody(looked_at: Workbench, sized: BrowserContext) -> None:
    page = looked_at.enter(sized)
    page.wait_for_selector("main h1, main h2")
    assert barriers(page) == []


def test_the_keys_are_a_keystroke_away(looked_at: Workbench, new_context: Callable[..., BrowserContext]) -> None:
    page = looked_at.enter(new_context())
    page.wait_for_selector("main h1, main h2")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog", name="Keys").is_visible()
