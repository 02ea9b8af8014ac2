"""How fast the lists of the workbench answer: the inbox and the incidents, each filter by itself and some together.

"First paint" is the time from asking for the address to the first rows on the screen; a filter's time is from the
click to the list of its answer on the screen, two frames later.

Each page has a function below that yields what to time; add it to PAGES.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from eval.web_served import at

__all__ = ["PAGES", "lists"]

Timed = tuple[str, Callable[[Page, random.Random], float]]
"""What is timed, and a function that does it once and returns milliseconds."""

WORDS = ["police", "killed", "market", "hospital", "curfew", "ransom", "officials said", '"opened fire"', "sapp*"]
TYPES = ["ASSAULT", "Armed clash", "Attack", "STATEMENT", "Violent demonstration", "Air/drone strike"]
STATUSES = ["denied", "alleged", "asserted", "believed"]
SOURCES = ["police", "officials", "the army", "residents"]


def inbox(page: Page, address: str) -> Iterator[Timed]:
    """The inbox: opening it, each filter alone, filters and words together, the next page."""

    def go(query: Callable[[random.Random], str]) -> Callable[[Page, random.Random], float]:
        def timed(page: Page, rng: random.Random) -> float:
            return _asked(page, "/", query(rng))

        return timed

    def one(name: str, values: list[str]) -> Timed:
        return f"inbox: {name}", go(lambda rng: f"{name}={rng.choice(values)}")

    yield "inbox: first paint", _first(f"{address}/", "Reports")
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


def incidents(page: Page, address: str) -> Iterator[Timed]:
    """The incidents: opening the list, each filter alone, the other order, several filters."""

    def one(name: str, values: list[str]) -> Timed:
        return f"incidents: {name}", lambda page, rng: _asked(page, "/incidents", f"{name}={rng.choice(values)}")

    yield "incidents: first paint", _first(f"{address}/incidents", "Incidents")
    rows = page.request.get(f"{address}/api/incidents?limit=200").json()["items"]
    told = page.request.get(f"{address}/api/incidents/kinds").json()
    places = sorted({row["place"].split(",")[0] for row in rows if row["place"]})[:40]
    yield one("q", ["attack", "market", "bombing", "killed", "near"])
    yield one("place", places)
    yield one("country", [each["name"] for each in told["countries"][:10]])
    yield one("kind", [each["name"] for each in told["kinds"][:10]])
    yield one("since", [f"2032-{month:02}-01" for month in range(1, 13)])
    yield one("until", [f"2032-{month:02}-01" for month in range(1, 13)])
    yield one("min_origins", ["2", "3", "5"])
    yield one("killed", ["1", "5", "20"])
    yield one("contradicted", ["true"])
    yield one("unsure", ["true"])
    yield one("order", ["changed"])
    yield (
        "incidents: place, killed, origins",
        lambda page, rng: _asked(page, "/incidents", f"place={rng.choice(places)}&killed=1&min_origins=2"),
    )


def _first(address: str, list_: str) -> Callable[[Page, random.Random], float]:
    def timed(page: Page, rng: random.Random) -> float:
        page.goto("about:blank")
        begin = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(f"[aria-label={list_}] > li", timeout=60_000)
        return (time.perf_counter() - begin) * 1000

    return timed


def _asked(page: Page, path: str, query: str) -> float:
    """From the whole list to that of a query, within the app; milliseconds until it is on the screen."""
    if page.url.partition("?")[2]:
        _go(page, path)
        time.sleep(0.25)  # what is counted after the list is there is not part of the next filter
    return _go(page, f"{path}?{query}")


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
                .filter((each) => /api\\/(inbox|incidents)(\\?|$)/.test(each.name));
            if (!asked.length || document.querySelector("main [aria-busy=true]")) return false;
            const rows = "[aria-label=Reports] > li, [aria-label=Incidents] > li";
            return document.querySelector(`${rows}, main .empty, main [role=alert]`) !== null;
        }""",
        polling="raf",
        timeout=20_000,
    )
    took: float = page.evaluate(
        "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
        ".then(() => performance.now() - window.begun)"
    )
    return took


PAGES: dict[str, Callable[[Page, str], Iterator[Timed]]] = {
    "inbox": inbox,
    "incidents": incidents,
}
"""The pages that are timed."""


def lists(page: Page, address: str, only: str, runs: int) -> None:
    """Time one of PAGES; print p50, p95 and the slowest of each filter, and of all together."""
    rng = random.Random(1)  # noqa: S311
    filters: list[float] = []
    for what, timed in PAGES[only](page, address):
        times = sorted(timed(page, rng) for _ in range(runs))
        _say(what, times)
        filters += times if "first paint" not in what else []
    _say(f"{only}: all filters", sorted(filters))


def _say(what: str, times: list[float]) -> None:
    shown = f"{at(times, 0.5):8.0f}{at(times, 0.95):8.0f}{times[-1]:9.0f}"
    print(f"{what:46}{shown}  ms, {len(times)} times", flush=True)
