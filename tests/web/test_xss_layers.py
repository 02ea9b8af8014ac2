"""Whatever an article holds, nothing of it acts: each layer is tried alone, with the others taken away."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from reportedly.export.original_page import POLICY, original_page, sanitised
from reportedly.layers.anchoring import Anchored
from reportedly.report import Publication, Report
from reportedly.store.ledger import Ledger
from reportedly.web.headers import CONTENT_SECURITY_POLICY
from tests.store.fictional import with_claim
from tests.web.conftest import Workbench, running
from tests.web.payloads import PAYLOADS

COUNTS = "window.fired = 0; window.pwned = () => { window.fired++; };"

ACTIVE = """() => [...document.querySelectorAll('*')].flatMap((node) => {
    const found = [];
    const name = node.localName;
    if (/^(script|iframe|object|embed|svg|math|style|link|meta|base|form|input|img|video|audio|template)$/.test(name))
        if (!node.closest('head') && !node.hasAttribute('data-ours')) found.push(name);
    for (const each of node.attributes) {
        if (/^on/i.test(each.name)) found.push(name + ' ' + each.name);
        if (/^(id|name|style|srcdoc|ping|formaction)$/i.test(each.name)) found.push(name + ' ' + each.name);
        if (/^(href|src|action|data)$/i.test(each.name) && !node.closest('head')) found.push(name + ' ' + each.name);
    }
    return found;
})"""
"""Every element or attribute of the page that can act, fetch, or shadow what a script looks for."""


def test_there_are_enough_payloads_of_every_class() -> None:
    assert len(PAYLOADS) >= 150
    assert len(set(PAYLOADS)) == len(PAYLOADS)


class Served:
    """A server of our own for documents with headers of our choosing."""

    def __init__(self) -> None:
        self.documents: dict[str, tuple[str, str | None]] = {}
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body, policy = served.documents.get(self.path, ("", None))
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if policy:
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body.encode("utf-8", "surrogatepass"))

            def log_message(self, format: str, *args: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def at(self, path: str, body: str, policy: str | None = None) -> str:
        self.documents[path] = (body, policy)
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    made = Served()
    yield made
    made.server.shutdown()
    made.server.server_close()


def provoked(page: Page) -> int:
    """How often a payload ran, after every element was clicked, focused and pointed at."""
    page.evaluate(
        """() => {
            for (const node of document.querySelectorAll('body *')) {
                for (const kind of ['mouseover', 'pointerover', 'focus', 'click', 'toggle', 'keydown', 'input',
                    'scroll', 'animationend', 'error', 'load'])
                    try { node.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true })); } catch {}
            }
        }"""
    )
    page.wait_for_timeout(150)
    return int(page.evaluate("window.fired"))


def in_batches(some: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(some), size):
        yield some[start : start + size]


def test_the_sanitiser_alone_leaves_nothing_that_acts(
    served: Served, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()
    page.add_init_script(COUNTS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for number, some in enumerate(in_batches(PAYLOADS, 400)):
        body = "".join(f"<div>{sanitised(each)}</div>" for each in some)
        page.goto(served.at(f"/clean{number}", f"<!doctype html><title>x</title><body>{body}</body>"))
        assert page.evaluate(ACTIVE) == []
        assert provoked(page) == 0
        # what was clean stays so when a page writes it in again
        page.evaluate("() => { document.body.innerHTML = document.body.innerHTML; }")
        assert page.evaluate(ACTIVE) == []
        assert provoked(page) == 0
    assert all("/clean" in url for url in asked)


def test_the_payloads_do_act_where_nothing_stops_them(served: Served, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(COUNTS)
        page.on("dialog", lambda dialog: dialog.dismiss())
        fired = 0
        for number, some in enumerate(documents()[-6:]):
            page.goto(served.at(f"/raw{number}", f"<!doctype html><title>x</title><body>{some}</body>"))
            page.wait_for_timeout(100)
            fired += int(page.evaluate("window.fired"))
        assert fired > 3


_SWALLOWS = re.compile(
    r"<(plaintext|textarea|title|style|xmp|noscript|select|template|script|frameset|base|!--|!\[|\?|meta|dialog)|"
    r"evil\.example/\?|^[^<]*$",
    re.IGNORECASE,
)
"""What changes or ends the document around it, and would shield those after it."""


def documents() -> list[str]:
    """Every payload: those that would shield others alone, the others together."""
    together = tuple(each for each in PAYLOADS if not _SWALLOWS.search(each))
    alone = [each for each in PAYLOADS if _SWALLOWS.search(each) and "<" in each]
    return [*alone, *("".join(f"<div>{each}</div>" for each in some) for some in in_batches(together, 15))]


@pytest.mark.parametrize("policy", [CONTENT_SECURITY_POLICY, POLICY], ids=["of the pages", "of an original"])
def test_the_policy_alone_lets_nothing_fire(served: Served, browser: Browser, policy: str) -> None:
    # no policy but a sandbox keeps a document from leaving, and pages of ours have no element that would; what is
    # sandboxed has a process of its own each time, so that a quarter is tried
    tried = documents()[::4] if policy is POLICY else [each for each in documents() if "refresh" not in each]
    framed = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")  # many are tried beside each other
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(COUNTS)
        page.on("dialog", lambda dialog: dialog.dismiss())
        for number, some in enumerate(in_batches(tuple(tried), 20)):
            bare = [f"<!doctype html><title>x</title><body>{each}</body>" for each in some]
            urls = [served.at(f"/bare{number}-{place}", each, framed) for place, each in enumerate(bare)]
            around = served.at(f"/around{number}", "".join(f'<iframe src="{url}"></iframe>' for url in urls))
            page.goto(around)
            frames = page.main_frame.child_frames
            assert [frame.url for frame in frames] == urls
            for frame, each in zip(frames, some, strict=True):
                assert int(frame.evaluate("window.fired")) == 0, each
            assert page.url == around


STORY = "Nine people were killed when a bomb exploded at the ferry terminal of Port Arden on Tuesday, {who} said."


def report_of(number: int, some: tuple[str, ...]) -> Report:
    """A report with payloads wherever one can stand; the first two are read for real, so they hold few words."""
    many = some[:6] if number < 2 else some
    told = f"{some[-1]} said that nine people died. {STORY.format(who='Mayor Ilse ' + some[-2])}"
    text = "\n\n".join((told, *(f"“{each}”, police said." for each in many)))
    values = {
        "outlet": f"Northern {some[1]}",
        "headline": f"{some[0]} {some[2]}",
        "byline": some[3],
        "url": some[4],
        "published": f"2031-05-{number + 6:02}",
        "language": "en",
    }
    given: Any = {name: Anchored(value, inferred="given by the user") for name, value in values.items()}
    return Report.of(text, Publication(**given, location=f"/desk/{some[5]}.txt"))


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A ledger of reports with payloads in headline, byline, body, names, outlet, URL and file name; linked."""
    from reportedly.derive.link import link
    from reportedly.pipeline import default_pipeline
    from reportedly.store.searching import index
    from reportedly.store.work import Arrival, Done, Reading

    pipeline = default_pipeline()
    with Ledger.open(tmp_path_factory.mktemp("poisoned") / "ledger", create=True) as ledger:
        for number, some in enumerate(in_batches(PAYLOADS, 40)):
            plain = report_of(number, some)
            report = pipeline(plain) if number < 2 else with_claim(plain, some[-1])
            original = ledger.originals.put(plain.text.encode("utf-8", "replace"))
            ledger.receive([Arrival(original=original, location=f"/desk/{some[5]}.txt")])
            ledger.finish([Done(ledger.pending(1)[0].number, (Reading.of(report, "recipe-1", []),))])
        link(ledger)
        index(ledger)
        yield from running(ledger)


def test_escaping_alone_keeps_every_page_of_the_workbench_harmless(
    poisoned: Workbench, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(bypass_csp=True)
    context.add_init_script(COUNTS)
    page = poisoned.enter(context)
    dialogs: list[str] = []

    def noted(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", noted)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    reports = [report.id for _, report in poisoned.ledger.reports()]
    incidents = [each["id"] for each in poisoned.client.get("/api/incidents").json()["items"]]
    paths = ["/", "/?words=bomb", "/incidents", "/atlas", "/review", "/quarantine", "/exports", "/audit", "/settings"]
    paths += [f"/reports/{each}" for each in reports]
    paths += [f"/incidents/{each}" for each in incidents[:3]]
    paths += [f"/reports/{reports[0]}/diff/{reports[1]}"]
    for path in paths:
        page.goto(f"{poisoned.address}{path}")
        page.wait_for_selector("main")
        page.wait_for_timeout(200)
        active = page.evaluate(
            """() => [...document.querySelectorAll('*')].flatMap((node) => [...node.attributes]
                .filter((each) => /^on/i.test(each.name) || /^(srcdoc|formaction|ping)$/i.test(each.name)
                    || (/^(href|src|action)$/i.test(each.name)
                        && /^\\s*(javascript|data:text|vbscript)/i.test(each.value)))
                .map((each) => `${node.localName} ${each.name}=${each.value}`))"""
        )
        assert active == [], path
        assert page.evaluate("window.fired") == 0, path
        assert not page.evaluate("document.querySelectorAll('script:not([src]), object, embed, base').length"), path
    assert not dialogs
    assert all(url.startswith((poisoned.address, "data:", "blob:")) for url in asked), asked


def test_an_original_is_shown_without_anything_that_acts(
    served: Served, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()
    page.add_init_script(COUNTS)
    body = original_page("<h1>Ferry</h1><p dir=rtl>Nine died.</p>" + "".join(PAYLOADS[:40]))
    page.goto(served.at("/original", body))
    assert provoked(page) == 0
    assert page.locator("h1").inner_text() == "Ferry"
    assert page.locator("p").first.get_attribute("dir") == "rtl"


def test_a_report_taken_from_a_page_gives_that_page_and_a_text_none(looked_at: Workbench) -> None:
    shown = missing = 0
    for _, report in looked_at.ledger.reports():
        answer = looked_at.client.get(f"/api/reports/{report.id}/page")
        if answer.status_code == 200:
            shown += 1
            assert answer.headers["Content-Security-Policy"] == POLICY
            assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
            assert "<script" not in answer.text.lower()
            assert " href" not in answer.text.lower()
        else:
            missing += 1
            assert answer.status_code == 404
            assert answer.json()["type"] == "urn:reportedly:no-page"
    assert shown
    assert missing
