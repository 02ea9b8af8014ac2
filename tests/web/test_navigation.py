"""Getting about the workbench: on a telephone, by keyboard, and with a screen reader."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.web.accessible import barriers
from tests.web.conftest import NARROW, Workbench

AREAS = ["Inbox", "Incidents", "Atlas", "Review", "Exports", "Quarantine", "Team"]


def test_a_telephone_reaches_every_area_from_one_menu(
    looked_at: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    page = looked_at.enter(new_context(NARROW))
    bar = page.get_by_role("navigation", name="Workbench")
    button = bar.get_by_role("button")
    expect(button).to_have_accessible_name("Menu: Inbox")
    button.click()
    for area in AREAS:
        expect(bar.get_by_role("link", name=area, exact=True)).to_be_in_viewport(ratio=1)
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(bar.get_by_role("link")).to_have_count(0)
    button.press("Enter")
    bar.get_by_role("link", name="Quarantine").press("Enter")
    expect(button).to_have_accessible_name("Menu: Quarantine")
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_page_one_comes_to_has_the_keyboard_at_its_heading_and_its_name_on_the_window(
    looked_at: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    page = looked_at.enter(new_context())
    expect(page).to_have_title("reportedly")
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1, name="Incidents")).to_be_focused()
    expect(page).to_have_title("Incidents · reportedly")
    page.locator("[data-incident] a.title").first.click()
    title = page.get_by_role("heading", level=1)
    expect(title).to_be_focused()
    expect(page).to_have_title(f"{title.inner_text()} · reportedly")
    page.go_back()
    expect(page).to_have_title("Incidents · reportedly")


def test_a_report_names_the_window_after_its_headline(
    looked_at: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    row = looked_at.client.get("/api/inbox", params={"limit": 1}).json()["items"][0]
    page = looked_at.enter(new_context())
    page.goto(f"{looked_at.address}/reports/{row['report']}")
    expect(page).to_have_title(f"{row['headline']} · reportedly")
