"""The workbench on paper and in the few colours of a high-contrast screen."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import Workbench

LOOK = """element => {
    const look = getComputedStyle(element);
    return [look.color, look.backgroundColor, look.textDecorationStyle];
}"""


def _report(workbench: Workbench, context: BrowserContext) -> Page:
    rows = workbench.client.get("/api/inbox", params={"limit": 50}).json()["items"]
    wire = next(row["report"] for row in rows if row["headline"].startswith("Blast at Port Arden"))
    page = workbench.enter(context)
    page.goto(f"{workbench.address}/reports/{wire}")
    expect(page.locator(".span-text .c").first).to_be_visible()
    return page


def test_a_report_read_in_the_dark_is_printed_light_with_its_findings_and_without_buttons(
    looked_at: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    page = _report(looked_at, new_context(color_scheme="dark"))
    page.emulate_media(media="print")
    assert page.locator("body").evaluate(LOOK)[0] == "rgb(31, 32, 36)"
    expect(page.locator("#findings li").first).to_be_visible()
    expect(page.get_by_role("button", name="Correct")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Workbench")).to_have_count(0)


def test_high_contrast_keeps_the_letters_of_voices_and_the_lines_of_firmness(
    looked_at: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    page = _report(looked_at, new_context(forced_colors="active"))
    letter = page.get_by_role("list", name="Voices").locator("i").first
    color, background, _ = letter.evaluate(LOOK)
    assert color != background
    lines = {each.evaluate(LOOK)[2] for each in page.locator(".span-text .c").all()}
    assert {"solid", "dashed", "wavy"} <= lines
