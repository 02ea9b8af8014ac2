"""The lexicon of actors: its examples hold, and well-known names are found as they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.claims.actor_lexicon import actor_words
from reportedly.lexicons.loader import load
from reportedly.report import Report

ENTRIES = load("lexicons/actors.en.toml").entries("heads")
EXAMPLES = [(e["kind"], e.get("subtype"), s, True) for e in ENTRIES for s in e["matches"]]
EXAMPLES += [(e["kind"], e.get("subtype"), s, False) for e in ENTRIES for s in e["rejects"]]


@pytest.mark.parametrize(("kind", "subtype", "sentence", "matches"), EXAMPLES)
def test_every_example_of_the_lexicon(
    kind: str, subtype: str | None, sentence: str, matches: bool, read_text: Callable[[str], Report]
) -> None:
    found = {
        (p.actor.kind.value if p.actor.kind else None, p.actor.subtype.value if p.actor.subtype else None)
        for event in read_text(sentence).events or ()
        for p in event.participants
        if p.actor
    }
    assert any(k == kind and (subtype is None or s == subtype) for k, s in found) is matches, found


NAMED = [
    ("Boko Haram militants killed nine farmers.", frozenset[str](), "Boko Haram"),
    ("the Séléka coalition", frozenset[str](), "Seleka"),
    ("fighters of the Lord's Resistance Army", frozenset[str](), "Lord's Resistance Army"),
    ("al-Shabaab gunmen", frozenset[str](), "Al-Shabaab"),
    ("the IRA", frozenset({"GB"}), "Irish Republican Army"),
    ("the IRA", frozenset({"MX"}), None),
    ("let them go", frozenset[str](), None),
    ("LeT fighters", frozenset[str](), "Lashkar-e-Taiba"),
    ("who said so", frozenset[str](), None),
]


@pytest.mark.parametrize(("words", "countries", "name"), NAMED)
def test_well_known_names(words: str, countries: frozenset[str], name: str | None) -> None:
    found = actor_words().known(words.split(), countries)
    assert (found[2].name if found else None) == name


def test_no_alias_stands_for_two_actors() -> None:
    table = load("lexicons/actors_known.en.toml").tables["known"]["actors"]
    aliases = [alias for actor in table for alias in (actor["name"], *actor.get("aliases", ()))]
    assert len({alias.lower() for alias in aliases}) == len(aliases)
    assert len(table) >= 250


def test_every_state_has_a_code_of_two_letters() -> None:
    words = actor_words()
    assert words.country["ukraine"] == "UA"
    assert words.demonym["turkish"] == "TR"
    assert all(len(iso) == 2 and iso.isupper() for iso in words.country.values())
