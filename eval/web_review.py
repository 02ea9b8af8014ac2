"""From the key of a decision to the frame in which the next item is painted.

The clock is the page's: from the key's own time stamp to the first task after a frame that shows another item. The
decisions are real. When the keys have stopped it waits until the server has all decisions, and they are counted.
Without a pause the next key is pressed as soon as an item is there, which no person does: it is the worst case for
what is fetched ahead.
"""

from __future__ import annotations

import time

from playwright.sync_api import Page

from eval.web_served import at

__all__ = ["review"]

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


def review(page: Page, address: str, many: int, pause: float) -> None:
    """Decide `many` items by keys; print how long the next one took to be there."""
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
        f"key to next item painted, of {len(taken)}: median {at(taken, 0.5):.0f} ms, p95 {at(taken, 0.95):.0f} ms, "
        f"p99 {at(taken, 0.99):.0f} ms, longest {taken[-1]:.0f} ms"
    )


def _until(page: Page, holds: str) -> None:
    """Wait until this holds in the page; its policy lets nobody evaluate words from within it."""
    while not page.evaluate(holds):
        time.sleep(0.005)
