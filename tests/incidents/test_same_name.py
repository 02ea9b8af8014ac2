"""Whether two names can be one bearer's: spellings, short forms, word order; relatives and factions stay apart."""

from __future__ import annotations

import pytest
from eval.people import pairs
from hypothesis import given
from hypothesis import strategies as st

from reportedly.incidents.same_name import SAME, Bearer, same_name, verdict

PEOPLE = [
    ("Volodymyr Zelensky", "Vladimir Zelenskiy", "same"),
    ("Володимир Зеленський", "Volodymyr Zelensky", "same"),
    ("معمر القذافي", "Muammar al-Qaddafi", "same"),
    ("Gen. Bram Okello", "Bram Okello", "same"),
    ("Tolm, Ilse", "Ilse Tolm", "same"),
    ("Bill Orso", "William Orso", "same"),
    ("Corin Halvard Jr.", "Corin Halvard Sr.", "different"),
    ("Corin Halvard, Jr.", "Corin Halvard", "unsure"),
    ("John A. Brekke", "John M. Brekke", "different"),
    ("Daniel Orso", "Daniela Orso", "different"),
    ("Martin Orso", "Morton Orso", "different"),
    ("Ahmed Hassan", "Hassan Ahmed", "different"),
    ("Orso", "Daniel Orso", "unsure"),
    ("D. Orso", "Daniel Orso", "unsure"),
]

BODIES = [
    ("Legion of Free Russia", "Freedom of Russia Legion", "same"),
    ("Russia's Defence Ministry", "Ministry of Defense of Russia", "same"),
    ("Tidewater Liberation Front", "TLF", "same"),
    ("3rd Tidewater Brigade", "Third Tidewater Brigade", "same"),
    ("3rd Tidewater Brigade", "5th Tidewater Brigade", "different"),
    ("Tidewater Front", "Real Tidewater Front", "different"),
    ("Chilean Navy", "Navy of Peru", "different"),
    ("Al-Nusra Front", "Jabhat Fatah al-Sham", "different"),
    ("Tidewater Front", "Highland Front", "different"),
    ("People's Front of Velmara", "Velmara People's Front", "unsure"),
    ("Supreme Court", "Supreme Court of Chile", "unsure"),
]


@pytest.mark.parametrize(("one", "other", "told"), PEOPLE)
def test_names_of_people_are_compared_by_their_parts(one: str, other: str, told: str) -> None:
    assert verdict(same_name(one, other, "person").score) == told


@pytest.mark.parametrize(("one", "other", "told"), BODIES)
def test_names_of_bodies_are_compared_by_their_words(one: str, other: str, told: str) -> None:
    assert verdict(same_name(one, other, "organisation").score) == told


def test_a_score_comes_with_a_sentence_that_names_both() -> None:
    found = same_name("Al-Nusra Front", "Jabhat Fatah al-Sham", "group")
    assert found.relation == "successor"
    assert "Al-Nusra Front" in found.sentence
    assert "took that name in July 2016" in found.sentence


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["person", "organisation"]))
def test_any_two_names_compare_the_same_both_ways_round(one: str, other: str, kind: Bearer) -> None:
    there, back = same_name(one, other, kind), same_name(other, one, kind)
    assert there == back
    assert 0 <= there.score <= 1
    assert there.sentence


def test_no_pair_judged_different_is_taken_for_one_on_the_half_the_rules_were_made_on() -> None:
    wrong = [
        (p.one, p.other)
        for p in pairs()
        if p.part == "dev" and p.gold == "different" and same_name(p.one, p.other, p.kind).score >= SAME
    ]
    assert wrong == []
