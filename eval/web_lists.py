"""How fast the lists of the workbench are on a large ledger, in a real browser.

    python -m eval.synthetic_ledger large && python -m eval.web_lists large [--runs 20] [--only inbox]

A server in a process of its own, Chromium without a window at 1280 x 900. "First paint" is the time from asking for
the address to the first rows on the screen; a filter's time is from the click to the list of its answer on the
screen, two frames later. Printed are p50, p95 and the slowest of all runs by the clock; what else runs on the machine
slows all of it down.

Each page has a function below that yields what to time; add it to PAGES.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from eval.web import pages, served

Timed = tuple[str, Callable[[Page, random.Random], float]]
"""What is timed, and a function that does it once and returns milliseconds."""

WORDS = ["police", "killed", "market", "hospital", "curfew", "ransom", "officials said", '"opened fire"', "sapp*"]
TYPES = ["ASSAULT", "Armed clash", "Attack", "STATEMENT", "Violent demonstration", "Air/drone strike"]
STATUSES = ["denied", "alleged", "asserted", "believed"]
SOURCES = ["police", "officials", "the army", "residents"]


def inbox(page: Page, address: str) -> Iterator[Timed]:
    """The inbox: opening it, each filter alone, filters and words together, the next page."""

    def first(page: Page, rng: random.Random) -> float:
        page.goto("about:blank")
        begin = time.perf_counter()
        page.goto(f"{address}/", wait_until="commit")
        page.wait_for_selector("ul[aria-label=Reports] > li")
        return (time.perf_counter() - begin) * 1000

    def go(query: Callable[[random.Random], str]) -> Callable[[Page, random.Random], float]:
        def timed(page: Page, rng: random.Random) -> float:
            return _asked(page, query(rng))

        return timed

    def one(name: str, values: list[str]) -> Timed:
        return f"inbox: {name}", go(lambda rng: f"{name}={rng.choice(values)}")

    yield "inbox: first paint", first
    rows = page.request.get(f"{address}/api/inbox?limit=300").json()["items"]
    outlets = sorted({row["outlet"] for row in rows if row["outlet"]})
    told = [h for row in rows if row["seen"] for h in row["seen"]["happened"]]
    places = sorted({h["place"].split(",")[0] for h in told if h["place"]})[:40]
    incidents = sorted({b["incident"] for row in rows for b in row["belongs"]})[:40]
    yield one("words", WORDS)
    yield one("type", TYPES)
    yield one("place", places)
    yield one("outlet", outlets)
    yield one("status", STATUSES)
    yield one("claimed_by", SOURCES)
    yield one("min_origins", ["2", "3", "5", "8"])
    yield one("incident", incidents)
    yield one("since", [f"2032-{month:02}-01" for month in range(1, 13)])
    yield one("view", ["unread", "new"])
    yield one("language", ["en"])
    yield "inbox: words and type", go(lambda rng: f"words={rng.choice(WORDS)}&type={rng.choice(TYPES)}")
    yield (
        "inbox: words, type, origins",
        go(lambda rng: f"words={rng.choice(WORDS)}&type={rng.choice(TYPES)}&min_origins={rng.choice('234')}"),
    )
    yield (
        "inbox: said by, how firmly",
        go(lambda rng: f"claimed_by={rng.choice(SOURCES)}&status={rng.choice(STATUSES)}"),
    )
    yield (
        "inbox: everything",
        go(lambda rng: f"words=police&type=ASSAULT&place={rng.choice(places)}&since=2031-03-01&min_origins=2"),
    )


def _asked(page: Page, query: str) -> float:
    """From the list of all reports to that of a query, within the app; milliseconds until it is on the screen."""
    if page.url.partition("?")[2]:
        _go(page, "/")
    return _go(page, f"/?{query}")


def _go(page: Page, to: str) -> float:
    page.evaluate(
        """(to) => {
            performance.clearResourceTimings();
            window.begun = performance.now();
            const link = document.createElement("a");
            link.href = to;
            document.body.append(link);
            link.click();
            link.remove();
        }""",
        to,
    )
    page.wait_for_function(
        """() => {
            const asked = performance.getEntriesByType("resource")
                .filter((each) => /api\\/inbox(\\?|$)/.test(each.name));
            if (!asked.length || document.querySelector("ul[aria-label=Reports][aria-busy=true]")) return false;
            return document.querySelector("ul[aria-label=Reports] > li, main .empty, main [role=alert]") !== null;
        }""",
        polling="raf",
        timeout=20_000,
    )
    took: float = page.evaluate(
        "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
        ".then(() => performance.now() - window.begun)"
    )
    return took


PAGES: dict[str, Callable[[Page, str], Iterator[Timed]]] = {"inbox": inbox}
"""The pages that are timed."""


def main() -> None:
    """Serve the ledger, time the pages, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--only", choices=sorted(PAGES))
    given = parser.parse_args()
    with served(given.ledger) as entrance, pages() as page:
        page.goto(entrance)
        page.wait_for_selector("nav")
        address = entrance.split("/enter")[0]
        rng = random.Random(1)  # noqa: S311
        print(f"{'':34}{'p50':>8}{'p95':>8}{'slowest':>9}  ms, {given.runs} runs each")
        filters: list[float] = []
        for name, make in PAGES.items():
            for what, timed in make(page, address) if given.only in (None, name) else ():
                times = sorted(timed(page, rng) for _ in range(given.runs))
                _say(what, times)
                filters += times if "first paint" not in what else []
        if filters:
            _say("all filters together", sorted(filters))


def _say(what: str, times: list[float]) -> None:
    p50, p95 = times[len(times) // 2], times[min(len(times) - 1, int(0.95 * len(times)))]
    print(f"{what:34}{p50:8.0f}{p95:8.0f}{times[-1]:9.0f}", flush=True)


if __name__ == "__main__":
    main()
