"""Expressions that count people and things, with the words that bound them; other numbers count nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.language.numbers import counts, number_of
from reportedly.language.tree import Tree
from reportedly.report import Report

COUNTS = [
    ("At least 12 people were killed.", [("At least 12", "at least 12")]),
    ("Dozens were hurt.", [("Dozens", "at least 24")]),
    ("Up to 30 miners are trapped.", [("Up to 30", "at most 30")]),
    ("Between 5 and 7 guards died.", [("Between 5 and 7", "5 to 7")]),
    ("Seven to nine women were held.", [("Seven to nine", "7 to 9")]),
    ("Twelve soldiers died.", [("Twelve", "12")]),
    ("Two hundred and six civilians died.", [("Two hundred and six", "206")]),
    ("Hundreds fled.", [("Hundreds", "at least 200")]),
    ("Tens of thousands fled.", [("Tens of thousands", "at least 20000")]),
    ("More than 1,000 people marched.", [("More than 1,000", "more than 1000")]),
    ("Fewer than ten guards fled.", [("Fewer than ten", "fewer than 10")]),
    ("No fewer than ten guards fled.", [("No fewer than ten", "at least 10")]),
    ("About 40 families left.", [("About 40", "about 40")]),
    ("Nearly 40 families left.", [("Nearly 40", "about 40")]),
    ("A family of five was shot.", [("A family of five", "5")]),
    ("Twenty or more guards fled.", [("Twenty or more", "at least 20")]),
    ("1.2 million people are displaced.", [("1.2 million", "1200000")]),
    ("Two dozen guards fled.", [("Two dozen", "24")]),
    ("A dozen guards fled.", [("A dozen", "12")]),
    ("Several dozen guards fled.", [("Several dozen", "at least 36")]),
    ("A few hundred guards fled.", [("A few hundred", "at least 300")]),
    ("A couple and a son fled.", [("A couple", "2")]),
    ("A couple of guards fled.", [("A couple", "at least 2")]),
    ("Half a dozen guards fled.", [("Half a dozen", "6")]),
    ("Several guards and a few drivers fled.", [("Several", "at least 3"), ("a few", "at least 3")]),
    ("Twenty-four guards fled.", [("Twenty-four", "24")]),
    ("One of the guards fled.", [("One", "1")]),
]

COUNT_NOTHING = [
    "Jana Belk, 48, is a nurse.",
    "The 30-year-old nurse, aged 31, left.",
    "It lies 12 km from Gorv.",
    "He paid $500.",
    "Some 12 percent agreed.",
    "It began on 4 May 2014 at 5 p.m.",
    "The second bomb failed.",
    "Flight 370 left.",
    "He lived there for three years.",
    "No one was hurt.",
    "The motion passed by 56 votes.",
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: list[tuple[str, str]], parse: Callable[[str], Report]) -> None:
    assert [(span.words, str(count)) for span, count in counts(Tree(parse(text)))] == expected


@pytest.mark.parametrize("text", COUNT_NOTHING)
def test_numbers_that_count_nothing(text: str, parse: Callable[[str], Report]) -> None:
    assert counts(Tree(parse(text))) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two hundred and six", 206),
        ("1,200", 1200),
        ("1.2 million", 1200000),
        ("three", 3),
        ("table", None),
        ("", None),
    ],
)
def test_number_words(words: str, number: int | None) -> None:
    assert number_of(words.split()) == number
