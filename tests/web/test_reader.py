"""Reading a report in the browser: layers, chains of sources, correcting it in the text, comparing versions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reportedly.cli.main import main
from reportedly.store.ledger import Ledger
from tests.web.accessible import barriers
from tests.web.conftest import NARROW, WIDE, Workbench, running

Contexts = Callable[..., BrowserContext]

HARBOUR = """\
Müller’s 👩🏽‍🚒 crew left the quay 🌊🌊 at dawn
Velmara Herald, 4 May 2031
🚒🚒 Police said the 𝒱elmara ferry sank near Port Arden on Friday 🌊 and five men drowned.
קצין הנמל אמר כי הספינה טבעה ליד הרציף הצפוני ביום שישי בערב.
The mayor, Zoe\u0308 Halé, said cafe\u0301 owners had helped: “We pulled 12 people out,” she told 📻 Radio Arden.
"""
"""Characters of two units before almost every word, joined emoji, right-to-left words, combining accents."""


def ids(workbench: Workbench) -> dict[str, str]:
    return {str(r.publication.location).rpartition("/")[2]: r.id for _, r in workbench.ledger.reports()}


def opened(workbench: Workbench, context: BrowserContext, name: str, *, after: str = "") -> Page:
    page = workbench.enter(context)
    page.goto(f"{workbench.address}/reports/{ids(workbench)[name]}{after}")
    page.wait_for_selector(".span-text [data-note]")
    return page


def lit(page: Page) -> list[str]:
    """The words that are lit up."""
    page.wait_for_function("CSS.highlights.has('lit')")
    return page.evaluate("[...CSS.highlights.get('lit')].map(String)")  # type: ignore[no-any-return]


def test_a_report_is_read_at_any_width_in_light_and_dark_without_a_barrier(
    looked_at: Workbench, new_context: Contexts
) -> None:
    for size, scheme in ((WIDE, "light"), (NARROW, "dark")):
        page = opened(looked_at, new_context(size, color_scheme=scheme), "valley-longread.txt")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("tab", name="Source").click()
        page.get_by_text("Readings and corrections").wait_for()
        assert barriers(page) == []


def test_the_page_shows_every_character_of_the_text_in_its_order(looked_at: Workbench, new_context: Contexts) -> None:
    page = opened(looked_at, new_context(), "border-chain.txt")
    pieces = "[...document.querySelectorAll('.span-text [data-at]')].map(e => [Number(e.dataset.at), e.textContent])"
    text = looked_at.ledger.report(ids(looked_at)["border-chain.txt"]).text
    shown = page.evaluate(pieces)
    assert all(text[at : at + len(words)] == words for at, words in shown)
    assert sum(len(words) for _, words in shown) == sum(len(line.strip()) for line in text.splitlines())


def test_keys_walk_through_claims_and_tell_who_says_so(looked_at: Workbench, new_context: Contexts) -> None:
    page = opened(looked_at, new_context(), "border-chain.txt")
    page.keyboard.press("j")
    page.keyboard.press("j")
    card = page.locator("#c2")
    expect(card).to_have_class(re.compile(r"\bon\b"))
    assert page.url.endswith("#c2")
    words = card.locator(".content").inner_text()
    assert any(each.startswith(words[:40]) for each in lit(page))  # numbers of events stand between the words
    page.locator("[data-note=c2]").focus()
    expect(page.get_by_role("tooltip")).to_contain_text("reports that")
    page.keyboard.press("e")
    expect(page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".card.on")).to_have_count(0)


def test_an_address_opens_a_claim_and_words_lead_to_their_card(looked_at: Workbench, new_context: Contexts) -> None:
    page = opened(looked_at, new_context(), "harbour-denial.txt", after="#c3")
    expect(page.locator("#c3")).to_have_class(re.compile(r"\bon\b"))
    page.locator('[data-keys~="c1-source"]').first.click()
    expect(page.locator("#c1")).to_have_class(re.compile(r"\bon\b"))


def test_layers_and_voices_are_switched_and_words_found(looked_at: Workbench, new_context: Contexts) -> None:
    page = opened(looked_at, new_context(), "harbour-herald.txt")
    layers = page.get_by_role("group", name="Layers over the text")
    layers.get_by_role("button", name="Loaded words").click()
    expect(page.locator("article .text .span-text")).not_to_have_class(re.compile("no-loaded"))
    page.keyboard.press("l")
    expect(page.locator("article .text .span-text")).to_have_class(re.compile("no-claims"))
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("port arden")
    expect(page.locator(".find [role=status]")).to_have_text(re.compile(r"1 of \d+"))
    assert page.evaluate("[...CSS.highlights.get('hit-now')].map(String)") == ["Port Arden"]


def test_two_versions_show_their_changes_without_a_barrier(looked_at: Workbench, sized: BrowserContext) -> None:
    known = ids(looked_at)
    page = looked_at.enter(sized)
    page.goto(f"{looked_at.address}/reports/{known['harbour-wire.txt']}/diff/{known['harbour-reprint.html']}")
    page.get_by_text("source dropped").wait_for()
    assert barriers(page) == []
    page.keyboard.press("v")
    page.locator("ins", has_text="Workers die in harbour inferno").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_speaker_and_words_are_corrected_in_the_text_and_taken_back(
    workbench: Workbench, new_context: Contexts
) -> None:
    page = opened(workbench, new_context(), "harbour-denial.txt", after="#c1")
    report = workbench.ledger.report(ids(workbench)["harbour-denial.txt"])
    before = page.locator("#c1 .content").inner_text()
    expect(page.locator("#c1")).to_have_class(re.compile(r"\bon\b"))
    page.keyboard.press("c")
    form = page.get_by_role("form", name="Correct claim 1")
    form.get_by_label("What the speaker commits to").select_option("alleged")
    form.locator(".words", has_text=before[:20]).click()
    end = page.get_by_role("slider", name="End of the words")
    end.focus()
    page.keyboard.press("Shift+ArrowLeft")
    shorter = form.locator(".words[aria-pressed=true] bdi").inner_text().strip("“”")
    assert before.startswith(shorter)
    assert len(shorter) < len(before)
    box = end.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y, steps=4)
    page.mouse.up()
    dragged = form.locator(".words[aria-pressed=true] bdi").inner_text().strip("“”")
    assert shorter.startswith(dragged)
    assert len(dragged) < len(shorter)
    assert shorter[len(dragged)] in " ,.”"  # it ends where a word ends
    form.get_by_label("Why?").fill("only that much was said")
    form.get_by_role("button", name="Save").click()
    expect(page.locator("#c1 .status")).to_have_text("alleged")
    now = workbench.ledger.report(report.id)
    claim = next(each for each in now.claims or () if each.origin.by == "analyst:mira")
    assert (claim.status.value, claim.content[0].words) == ("alleged", dragged)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#c1 .content")).to_have_text(before)
    assert workbench.ledger.report(report.id).claims == report.claims
    assert len(workbench.ledger.history(report.id)) == 5


def test_a_toll_is_corrected_with_the_figures_it_rests_on_and_a_question_offers_no_empty_form(
    workbench: Workbench, new_context: Contexts
) -> None:
    page = opened(workbench, new_context(), "harbour-gazette.txt", after="#t1")
    report = ids(workbench)["harbour-gazette.txt"]
    page.locator("#t1").get_by_role("button", name="Correct").click()
    form = page.get_by_role("form", name="Correct toll 1")
    form.get_by_label("Killed, all together").fill("9")
    form.get_by_label("Killed, told here").first.fill("9")
    form.get_by_label("Why?").fill("the union counts nine")
    form.get_by_role("button", name="Save").click()
    expect(page.locator("#t1 .top")).to_contain_text("9 killed")
    now = workbench.ledger.report(report)
    toll = next(each for each in now.tolls or () if each.effect == "killed")
    assert (toll.best.value, toll.low, toll.high) == (9, 9, 9)
    assert toll.told[0].value.count.best == 9
    words = toll.told[0].spans
    assert [q.value.count.best for event in now.events or () for q in event.quantities if q.spans == words] == [9]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#t1 .top")).to_contain_text("8 killed")
    page.get_by_role("tab", name="Questions").click()
    expect(page.locator("#i1")).to_be_visible()
    assert page.locator("#i1").get_by_role("button", name="Correct").count() == 0


def test_two_people_who_correct_one_claim_lose_nothing(workbench: Workbench, new_context: Contexts) -> None:
    one, other = (opened(workbench, new_context(), "harbour-denial.txt", after="#c1") for _ in range(2))
    for page, status in ((one, "alleged"), (other, "believed")):
        page.keyboard.press("c")
        form = page.get_by_role("form", name="Correct claim 1")
        form.get_by_label("What the speaker commits to").select_option(status)
        form.get_by_label("Why?").fill(f"I read it as {status}")
    one.get_by_role("button", name="Save").click()
    expect(one.locator("#c1 .status")).to_have_text("alleged")
    other.get_by_role("button", name="Save").click()
    conflict = other.get_by_role("alert")
    expect(conflict).to_contain_text("I read it as alleged")
    expect(conflict).to_contain_text("believed")
    expect(other.get_by_label("Why?")).to_have_value("I read it as believed")
    other.get_by_role("button", name="Save mine over theirs").click()
    expect(other.locator("#c1 .status")).to_have_text("believed")
    history = workbench.ledger.history(ids(workbench)["harbour-denial.txt"])
    assert [each.reason for each in history][1:] == ["I read it as alleged", "I read it as believed"]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A ledger with a report whose characters are counted differently by the browser and the server."""
    (tmp_path / "harbour.txt").write_text(HARBOUR, "utf-8")
    with pytest.raises(SystemExit):
        main(["ingest", str(tmp_path / "harbour.txt"), "--ledger", str(tmp_path / "ledger")])
    return tmp_path / "ledger"


def test_what_is_marked_in_the_browser_is_what_the_server_finds_there(hostile: Path, new_context: Contexts) -> None:
    with Ledger.open(hostile) as book:
        for workbench in running(book):
            page = opened(workbench, new_context(), "harbour.txt", after="#c1")
            text = next(report.text for _, report in book.reports())
            page.keyboard.press("c")
            form = page.get_by_role("form", name="Correct claim 1")
            form.locator(".words").nth(1).click()
            for words in (
                "👩🏽\u200d🚒",
                "𝒱elmara ferry",
                "הספינה טבעה",
                "Zoe\u0308 Halé",
                "cafe\u0301",
                "📻 Radio",
                "12 people",
            ):
                page.evaluate(SELECT, words)
                shown = form.locator(".words[aria-pressed=true] bdi")
                expect(shown).to_have_text(f"“{words}”")
            form.get_by_label("Why?").fill("these are the words")
            with page.expect_request("**/corrections") as asked:
                form.get_by_role("button", name="Save").click()
            expect(page.locator(".card.on .content")).to_contain_text("12 people")
            body = asked.value.post_data_json
            assert body is not None
            sent = body["changes"][0]["value"][0]
            assert text[sent["start"] : sent["end"]] == sent["words"] == "12 people"


SELECT = """(words) => {
    const root = document.querySelector(".span-text");
    const at = (place, back) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        let seen = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.parentElement.hasAttribute("data-at")) continue;
            const length = node.data.length;
            if (back ? place <= seen + length : place < seen + length) return [node, place - seen];
            seen += length;
        }
    };
    const pieces = [...root.querySelectorAll("[data-at]")].map((each) => each.textContent).join("");
    const from = pieces.indexOf(words);
    getSelection().setBaseAndExtent(...at(from, false), ...at(from + words.length, true));
    root.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}"""
"""Marks these words as the mouse does, wherever elements part them."""
