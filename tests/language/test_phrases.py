"""Phrases: where a noun's words end and the verb's begin; each lexicon entry's examples are its test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportedly.language.phrases import Phrases
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Report

Parse = Callable[[str], Report]

ENTRIES = [
    pytest.param(entry, id="-".join(entry["prepositions"]))
    for entry in load("lexicons/verb_prepositions.en.toml").entries("verbs")
]


def parted(parse: Parse, sentence: str, prepositions: list[str]) -> bool:
    """Whether one of these prepositions follows an object's phrase instead of belonging to it."""
    tree = Tree(parse(sentence))
    phrases = Phrases(tree)
    ends = [phrases.of(row)[1] for row in range(len(tree)) if tree.dep[row] == "dobj"]
    return any(end + 1 < len(tree) and tree.lower[end + 1] in prepositions for end in ends)


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry_parts_what_the_verb_asks_for_and_nothing_else(parse: Parse, entry: dict[str, Any]) -> None:
    assert all(parted(parse, sentence, entry["prepositions"]) for sentence in entry["matches"])
    assert not any(parted(parse, sentence, entry["prepositions"]) for sentence in entry["rejects"])
