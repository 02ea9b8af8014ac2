"""Takes the pictures of the workbench that the README and docs/workbench.md show.

    python -m eval.tour [--out docs/images/workbench] [--ledger PLACE]

Takes in and links examples/ (or works on the ledger that is given), serves it on this machine, and opens each page in
Chromium, without a window: at 1280 pixels, the main ones also at 390, and one in the dark. The places of the examples
are fictional, so the atlas shows a ledger of `eval.synthetic_ledger`. Asserts nothing.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from eval.synthetic_ledger import fill
from eval.web_atlas import asserted
from reportedly.store.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.one_user import OneUser

ROOT = Path(__file__).parents[1]
REPORTS = 3_000
"""Of the ledger that the atlas shows."""

WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images" / "workbench")
    parser.add_argument("--ledger", help="instead of the examples")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = asked.ledger or _taken_in(Path(folder, "ledger"))
        with Ledger.open(place) as book, _served(book) as (address, doorkeeper), sync_playwright() as playwright:
            found = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            incident, report = _main_incident(address, doorkeeper)
            pages = {
                "inbox": "/",
                "reader": f"/reports/{report}",
                "incidents": "/incidents",
                "incident": f"/incidents/{incident}",
                "review": "/review",
                "progress": "/review/progress",
                "exports": "/exports",
                "team": "/team",
                "audit": "/audit",
            }
            for name, path in pages.items():
                _picture(browser, address, doorkeeper, path, asked.out / f"{name}.png", WIDE)
            for name in ("inbox", "reader", "incident", "review"):
                _picture(browser, address, doorkeeper, pages[name], asked.out / f"{name}-390.png", NARROW)
            _picture(browser, address, doorkeeper, pages["reader"], asked.out / "reader-dark.png", WIDE, dark=True)
            browser.close()
        place = asked.ledger or _made_up(Path(folder, "atlas"))
        with Ledger.open(place) as book, _served(book) as (address, doorkeeper), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            _picture(browser, address, doorkeeper, "/atlas", asked.out / "atlas.png", WIDE)
            browser.close()


def _made_up(place: Path) -> str:
    with Ledger.open(place, create=True) as book:
        fill(book, REPORTS)
    asserted(place)
    return str(place)


def _taken_in(place: Path) -> str:
    for arguments in (["ingest", "examples/reports"], ["link"]):
        command = [sys.executable, "-m", "reportedly", *arguments, "--ledger", str(place)]
        subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    return str(place)


@contextmanager
def _served(book: Ledger) -> Iterator[tuple[str, OneUser]]:
    doorkeeper = OneUser("mira")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(book, doorkeeper), log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", doorkeeper
        server.should_exit = True
        thread.join(10)


def _main_incident(address: str, doorkeeper: OneUser) -> tuple[str, str]:
    """The incident with most origins, and its first report."""
    with httpx.Client(base_url=address, follow_redirects=True) as client:
        client.get("/enter", params={"token": doorkeeper.fresh_token()})
        listed = client.get("/api/incidents", params={"limit": 500}).json()["items"]
        most = max(listed, key=lambda each: (each["origins"], each["reports"]))
        opened = client.get(f"/api/incidents/{most['id']}").json()
    return most["id"], opened["reports"][0]["id"]


def _picture(
    browser: Browser, address: str, doorkeeper: OneUser, path: str, to: Path, size: dict[str, int], dark: bool = False
) -> None:
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/enter?token={doorkeeper.fresh_token()}")
    page.goto(address + path)
    page.wait_for_selector("main h1, main h2")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)
    page.screenshot(path=to)
    context.close()
    print(to)


if __name__ == "__main__":
    main()
