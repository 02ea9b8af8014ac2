"""Who plays which role: the same deed in active, passive, nominal, relative and coordinated clothes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Event, Report

ROLES = [
    ("Rebels killed two farmers.", "killed", {"actor": ["Rebels"], "victim": ["two farmers"]}),
    ("Two farmers were killed by rebels.", "killed", {"actor": ["rebels"], "victim": ["Two farmers"]}),
    ("Two farmers were killed.", "killed", {"victim": ["Two farmers"]}),
    (
        "The killing of two farmers by rebels shocked Dorn.",
        "killing",
        {"actor": ["rebels"], "victim": ["two farmers"]},
    ),
    ("The murder of Jana Belk shocked Dorn.", "murder", {"victim": ["Jana Belk"]}),
    ("Jana Belk's murder shocked Dorn.", "murder", {"victim": ["Jana Belk"]}),
    ("Rebels attacked a convoy.", "attacked", {"actor": ["Rebels"], "target": ["a convoy"]}),
    ("A convoy was attacked by rebels.", "attacked", {"actor": ["rebels"], "target": ["A convoy"]}),
    ("An attack on a convoy by rebels began at noon.", "attack", {"actor": ["rebels"], "target": ["a convoy"]}),
    ("Rebels carried out an attack on a convoy.", "attack", {"actor": ["Rebels"], "target": ["a convoy"]}),
    ("Rebels launched an attack against a convoy.", "attack", {"actor": ["Rebels"], "target": ["a convoy"]}),
    ("The rebels who attacked the convoy fled.", "attacked", {"actor": ["The rebels"], "target": ["the convoy"]}),
    ("The convoy that rebels attacked was empty.", "attacked", {"actor": ["rebels"], "target": ["The convoy"]}),
    (
        "Rebels and smugglers attacked a convoy.",
        "attacked",
        {"actor": ["Rebels", "smugglers"], "target": ["a convoy"]},
    ),
    ("Rebels killed a guard and a driver.", "killed", {"actor": ["Rebels"], "victim": ["a guard", "a driver"]}),
    ("Rebels freed soldiers detained at the border.", "detained", {"victim": ["soldiers"]}),
    ("Police arrested a teacher in Malt.", "arrested", {"actor": ["Police"], "victim": ["a teacher"]}),
    ("A teacher was arrested by police in Malt.", "arrested", {"actor": ["police"], "victim": ["A teacher"]}),
    ("Troops clashed with rebels near Dorn.", "clashed", {"side_a": ["Troops"], "side_b": ["rebels"]}),
    (
        "A gunman shot a nurse with a rifle.",
        "shot",
        {"actor": ["A gunman"], "victim": ["a nurse"], "instrument": ["a rifle"]},
    ),
    ("An explosion killed three miners.", "killed", {"cause": ["An explosion"], "victim": ["three miners"]}),
    ("Three miners died in an explosion.", "died", {"cause": ["an explosion"], "victim": ["Three miners"]}),
    ("Rebels entered Gorv and killed a guard.", "killed", {"actor": ["Rebels"], "victim": ["a guard"]}),
    (
        "Rebels stormed a bank, killing a guard.",
        "stormed",
        {"actor": ["Rebels"], "victim": ["a guard"], "target": ["a bank"]},
    ),
    ("Students protested against the tax.", "protested", {"actor": ["Students"], "target": ["the tax"]}),
    ("Veltrian forces shelled Odrin.", "shelled", {"actor": ["Veltrian forces"], "target": ["Odrin"]}),
    ("Officers tortured prisoners at Brenn.", "tortured", {"actor": ["Officers"], "victim": ["prisoners"]}),
    ("Gunmen kidnapped two engineers.", "kidnapped", {"actor": ["Gunmen"], "victim": ["two engineers"]}),
    ("Four boys drowned in the canal.", "drowned", {"victim": ["Four boys"]}),
    ("Rebels wanted to kill the mayor.", "kill", {"actor": ["Rebels"], "victim": ["the mayor"]}),
]


def _event(report: Report, word: str) -> Event:
    return next(e for e in report.events or () if e.span.words == word)


@pytest.mark.parametrize(("text", "word", "roles"), ROLES)
def test_roles(text: str, word: str, roles: dict[str, list[str]], read_text: Callable[[str], Report]) -> None:
    found: dict[str, list[str]] = {}
    for participant in _event(read_text(text), word).participants:
        found.setdefault(participant.role, []).append(participant.party.words)
    assert found == roles


def test_a_pronoun_is_the_entity_it_stands_for(read_text: Callable[[str], Report]) -> None:
    report = read_text("Jana Belk led the march in Dorn. She was arrested on Monday.")
    (victim,) = [p.party for p in _event(report, "arrested").participants if p.role == "victim"]
    assert victim.words == "She"
    assert victim.value.name == "Jana Belk"
    assert victim.value.entity


def test_we_in_a_quotation_is_its_speaker(read_text: Callable[[str], Report]) -> None:
    report = read_text('Jana Belk of the Ash Brigade said: "We killed the governor of Dorn."')
    (actor,) = [p.party for p in _event(report, "killed").participants if p.role == "actor"]
    assert (actor.words, actor.value.name) == ("We", "Jana Belk")
    assert actor.inferred


WHO_DID_IT = [
    ("Militias carried out an attack in Gorv, killing 12 people.", "attack", "actor", ["Militias"]),
    ("It was the worst attack in Gorv, which left 42 dead.", "dead", "cause", ["the worst attack"]),
    ("Police found Dann Orrel shot in the head.", "shot", "actor", []),
    ("Police found Dann Orrel shot in the head.", "shot", "victim", ["Dann Orrel"]),
    ("Cook charged after 9-year-old accidentally shot in Gorv", "shot", "actor", []),
    ("Two killed as gunmen raid mill", "killed", "actor", []),
    ("Two killed as gunmen raid mill", "killed", "victim", ["Two"]),
    ("They shot at us after the fire.", "shot", "cause", []),
    ("They shot at us after the fire started.", "shot", "cause", []),
    ("Two died after the shooting.", "died", "cause", ["the shooting"]),
    ("On Friday night rebels attacked a mill.", "attacked", "actor", ["rebels"]),
    ("In 2024 it bombed a radio mast, wounding two guards.", "bombed", "cause", []),
]


@pytest.mark.parametrize(("text", "word", "role", "parties"), WHO_DID_IT)
def test_neither_a_place_nor_what_came_before_did_it(
    text: str, word: str, role: str, parties: list[str], read_text: Callable[[str], Report]
) -> None:
    assert [p.party.words for p in _event(read_text(text), word).participants if p.role == role] == parties


PLACES = [
    ("Two farmers were killed in Gorv.", "killed", "Gorv"),
    ("Gunmen killed two farmers near Odrin.", "killed", "near Odrin"),
    ("A bomb exploded at a market in Gorv.", "exploded", "market, Gorv"),
    ("In Gorv, police arrested nine people.", "arrested", "Gorv"),
    ("The attack in Gorv killed nine people.", "killed", "Gorv"),
    ("A blast in a Gorv restaurant killed the editor.", "killed", "Gorv restaurant"),
    ("Two farmers died in the town of Vesk.", "died", "Vesk"),
    ("The Gorv government condemned the attack.", "condemned", None),
    ("Rebels from Veltria attacked a convoy.", "attacked", None),
    ("Officials in Gorv said rebels killed a guard.", "killed", None),
    ("The attack was carried out by the River Liberation Front (RLF).", "attack", None),
    ("The convoy was bombed by the Ash Front near the base.", "bombed", "near base"),
    ("Fighters in the Ash Front killed a guard.", "killed", None),
    ("The general called for attacks on ports.", "attacks", None),
    ("It was the worst attack in Gorv, which left 42 dead.", "dead", "Gorv"),
    ("Gunmen killed two farmers near the village of Lower Mettin.", "killed", "near Lower Mettin"),
    ("A blast tore through a depot in the harbour of Port Sarn.", "blast", "depot, Port Sarn"),
]


@pytest.mark.parametrize(("text", "word", "place"), PLACES)
def test_place_is_where_it_happened(
    text: str, word: str, place: str | None, read_text: Callable[[str], Report]
) -> None:
    found = _event(read_text(text), word).place
    assert (str(found.value) if found else None) == place


TIMES = [
    ("Two farmers were killed in May 2021.", "killed", "May 2021"),
    ("On Monday rebels attacked a convoy in Gorv.", "attacked", "Monday"),
    ("Jana Belk was killed in May 2021, while Ivo Brandt died last year.", "killed", "May 2021"),
    ("Jana Belk was killed in May 2021, while Ivo Brandt died last year.", "died", "last year"),
    ("Police said on Friday that rebels killed a guard.", "killed", None),
    ("The attack on Monday killed nine people.", "killed", "Monday"),
    ("Police arrested a man on Friday who attacked a nurse in May.", "attacked", "May"),
    ("Police arrested a man on Friday who attacked a nurse in May.", "arrested", "Friday"),
    ("A blast tore through a depot late on Friday, killing six.", "killing", "late on Friday"),
    ("A suspect in the 2019 bombing of the mill was shot dead on Thursday.", "shot dead", "Thursday"),
    ("A suspect in the 2019 bombing of the mill was shot dead on Thursday.", "bombing", "2019"),
    ("The 2014 massacre in Vesk was condemned on Friday.", "massacre", "2014"),
    ("The 2014 massacre in Vesk was condemned on Friday.", "condemned", "Friday"),
    ("The army attacked Vesk on Tuesday, ten years after the 2014 annexation of the coast.", "attacked", "Tuesday"),
    ("The army attacked Vesk on Tuesday, ten years after the 2014 annexation of the coast.", "annexation", "2014"),
    ("Police said on Wednesday that gunmen had killed six farmers on Sunday night.", "killed", "Sunday night"),
    ("On Monday the council met; on Tuesday gunmen attacked the town hall.", "attacked", "Tuesday"),
    ("Rebels attacked a mill on Friday night.", "attacked", "Friday night"),
]


@pytest.mark.parametrize(("text", "word", "time"), TIMES)
def test_time_is_that_of_its_own_clause(
    text: str, word: str, time: str | None, read_text: Callable[[str], Report]
) -> None:
    found = _event(read_text(text), word).time
    assert (found.words if found else None) == time


def test_since_has_no_end_and_by_no_beginning(read_text: Callable[[str], Report]) -> None:
    since = _event(read_text("Rebels have killed nine people since 4 May 2021."), "killed").time
    by = _event(read_text("Rebels had killed nine people by 4 May 2021."), "killed").time
    assert since is not None
    assert by is not None
    assert str(since.value) == "from 2021-05-04"
    assert str(by.value) == "until 2021-05-04"


def test_a_coup_that_much_happened_since_dates_itself_alone(read_text: Callable[[str], Report]) -> None:
    report = read_text("Since the coup in 2021, soldiers have killed hundreds of people.")
    assert _event(report, "killed").time is None
