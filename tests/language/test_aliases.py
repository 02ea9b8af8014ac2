"""Names compared as words."""

from __future__ import annotations

import pytest

from reportedly.language.aliases import acronym, fold, one_person, short_form, spelt_alike


def words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in name.split())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ida Brekke", "I. Brekke", True),
        ("Alexander Halvorsen", "Alex Halvorsen", True),
        ("Ida Marie Brekke", "Ida Brekke", True),
        ("Sergei Halvorsen", "Sergey Halvorsen", True),
        ("Omar al-Tahir", "Omar Tahir", True),
        ("Ida Brekke", "Anton Brekke", False),
        ("Ida Brekke", "Ida Halvorsen", False),
        ("Martin Brekke", "Morton Brekke", False),
    ],
)
def test_full_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert one_person(words(one), words(other)) is same


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Congress", "Congress of the Valleys", True),
        ("Defence Ministry", "Ministry of Defence", True),
        ("Valleys", "Congress of the Valleys", False),
        ("Harbour Board", "Congress of the Valleys", False),
    ],
)
def test_short_forms_of_organisations(short: str, full: str, fits: bool) -> None:
    assert short_form(words(short), words(full)) is fits


def test_acronyms_with_and_without_small_words() -> None:
    assert {"fof", "ff"} <= acronym(words("Friends of Freedom"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mohamed", "mohammad", True),
        ("oleksandr", "aleksandr", False),
        ("martin", "morton", False),
        ("ida", "ada", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert spelt_alike(one, other) is same
