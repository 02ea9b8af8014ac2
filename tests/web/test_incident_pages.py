"""The pages of incidents in a browser: found, read, merged, undone, split, by one person and by two at once."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accessible import barriers
from tests.web.conftest import Workbench

BOMBING = "Bombing in Port Arden"
NewContext = Callable[..., BrowserContext]


def opened(workbench: Workbench, page: Page, words: str = "port arden") -> str:
    """Open the incident with these words in its title; returns its id."""
    [line] = workbench.client.get("/api/incidents", params={"q": words}).json()["items"]
    page.goto(f"{workbench.address}/incidents/{line['id']}")
    page.wait_for_selector("article h1")
    return str(line["id"])


def decide(page: Page, reason: str, action: str) -> None:
    page.get_by_label("Why? It is kept with the decision.").fill(reason)
    page.locator("dialog[open]").get_by_role("button", name=action, exact=True).click()


def test_an_incident_is_found_and_opened_by_keys_alone(looked_at: Workbench, new_context: NewContext) -> None:
    page = looked_at.enter(new_context())
    page.goto(f"{looked_at.address}/incidents")
    page.wait_for_selector("[data-incident]")
    page.keyboard.press("/")
    page.keyboard.type("arden bombing")
    expect(page.locator("[data-incident]")).to_have_count(1)
    assert "q=arden" in page.url
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(BOMBING)


def test_list_and_incident_are_open_to_everybody(looked_at: Workbench, sized: BrowserContext) -> None:
    page = looked_at.enter(sized)
    page.goto(f"{looked_at.address}/incidents")
    page.wait_for_selector("[data-incident]")
    assert barriers(page) == []
    opened(looked_at, page)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_cell_leads_to_its_very_words(looked_at: Workbench, new_context: NewContext) -> None:
    page = looked_at.enter(new_context())
    opened(looked_at, page)
    link = page.locator("#f-killed").get_by_role("link", name=re.compile("^at least 4"))
    found = re.search(r"/reports/([^?]+)\?at=(\d+)-(\d+)", link.get_attribute("href") or "")
    assert found
    words = looked_at.ledger.report(found[1]).text[int(found[2]) : int(found[3])]
    assert "four" in words
    page.keyboard.press("e")
    expect(page.locator(".opened blockquote").first).to_be_visible()


def test_the_copies_of_an_origin_share_a_column_until_they_are_unfolded(
    looked_at: Workbench, new_context: NewContext
) -> None:
    page = looked_at.enter(new_context())
    opened(looked_at, page)
    heads = page.locator("thead th")
    folded = heads.count()
    page.keyboard.press("f")
    expect(heads).to_have_count(folded + 2)
    page.keyboard.press("v")
    expect(heads.nth(1)).to_contain_text("outlets themselves")


def test_a_figure_that_moved_is_told_as_such_in_the_plot_and_in_its_table(
    looked_at: Workbench, new_context: NewContext
) -> None:
    page = looked_at.enter(new_context())
    opened(looked_at, page)
    plot = page.locator("#tolls figure").first
    expect(plot.get_by_role("link", name=re.compile(r"killed at least 4, police, 3 May 2031"))).to_have_count(1)
    expect(plot.get_by_role("link", name=re.compile("raised from"))).not_to_have_count(0)
    page.locator("#tolls summary").first.click()
    expect(page.locator("#tolls table").first).to_contain_text("raised from 4")


def test_merged_undone_and_split_with_reasons_that_are_kept(workbench: Workbench, new_context: NewContext) -> None:
    page = workbench.enter(new_context())
    opened(workbench, page)
    page.keyboard.press("m")
    page.get_by_label("Which one?").fill("shelling")
    page.get_by_role("radio", name=re.compile("Shelling")).check()
    decide(page, "the longread tells of the same quay", "Merge")
    expect(page.locator("article header")).to_contain_text("7 reports")
    expect(page.locator("#history")).to_contain_text("the longread tells of the same quay")

    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.locator("article header")).to_contain_text("6 reports")

    page.keyboard.press("s")
    page.get_by_role("checkbox", name=re.compile("Selm Gazette")).check()
    decide(page, "this is the second blast", "Take it out")
    expect(page.locator("article header")).to_contain_text("5 reports")
    expect(page.locator("#history")).to_contain_text("this is the second blast")


def test_two_people_who_decide_at_once_lose_nothing(workbench: Workbench, new_context: NewContext) -> None:
    mira, noor = (workbench.enter(new_context()) for _ in range(2))
    for page in (mira, noor):
        opened(workbench, page)
    noor.keyboard.press("s")
    noor.get_by_role("checkbox", name=re.compile("Velmara Herald")).first.check()
    noor.get_by_label("Why? It is kept with the decision.").fill("the Herald tells of another depot")

    mira.keyboard.press("s")
    mira.get_by_role("checkbox", name=re.compile("Selm Gazette")).check()
    decide(mira, "this is the second blast", "Take it out")
    expect(mira.locator("article header")).to_contain_text("5 reports")

    noor.locator("dialog[open]").get_by_role("button", name="Take it out").click()
    dialog = noor.locator("dialog[open]")
    expect(dialog).to_contain_text("Somebody was quicker")
    expect(dialog).to_contain_text("this is the second blast")
    expect(noor.get_by_label("Why? It is kept with the decision.")).to_have_value("the Herald tells of another depot")
    dialog.get_by_role("button", name="Take it out").click()
    expect(noor.locator("article header")).to_contain_text("4 reports")
    said = [each["reason"] for each in _decisions(workbench)]
    assert sorted(said) == ["the Herald tells of another depot", "this is the second blast"]


def test_as_of_an_earlier_day_nothing_can_be_decided(looked_at: Workbench, new_context: NewContext) -> None:
    page = looked_at.enter(new_context())
    incident = opened(looked_at, page)
    page.goto(f"{looked_at.address}/incidents/{incident}?as_of=2099-01-01")
    expect(page.locator("article header")).to_contain_text("As it stood at the end of 1 Jan 2099")
    expect(page.get_by_role("button", name="Merge")).to_have_count(0)


def test_printed_it_is_a_brief_with_its_evidence(looked_at: Workbench, new_context: NewContext) -> None:
    page = looked_at.enter(new_context())
    opened(looked_at, page)
    page.emulate_media(media="print")
    expect(page.locator(".cards blockquote").first).to_be_visible()
    expect(page.locator(".scroll")).to_be_hidden()
    expect(page.get_by_role("button", name="Merge")).to_be_hidden()


def _decisions(workbench: Workbench) -> list[dict[str, str]]:
    found = {}
    for line in workbench.client.get("/api/incidents", params={"q": "port arden"}).json()["items"]:
        for each in workbench.client.get(f"/api/incidents/{line['id']}/decisions").json():
            found[each["number"]] = each
    return list(found.values())
