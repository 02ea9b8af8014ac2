"""How many, of whom: the counts that events state, bound to what was done to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Report

FIGURES = [
    ("At least 12 people were killed in Gorv.", ["killed: at least 12 of people"]),
    ("The blast killed 12 people and injured 30.", ["killed: 12 of people", "injured: 30"]),
    ("Dozens were injured when a bus overturned.", ["injured: at least 24"]),
    ("Gunmen killed up to 30 miners.", ["killed: at most 30 of miners"]),
    ("Between 5 and 7 guards were killed.", ["killed: 5 to 7 of guards"]),
    ("The crush in Gorv resulted in at least 56 deaths.", ["killed: at least 56"]),
    ("The virus killed three nurses in Gorv.", ["killed: 3 of nurses"]),
    ("Seven people were shot in Gorv.", ["shot: 7 of people"]),
    ("Seven people were fatally shot in Gorv.", ["killed: 7 of people"]),
    ("Two men were stabbed to death in Gorv.", ["killed: 2 of men"]),
    ("Two men were shot and killed in Gorv.", ["shot: 2 of men", "killed: 2 of men"]),
    ("Two men were pronounced dead in Gorv.", ["killed: 2 of men"]),
    ("Twelve soldiers died in the ambush.", ["killed: 12 of soldiers"]),
    ("A soldier was killed in Gorv.", ["killed: 1 of soldier"]),
    ("Jana Belk was killed in Gorv.", ["killed: 1"]),
    ("Three men and a child were killed.", ["killed: 4"]),
    ("Jana Belk, Ivo Brandt and Pavel Orn were killed in Gorv.", ["killed: 3"]),
    ("Ivo Brandt and his two sons were killed in Gorv.", ["killed: 3"]),
    ("At least three soldiers and two rebels were killed.", ["killed: at least 5"]),
    ("Seven people were killed, including three children, in Gorv.", ["killed: 7 of people"]),
    ("A family of five was killed in Gorv.", ["killed: 5 of family"]),
    ("A 24-year-old woman was wounded in Gorv.", ["injured: 1 of woman"]),
    ("Two men, ages 24 and 31, were stabbed to death.", ["killed: 2 of men"]),
    ("The officer fired 13 shots.", []),
    ("The council voted 12 to 5 on 3 May.", []),
    ("Hundreds of farmers were displaced by the flood.", ["displaced: at least 200 of farmers"]),
    ("Police arrested nine protesters.", ["detained: 9 of protesters"]),
    ("More than 1,000 people fled.", []),
    ("Gunmen kidnapped two nurses.", ["abducted: 2 of nurses"]),
    ("The attack left five dead.", ["killed: 5"]),
    ("The attack left 15 people dead and three injured.", ["killed: 15 of people", "injured: 3"]),
    ("A quake killed 40 villagers. The death toll rose to 52 on Friday.", ["killed: 40 of villagers", "killed: 52"]),
    ("Rebels kill hundreds of farmers every day.", ["killed: at least 200 per day of farmers"]),
    ("Jana Belk, 48, was killed on 4 May 2014.", ["killed: 1"]),
    ("A 30-year-old nurse was killed 12 km from Gorv.", ["killed: 1 of nurse"]),
    ("The second bomb killed three guards.", ["killed: 3 of guards"]),
    ("Blast kills at least four", ["killed: at least 4"]),
    ("Blast at Gorv fuel depot kills at least four, police say", ["killed: at least 4"]),
    ("Gunmen strike Gorv: six dead", ["killed: 6"]),
    ("At least 30 dead in ferry accident", ["killed: at least 30"]),
    ("It was the worst attack in Gorv, which left 42 dead.", ["killed: 42"]),
    ("Relatives of the 12 dead wept in Gorv.", []),
    ("Nobody was killed in the blast.", []),
    ("None of the guards were hurt in the attack.", []),
    ("The army denied that any shots were fired.", []),
    (
        "Four of the hikers are missing; two hikers disappeared near Lake Orn.",
        ["missing: 4 of hikers", "missing: 2 of hikers"],
    ),
    ("Twelve people are missing after a ferry sank off Gorv.", ["missing: 12 of people"]),
    ("Six hikers went missing near Lake Orn.", ["missing: 6 of hikers"]),
    ("The landslide left nine villagers missing.", ["missing: 9 of villagers"]),
    ("Four people were reported missing.", ["missing: 4 of people"]),
    ("Six dead, two missing after blast in Gorv", ["killed: 6", "missing: 2"]),
    ("The storm left 4,000 people homeless.", ["displaced: 4000 of people"]),
    ("No fewer than six soldiers were killed in Gorv.", ["killed: at least 6 of soldiers"]),
    ("Scores of villagers were killed in Gorv.", ["killed: at least 40 of villagers"]),
    ("At least a dozen guards were wounded in the blast.", ["injured: at least 12 of guards"]),
    ("Five members of one family were killed in Gorv.", ["killed: 5 of members of one family"]),
    ("Two people a day are killed on the road to Gorv.", ["killed: 2 per day of people"]),
    ("The attack killed an average of 20 people per month.", ["killed: about 20 per month of people"]),
    ("A blast killed three more people, bringing the toll to 15.", ["killed: 3 of people", "killed: 15"]),
    ("Four guards were injured, two of whom later died.", ["injured: 4 of guards", "killed: 2"]),
    ("Several dozen people were arrested.", ["detained: at least 36 of people"]),
    ("Both pilots died.", ["killed: 2 of pilots"]),
    ("A couple and their three children were killed.", ["killed: 5"]),
]


UNITS = [
    ("About 3,000 families were displaced by the flood.", ("families", 3000, 3000, 3000)),
    ("Dozens of families were displaced.", ("families", 24, None, None)),
    ("A family of five was killed in Gorv.", ("persons", 5, 5, 5)),
    ("At least 12 people were killed in Gorv.", ("persons", 12, None, None)),
    ("Some 20 to 25 people were injured.", ("persons", 20, None, 25)),
    ("Up to 30 miners were killed.", ("persons", None, None, 30)),
    ("The blast killed twelve people.", ("persons", 12, 12, 12)),
]


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_a_figure_says_least_best_most_and_what_it_counts(
    text: str, expected: tuple[str, int | None, int | None, int | None], read_text: Callable[[str], Report]
) -> None:
    (quantity,) = [q.value for event in read_text(text).events or () for q in event.quantities]
    assert (quantity.unit, quantity.count.low, quantity.count.best, quantity.count.high) == expected


def test_one_figure_of_one_source_is_listed_once_with_both_its_words(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Police said 12 people were killed in a blast in Gorv on Friday. Police said 12 people were killed in the "
        "blast. A hospital said 15 people were killed in the blast."
    )
    figures = [q for event in report.events or () for q in event.quantities]
    assert [(q.value.count.low, len(q.spans)) for q in figures] == [(12, 2), (15, 1)]
    told = next(toll.told for toll in report.tolls or () if toll.effect == "killed")
    assert [(q.value.count.low, len(q.spans)) for q in told] == [(12, 2), (15, 1)]


def test_an_equal_figure_of_another_source_stays_apart(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Police said 12 people were killed in a blast in Gorv on Friday. A hospital said 12 people were killed in "
        "the blast."
    )
    claims = {q.value.claim for event in report.events or () for q in event.quantities if q.value.count.low == 12}
    assert len(claims) == 2


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_figures(text: str, figures: list[str], read_text: Callable[[str], Report]) -> None:
    found = [
        f"{q.value.effect}: {q.value.count}" + (f" of {q.value.of}" if q.value.of else "")
        for event in read_text(text).events or ()
        for q in event.quantities
    ]
    assert found == figures


def test_figures_that_differ_stay_side_by_side_with_their_words(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "A bomb exploded at a market in Gorv on Friday. Police said 12 people were killed. "
        "A hospital said 15 people were killed."
    )
    (event,) = [event for event in report.events or () if event.violent]
    assert [q.value.count.low for q in event.quantities] == [12, 15]
    assert all(report.text[s.start : s.end] == s.words for q in event.quantities for s in q.spans)


def test_a_figure_that_somebody_puts_is_never_the_outlets_own(read_text: Callable[[str], Report]) -> None:
    report = read_text("A blast in Gorv killed four traders. The union put the number of dead at nine.")
    nine = [q.value for e in report.events or () for q in e.quantities if q.value.count.low == 9]
    assert all(quantity.claim for quantity in nine)
    assert nine or "event.figure-open" in [issue.code for issue in report.issues]


NO_ATTACKS = [
    "The virus killed three nurses in Gorv.",
    "A fire at a mill in Gorv killed three weavers.",
    "Three weavers died when a bus overturned near Gorv.",
    "The storm damaged forty houses.",
    "The president fired his aide.",
    "The minister attacked the inquiry in a speech.",
    "The alarm went off at noon.",
    "The senator attacked the mayor for her remarks.",
]


@pytest.mark.parametrize("text", NO_ATTACKS)
def test_harm_that_nobody_did_is_no_violence(text: str, read_text: Callable[[str], Report]) -> None:
    assert not [event.span.words for event in read_text(text).events or () if event.violent]


TOLD_TWICE = [
    ("The editor died in Gorv on Friday after being shot in his car.", "died"),
    ("On Friday a stabbing in Gorv killed three people and injured four others.", "killed"),
    ("A bus overturned near Vold. At least seven people died.", "overturned"),
    ("Rebels attacked a market in Gorv on Friday. The attack killed nine people.", "attacked"),
    ("A bomb exploded in Gorv on Friday, killing nine people. The blast injured 30 people.", "exploded"),
    ("A bomb exploded in Gorv. The blast at noon injured 30 people.", "exploded"),
    ("The blaze left 12 dead. The fire broke out at noon.", "dead"),
    ("Jana Belk was shot dead in Gorv on Friday. Police said she was killed at noon.", "shot"),
]


@pytest.mark.parametrize(("text", "first"), TOLD_TWICE)
def test_one_incident_told_twice_is_one_event(text: str, first: str, read_text: Callable[[str], Report]) -> None:
    harmful = [e for e in read_text(text).events or () if e.violent or e.quantities or e.type == "ACCIDENT"]
    assert len(harmful) == 1
    assert harmful[0].mentions


TOLD_APART = [
    "Jana Belk was killed in Gorv in May 2021, and Ivo Brandt was killed in Dorn in June 2022.",
    "A bomb exploded in Gorv on Friday. A bomb exploded in Dorn on Sunday.",
    "Rebels killed nine farmers on Friday. Rebels killed four drivers on Sunday.",
]


@pytest.mark.parametrize("text", TOLD_APART)
def test_two_incidents_stay_two(text: str, read_text: Callable[[str], Report]) -> None:
    assert len([e for e in read_text(text).events or () if e.violent and e.discrete]) == 2


def test_each_figure_says_whose_it_is(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "A blast in Gorv killed six people on Monday. The union said the blast had killed nine people."
    )
    figures = {str(each.value.count): each.value.claim for event in report.events or () for each in event.quantities}
    claims = {claim.id: claim.source.value.name for claim in report.claims or () if claim.source}
    assert figures["6"] is None
    assert "union" in claims[figures["9"] or ""]
