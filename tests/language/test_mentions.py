"""Mentions: which words stand for whom, of what kind, under which head."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.language.mentions import Mentions
from reportedly.report import Report

Parse = Callable[[str], Report]

CASES = [
    # text, words of the mention, kind, form, head
    ("Mr Halvorsen left Oslo on Monday.", "Mr Halvorsen", "person", "name", "Halvorsen"),
    ("Dr Ida Brekke’s report was ignored.", "Dr Ida Brekke", "person", "name", "Ida Brekke"),
    ("A former Norwegian MP spoke to the court.", "A former Norwegian MP", "person", "nominal", "MP"),
    ("A former Norwegian MP spoke to the court.", "Norwegian", "nationality", "name", "Norwegian"),
    ("Two officials declined to comment.", "Two officials", "group", "nominal", "officials"),
    ("Residents fled the town.", "Residents", "group", "nominal", "Residents"),
    ("The spokesman who called us was angry.", "The spokesman", "person", "nominal", "spokesman"),
    (
        "The Legion of Free Norway attacked the depot.",
        "The Legion of Free Norway",
        "organisation",
        "name",
        "Legion of Free Norway",
    ),
    (
        "Fighters of the Northern Dawn Front took the bridge.",
        "the Northern Dawn Front",
        "organisation",
        "name",
        "Northern Dawn Front",
    ),
    ("The Defence Ministry denied it.", "The Defence Ministry", "organisation", "name", "Defence Ministry"),
    ("The report found no fault with the police.", "The report", "document", "nominal", "report"),
    ("She left, and they followed her.", "She", "person", "pronoun", "She"),
    ("Police searched his house.", "his", "person", "pronoun", "his"),
    ("The woman who fled was found.", "who", "other", "pronoun", "who"),
    ("About 30 people were killed in Bergen in August 2021.", "Bergen", "place", "name", "Bergen"),
    ("About 30 people were killed in Bergen in August 2021.", "August 2021", "time", "value", "August 2021"),
]


@pytest.mark.parametrize(("text", "words", "kind", "form", "head"), CASES)
def test_mention_has_its_phrase_kind_form_and_head(
    parse: Parse, text: str, words: str, kind: str, form: str, head: str
) -> None:
    found = [(m.span.words, m.kind, m.form, m.head.words) for m in Mentions()(parse(text)).mentions or ()]
    assert (words, kind, form, head) in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is clear that the bridge is closed.", "It"),
        ("It seems that nobody was there.", "It"),
        ("He said that the bridge was closed.", "that"),
        ("Mr Halvorsen left.", "Mr"),
        ("That made it hard for them to leave.", "it"),
    ],
)
def test_words_that_stand_for_nobody_are_no_mention(parse: Parse, text: str, words: str) -> None:
    assert words not in [m.span.words for m in Mentions()(parse(text)).mentions or ()]


def test_relative_clause_is_not_part_of_the_phrase(parse: Parse) -> None:
    report = Mentions()(parse("The pilot who landed in Bergen on Monday was arrested."))
    pilot = next(m for m in report.mentions or () if m.head.words == "pilot")
    assert pilot.span.words == "The pilot"


def test_bracketed_acronym_has_the_kind_of_its_name(parse: Parse) -> None:
    report = Mentions()(parse("The Northern Valley Army (NVA) said so. The NVA denied it later."))
    kinds = {m.kind for m in report.mentions or () if m.head.words == "NVA"}
    assert kinds == {"organisation"}


@pytest.mark.parametrize(
    ("text", "head", "words"),
    [
        ("The dockers accused the port authority of hiding the true figure.", "authority", "the port authority"),
        ("The court convicted the mayor of fraud.", "mayor", "the mayor"),
        ("Prosecutors charged the pilot with murder.", "pilot", "the pilot"),
        ("The Front blamed the army for the blast.", "army", "the army"),
        (
            "The Coastal Liberation Front on Monday denied the attack.",
            "Coastal Liberation Front",
            "The Coastal Liberation Front",
        ),
        ("The minister on Tuesday resigned.", "minister", "The minister"),
        ("Officials in Bergen in May said so.", "Officials", "Officials in Bergen"),
        ("The minister of war and peace spoke.", "minister", "The minister of war and peace"),
        ("They read the report of 14 March.", "report", "the report of 14 March"),
        ("Paul Emmerich of the dockers' union spoke.", "Paul Emmerich", "Paul Emmerich of the dockers' union"),
    ],
)
def test_phrase_ends_where_the_sentence_goes_on(parse: Parse, text: str, head: str, words: str) -> None:
    assert words in [m.span.words for m in Mentions()(parse(text)).mentions or () if m.head.words == head]


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed the attack.",
        "Neither side agreed.",
        "No one was hurt and nobody spoke.",
        "Not one official answered.",
        "The vote was held in court.",
        "The talks ended at 1500 UTC.",
    ],
)
def test_nobody_is_no_mention(parse: Parse, text: str) -> None:
    mentions = Mentions()(parse(text)).mentions or ()
    kinds = {"person", "organisation", "group"}
    assert not [m.span.words for m in mentions if m.kind in kinds and m.form != "value"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Interior Minister Leonid Castellan spoke.", "Interior"),
        ("Prime Minister Olga Marsh spoke.", "Prime"),
    ],
)
def test_what_an_office_is_about_is_no_name(parse: Parse, text: str, word: str) -> None:
    assert word not in [m.head.words for m in Mentions()(parse(text)).mentions or ()]


def test_dead_bodies_are_no_organisation(parse: Parse) -> None:
    assert not [m for m in Mentions()(parse("Divers found 20 bodies.")).mentions or () if m.kind == "organisation"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=120))
def test_any_text_gives_mentions_that_show_their_words(parse: Parse, text: str) -> None:
    report = Mentions()(parse(text))
    report.verify()
    ids = [mention.id for mention in report.mentions or ()]
    assert len(ids) == len(set(ids))
