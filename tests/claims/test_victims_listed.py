"""Victims told in a list: who is one more, and who is only named again; and what parts one victim from another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.claims.toll_evidence import evidence
from reportedly.claims.victims import harms
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.language.tree import Tree
from reportedly.report import Report

Parse = Callable[[str], Report]

# text, how many are told to have been killed
LISTS = [
    (
        "The guard had killed his 7-year-old daughter, Jana Belk; his 31-year-old girlfriend, Mira Orn; and Orn's "
        "mother, Sela Vond, 62.",
        3,
    ),
    ("2 adults, 2 children killed in Gorv", 4),
    ("Man, 3-year-old child dead in Gorv", 2),
    ("Ivo Brandt, 34, of Dorn, and Jana Belk, 25, of Gorv Road, were killed.", 2),
    ("Ivo Brandt, a nurse, was killed in Gorv.", 1),
    ("Man killed son, self", 2),
    ("One dead, two hurt in Gorv", 1),
]


@pytest.mark.parametrize(("text", "killed"), LISTS)
def test_everybody_of_a_list_is_told_once(text: str, killed: int, parse: Parse) -> None:
    report = Entities()(Mentions()(parse(text)).with_layers(quotes=()))
    told = harms(report, Tree(report))
    assert sum(harm.low for harm in told if harm.effect == "killed" and harm.real) == killed


def _people(text: str, parse: Parse) -> int:
    report = Entities()(Mentions()(parse(text)).with_layers(quotes=()))
    tree = Tree(report)
    return len(evidence(report, tree, harms(report, tree)).people)


def test_two_with_one_surname_are_two(parse: Parse) -> None:
    assert _people("Ivo Brandt, 19, was killed in Gorv. Pavel Brandt, 17, was killed in Dorn.", parse) == 2


def test_the_wife_of_somebody_killed_is_not_him(parse: Parse) -> None:
    assert _people("Gunmen killed Ivo Brandt and his wife.", parse) == 2


def test_somebody_told_twice_is_one(parse: Parse) -> None:
    assert _people("Ivo Brandt, 19, was shot in Gorv. Brandt died in hospital.", parse) == 1


def test_a_house_number_is_no_year_long_ago(parse: Parse) -> None:
    report = Entities()(Mentions()(parse("A man was killed in the 1200 block of Orn Street.")).with_layers(quotes=()))
    tree = Tree(report)
    assert "past" not in evidence(report, tree, harms(report, tree)).zones.values()
