"""Who is asked, told or accused by nobody who is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.sourced import read

from reportedly.report import Report

Parse = Callable[[str], Report]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Asked whether the dam was safe, the mayor said it would hold.", "whether the dam was safe"),
        ("Asked about the dam, the mayor said it would hold.", "about the dam"),
    ],
)
def test_somebody_asked_was_asked_by_nobody_named(parse: Parse, text: str, content: str) -> None:
    asked, said = read(parse, text).claims or ()
    assert asked.source is None
    assert [span.words for span in asked.content] == [content]
    assert asked.status.value == "asked"
    assert said.source is not None
    assert said.source.words == "the mayor"


def test_who_asks_is_the_source(parse: Parse) -> None:
    (claim,) = read(parse, "Reporters asked whether the dam was safe.").claims or ()
    assert claim.source is not None
    assert claim.source.words == "Reporters"
