"""Nothing in the source of the pages lets text become markup, or reaches outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "frontend" / "src"
FORBIDDEN = {
    "text as markup": r"\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write",
    "code from text": r"\beval\(|new Function\(",
    "a style element made at run time": r"createElement\([\"']style",
    "an address outside": r"(?:src|href|url)\s*[=(]\s*[\"']?https?://",
    "asking past the client": r"\bfetch\(|XMLHttpRequest",
}
ALLOWED = {("asking past the client", "api/client.ts")}
FILES = sorted(path for path in SOURCE.rglob("*") if path.suffix in {".svelte", ".ts", ".css"})


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_has(what: str) -> None:
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        if re.search(FORBIDDEN[what], path.read_text("utf-8")) and not path.name.endswith(".test.ts")
    ]
    assert [each for each in found if (what, each) not in ALLOWED] == []
