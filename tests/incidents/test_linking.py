"""Which reports are linked to one incident, and what people's judgements do to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportedly.incidents.judgement import Judgement
from reportedly.incidents.linking import Linking, Pair, link
from reportedly.incidents.outlines import Outline
from tests.incidents.accounts import PORT_ARDEN, VESK, account, outline, victim

FERRY = "Gunmen opened fire at the Selwyn Quay ferry terminal, killing Dana Oriel, 34, as she waited for her brother."
AGAIN = "Dana Oriel, 34, was waiting for her brother at the Selwyn Quay ferry terminal when two gunmen opened fire."
MARKET = "A grocer, Tomas Hale, 61, was stabbed behind his stall on the Vesk cattle market after a quarrel over rent."


def ferry(report: str, text: str = FERRY, **fields: Any) -> Outline:
    told: dict[str, Any] = {
        "day": "2031-05-02",
        "sites": (PORT_ARDEN,),
        "people": (victim("Dana Oriel", 34),),
        "ages": (34,),
    }
    return outline(report, text, **(told | fields))


def market(report: str) -> Outline:
    people = (victim("Tomas Hale", 61),)
    return outline(
        report, MARKET, day="2031-03-11", sites=(VESK,), people=people, ages=(61,), kinds=("ASSAULT/stab",)
    )


def together(linking: Linking) -> set[frozenset[str]]:
    return {frozenset(a.report for a in (*each.accounts, *each.background)) for each in linking.incidents}


def the_pair(linking: Linking, a: str, b: str) -> Pair:
    return next(pair for pair in linking.pairs if {pair.a, pair.b} == {f"a1-{a}", f"a1-{b}"})


def test_two_reports_of_one_killing_are_one_incident_and_another_killing_is_not() -> None:
    linking = link([ferry("one"), market("two"), ferry("three", AGAIN)])
    assert together(linking) == {frozenset({"one", "three"}), frozenset({"two"})}


def test_a_pair_says_in_words_why_it_was_linked() -> None:
    pair = the_pair(link([ferry("one"), ferry("two", AGAIN)]), "one", "two")
    said = {clue.name: clue.sentence for clue in pair.clues}
    assert pair.verdict == "same"
    assert said["days"] == "same day (2 May 2031)"
    assert said["places"] == "both in Port Arden"
    assert said["people"] == "both name Dana Oriel as victim"
    assert said["ages"] == "both give the age 34"
    assert "selwyn quay" in said["words"]


def test_who_judges_two_accounts_different_parts_them() -> None:
    apart = Judgement(verdict="different", a="a1-one", b="a1-two", author="maria", reason="two shifts, two attacks")
    linking = link([ferry("one"), ferry("two", AGAIN)], judgements=[apart])
    assert together(linking) == {frozenset({"one"}), frozenset({"two"})}
    pair = the_pair(linking, "one", "two")
    assert (pair.verdict, pair.clues[0].sentence) == (
        "different",
        "judged different by maria: two shifts, two attacks",
    )


def test_who_judges_two_accounts_the_same_joins_them() -> None:
    bond = Judgement(verdict="same", a="a1-one", b="a1-two", author="maria", reason="the quarrel led to the attack")
    linking = link([ferry("one"), market("two")], judgements=[bond])
    assert together(linking) == {frozenset({"one", "two"})}


def test_a_later_judgement_wins_over_one_that_it_contradicts() -> None:
    def judged(verdict: str, a: str, b: str, sequence: int) -> Judgement:
        return Judgement(verdict=verdict, a=a, b=b, author="jo", reason="seen", sequence=sequence)  # type: ignore[arg-type]

    three = [ferry("one"), market("two"), outline("three", "Nothing else.", day="2031-01-01")]
    judgements = [
        judged("different", "a1-one", "a1-three", 1),
        judged("same", "a1-one", "a1-two", 2),
        judged("same", "a1-two", "a1-three", 3),
    ]
    linking = link(three, judgements=judgements)
    assert together(linking) == {frozenset({"one", "two", "three"})}
    assert "later judgements contradict" in the_pair(linking, "one", "three").clues[0].sentence


def test_what_a_report_recalls_attaches_to_the_incident_as_background() -> None:
    recalls = outline("later", "A new ferry terminal was opened.", published="2031-06-20")
    recalled = replace(ferry("later", AGAIN).accounts[0], id="a1-recalled", number=2, newness="background")
    recalls = replace(recalls, accounts=(*recalls.accounts, recalled))
    incidents = link([ferry("one"), ferry("two", AGAIN), recalls]).incidents
    assert [[a.report for a in each.accounts] for each in incidents] == [["one", "two"], ["later"]]
    assert [a.id for a in incidents[0].background] == ["a1-recalled"]


def test_a_copy_is_of_the_incident_of_its_original() -> None:
    linking = link([ferry("one"), outline("copy", "Gunmen opened fire.")], copies={"copy": "one"})
    assert together(linking) == {frozenset({"one", "copy"})}


def test_two_accounts_of_one_report_stay_two_incidents() -> None:
    twice = ferry("one")
    second = replace(account("one", FERRY, day="2031-05-02"), id="a1-second", number=2, newness="new")
    linking = link([replace(twice, accounts=(*twice.accounts, second))])
    assert len(linking.incidents) == 2


def test_every_account_is_in_exactly_one_incident_whatever_comes_in() -> None:
    given = [ferry("one"), market("two"), ferry("three", AGAIN), Outline(report="empty"), outline("bare")]
    linking = link(given)
    members = [a.id for each in linking.incidents for a in (*each.accounts, *each.background)]
    assert sorted(members) == sorted(a.id for each in given for a in each.accounts)
    assert (link([]).incidents, len(link([]).pairs)) == ((), 0)


def test_follow_ups_that_tell_no_event_and_belong_to_nothing_are_no_incident() -> None:
    alone = ferry("r1-late", events=())
    assert link([alone]).incidents == ()
    assert len(link([ferry("r1-first"), alone]).incidents) == 1
