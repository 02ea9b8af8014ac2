"""The review queue in the browser: a whole session by keys alone, two coders who are blind, one thumb, no network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reportedly.report import Report
from reportedly.store.ledger import Ledger
from tests.derive.conftest import taken
from tests.store.fictional import with_claim
from tests.web.accessible import barriers
from tests.web.conftest import NARROW, PATIENCE
from tests.web.office import Office

NewContext = Callable[..., BrowserContext]
ITEM = "article[data-item]"


@pytest.fixture
def office(browser: Browser, copied: Path) -> Iterator[Office]:
    """A workbench for two coders and one who may adjudicate, over a copy of the examples."""
    with Ledger.open(copied) as book:
        made = Office(book, {"mira": "annotator", "tomas": "annotator", "ines": "reviewer"})
        made.start()
        yield made
        made.stop()


def shown(page: Page) -> str:
    """The id of the item in front."""
    return page.locator(ITEM).get_attribute("data-item") or ""


def press(page: Page, *keys: str) -> None:
    """Keys, the last of which brings another item to the front."""
    before = shown(page)
    for key in keys:
        page.keyboard.press(key)
    until(page, f"document.querySelector('{ITEM}')?.dataset.item !== '{before}'")


def all_sent(page: Page) -> None:
    """Wait until the server has every decision."""
    until(page, "!Object.keys(localStorage).some(key => key.startsWith('reportedly.unsent.'))")


def until(page: Page, holds: str) -> None:
    """Wait until this holds in the page, which lets nobody evaluate words from within it."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(holds):
        assert time.monotonic() < end, f"it did not come to be so: {holds}"
        time.sleep(0.01)


def go_to_field(page: Page, path: str) -> None:
    """Walk to a field of the item by keys."""
    while page.locator(".field.active").get_attribute("data-field") != "source":
        page.keyboard.press("ArrowUp")
    while page.locator(".field.active").get_attribute("data-field") != path:
        page.keyboard.press("ArrowDown")


def made_by(client: httpx.Client) -> list[dict[str, Any]]:
    """Somebody's decisions, the first first."""
    return list(reversed(client.get("/api/review/decisions", params={"limit": 500}).json()["items"]))


def test_a_whole_review_by_keys_alone(office: Office, new_context: NewContext) -> None:
    page = office.enter("mira", new_context(), "/")
    expect(page.get_by_role("link", name="Review")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.locator(ITEM).wait_for()
    expect(page.locator("h2:focus")).to_have_count(1)  # Tab and screen readers begin at the question
    decided: dict[str, list[str]] = {"accept": [], "reject": [], "skip": [], "correct": []}
    for key, action in (("a", "accept"), ("r", "reject"), ("s", "skip")):
        for _ in range(10):
            decided[action].append(shown(page))
            press(page, key)

    # What is done is put down at once, and is on its way while the next one is read.
    expect(page.locator(".count")).to_contain_text("30 decided")

    # The codebook comes and goes by a key, beside the words.
    page.keyboard.press("b")
    expect(page.get_by_role("complementary", name="Codebook")).to_contain_text("Codebook")
    words, book = page.locator(".passage").bounding_box(), page.locator(".codebook").bounding_box()
    assert words is not None
    assert book is not None
    assert words["x"] + words["width"] <= book["x"]
    page.keyboard.press("b")
    expect(page.get_by_role("complementary", name="Codebook")).to_have_count(0)

    # Another value, by its number; another, typed into the menu; other words, by moving their end.
    status: dict[str, str] = {}
    shorter: dict[str, str] = {}
    while len(decided["correct"]) < 10:
        item = shown(page)
        if page.locator(ITEM).get_attribute("data-kind") != "claim":
            press(page, "s")
            continue
        way = len(decided["correct"]) % 3
        if way == 0:
            go_to_field(page, "status")
            page.keyboard.press("1" if "asserted" not in _value(page, "status") else "2")
            status[item] = _value(page, "status")
        elif way == 1:
            wanted = "demanded" if "demanded" not in _value(page, "status") else "planned"
            page.keyboard.press("f")
            page.keyboard.type(wanted[:4])
            page.keyboard.press("Enter")
            status[item] = wanted
        else:
            go_to_field(page, "content")
            before = _words(page)
            page.keyboard.press("c")
            page.keyboard.press("Shift+ArrowLeft")
            if _words(page) == before:  # one word alone: there is nothing to take away
                press(page, "s")
                continue
            shorter[item] = _words(page)
        decided["correct"].append(item)
        press(page, "a")

    # Undo brings the last one back as it was decided; decided again it stands.
    last = decided["correct"][-1]
    all_sent(page)  # before, it would only be taken out of what waits here
    page.keyboard.press("u")
    expect(page.locator(f'{ITEM}[data-item="{last}"]')).to_have_count(1)
    expect(page.locator(".field.changed")).to_have_count(1)
    press(page, "a")

    page.goto(office.address + "/review?kind=event")
    page.locator(ITEM).wait_for()
    while page.locator(ITEM).count():
        press(page, "a")
    expect(page.get_by_role("heading", name="That was the last one")).to_be_visible()
    all_sent(page)

    with office.client("mira") as client:
        kept = made_by(client)
    for action, items in decided.items():
        done = [each["item"] for each in kept if each["action"] == action and not each["taken_back"]]
        assert set(items) <= set(done), action
    assert len([each for each in kept if each["taken_back"]]) == 1
    for item, value in status.items():
        assert _claim(office, item).status.value == value
    for item, text in shorter.items():
        assert " … ".join(span.words for span in _claim(office, item).content) == text


def _value(page: Page, path: str) -> str:
    return page.locator(f'.field[data-field="{path}"] .now').inner_text()


def _words(page: Page) -> str:
    return page.locator(".field.active q.now").inner_text().strip("“”")


def _claim(office: Office, item: str) -> Any:
    report, _, annotation = item.partition(".")
    return office.ledger.report(report).find(annotation)


def test_what_waits_to_be_linked_moves_nothing_under_the_hands(office: Office, new_context: NewContext) -> None:
    page = office.enter("mira", new_context())
    page.wait_for_selector(ITEM)
    before = page.locator("main").bounding_box()
    press(page, "a")
    all_sent(page)
    taken(office.ledger, with_claim(Report.of("Somebody said that the harbour was shut."), "Somebody"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("button", name="Link now")).to_be_visible()
    after = page.locator("main").bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] == before["y"]


def test_two_coders_are_blind_and_a_third_adjudicates(office: Office, new_context: NewContext) -> None:
    with office.client("ines") as client:
        seen = client.get("/api/review/double-coding").headers["ETag"]
        wanted = {"share": 1.0, "items": [], "kinds": ["claim", "event"]}
        client.put("/api/review/double-coding", json=wanted, headers={"If-Match": seen}).raise_for_status()
    mira = office.enter("mira", new_context(), "/review?kind=claim")
    mira.locator(ITEM).wait_for()
    expect(mira.get_by_text("neither sees the other")).to_be_visible()
    agreed, differ, rejected = [], "", ""
    agreed.append(shown(mira))
    press(mira, "a")
    differ = shown(mira)
    mira.keyboard.press("f")
    mira.keyboard.type("threat")
    mira.keyboard.press("Enter")
    mira.get_by_label("A reason").fill("a threat to the harbour, no plan")
    mira.locator("h2").first.focus()
    press(mira, "a")
    rejected = shown(mira)
    press(mira, "r")
    all_sent(mira)

    tomas = office.enter("tomas", new_context(), "/review?kind=claim")
    answers: list[str] = []
    tomas.on("response", lambda answer: answers.append(answer.text()) if "/api/review/" in answer.url else None)
    tomas.reload()
    for item in (*agreed, differ, rejected):
        expect(tomas.locator(f'{ITEM}[data-item="{item}"]')).to_have_count(1)
        assert "mira" not in tomas.content()
        press(tomas, "a")
    all_sent(tomas)
    assert answers
    assert not [each for each in answers if "mira" in each or "a threat to the harbour" in each]

    ines = office.enter("ines", new_context(), "/review/adjudication")
    ines.locator(ITEM).wait_for()
    assert barriers(ines) == []
    for _ in range(2):
        if shown(ines) == differ:
            expect(ines.locator(".dispute")).to_contain_text("a threat to the harbour, no plan")
            expect(ines.locator(".dispute")).to_contain_text("threatened")
            taken = "1" if "threatened" in ines.locator(".dispute tr.differ td").first.inner_text() else "2"
            ines.keyboard.press(taken)
        else:
            expect(ines.locator(".dispute")).to_contain_text("rejects it")
            ines.keyboard.press("r")
        expect(ines.locator(".connection")).to_have_text("")
        ines.wait_for_timeout(100)
    expect(ines.get_by_role("heading", name="That was the last one")).to_be_visible()
    all_sent(ines)
    assert _claim(office, differ).status.value == "threatened"
    report, _, claim = rejected.partition(".")
    assert claim not in [each.id for each in office.ledger.report(report).claims or ()]

    ines.goto(office.address + "/review/progress")
    expect(ines.get_by_text("is the field you differ in most")).to_be_visible()
    assert barriers(ines) == []


def test_one_thumb_at_390_pixels(office: Office, new_context: NewContext) -> None:
    page = office.enter("mira", new_context(NARROW, has_touch=True, is_mobile=True), "/review?kind=claim")
    page.locator(ITEM).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for name in ("Accept", "Correct", "Reject", "Skip", "Undo"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 44
        assert box["y"] + box["height"] <= 844, f"{name} is out of reach"
    for name in ("Accept", "Reject", "Skip"):
        before = shown(page)
        page.get_by_role("button", name=name, exact=True).tap()
        expect(page.locator(f'{ITEM}[data-item="{before}"]')).to_have_count(0)
    page.locator('.field[data-field="status"] .name').tap()
    page.locator(".quick").get_by_role("button", name="planned").tap()
    item = shown(page)
    page.get_by_role("button", name="Enter 1 change").tap()
    expect(page.locator(f'{ITEM}[data-item="{item}"]')).to_have_count(0)
    all_sent(page)
    assert _claim(office, item).status.value == "planned"
    page.get_by_role("button", name="Undo").tap()
    expect(page.locator(f'{ITEM}[data-item="{item}"]')).to_have_count(1)
    all_sent(page)
    assert _claim(office, item).status.value != "planned"
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # what the bar covers meanwhile is no target
    assert barriers(page) == []


def test_a_server_that_is_away_or_says_no_loses_nothing(office: Office, new_context: NewContext) -> None:
    context = new_context()
    page = office.enter("mira", context, "/review?kind=claim")
    page.locator(ITEM).wait_for()
    page.wait_for_load_state("networkidle")
    office.stop()
    decided = []
    for _ in range(4):
        decided.append(shown(page))
        press(page, "a")
    expect(page.locator(".connection")).to_contain_text("does not answer")
    expect(page.locator(".connection")).to_contain_text("4 decisions kept here")
    page.close()  # and with it goes all that the page had in memory
    office.start()
    page = context.new_page()
    page.goto(office.address + "/review?kind=claim")
    all_sent(page)
    with office.client("mira") as client:
        assert [each["item"] for each in made_by(client)] == decided

    # Somebody else was quicker: the decision comes back to where it was made, with the reason, and nothing is lost.
    page.locator(ITEM).wait_for()
    page.wait_for_load_state("networkidle")
    item = shown(page)
    with office.client("tomas") as client:
        tag = client.get(f"/api/review/items/{item}").headers["ETag"]
        said = {"key": "tomas-was-quicker", "action": "accept"}
        sent = client.post(f"/api/review/items/{item}/decisions", json=said, headers={"If-Match": tag})
        assert sent.status_code == 200, sent.text
    press(page, "r")
    expect(page.locator(".notice.failed")).to_contain_text("came back")
    press(page, "s")
    expect(page.locator(f'{ITEM}[data-item="{item}"]')).to_have_count(1)
    expect(page.get_by_role("alert").filter(has_text="This came back")).to_be_visible()


def test_no_state_of_the_page_has_a_serious_barrier(office: Office, new_context: NewContext) -> None:
    page = office.enter("mira", new_context(), "/review?kind=claim")
    page.locator(ITEM).wait_for()
    page.keyboard.press("b")
    go_to_field(page, "content")
    page.keyboard.press("c")
    page.keyboard.press("Shift+ArrowLeft")
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    for path in ("/review?kind=event", "/review?kind=copy", "/review?field=nothing", "/review/progress"):
        page.goto(office.address + path)
        page.locator("main h2").first.wait_for()
        assert barriers(page) == [], path
