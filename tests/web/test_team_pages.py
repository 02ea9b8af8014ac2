"""Signing in, the team, the audit log and one's own settings, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.web.accessible import barriers
from tests.web.conftest import NARROW
from tests.web.teamwork import PASSWORD, TeamBench, team_over


@pytest.fixture(scope="module")
def team(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamBench]:
    place = tmp_path_factory.mktemp("team") / "ledger"
    shutil.copytree(examples, place)
    with team_over(place) as bench:
        yield bench


def test_who_may_only_read_is_told_so_at_once_and_never_asked_to_try_again(
    team: TeamBench, new_context: Callable[..., BrowserContext]
) -> None:
    page = team.enter(new_context(), "reader")
    expect(page.get_by_role("link", name="names masked")).to_be_visible()
    for path, title in (("/review", "Review"), ("/exports", "Exports"), ("/audit", "Audit log"), ("/team", "Team")):
        page.goto(team.address + path)
        expect(page.get_by_role("heading", name=f"{title} is not for your role")).to_be_visible()
        assert page.get_by_role("button", name="Try again").count() == 0
    assert barriers(page) == []


def test_somebody_is_added_signs_in_gets_another_role_and_is_kept_out(
    team: TeamBench, new_context: Callable[..., BrowserContext]
) -> None:
    page = team.enter(new_context(), "admin")
    page.goto(f"{team.address}/team")
    page.get_by_role("button", name="Add an account").click()
    page.get_by_role("textbox", name="Name").fill("ines")
    page.get_by_role("button", name="Make one up").click()
    password = page.get_by_label("Password", exact=True).input_value()
    assert len(password) >= 12
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("button", name="Change ines")).to_be_visible()

    theirs = new_context().new_page()
    theirs.goto(f"{team.address}/settings")
    theirs.get_by_label("Name").fill("ines")
    theirs.get_by_label("Password").fill("not this one at all")
    theirs.get_by_role("button", name="Sign in").click()
    expect(theirs.get_by_role("alert")).to_contain_text("wrong")
    theirs.get_by_label("Password").fill(password)
    theirs.get_by_role("button", name="Sign in").click()
    expect(theirs.get_by_role("heading", name="Settings")).to_be_visible()
    assert not theirs.get_by_role("link", name="Team").count()

    page.get_by_role("button", name="Change ines").click()
    page.get_by_role("checkbox", name="Releaser").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("listitem").filter(has_text="ines").get_by_text("Releaser")).to_be_visible()
    page.get_by_role("button", name="Change ines").click()
    page.get_by_role("button", name="Disable").click()
    expect(page.get_by_role("listitem").filter(has_text="ines").get_by_text("disabled")).to_be_visible()
    theirs.reload()
    expect(theirs.get_by_role("button", name="Sign in")).to_be_visible()

    page.goto(f"{team.address}/audit?who=admin")
    expect(page.locator("tbody tr").filter(has_text="disabled").first).to_contain_text("ines")
    page.get_by_label("What").select_option("sign-in")
    expect(page.locator("tbody tr").first).to_contain_text("signed in")
    assert page.url.endswith("who=admin&act=sign-in")


def test_a_key_is_shown_once_and_a_password_is_changed(
    team: TeamBench, new_context: Callable[..., BrowserContext]
) -> None:
    page = team.enter(new_context(), "reader")
    page.goto(f"{team.address}/settings")
    page.get_by_label("What is the new key for?").fill("nightly")
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_text("reportedly_")).to_be_visible()
    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_text("reportedly_")).to_have_count(0)
    page.get_by_role("button", name="Revoke the key for nightly").click()
    expect(page.get_by_role("button", name="Revoke the key for nightly")).to_have_count(0)
    page.get_by_label("Old password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill("walnut ferry nine lantern")
    page.get_by_label("New password again").fill("walnut ferry nine lantern")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Your password is changed")).to_be_visible()


@pytest.mark.parametrize("path", ["team", "audit", "settings"])
def test_pages_are_open_to_everybody_and_fit_a_telephone(
    team: TeamBench, new_context: Callable[..., BrowserContext], path: str
) -> None:
    context = new_context(NARROW)
    page = team.enter(context, "admin")
    page.goto(f"{team.address}/{path}")
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
