"""A workbench that runs over a copy of a ledger, and a page of this machine's Chromium that looks at it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

__all__ = ["at", "copied", "pages", "served"]


@contextmanager
def copied(ledger: Path | None) -> Iterator[Path]:
    """A copy of this ledger that may be written to; a new one of examples/ for None."""
    with tempfile.TemporaryDirectory(dir=ledger.parent if ledger else None, prefix="web-") as folder:
        place = Path(folder) / "ledger"
        if ledger:
            _run("cp", "-r", "--reflink=auto", str(ledger), str(place))
        else:
            for arguments in (["ingest", "examples/reports"], ["link"]):
                _run(sys.executable, "-m", "reportedly", *arguments, "--ledger", str(place))
        yield place


@contextmanager
def served(place: Path, *options: str) -> Iterator[str]:
    """The address of a workbench over this ledger that runs in a process of its own; it works once."""
    command = [sys.executable, "-m", "reportedly", "serve", "--ledger", str(place), "--port", "0", "--no-browser"]
    command += options
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


def at(taken: list[float], share: float) -> float:
    """The value below which this share of the sorted values lies."""
    return taken[min(len(taken) - 1, int(share * len(taken)))]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
