"""How far an event is told to be, and that most sentences do not say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.aspect import aspect
from reportedly.claims.aspect_words import FRAMES, aspect_words
from reportedly.claims.factuality import factuality
from reportedly.errors import BadLexicon
from reportedly.language.tree import Tree
from reportedly.lexicons import loader
from reportedly.report import Anchored, Aspect, Report

Parse = Callable[[str], Report]

ENTRIES: list[dict[str, Any]] = loader.load("lexicons/aspect.en.toml").entries("aspect")


def read(parse: Parse, marked: str) -> Anchored[Aspect] | None:
    """The aspect of the word in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    report = parse(marked.replace("[", "").replace("]", ""))
    tree = Tree(report)
    row = tree.rows(report.span(start, end))[-1]
    return aspect(tree, row, factuality(tree, row))


@pytest.mark.parametrize(
    ("value", "sentence"), [(e["value"], s) for e in ENTRIES for s in e["matches"]], ids=lambda v: str(v)
)
def test_words_of_an_aspect_give_it(parse: Parse, value: str, sentence: str) -> None:
    found = read(parse, sentence)
    assert found is not None
    assert found.value == value
    assert found.spans


@pytest.mark.parametrize(
    ("value", "sentence"), [(e["value"], s) for e in ENTRIES for s in e["rejects"]], ids=lambda v: str(v)
)
def test_words_elsewhere_give_none(parse: Parse, value: str, sentence: str) -> None:
    found = read(parse, sentence)
    assert found is None or found.value != value


@pytest.mark.parametrize(
    ("sentence", "value", "words"),
    [
        ("The [siege] has not ended.", "continuing", "not ended"),
        ("The mediator failed to end the [fighting].", "continuing", "end"),
        ("The bishop called for an end to the [fighting].", None, ""),
        ("The duke wants to end the [siege].", None, ""),
        ("The duke plans to resume the [siege].", "resumed", "resume"),
        ("The [withdrawal] has not begun.", None, ""),
        ("The brigade may still [withdraw].", None, ""),
        ("Boats were being [burned] in the harbour.", "continuing", "were being burned"),
        ("The brigade was [shelling] the mill when it rained.", "continuing", "was shelling"),
        ("The brigade is not [shelling] the mill.", None, ""),
        ("The guards carried out their second [raid].", "repeated", "second"),
        ("The guards [raided] the mill for the first time.", None, ""),
    ],
)
def test_a_phase_is_told_as_far_as_it_is_true(parse: Parse, sentence: str, value: str | None, words: str) -> None:
    found = read(parse, sentence)
    assert (found and found.value) == value
    assert (found.words if found else "") == words


def test_it_reaches_the_event_with_its_words(read_text: Callable[[str], Report]) -> None:
    report = read_text("Gunmen attacked the customs post again on Monday.")
    (event,) = report.events or ()
    assert event.aspect is not None
    assert (event.aspect.value, event.aspect.words) == ("repeated", "again")


def test_an_aspect_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = '[header]\npurpose = "p"\nsource = "s"\nlicence = "l"\n'
    (tmp_path / "wrong_aspect.toml").write_text(header + '[[aspect]]\nvalue = "paused"\n', "utf-8")
    monkeypatch.setattr(loader, "files", lambda _: tmp_path)
    with pytest.raises(BadLexicon, match=r"wrong_aspect\.toml: value 'paused' is no aspect; use one of begun"):
        aspect_words("wrong_aspect.toml")


def test_every_frame_has_words() -> None:
    assert all(aspect_words()[frame] for frame in FRAMES)


WORDS = [
    "not",
    "still",
    "again",
    "ended",
    "began",
    "the",
    "siege",
    "attacked",
    "is",
    "shelling",
    "for",
    "third",
    "time",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_any_words_have_an_aspect_or_none_with_their_own_spans(parse: Parse, words: list[str]) -> None:
    report = parse(" ".join(words) + ".")
    tree = Tree(report)
    for row in range(len(tree)):
        found = aspect(tree, row, factuality(tree, row))
        assert found is None or all(report.text[s.start : s.end] == s.words for s in found.spans)
