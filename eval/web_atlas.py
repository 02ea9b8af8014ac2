"""How fast the atlas filters: from the input to the frame in which all views show it.

Where nothing is asserted in the ledger (a synthetic one), each incident gets one assertion of one of 400 bodies, so
that the network has something to draw. The clock is the page's own: from the event of a field, a kind, a choice in
the network or the clearing of everything to the first task after the next frame.
"""

from __future__ import annotations

import json
import time
import zlib
from pathlib import Path

from playwright.sync_api import Page
from sqlalchemy import func, insert, select

from eval.web_served import at
from reportedly.store.derived import assertions, incidents
from reportedly.store.ledger import Ledger

__all__ = ["asserted", "atlas"]

FILTER = """([kind, value]) => new Promise((done) => {
    const began = performance.now();
    const numbers = [...document.querySelectorAll('.bar input[type=number]')];
    const days = [...document.querySelectorAll('.bar input[type=date]')];
    const set = (field, given, event) => {
        field.value = given;
        field.dispatchEvent(new Event(event, { bubbles: true }));
    };
    if (kind === 'killed') set(numbers[0], value, 'input');
    if (kind === 'injured') set(numbers[1], value, 'input');
    if (kind === 'origins') set(numbers[2], value, 'input');
    if (kind === 'from') set(days[0], value, 'change');
    if (kind === 'to') set(days[1], value, 'change');
    if (kind === 'words') set(document.querySelector('.bar input[type=search]'), value, 'input');
    if (kind === 'kind') document.querySelectorAll('.kinds input')[value].click();
    if (kind === 'clear') dispatchEvent(new KeyboardEvent('keydown', { key: 'x' }));
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            const painted = performance.now() - began;
            const settled = () => {
                const busy = document.querySelector('.room[aria-busy=true]');
                if (busy && performance.now() - began < 5000) setTimeout(settled, 4);
                else requestAnimationFrame(() => done([painted, performance.now() - began]));
            };
            settled();
        };
        port2.postMessage(null);
    });
})"""

ASKED = [
    ("killed", "3"), ("origins", "2"), ("clear", ""), ("kind", 0), ("kind", 1), ("from", "2024-01-01"), ("clear", ""),
    ("words", "shooting"), ("clear", ""), ("to", "2023-06-30"), ("injured", "2"), ("clear", ""), ("kind", 2),
    ("words", "port"), ("clear", ""), ("origins", "1"), ("killed", "1"), ("clear", ""),
]  # fmt: skip


def atlas(page: Page, address: str, many: int) -> None:
    """Filter `many` times; print how long it took until it was painted."""
    for what in ("first", "again"):
        began = time.perf_counter()
        page.goto(f"{address}/atlas")
        page.locator(".views canvas").wait_for(timeout=120_000)
        print(f"atlas opened {what}: {time.perf_counter() - began:.2f} s", flush=True)
    page.get_by_role("button", name="Kinds").click()
    time.sleep(2)
    taken: list[tuple[list[float], int]] = []
    for n in range(many):
        taken.append((page.evaluate(FILTER, ASKED[n % len(ASKED)]), n))
        time.sleep(0.25)
    print(page.locator(".told strong").inner_text())
    for what, times in (("map, timeline and list", 0), ("the network as well", 1)):
        kinds = {kind: sorted(t[times] for t, n in taken if ASKED[n % len(ASKED)][0] == kind) for kind, _ in ASKED}
        for kind, one in [*kinds.items(), ("all filters", sorted(each[times] for each, _ in taken))]:
            if one and (times == 0 or kind == "all filters"):
                said = f"{at(one, 0.5):8.0f}{at(one, 0.95):8.0f}{one[-1]:9.0f}"
                print(f"{f'atlas: {kind}, {what}':46}{said}  ms, {len(one)} times", flush=True)


def asserted(place: Path) -> None:
    """Give the ledger at this place assertions, where it has none."""
    with Ledger.open(place) as book, book.writing() as connection:
        if connection.scalar(select(func.count()).select_from(assertions)):
            return
        kinds = ("claimed", "accused", "denied", "suspected", "counted")
        body = zlib.compress(json.dumps([]).encode())
        rows = [
            {
                "incident": incident,
                "number": 1,
                "kind": kinds[n % 5],
                "by": f"Northern Brigade {n * 7919 % 400}",
                "by_kind": "group",
                "about": f"Harbour Guard {n * 104729 % 400}" if kinds[n % 5] in ("accused", "suspected") else None,
                "about_kind": "group",
                "reports": 3,
                "roots": [f"wire {n % 40}", f"wire {n % 7}"],
                "unknown": 1,
                "body": body,
            }
            for n, incident in enumerate(connection.scalars(select(incidents.c.id).order_by(incidents.c.id)))
        ]
        connection.execute(insert(assertions), rows)
