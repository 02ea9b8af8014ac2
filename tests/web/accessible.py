"""What axe-core finds wrong with a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

__all__ = ["barriers"]

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def barriers(page: Page) -> list[str]:
    """Each serious or critical violation of WCAG 2.2 A and AA, with its elements. Skips without axe-core."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: run `make frontend`")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        """() => axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            resultTypes: ["violations"],
        })"""
    )
    return [
        f"{each['id']}: {each['help']} at {', '.join(str(node['target'][0]) for node in each['nodes'][:5])}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]
