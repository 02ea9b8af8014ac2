"""Names of publications are known by their press word; the lexicon's own examples say which."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.lexicons.loader import load
from reportedly.text.outlets import LEXICON, is_outlet

ENTRIES: list[dict[str, Any]] = [
    each for table in ("title", "thing", "opening") for each in load(LEXICON).entries(table)
]


@pytest.mark.parametrize("line", [line for entry in ENTRIES for line in entry["matches"]])
def test_a_publication(line: str) -> None:
    assert is_outlet(line)
    assert is_outlet(line.upper())


@pytest.mark.parametrize("line", ["", "and", "The", *(line for entry in ENTRIES for line in entry["rejects"])])
def test_no_publication(line: str) -> None:
    assert not is_outlet(line)
