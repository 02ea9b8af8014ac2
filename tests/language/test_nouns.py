"""The lexicons of persons, groups, titles, names and pronouns: each entry's examples are its test."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reportedly.language.nouns import nouns
from reportedly.lexicons.loader import load

TABLES = [
    ("persons", "nouns"),
    ("persons", "gendered"),
    ("persons", "unnamed"),
    ("titles", "titles"),
    ("titles", "portfolios"),
    ("groups", "organisations"),
    ("groups", "groups"),
    ("groups", "documents"),
    ("groups", "places"),
    ("given_names", "names"),
    ("pronouns", "pronouns"),
    ("bodies", "sorts"),
]

ENTRIES = [
    pytest.param(entry, id=f"{file}-{table}-{number}")
    for file, table in TABLES
    for number, entry in enumerate(load(f"lexicons/{file}.en.toml").entries(table))
]


def _holds(entry: dict[str, Any], sentence: str) -> bool:
    listed = entry["words"]
    known = set(listed if isinstance(listed, list) else listed.split())
    said = re.findall(r"[\w'.-]*\w", sentence.lower())
    return any(word in known or word.removesuffix("s") in known or f"{word}." in known for word in said)


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry_matches_and_rejects_its_examples(entry: dict[str, Any]) -> None:
    assert all(_holds(entry, sentence) for sentence in entry["matches"])
    assert not any(_holds(entry, sentence) for sentence in entry["rejects"])


@pytest.mark.parametrize(
    ("lemma", "plural", "kind"),
    [
        ("pilot", False, "person"),
        ("pilot", True, "group"),
        ("vice-president", False, "person"),
        ("ministry", False, "organisation"),
        ("report", False, "document"),
        ("village", False, "place"),
        ("weather", False, None),
        ("front", False, None),
    ],
)
def test_head_noun_tells_the_kind(lemma: str, plural: bool, kind: str | None) -> None:
    assert nouns().kind(lemma, plural=plural) == kind


def test_one_country_has_many_names() -> None:
    assert nouns().country["u.s."] == nouns().country["american"] == nouns().country["united states"]


def test_no_given_name_is_listed_for_both() -> None:
    female, male = load("lexicons/given_names.en.toml").entries("names")
    assert not set(female["words"].split()) & set(male["words"].split())
