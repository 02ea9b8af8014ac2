"""The event ontology and the lexicon of triggers hold together, and every example of the lexicon is as it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from reportedly.claims.drafts import Draft
from reportedly.claims.occurrences import occurrences
from reportedly.language.tree import Tree
from reportedly.ontology.events import Trigger, effects, event_types, triggers
from reportedly.report import Report

ENTRIES = {f"{entry.type}/{entry.mode} {number}": entry for number, entry in enumerate(triggers().entries, 1)}


def test_sixteen_types_and_six_of_our_own_are_declared() -> None:
    assert len(event_types()) == 22
    assert set(effects()) >= {"killed", "injured", "missing", "detained", "displaced"}


def test_the_lexicon_names_fifteen_hundred_words_and_more_with_their_objects() -> None:
    known = triggers()
    assert len({*known.verbs, *known.nouns, *known.carried}) >= 1500
    assert len(known.objects) >= 5000


def test_every_entry_has_examples_of_its_own() -> None:
    assert all(entry.examples and entry.counterexamples for entry in triggers().entries)


@pytest.fixture(scope="module")
def found(parse: Callable[[str], Report]) -> Callable[[str], list[Draft]]:
    return lru_cache(maxsize=None)(lambda text: occurrences(Tree(parse(text))))


def _has(drafts: list[Draft], entry: Trigger) -> bool:
    return any(draft.entry is entry for draft in drafts)


def _kind(drafts: list[Draft], entry: Trigger) -> bool:
    """Whether anything of its type and mode was found; a phrase may be listed beside its verb ("lift", "curfew")."""
    return any((draft.entry.type, draft.entry.mode) == (entry.type, entry.mode) for draft in drafts)


@pytest.mark.parametrize("name", ENTRIES)
def test_trigger_matches_its_examples(name: str, found: Callable[[str], list[Draft]]) -> None:
    entry = ENTRIES[name]
    missed = [text for text in entry.examples if not _kind(found(text), entry)]
    assert not missed


@pytest.mark.parametrize("name", ENTRIES)
def test_trigger_leaves_its_counterexamples_alone(name: str, found: Callable[[str], list[Draft]]) -> None:
    taken = [text for text in ENTRIES[name].counterexamples if _has(found(text), ENTRIES[name])]
    assert not taken
