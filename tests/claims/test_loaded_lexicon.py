"""The lexicon of loaded language: every group names who speaks of its words, and its examples are read as it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.claims.loaded import Loaded
from reportedly.claims.loaded_lexicon import LoadedGroup, loaded_lexicon
from reportedly.claims.quotes import Quotes
from reportedly.errors import BadLexicon
from reportedly.language.mentions import Mentions
from reportedly.lexicons.loader import load
from reportedly.report import LoadedTerm, Report

Parse = Callable[[str], Report]

GROUPS = loaded_lexicon().groups


def located(parse: Parse, text: str, group: str) -> list[LoadedTerm]:
    """The terms of one group that are found in a sentence which nobody is reported to say."""
    report = Quotes()(Mentions()(parse(text))).with_layers(entities=(), claims=())
    return [term for term in Loaded()(report).loaded or () if term.origin.rule == group]


def examples(which: str) -> list[tuple[str, str]]:
    return [(group.name, sentence) for group in GROUPS.values() for sentence in getattr(group, which)]


@pytest.mark.parametrize(("group", "sentence"), examples("matches"))
def test_a_sentence_that_matches_holds_a_term(parse: Parse, group: str, sentence: str) -> None:
    assert [term.kind for term in located(parse, sentence, group)] == [GROUPS[group].kind]


@pytest.mark.parametrize(("group", "sentence"), examples("rejects"))
def test_a_sentence_it_rejects_holds_none(parse: Parse, group: str, sentence: str) -> None:
    assert located(parse, sentence, group) == []


@pytest.mark.parametrize(("group", "sentence"), examples("legal_uses"))
def test_a_term_of_law_is_told_apart(parse: Parse, group: str, sentence: str) -> None:
    assert {term.kind for term in located(parse, sentence, group)} == {"legal"}


@pytest.mark.parametrize("group", GROUPS.values(), ids=lambda group: group.name)
def test_each_group_says_who_speaks_of_it_and_has_examples(group: LoadedGroup) -> None:
    assert group.sources
    assert group.plainer
    assert group.matches
    assert group.rejects
    assert bool(group.legal_uses) == group.legal


def test_each_source_is_used() -> None:
    data = load("lexicons/loaded_language.en.toml")
    used = {key for group in data.entries("group") for key in group["sources"]}
    assert {source["key"] for source in data.entries("source")} == used


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "rude"}, "kind = 'rude'; use one of"),
        ({"about": "cheese"}, "is about 'cheese'; use one of"),
        ({"sources": []}, "names no source"),
        ({"sources": ["hearsay-1999"]}, "hearsay-1999, which no"),
        ({"nouns": []}, "has no words"),
    ],
)
def test_a_wrong_group_is_named(monkeypatch: pytest.MonkeyPatch, change: dict[str, object], says: str) -> None:
    data = load("lexicons/loaded_language.en.toml")
    group = {"name": "hum", "kind": "contested", "nouns": ["hum"], "sources": ["ap-regime"]} | change
    monkeypatch.setattr(
        "reportedly.claims.loaded_lexicon.load",
        lambda name: type(data)(name, {**data.tables, "group": [group]}, "x"),
    )
    loaded_lexicon.cache_clear()
    with pytest.raises(BadLexicon, match=says):
        loaded_lexicon()
    monkeypatch.undo()
    loaded_lexicon.cache_clear()
