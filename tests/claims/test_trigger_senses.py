"""What a verb or noun of several uses names, by who does it, what it is done to, and what it is done with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ontology.events import event_types, event_words
from reportedly.report import Report

SENSES = [
    ("Ostran forces fired mortars at rebel positions near Gorv.", "fired", "ASSAULT/heavy-weapons"),
    ("Militants exchanged fire with soldiers near Gorv.", "exchanged fire", "ASSAULT/clash"),
    ("Villagers heard an exchange of fire between soldiers and smugglers.", "exchange of fire", "ASSAULT/clash"),
    ("A fight broke out between two families in Odrin.", "fight", "ASSAULT/clash"),
    ("Rebels attacked an army position near Gorv.", "attacked", "ASSAULT/attack"),
    ("The army captured the town of Gorv.", "captured", "COERCE/occupy"),
    ("The army captured a colonel near Gorv.", "captured", "COERCE/arrest"),
    ("Police seized the house of a smuggler.", "seized", "COERCE/seize"),
    ("Ostran troops entered the valley on Monday.", "entered", "MOBILIZE/troops"),
    ("A convoy of the army was seen crossing the river.", "crossing", "MOBILIZE/troops"),
    ("An army lorry hit a landmine near Gorv.", "hit", "ASSAULT/explosives"),
    ("Teachers will strike on Monday.", "strike", "PROTEST/strike"),
    ("The strike of the dockers ended on Monday.", "strike", "PROTEST/strike"),
    ("The strike on the depot began at noon.", "strike", "ASSAULT/attack"),
    ("A boy was injured by a bullet in Gorv.", "injured", "ASSAULT/firearms"),
    ("Youths burned a bus in Gorv.", "burned", "ASSAULT/arson"),
    ("The mill was burned by rebels.", "burned", "ASSAULT/arson"),
    ("Activists chained themselves to the gates.", "chained", "PROTEST/demonstration"),
    ("Volunteers delivered blankets in Gorv.", "delivered", "AID/humanitarian"),
    ("Members of the Front distributed leaflets in Odrin.", "distributed", "STATEMENT/publish"),
    ("Guards removed the protesters from the hall.", "removed", "COERCE/raid"),
]

NONE = [
    ("The speech was delivered in Gorv.", "delivered"),
    ("He was chained to a wall for nine days.", "chained"),
    ("Men in masks set fire to a mosque.", "fire"),
    ("The trip takes an hour.", "trip"),
    ("The clerk entered the hall.", "entered"),
    ("The minister attacked the position of the union in a speech on taxes.", "position"),
    ("The fight for cleaner air goes on.", "fight"),
    ("The film bombed at the box office.", "bombed"),
]


@pytest.mark.parametrize(("text", "word", "act"), SENSES, ids=[text for text, _, _ in SENSES])
def test_the_act_follows_from_who_and_what(
    text: str, word: str, act: str, read_text: Callable[[str], Report]
) -> None:
    report = read_text(text)
    assert [f"{e.type}/{e.mode}" for e in report.events or () if e.span.words == word] == [act]


@pytest.mark.parametrize(("text", "word"), NONE, ids=[text for text, _ in NONE])
def test_a_figure_of_speech_is_no_event(text: str, word: str, read_text: Callable[[str], Report]) -> None:
    assert not [event for event in read_text(text).events or () if event.span.words == word]


@pytest.mark.parametrize("text", ["Men set fire to a mosque.", "Men set a mosque on fire.", "Men burned a mosque."])
def test_what_is_burned_is_the_target(text: str, read_text: Callable[[str], Report]) -> None:
    (event,) = read_text(text).events or ()
    assert {p.role: p.party.words for p in event.participants} == {"actor": "Men", "target": "a mosque"}


def test_harm_that_is_cut_short_has_victims(read_text: Callable[[str], Report]) -> None:
    report = read_text("Three soldiers were killed, two others wounded near Gorv.")
    roles = {p.role for event in report.events or () for p in event.participants}
    assert roles == {"victim"}


@pytest.mark.parametrize("weapon", sorted(event_words()["instruments"]))
def test_no_weapon_gives_a_mode_that_its_type_does_not_declare(
    weapon: str, read_text: Callable[[str], Report]
) -> None:
    text = f"A guard was injured with a {weapon} in Gorv. A {weapon} hurt a clerk. Two men were killed by a {weapon}."
    for event in read_text(text).events or ():
        assert event.mode in event_types()[event.type].modes, event.span.words


def test_the_modes_that_words_give_are_declared() -> None:
    words, types = event_words(), event_types()
    for table in ("instruments", "weapon_modifiers", "fired"):
        assert set(words[table].values()) <= types["ASSAULT"].modes
    assert set(words["natural"].values()) <= types["ACCIDENT"].modes
