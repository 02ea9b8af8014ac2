"""Workbenches that run: a real server over a real ledger, and the browser that looks at them.

The reports of examples/ are taken in and linked once; who writes gets a copy of that ledger. Tests of pages skip
where there is no Chromium, or where the pages were not built.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from reportedly.cli.main import main
from reportedly.store.ledger import Ledger
from reportedly.web.one_user import OneUser
from reportedly.web.pages import STATIC
from tests.web.serving import serving

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

PATIENCE = 120_000
"""Milliseconds that a page may take: what it shows is claimed, not how fast a busy machine gets there."""

expect.set_options(timeout=PATIENCE)

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Workbench:
    """A running workbench: its address, its ledger, and a client that has signed in."""

    address: str
    ledger: Ledger
    doorkeeper: OneUser
    client: httpx.Client

    def enter(self, context: BrowserContext) -> Page:
        """A page of this browser context, signed in, at the first page."""
        page = context.new_page()
        page.goto(f"{self.address}/enter?token={self.doorkeeper.fresh_token()}")
        return page


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the reports of examples/, linked. Do not write to it."""
    place = tmp_path_factory.mktemp("examples") / "ledger"
    for arguments in (["ingest", str(EXAMPLES)], ["link"]):
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--ledger", str(place)])
        assert not ended.value.code
    return place


@pytest.fixture
def copied(examples: Path, tmp_path: Path) -> Path:
    """A ledger of its own with the same reports, to write to."""
    return Path(shutil.copytree(examples, tmp_path / "ledger"))


@pytest.fixture(scope="session")
def looked_at(examples: Path) -> Iterator[Workbench]:
    """A workbench over the examples that nobody writes to; one for all tests."""
    with Ledger.open(examples) as book:
        yield from running(book)


@pytest.fixture
def workbench(copied: Path) -> Iterator[Workbench]:
    """A workbench over a copy of the examples, to change."""
    with Ledger.open(copied) as book:
        yield from running(book)


def running(book: Ledger) -> Iterator[Workbench]:
    """A workbench of one user over a ledger, until the generator goes on."""
    doorkeeper = OneUser("mira")
    with (
        serving(book, doorkeeper) as address,
        httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client,
    ):
        client.get("/enter", params={"token": doorkeeper.fresh_token()})
        yield Workbench(address, book, doorkeeper, client)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window; one for all tests."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: install Debian's package `chromium`")
    if not (STATIC / "index.html").is_file():
        pytest.skip("the pages are not built: run `make frontend`")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: as many people as a test needs. A page that fails in its own script fails the test."""
    opened: list[BrowserContext] = []
    failures: list[str] = []

    def new(size: dict[str, int] = WIDE, **options: object) -> BrowserContext:
        context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: failures.append(str(error.error)))
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
    assert not failures


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "390"])
def sized(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A browser context as wide as a desk's screen, then as a telephone's."""
    return new_context(request.param)
