"""How fast the workbench is in this machine's Chromium, over a real server and a copy of a ledger.

    python -m eval.web review [--ledger FOLDER] [--decisions N] [--pause SECONDS]

`review` presses the keys of a coder N times and takes the time from each key to the frame in which the next item is
painted: the clock of the page, from the key's own time stamp to the first task after a frame that shows another item.
The decisions are real, so a copy of the ledger is decided on. When the keys have stopped it waits until the server
has all decisions, and they are counted. Without --pause the next key is pressed as soon as an item is there, which no
person does: it is the worst case for what is fetched ahead.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

KEYS = "aaaraasaaa"
"""What a coder presses, again and again: mostly accept, now and then reject and skip."""

TIMED = """() => {
    window.taken = [];
    let pressed = 0;
    let before = "";
    const shown = () => document.querySelector("article[data-item]")?.dataset.item ?? "";
    addEventListener("keydown", (event) => { pressed = event.timeStamp; before = shown(); }, { capture: true });
    new MutationObserver(() => {
        if (!pressed || shown() === before || !shown()) return;
        const from = pressed;
        pressed = 0;
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.taken.push(performance.now() - from);
            port2.postMessage(null);
        });
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-item"] });
}"""


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("review",))
    parser.add_argument("--ledger", type=Path, help="copied, not changed; a new one of examples/ unless given")
    parser.add_argument("--decisions", type=int, default=200)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between an item and the next key")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger"
        if given.ledger:
            shutil.copytree(given.ledger, place)
        else:
            for arguments in (["ingest", "examples/reports"], ["link"]):
                _reportedly(*arguments, "--ledger", str(place))
        with served(place) as address, pages() as page:
            page.goto(address)
            review(page, given.decisions, given.pause)


def review(page: Page, many: int, pause: float) -> None:
    """Decide `many` items by keys; print how long the next one took to be there."""
    address = page.url.split("/enter")[0].rstrip("/")
    began = time.perf_counter()
    page.goto(f"{address}/review")
    page.locator("article[data-item]").wait_for(timeout=600_000)
    first = time.perf_counter() - began
    page.evaluate(TIMED)
    began, pressed = time.perf_counter(), 0
    while pressed < many and not page.locator(".done").count():
        page.keyboard.press(KEYS[pressed % len(KEYS)])
        pressed += 1
        _until(page, f"window.taken.length >= {pressed} || document.querySelector('.done')")
        time.sleep(pause)
    spent = time.perf_counter() - began
    taken = sorted(page.evaluate("window.taken"))
    began = time.perf_counter()
    _until(page, "!Object.keys(localStorage).some(name => name.startsWith('reportedly.unsent.'))")
    told = page.evaluate("fetch('/api/review/progress').then(a => a.json())")
    kept = sum(each["decisions"] for each in told["coders"])
    open_ = sum(told["open"].values())
    print(f"queue of {open_ + kept:,} items; the first one there {first:.2f} s after the page was asked for")
    later = time.perf_counter() - began
    print(f"{pressed} decisions in {spent:.1f} s; {later:.1f} s later the server had the {kept} that are no skips")
    print(
        f"key to next item painted, of {len(taken)}: median {_at(taken, 0.5):.0f} ms, p95 {_at(taken, 0.95):.0f} ms, "
        f"p99 {_at(taken, 0.99):.0f} ms, longest {taken[-1]:.0f} ms"
    )


def _until(page: Page, holds: str) -> None:
    """Wait until this holds in the page; its policy lets nobody evaluate words from within it."""
    while not page.evaluate(holds):
        time.sleep(0.005)


def _at(taken: list[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(share * len(taken)))]


@contextmanager
def served(place: Path) -> Iterator[str]:
    """The address of a workbench over this ledger that runs in a process of its own; it works once."""
    command = [sys.executable, "-m", "reportedly", "serve", "--ledger", str(place), "--port", "0", "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        for line in process.stderr or ():
            if found := re.search(r"http://\S+", line):
                yield found[0]
                break
        else:
            raise SystemExit(f"the workbench did not start: {process.wait()}")
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def pages() -> Iterator[Page]:
    """A page of 1280 x 900 in this machine's Chromium."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def _reportedly(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "reportedly", *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


if __name__ == "__main__":
    main()
