"""The page on text in names every file ending, limit, field and issue there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from reportedly.text.limits import Limits
from reportedly.text.readers import SUFFIXES, Overrides

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "text-in.md").read_text("utf-8")
SOURCE = "".join(path.read_text("utf-8") for path in sorted((ROOT / "src/reportedly/text").glob("*.py")))
CODES = sorted(set(re.findall(r'"((?:text|publication)\.[a-z-]+)"', SOURCE)) - {"text.read.v1"})


@pytest.mark.parametrize("words", [*SUFFIXES, *CODES, *(f"--{each.name}" for each in fields(Overrides))])
def test_the_page_names(words: str) -> None:
    assert f"`{words}`" in PAGE


@pytest.mark.parametrize("limit", [each.name for each in fields(Limits)])
def test_the_page_gives_the_limit(limit: str) -> None:
    assert f"{getattr(Limits(), limit):,.0f} " in PAGE
