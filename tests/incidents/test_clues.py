"""What each clue finds in a pair of accounts, and the sentence in which it says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.incidents.accounts import Account, Figure, Named, Site
from reportedly.incidents.clue_days import days, say_days
from reportedly.incidents.clue_figures import figures, kinds, say_figures
from reportedly.incidents.clue_people import ages, people, say_ages, say_people
from reportedly.incidents.clue_places import distance, places, say_places
from reportedly.incidents.clue_words import say_words
from reportedly.incidents.clues import in_its_sense
from reportedly.incidents.facts import Collection, Facts
from reportedly.incidents.outlines import Outline
from reportedly.incidents.rarity import Table
from reportedly.incidents.vetoes import veto
from tests.incidents.accounts import PORT_ARDEN, VESK, account, victim

TABLE = Table({"dana": 40, "police": 6000}, 10_000)


SAME_DAY = ("2031-05-03", "2031-05-03")


def pair(a: Account, b: Account, published: tuple[str, str] = SAME_DAY) -> tuple[Facts, Facts, Collection]:
    outlines = [Outline(report=a.report, published=published[0], accounts=(a,))]
    outlines += [Outline(report=b.report, published=published[1], accounts=(b,))]
    collection = Collection(outlines, TABLE)
    return collection.facts[0], collection.facts[1], collection


def test_the_same_day_and_days_apart_are_told_with_their_dates() -> None:
    a, b, _ = pair(account("a", day="2031-05-02"), account("b", day="2031-05-02"))
    assert days(a, b)["days:first=0"] == 1
    assert say_days(a, b) == "same day (2 May 2031)"
    a, b, _ = pair(account("a", day="2031-05-02"), account("b", day="2031-05-05"))
    assert "days:first<4" in days(a, b)
    assert say_days(a, b) == "3 days apart (2 May 2031, 5 May 2031)"


def test_a_follow_up_that_names_the_day_is_seen_however_late_it_comes() -> None:
    late = account("b", named_days=("2031-05-02", "2031-11-20"))
    a, b, _ = pair(account("a", day="2031-05-02"), late, ("2031-05-03", "2031-11-20"))
    assert "days:both name:far" in days(a, b)


def test_places_are_compared_by_distance_less_their_reach() -> None:
    near = replace(PORT_ARDEN, id="gn:7", name="Selwyn", latitude=10.12)
    assert distance(PORT_ARDEN, PORT_ARDEN) == 0
    assert distance(PORT_ARDEN, near) == pytest.approx(3.3, abs=0.1)
    a, b, collection = pair(account("a", sites=(PORT_ARDEN,)), account("b", sites=(near,)))
    assert "places:told<5" in places(a, b, collection)
    assert say_places(a, b) == "3 km apart (Port Arden; Selwyn)"


def test_a_place_without_coordinates_is_no_distance() -> None:
    assert distance(PORT_ARDEN, replace(VESK, latitude=None)) is None


def test_places_that_no_gazetteer_has_are_compared_by_name() -> None:
    depot, quay = (Site(name=f"{where}, Zvornheim", words=where, told=True) for where in ("depot", "quay"))
    one, two = account("a", "At Zvornheim.", sites=(depot,)), account("b", "In Zvornheim.", sites=(quay,))
    a, b, collection = pair(one, two)
    assert places(a, b, collection)["places:unlisted"] > 1
    assert say_places(a, b) == "both name Zvornheim"


def test_a_victim_named_by_both_says_more_the_rarer_the_name() -> None:
    a, b, collection = pair(
        account("a", people=(victim("Dana Oriel"),)), account("b", people=(victim("Dana Oriel"),))
    )
    assert people(a, b, collection)["people:both"] > 0.5
    assert say_people(a, b, collection) == "both name Dana Oriel as victim"


def test_victims_of_other_names_are_said_to_be_others() -> None:
    a, b, collection = pair(
        account("a", people=(victim("Dana Oriel"),)), account("b", people=(victim("Tomas Hale"),))
    )
    assert "people:other victims" in people(a, b, collection)
    assert say_people(a, b, collection) == "victims of other names (Dana Oriel; Tomas Hale)"


def test_a_surname_of_one_that_stands_in_the_other_is_found() -> None:
    named = account("a", "Dana Oriel was killed.", people=(victim("Dana Oriel"),))
    a, b, collection = pair(named, account("b", "The family of Ms Oriel spoke."))
    assert "people:surname" in people(a, b, collection)
    assert say_people(a, b, collection) == "the name Oriel of one stands in the other"


def test_ages_in_common_and_another_age_of_the_same_person() -> None:
    a, b, _ = pair(account("a", ages=(17, 22)), account("b", ages=(17, 22, 40)))
    assert ages(a, b)["ages:part"] == 1
    assert say_ages(a, b) == "both give the ages 17 and 22"
    young, old = (Named("Dana Oriel", "dana oriel", "victim", age) for age in (17, 34))
    a, b, _ = pair(account("a", people=(young,)), account("b", people=(old,)))
    assert "ages:name, other age" in ages(a, b)


def test_numbers_that_agree_and_numbers_that_may_both_be_right() -> None:
    nine, more = Figure(9, 9, 9), Figure(14, 9, 14)
    a, b, _ = pair(account("a", killed=nine), account("b", killed=nine))
    assert "killed:same 4" in figures(a, b)
    assert say_figures(a, b) == "both tell of 9 killed"
    a, b, _ = pair(account("a", killed=nine), account("b", killed=more))
    assert "killed:within" in figures(a, b)
    assert say_figures(a, b) == "9 and 14 killed"


def test_kinds_in_common() -> None:
    a, b, _ = pair(account("a"), account("b", kinds=("ASSAULT/bomb",)))
    assert kinds(a, b) == {"kinds:other": 1.0}


def test_rare_names_and_words_in_common_are_shown_and_common_ones_are_not() -> None:
    text = "Police closed the Selwyn Quay terminal."
    a, b, collection = pair(account("a", text), account("b", text))
    said = say_words(a, b, collection)
    assert "“selwyn quay”" in said
    assert "police" not in said


def test_what_two_share_and_what_yet_counts_against_them_says_so() -> None:
    assert in_its_sense(-1.2, "both tell of OTHER/explosion") == (
        "both tell of OTHER/explosion (common among different incidents)"
    )
    assert in_its_sense(1.2, "both tell of OTHER/explosion") == "both tell of OTHER/explosion"
    assert in_its_sense(-1.2, "9 and 14 killed") == "9 and 14 killed"


def test_signs_do_not_depend_on_which_account_comes_first() -> None:
    one = account("a", "Dana Oriel fell.", day="2031-05-02", people=(victim("Dana Oriel", 34),), sites=(PORT_ARDEN,))
    two = account("b", "Ms Oriel fell.", ages=(34,), sites=(VESK,), killed=Figure(1, 1, 1))
    a, b, collection = pair(one, two, ("2031-05-03", "2031-06-01"))
    for find in (days, ages, figures, kinds):
        assert find(a, b) == find(b, a)
    for weigh in (places, people):
        assert weigh(a, b, collection) == weigh(b, a, collection)


def test_one_thing_that_excludes_is_no_veto_and_two_are() -> None:
    may = account("a", day="2031-05-02", sites=(PORT_ARDEN,))
    a, b, _ = pair(may, account("b", day="2031-09-02", sites=(PORT_ARDEN,)))
    assert veto(a, b) is None
    a, b, _ = pair(may, account("b", day="2031-09-02", sites=(VESK,)))
    assert veto(a, b) == (
        "the days that they tell are more than 40 days apart and the places that they tell are more than 300 km apart"
    )


def test_whom_both_name_lifts_a_veto() -> None:
    who = (victim("Dana Oriel"),)
    one = account("a", day="2031-05-02", sites=(PORT_ARDEN,), people=who)
    a, b, _ = pair(one, account("b", day="2031-09-02", sites=(VESK,), people=who))
    assert veto(a, b) is None
