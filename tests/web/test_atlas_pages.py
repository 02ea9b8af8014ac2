"""The atlas in the browser: three views that one filter holds together, and files of what is seen."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import barriers
from tests.web.conftest import Workbench


def opened(bench: Workbench, context: BrowserContext, query: str = "") -> Page:
    page = bench.enter(context)
    page.goto(f"{bench.address}/atlas{query}")
    page.locator(".views canvas").wait_for()
    return page


def told(page: Page) -> int:
    found = re.match(r"[\d,]+", page.locator(".told strong").inner_text())
    assert found
    return int(found[0].replace(",", ""))


def saved(page: Page, key: str, folder: Path) -> Path:
    page.keyboard.press("e")
    page.get_by_role("dialog", name="Export what is seen").wait_for()
    with page.expect_download() as given:
        page.keyboard.press(key)
    file = folder / given.value.suggested_filename
    given.value.save_as(file)
    return file


def test_one_filter_holds_for_all_views_and_stands_in_the_address(
    looked_at: Workbench, sized: BrowserContext
) -> None:
    page = opened(looked_at, sized)
    everything = told(page)
    page.get_by_label("Origins ≥").fill("2")
    expect(page.locator(".told strong")).not_to_have_text(re.compile(rf"^{everything} of"))
    some = told(page)
    assert 0 < some < everything
    assert "origins=2" in page.url
    assert page.locator("[id^=found-]").count() == some
    again = opened(looked_at, sized, "?origins=2")
    assert told(again) == some
    again.keyboard.press("x")
    expect(again.locator(".told strong")).to_have_text(re.compile(rf"^{everything} of"))


def test_days_that_are_dragged_over_filter_the_rest(looked_at: Workbench, new_context) -> None:  # type: ignore[no-untyped-def]
    page = opened(looked_at, new_context())
    everything = told(page)
    timeline = page.get_by_role("application", name="When incidents happened")
    box = timeline.bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 60, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=.*to="))
    assert told(page) < everything  # whoever has no day fits no days


def test_an_actor_leads_to_its_incidents_and_words(looked_at: Workbench, new_context) -> None:  # type: ignore[no-untyped-def]
    page = opened(looked_at, new_context())
    everything = told(page)
    page.get_by_role("button", name="As table").click()
    page.locator("tbody button").first.click()
    expect(page.locator("section[aria-label=Words] blockquote").first).to_be_visible()
    assert 0 < told(page) < everything
    assert "actor=" in page.url


def test_what_is_seen_is_saved_as_table_and_pictures(looked_at: Workbench, new_context, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = opened(looked_at, new_context(), "?origins=1")
    table = saved(page, "c", tmp_path).read_bytes().decode("utf-8-sig").split("\r\n")
    assert table[0].startswith("# Incidents of 1 or more independent origins")
    assert len(table) == told(page) + 5
    picture = saved(page, "s", tmp_path).read_text("utf-8")
    root = ElementTree.fromstring(picture)  # noqa: S314  (our own file)
    assert "independent origins" in picture
    assert "Natural Earth" in picture
    assert not [each for each in root.iter() if each.tag.endswith(("script", "image", "foreignObject"))]
    pixels = saved(page, "p", tmp_path).read_bytes()
    assert pixels.startswith(b"\x89PNG")
    assert int.from_bytes(pixels[16:20], "big") > 1400


def test_the_atlas_is_open_to_everybody(looked_at: Workbench, sized: BrowserContext) -> None:
    page = opened(looked_at, sized)
    assert barriers(page) == []
    page.get_by_role("application", name="Where incidents happened").focus()
    for key in ("+", "ArrowLeft", "0"):
        page.keyboard.press(key)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
