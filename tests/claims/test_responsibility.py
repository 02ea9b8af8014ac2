"""What is told as having happened, and who is said to be behind it: sentences that differ in a word."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.report import Event, Report

HAPPENED = [
    ("Veltria attacked Odrin on Monday.", "attack"),
    ("Rebels carried out an attack on the port.", "attack"),
    ("Rebels launched an attack on the port on Sunday.", "attack"),
    ("Rebels killed the mayor of Dorn.", "kill"),
    ("A bomb exploded in Gorv on Friday, killing three people.", "kill"),
    ("Three people were killed when a bomb exploded in Gorv.", "kill"),
]

DID_NOT_HAPPEN_OR_NOT_ONCE = [
    ("Veltria did not attack Odrin.", "attack"),
    ("Veltria may attack Odrin.", "attack"),
    ("Veltria might have attacked Odrin.", "attack"),
    ("Veltria could attack Odrin within days.", "attack"),
    ("Veltria will attack Odrin.", "attack"),
    ("Veltria would attack Odrin if talks failed.", "attack"),
    ("If Veltria attacks Odrin, the harbour will close.", "attack"),
    ("Veltria threatened to attack Odrin.", "attack"),
    ("Veltria planned to attack Odrin.", "attack"),
    ("Veltria wants to attack Odrin.", "attack"),
    ("Veltria tried to attack Odrin.", "attack"),
    ("Veltria failed to attack Odrin.", "attack"),
    ("Veltria refused to attack Odrin.", "attack"),
    ("Veltria is preparing to attack Odrin.", "attack"),
    ("Veltria was ready to attack Odrin.", "attack"),
    ("Veltria never attacked Odrin.", "attack"),
    ("Nobody attacked Odrin.", "attack"),
    ("No soldiers attacked Odrin.", "attack"),
    ("Odrin said that Veltria did not attack the village.", "attack"),
    ("Odrin feared that Veltria would attack.", "attack"),
    ("Odrin demanded that Veltria attack the rebels.", "attack"),
    ("The general called for attacks on the port.", "attack"),
    ("The general warned of attacks on the port.", "attack"),
    ("Police foiled an attack on the port.", "attack"),
    ("Police prevented a bombing in Gorv.", "bomb"),
    ("Police thwarted a plot to bomb the station.", "bomb"),
    ("An attack on the port was averted.", "attack"),
    ("An attack on the port is feared.", "attack"),
    ("A planned attack on the port was called off.", "attack"),
    ("Rebels did not carry out an attack on the port.", "attack"),
    ("Rebels may carry out an attack on the port.", "attack"),
    ("Rebels plan to carry out an attack on the port.", "attack"),
    ("Rebels threatened an attack on the port.", "attack"),
    ("Rebels vowed to kill the mayor.", "kill"),
    ("Rebels were ordered to kill the mayor.", "kill"),
    ("Rebels want the mayor killed.", "kill"),
    ("The mayor could have been killed.", "kill"),
    ("The mayor was nearly killed.", "kill"),
    ("Attacks on hospitals are war crimes.", "attack"),
    ("Rebels often attack convoys.", "attack"),
    ("Rebels have mainly attacked bridges.", "attack"),
    ("Rebels kill dozens of farmers every year.", "kill"),
    ("Rebels have carried out a number of attacks.", "attack"),
    ("Did rebels attack the port?", "attack"),
    ("Attack the port, the general told his men.", "attack"),
    ("Rebels should attack the port, he wrote.", "attack"),
    ("Had rebels attacked the port, the town would have fallen.", "attack"),
    ("Without the ceasefire rebels would attack the port.", "attack"),
    ("The army hopes to kill the rebel leader.", "kill"),
    ("It is unclear whether rebels attacked the port.", "attack"),
    ("Rebels are unable to attack the port.", "attack"),
]

BEHIND = [
    ("Veltria denied attacking Odrin.", "attack", "denied"),
    ("Odrin accused Veltria of attacking a village.", "attack", "accused"),
    ("Veltria was accused of bombing a market.", "bomb", "accused"),
    ("Veltria admitted bombing a market in Gorv.", "bomb", "admitted"),
    ("Veltria was blamed for the bombing of a market.", "bomb", "accused"),
    ("Odrin blamed Veltria for the attack.", "attack", "accused"),
    ("The attack was blamed on Veltria.", "attack", "accused"),
    ("The Red Column claimed responsibility for the attack.", "attack", "claimed"),
    ("Responsibility for the bombing was claimed by the Red Column.", "bomb", "claimed"),
    ("The bombing was claimed by the Red Column.", "bomb", "claimed"),
    ("The Red Column denied responsibility for the attack.", "attack", "denied"),
    ("The Red Column denied involvement in the killing.", "kill", "denied"),
    ("A man is suspected of killing two nurses.", "kill", "suspected"),
    ("The Red Column is believed to be behind the attack.", "attack", "suspected"),
    ("The Red Column was behind the attack.", "attack", "stated"),
    ("The court charged a driver with murder.", "murder", "accused"),
    ("The Red Column has admitted killing the mayor of Dorn.", "kill", "admitted"),
    ("Officials suspect the Red Column of bombing a market in Gorv.", "bomb", "suspected"),
    ("The Red Column took responsibility for the shooting.", "shoot", "claimed"),
    ("The shooting was attributed to the Red Column.", "shoot", "accused"),
    ("Rebels killed the mayor of Dorn on Monday.", "kill", "stated"),
    ("The mayor was killed by rebels.", "kill", "stated"),
    ("Officials said rebels killed the mayor of Dorn.", "kill", "accused"),
]

ONLY_SAID = [row for row in BEHIND if row[2] in {"claimed", "denied", "suspected"}]


def _named(report: Report, word: str) -> list[Event]:
    """The violent events of which some mention begins with this word."""
    return [
        event
        for event in report.events or ()
        if event.violent and any(word in span.words.lower() for span in (event.span, *event.mentions))
    ]


@pytest.mark.parametrize(("text", "word"), HAPPENED)
def test_is_one_occurrence_that_happened(text: str, word: str, read_text: Callable[[str], Report]) -> None:
    assert any(event.discrete for event in _named(read_text(text), word))


@pytest.mark.parametrize(("text", "word"), DID_NOT_HAPPEN_OR_NOT_ONCE)
def test_is_never_one_occurrence_that_happened(text: str, word: str, read_text: Callable[[str], Report]) -> None:
    events = _named(read_text(text), word)
    assert events
    assert not any(event.discrete for event in events)


@pytest.mark.parametrize(("text", "word", "kind"), BEHIND)
def test_says_how_a_party_is_said_to_be_behind_it(
    text: str, word: str, kind: str, read_text: Callable[[str], Report]
) -> None:
    events = _named(read_text(text), word)
    assert kind in [said.kind for event in events for said in event.responsibility]


@pytest.mark.parametrize(("text", "word", "kind"), ONLY_SAID)
def test_a_party_only_said_to_be_behind_it_is_no_actor(
    text: str, word: str, kind: str, read_text: Callable[[str], Report]
) -> None:
    behind = [said.party.value for event in _named(read_text(text), word) for said in event.responsibility]
    actors = [
        p.party.value for event in _named(read_text(text), word) for p in event.participants if p.role == "actor"
    ]
    assert not set(behind) & set(actors)


NOBODY = [
    "No group had claimed responsibility for the explosion by Saturday morning.",
    "Nobody claimed the attack.",
    "Neither side claimed responsibility for the bombing.",
    "None of the gangs admitted the attack.",
    "No one attacked the port.",
    "The Red Column has not claimed responsibility for the attack.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_no_party(text: str, read_text: Callable[[str], Report]) -> None:
    events = [e for e in read_text(text).events or () if e.violent]
    assert len(events) == 1
    assert events[0].responsibility == ()
    assert events[0].participants == () or {p.role for p in events[0].participants} == {"target"}


def test_a_deadline_for_saying_so_is_no_time_of_the_event(read_text: Callable[[str], Report]) -> None:
    report = read_text("No group had claimed responsibility for the explosion by Saturday morning.")
    assert [e.time for e in report.events or ()] == [None]


def test_both_attacks_are_claimed_together(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Mara Tole was shot dead in a car park in Gorv in May 2021. The editor Ivo Brandt died after a blast in "
        "a Dorn restaurant last year. Both killings were claimed by a group calling itself the Ash Brigade."
    )
    dead = [event for event in report.events or () if event.violent and event.discrete]
    assert [p.party.value.name for e in dead for p in e.participants if p.role == "victim"] == [
        "Mara Tole",
        "Ivo Brandt",
    ]
    for event in dead:
        assert [(said.kind, said.claim is not None) for said in event.responsibility] == [("claimed", True)]
        assert "killings" in [span.words for span in event.mentions]
        assert not [p for p in event.participants if p.role == "actor"]


def test_our_own_operation_is_claimed_by_the_speaker(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Ivo Brandt died after a blast in a Dorn restaurant last year. Jana Belk, a spokeswoman for the rebels, "
        'said: "It was our own operation."'
    )
    (event,) = [event for event in report.events or () if event.violent and event.discrete]
    assert [(said.kind, said.party.value.name) for said in event.responsibility] == [("claimed", "Jana Belk")]
    assert event.responsibility[0].party.inferred


STORIES = [
    # text; for each violent event that happened, in text order: word, kinds with party and who says so
    (
        "A bomb killed two porters at the Orvik market on Monday. A second bomb wounded a nurse in Pell on Tuesday. "
        "The Quarry Men claimed responsibility for both attacks in a letter.",
        [
            ("killed", {("claimed", "Quarry Men", "Quarry Men")}),
            ("wounded", {("claimed", "Quarry Men", "Quarry Men")}),
        ],
    ),
    (
        "Gunmen killed a judge in Pell on Monday. The Quarry Men denied that they were behind it.",
        [("killed", {("denied", "Quarry Men", "Quarry Men"), ("stated", "Gunmen", "this report")})],
    ),
    (
        "An explosion tore through the Orvik mill on Sunday and killed a clerk. The governor, Lene Harrow, blamed "
        "the Quarry Men for the blast. The Quarry Men denied any involvement.",
        [("killed", {("accused", "Quarry Men", "Lene Harrow")})],
    ),
    (
        "A bomb exploded at the Orvik market on Monday. Another bomb exploded at the Pell ferry on Tuesday. Police "
        "said the Quarry Men had claimed responsibility for the blasts.",
        [
            ("exploded", {("claimed", "Quarry Men", "Quarry Men")}),
            ("exploded", {("claimed", "Quarry Men", "Quarry Men")}),
        ],
    ),
    (
        "Two ferrymen were shot dead near Pell on Friday. Two cousins have been arrested in connection with the "
        "killings.",
        [("shot dead", {("suspected", "cousins", None)})],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), STORIES, ids=[text[:40] for text, _ in STORIES])
def test_words_of_blame_find_the_events_they_speak_of(
    text: str, wanted: list[tuple[str, set[tuple[str, str, str | None]]]], read_text: Callable[[str], Report]
) -> None:
    report = read_text(text)
    report.verify()
    found = [event for event in report.events or () if event.discrete and any(r.cue for r in event.responsibility)]
    said = [
        (
            event.span.words,
            {(r.kind, r.party.value.name, r.by.value.name if r.by else None) for r in event.responsibility},
        )
        for event in found
    ]
    assert [word for word, _ in said] == [word for word, _ in wanted]
    for (_, have), (_, want) in zip(said, wanted, strict=True):
        assert all(any(kind == k and by == b and party in p for k, p, b in have) for kind, party, by in want)


def test_the_words_that_blame_are_shown(read_text: Callable[[str], Report]) -> None:
    report = read_text("The Quarry Men have been linked to the bombing of the Orvik mill.")
    [said] = [said for event in report.events or () for said in event.responsibility]
    assert (said.kind, said.by, [span.words for span in said.cue]) == ("suspected", None, ["been linked to"])


@pytest.mark.parametrize(
    "text",
    [
        "The Quarry Men may claim responsibility for the bombing.",
        "The Quarry Men are expected to claim responsibility for the bombing.",
        "The governor did not blame the Quarry Men for the bombing.",
        "The Quarry Men have yet to claim responsibility for the bombing.",
    ],
)
def test_nobody_is_blamed_by_words_that_were_not_said(text: str, read_text: Callable[[str], Report]) -> None:
    assert [said for event in read_text(text).events or () for said in event.responsibility] == []


def _several() -> list[object]:
    table = tomllib.loads(Path(__file__).with_name("responsibility.toml").read_text("utf-8"))
    missed = pytest.mark.xfail(reason="still missed", strict=True)
    return [
        pytest.param(*line.removeprefix("MISSED ").split(" | "), marks=missed if line.startswith("MISSED ") else ())
        for line in table["cases"]
    ]


@pytest.mark.parametrize(("text", "wanted"), _several())
def test_who_is_behind_which_of_several(text: str, wanted: str, read_text: Callable[[str], Report]) -> None:
    report = read_text(text)
    report.verify()
    for each in wanted.split("; "):
        word, _, parties = each.partition(": ")
        word, _, nth = word.partition("#")
        event = [e for e in report.events or () if e.span.words == word][int(nth or 1) - 1]
        said = {f"{r.kind} {r.party.value.name}" for r in event.responsibility if r.kind != "stated"}
        assert said == (set() if parties == "-" else set(parties.split(" + ")))


@pytest.mark.parametrize("some", ["one of the attacks", "two of the three attacks"])
def test_which_of_several_is_claimed_stays_open_and_an_issue_says_so(
    some: str, read_text: Callable[[str], Report]
) -> None:
    report = read_text(
        "Gunmen killed a judge in Pell on Monday. A bomb wounded two guards in Orvik on Tuesday. "
        f"The Quarry Men claimed {some}."
    )
    assert "event.responsibility-open" in {issue.code for issue in report.issues}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("The Quarry Men said they had carried out the killing.", "claimed"),
        ("The Quarry Men said they had not carried out the killing.", "denied"),
        ("The Quarry Men denied that they had carried out the killing.", "denied"),
        ("The Quarry Men rejected the accusation that they had carried out the killing.", "denied"),
        ("The Quarry Men had nothing to do with the killing.", "denied"),
        ("The Quarry Men played no part in it.", "denied"),
    ],
)
def test_who_says_of_himself_that_he_did_it(said: str, kind: str, read_text: Callable[[str], Report]) -> None:
    report = read_text(f"Gunmen killed a judge in Pell on Monday. {said}")
    kinds = {r.kind for e in report.events or () for r in e.responsibility if r.party.value.name == "Quarry Men"}
    assert kinds == {kind}


def test_blame_for_what_was_told_long_before_is_not_guessed(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Gunmen killed a judge in Pell on Monday. The market was closed. Farmers sold nothing. Police blamed the "
        "Quarry Men."
    )
    assert [r for e in report.events or () for r in e.responsibility if r.kind == "accused"] == []
