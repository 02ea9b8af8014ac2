"""The inbox, the quarantine and exports in a browser, as people work with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reportedly.store.work import Arrival, Failed
from tests.web.accessible import barriers
from tests.web.conftest import NARROW, Workbench
from tests.web.test_jobs import STORY

ROWS = "ul[aria-label=Reports] > li"


def rows(page: Page) -> list[str]:
    """The headlines that are shown, once some are."""
    page.wait_for_selector(ROWS)
    return page.locator(f"{ROWS} h3").all_inner_texts()


def test_a_file_becomes_a_report_one_can_open_and_export(
    workbench: Workbench, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    file = tmp_path / "mill.txt"
    file.write_bytes(STORY)
    page = workbench.enter(new_context())
    assert len(rows(page)) == 12
    page.keyboard.press("a")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Take in, read and link").click()
    first = page.locator(f"{ROWS} h3").first
    expect(first).to_have_text("Fire at Brackwater mill kills one")
    strip = page.get_by_role("region", name="Work that goes on")
    expect(strip.get_by_role("link", name="Fire at Brackwater mill kills one")).to_be_visible()

    page.get_by_role("searchbox").fill("brackwater")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(1)
    assert page.locator("mark").first.inner_text().casefold() == "brackwater"
    page.locator(f"{ROWS} h3 a").click()
    page.wait_for_url("**/reports/*")
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_role("button", name="Mark as unread")).to_have_count(1)

    page.get_by_role("link", name="Exports").click()
    page.get_by_label("reports what is known").check()
    page.get_by_label("Words in the reports").fill("brackwater")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download reports.csv").click()
    assert "Fire at Brackwater mill kills one" in Path(downloading.value.path()).read_text("utf-8")


def test_what_could_not_be_read_says_why_and_is_tried_again(
    workbench: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    ledger = workbench.ledger
    original = ledger.originals.put(b"\x89PNG\r\n\x1a\n" + bytes(64))
    ledger.receive([Arrival(original=original, location="mill.png")])
    (item,) = ledger.pending(1)
    ledger.finish([Failed(item=item.number, stage="extract", cause="mill.png: the bytes are a PNG image")])
    page = workbench.enter(new_context(NARROW))
    page.goto(f"{workbench.address}/quarantine")
    expect(page.get_by_text("the bytes are a PNG image").first).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("tried 2 times")).to_be_visible()


def test_the_inbox_is_worked_through_from_the_keyboard(
    workbench: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    page = workbench.enter(new_context())
    headlines = rows(page)

    def current() -> str:
        return page.locator(f"{ROWS}[aria-current] h3").inner_text()

    assert current() == headlines[0]
    page.keyboard.press("j")
    page.wait_for_function("at => document.querySelector('li[aria-current] h3').innerText === at", arg=headlines[1])
    page.keyboard.press("k")
    page.wait_for_function("at => document.querySelector('li[aria-current] h3').innerText === at", arg=headlines[0])
    page.keyboard.press("x")  # read, and on
    page.wait_for_function("at => document.querySelector('li[aria-current] h3').innerText === at", arg=headlines[1])
    assert page.get_by_role("button", name="Mark as unread").count() == 1
    page.keyboard.press("k")
    page.keyboard.press("n")  # passes over what is read
    page.wait_for_function("at => document.querySelector('li[aria-current] h3').innerText === at", arg=headlines[1])
    page.keyboard.press("u")
    expect(page.locator(ROWS)).to_have_count(11)
    page.keyboard.press("/")
    page.keyboard.type("police")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    page.keyboard.press("f")
    page.wait_for_selector("text=How firmly")


def test_copies_unfold_under_the_report_they_come_from(
    looked_at: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    page = looked_at.enter(new_context())
    before = len(rows(page))
    page.get_by_role("button", name="1 copy in 1 outlet, 1 origin").click()
    expect(page.locator(ROWS)).to_have_count(before + 1)


@pytest.mark.parametrize("path", ["/", "/?words=police&view=unread", "/exports", "/quarantine"])
def test_lists_are_open_to_everybody(looked_at: Workbench, sized: BrowserContext, path: str) -> None:
    page = looked_at.enter(sized)
    page.goto(f"{looked_at.address}{path}")
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
