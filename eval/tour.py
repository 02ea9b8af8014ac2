"""Takes the pictures of the workbench that the README and docs/workbench.md show.

    python -m eval.tour [--out docs/images/workbench] [--ledger PLACE]

Takes in and links examples/ (or works on a copy of the ledger that is given), serves it on this machine, and opens
each page in Chromium, without a window: at 1280 pixels, the main ones also at 390, and one in the dark. The places of
the examples are fictional, so the atlas shows a ledger of `eval.synthetic_ledger`. Asserts nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from eval.synthetic_ledger import fill
from eval.web_atlas import asserted
from eval.web_served import copied, pages, served
from reportedly.store.ledger import Ledger

ROOT = Path(__file__).parents[1]
REPORTS = 3_000
"""Of the ledger that the atlas shows."""

WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 390, "height": 844}
AS = ("--as", "mira")


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images" / "workbench")
    parser.add_argument("--ledger", type=Path, help="instead of the examples")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with copied(asked.ledger) as place, served(place, *AS) as address, pages() as page:
        page.goto(address)
        _take(page, asked.out)
    with tempfile.TemporaryDirectory() as folder:
        place = asked.ledger or _made_up(Path(folder, "ledger"))
        with served(place, *AS) as address, pages() as page:
            page.goto(address)
            _picture(page, "/atlas", asked.out / "atlas.png")


def _take(page: Page, out: Path) -> None:
    incident, report = _main_incident(page)
    paths = {
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
    for name, path in paths.items():
        _picture(page, path, out / f"{name}.png")
    for name in ("inbox", "reader", "incident", "review"):
        _picture(page, paths[name], out / f"{name}-390.png", NARROW)
    page.emulate_media(color_scheme="dark")
    _picture(page, paths["reader"], out / "reader-dark.png")


def _main_incident(page: Page) -> tuple[str, str]:
    """The incident with most origins, and its first report."""
    listed = page.request.get(f"{_origin(page)}/api/incidents?limit=500").json()["items"]
    most = max(listed, key=lambda each: (each["origins"], each["reports"]))
    opened = page.request.get(f"{_origin(page)}/api/incidents/{most['id']}").json()
    return most["id"], opened["reports"][0]["id"]


def _made_up(place: Path) -> Path:
    with Ledger.open(place, create=True) as book:
        fill(book, REPORTS)
    asserted(place)
    return place


def _picture(page: Page, path: str, to: Path, size: ViewportSize = WIDE) -> None:
    page.set_viewport_size(size)
    page.goto(_origin(page) + path)
    page.wait_for_selector("main h1, main h2")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)
    page.screenshot(path=to)
    print(to)


def _origin(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


if __name__ == "__main__":
    main()
