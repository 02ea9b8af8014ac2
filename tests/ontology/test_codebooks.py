"""Codebooks are read with complaints that name file, line and key; the tables they draw on hold together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.claims.spotted import Phrasebook, Spotted
from reportedly.errors import BadCodebook
from reportedly.language.tree import Tree
from reportedly.ontology.codebook import KEYS
from reportedly.ontology.codebooks import BUILT_IN, codebook
from reportedly.ontology.weapons import weapon_kinds
from reportedly.report import Report

ROOT = Path(__file__).parents[2]
SMALL = """
[codebook]
name = "small"
version = "1"
purpose = "A test"
source = "Written for a test"
licence = "CC0-1.0"

[groups]
fire = ["fire"]

[[code]]
type = "Burned"
definition = "Something burned"
matches = ["A barn burned."]

[[rule]]
code = "Burned"
when = { weapon = ["@fire"] }
"""


def _read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "small.toml"
    file.write_text(text, "utf-8")
    codebook(file)


def test_six_types_and_twenty_five_sub_types_are_built_in() -> None:
    book = codebook("incidents")
    assert len({code.type for code in book.codes.values()}) == 6
    assert len(book.codes) == 25
    assert {rule.code for rule in book.rules} == set(book.codes) == set(book.precedence)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_code_says_what_it_is_not(name: str) -> None:
    assert [code.name for code in codebook(name).codes.values() if not code.counterexamples] == []


def test_mappings_give_what_other_codebooks_call_it() -> None:
    assert [mapping.name for mapping in codebook("incidents").mappings] == [
        "gtd_attack_type",
        "ucdp_violence_type",
        "cameo_root",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('version = "1"', "", 2, "'version'"),
        ('when = { weapon = ["@fire"] }', 'when = { weapon = ["@water"] }', 19, "'@water'"),
        ('when = { weapon = ["@fire"] }', 'when = { weapon = ["spoon"] }', 19, "'spoon' is no weapon"),
        ('when = { weapon = ["@fire"] }', 'when = { wepaon = ["fire"] }', 19, "no condition 'wepaon'"),
        ('when = { weapon = ["@fire"] }', 'when = { act = ["ASSAULT/tickle"] }', 19, "is no act"),
        ('when = { weapon = ["@fire"] }', 'when = { actor = ["wizards"] }', 19, "is no actor"),
        ('when = { weapon = ["@fire"] }', "when = 3", 19, "'when'"),
        ('code = "Burned"', 'code = "Drowned"', 18, "'Drowned' is no code"),
        ('matches = ["A barn burned."]', "", 12, "'matches'"),
        ('matches = ["A barn burned."]', 'matches = ["A barn burned."]\ncolour = "red"', 16, "'colour'"),
        ("[groups]", 'precedence = ["Drowned"]\n[groups]', 9, "no such code"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(BadCodebook) as raised:
        _read(tmp_path, SMALL.replace(old, new, 1))
    assert f"small.toml, line {line}:" in str(raised.value)
    assert says in str(raised.value)


def test_what_is_no_toml_or_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadCodebook, match=r"small\.toml"):
        _read(tmp_path, "[codebook")
    with pytest.raises(BadCodebook, match="incidents"):
        codebook(tmp_path / "gone.toml")


def test_every_condition_is_documented() -> None:
    page = (ROOT / "docs" / "codebooks.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in page] == []


@pytest.mark.parametrize("name", weapon_kinds())
def test_a_weapon_is_found_in_its_examples_and_not_in_the_others(name: str, parse: Callable[[str], Report]) -> None:
    book = Phrasebook((word, weapon.name) for weapon in weapon_kinds().values() for word in weapon.words)
    weapon = weapon_kinds()[name]

    def found(text: str) -> bool:
        tree = Tree(parse(text))
        return name in Spotted(tree, book, longest=True).within(range(len(tree.sentences())))

    assert [text for text in weapon.examples if not found(text)] == []
    assert [text for text in weapon.counterexamples if found(text)] == []


def test_a_word_inside_a_longer_phrase_says_nothing_of_its_own(parse: Callable[[str], Report]) -> None:
    tree = Tree(parse("Police threw stun grenades."))
    book = Phrasebook([("grenade", "grenade"), ("stun grenade", "crowd-control")])
    assert list(Spotted(tree, book, longest=True).within([0])) == ["crowd-control"]
    assert sorted(Spotted(tree, book).within([0])) == ["crowd-control", "grenade"]
