"""What the workbench is for, from end to end, at a desk and on a telephone: take in, read, correct, merge, export."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import Workbench

STORY = """\
Gunmen kill watchman at Brackwater mill

BRACKWATER, Velmara, May 2, 2031 (Northern Wire) — Gunmen shot dead a night watchman at a flour mill in Brackwater \
on Friday, the mayor said.

“The gate was locked from outside,” said Hanno Fiske, who delivers to the mill. The River League carried out the \
attack, two officials claimed.
"""
PATIENT = 60_000


def test_from_a_file_to_a_table(workbench: Workbench, sized: BrowserContext, tmp_path: Path) -> None:
    file = tmp_path / "mill.txt"
    file.write_text(STORY, "utf-8")
    page = workbench.enter(sized)
    _take_in(page, file)
    _read_and_correct(page)
    merged = _merge(page)
    rows = _export(page, workbench)
    assert [row["reports"] for row in rows if row["incident"] == merged] == ["2"]


def _take_in(page: Page, file: Path) -> None:
    page.get_by_role("button", name="Take in", exact=False).first.click()
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Take in, read and link").click()
    taken = page.get_by_role("region", name="Work that goes on").get_by_role("link", name="Gunmen kill watchman")
    expect(taken).to_be_visible(timeout=PATIENT)  # it is linked, too


def _read_and_correct(page: Page) -> None:
    page.get_by_role("heading", name="Gunmen kill watchman").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("watchman at Brackwater mill")
    page.get_by_role("button", name=re.compile("^Correct")).first.click()
    form = page.get_by_role("form", name="Correct claim 1")
    form.get_by_label("What the speaker commits to").select_option("alleged")
    form.get_by_label("Why?").fill("the mayor was not there")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)


def _merge(page: Page) -> str:
    page.get_by_role("link", name="its incident").click()
    page.get_by_role("button", name="Merge").first.click()
    page.get_by_label("Which one?").fill("shelling")
    page.get_by_role("radio", name=re.compile("Shelling")).check()
    page.get_by_label("Why? It is kept with the decision.").fill("the watchman died in the shelling")
    page.locator("dialog[open]").get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("article header")).to_contain_text("2 reports")
    expect(page.locator("#history")).to_contain_text("the watchman died in the shelling")
    return page.url.rpartition("/")[2]


def _export(page: Page, workbench: Workbench) -> list[dict[str, str]]:
    page.goto(f"{workbench.address}/exports")
    page.get_by_label("incidents one row for each").check()
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download incidents.csv").click(timeout=PATIENT)
    with Path(downloading.value.path()).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
