"""People and bodies across reports: who is joined, who never is, and what a person's judgement changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportedly.incidents.appearances import Appearance, Role, appearances
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.people import gathered, people
from reportedly.incidents.standing import by_words
from reportedly.report import Report, Span


def who(report: str, name: str, sign: Any = None, role: str = "", **more: Any) -> Appearance:
    """An appearance of `name` in a report, told of as `role`."""
    published = more.pop("published", "2031-03-01")
    roles = (Role(role, report, Span(0, len(role), role), published, sign),) if role else ()
    more.setdefault("parts", tuple(word for word in role.split() if word[:1].isupper()))
    return Appearance(
        id=f"p-{report}-{name}",
        report=report,
        entity=f"n-{report}-{name}",
        kind=more.pop("kind", "person"),
        names=((name, 1), *((alias, 1) for alias in more.pop("aliases", ()))),
        roles=roles,
        published=published,
        sign=sign,
        **more,
    )


def joined(found: list[Appearance], *judgements: Judgement, **options: Any) -> list[list[str]]:
    return [[at[0] for at in person.appearances] for person in gathered(found, judgements, **options).everybody]


def test_a_public_figure_is_one_person_over_reports_and_spellings_with_roles_in_order_of_time() -> None:
    found = gathered(
        [
            who("r2", "Ilya Ponomarev", "public", "opposition leader", published="2031-06-01"),
            who("r1", "Ilya Ponomaryov", "public", "former lawmaker", published="2031-03-01"),
            who("r3", "Ilya Ponomarev", "public", "opposition leader", published="2031-07-01"),
        ]
    )
    (person,) = found.everybody
    assert [(role.words, role.published) for role in person.roles] == [
        ("former lawmaker", "2031-03-01"),
        ("opposition leader", "2031-06-01"),
        ("opposition leader", "2031-07-01"),
    ]
    assert {name.name for name in person.names} == {"Ilya Ponomarev", "Ilya Ponomaryov"}
    assert person.id == "p-r2-Ilya Ponomarev"
    assert not person.private
    assert all(link.sentence for link in person.links)


@pytest.mark.parametrize("sign", ["private", None])
def test_private_people_of_two_reports_are_never_one_by_name(sign: str | None) -> None:
    found = gathered([who("r1", "Jana Belk", sign), who("r2", "Jana Belk", sign)])
    assert len(found.everybody) == 2
    assert found.unsure == ()
    assert all(person.private for person in found.everybody)


def test_nor_are_a_private_person_and_an_official_of_that_name() -> None:
    found = gathered([who("r1", "Jana Belk", "private"), who("r2", "Jana Belk", "public", "Mayor of Arden")])
    assert [person.private for person in found.everybody] == [True, False]
    assert found.unsure == ()


def test_private_people_of_one_incident_are_one_by_name_unless_their_ages_differ() -> None:
    one = {"r1": "i1", "r2": "i1", "r3": "i2"}
    same = [who(r, "Jana Belk", "private", age=34) for r in ("r1", "r2", "r3")]
    assert joined(same, incidents=one) == [["r1", "r2"], ["r3"]]
    mother, daughter = who("r1", "Jana Belk", "private", age=34), who("r2", "Jana Belk", "private", age=9)
    assert joined([mother, daughter], incidents=one) == [["r1"], ["r2"]]


def test_father_and_son_of_one_incident_stay_apart() -> None:
    one = {"r1": "i1", "r2": "i1"}
    found = [who("r1", "Corin Halvard Sr.", "private"), who("r2", "Corin Halvard Jr.", "private")]
    assert joined(found, incidents=one) == [["r1"], ["r2"]]


def test_two_whom_one_report_tells_apart_are_not_joined_through_a_third() -> None:
    found = [
        who("r1", "John A. Brekke", "public", "Mayor"),
        who("r1", "John M. Brekke", "public", "Mayor"),
        who("r2", "John Brekke", "public", "Mayor"),
    ]
    assert ["r1", "r1", "r2"] not in joined(found)
    assert max(len(each) for each in joined(found)) == 2


def test_namesakes_of_two_countries_stay_apart() -> None:
    a = who("r1", "Ali Hassan", "public", "minister", countries=("IQ",))
    b = who("r2", "Ali Hassan", "public", "minister", countries=("EG",))
    assert joined([a, b]) == [["r1"], ["r2"]]


def test_a_persons_judgement_joins_and_parts_and_the_later_one_holds() -> None:
    a, b = who("r1", "Ilse Tarrant", "public", "governor"), who("r2", "Ilse Tarrant", "public", "governor")
    say: Any = {"a": a.id, "b": b.id, "author": "maria", "reason": "asked both"}
    different = Judgement(verdict="different_people", **say)
    same = Judgement(verdict="same_person", **say)
    assert joined([a, b]) == [["r1", "r2"]]
    assert joined([a, b], different) == [["r1"], ["r2"]]
    assert joined([a, b], different, same) == [["r1", "r2"]]
    c, d = who("r1", "Jana Belk", "private"), who("r2", "J. Belk", "private")
    bond = Judgement(verdict="same_person", a=c.id, b=d.id, author="maria", reason="the family confirmed it")
    (person,) = gathered([c, d], [bond]).everybody
    assert person.links[0].sentence == "maria judged them the same: the family confirmed it"


def test_bodies_are_joined_by_alias_word_order_and_country() -> None:
    body = {"kind": "organisation"}
    found = [
        who("r1", "Legion of Free Russia", **body),
        who("r2", "Freedom of Russia Legion", **body),
        who("r3", "Supreme Court", **body),
        who("r4", "Supreme Court", **body),
        who("r5", "Kenyan Police Service", countries=("KE",), **body),
        who("r6", "Kenya Police Service", countries=("KE",), **body),
    ]
    assert joined(found) == [["r1", "r2"], ["r3"], ["r4"], ["r5", "r6"]]


def test_what_is_unsure_is_asked_and_not_joined() -> None:
    front = [who("r1", "People's Front of Velmara", kind="group"), who("r2", "Velmara People's Front", kind="group")]
    found = gathered(front)
    assert len(found.everybody) == 2
    assert [(pair.a, pair.b) for pair in found.unsure] == [(front[0].id, front[1].id)]


def test_the_same_appearances_give_the_same_people() -> None:
    found = [who(f"r{n}", name, "public", "minister") for n, name in enumerate(["Ilse Tarrant", "Bram Okello"] * 9)]
    assert gathered(found) == gathered(found)
    assert len(gathered(found).everybody) == 2


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("the mayor of Arden", "public"),
        ("former Interior Minister", "public"),
        ("a spokesman for the police", "public"),
        ("the mayor's daughter", "private"),
        ("daughter of the mayor", "private"),
        ("a neighbour", "private"),
        ("15-year-old", "private"),
        ("a pilot", "private"),
        ("a captain", None),
    ],
)
def test_the_last_word_of_a_description_says_who_is_public(words: str, sign: str | None) -> None:
    assert by_words(words) == sign


def test_a_report_gives_each_name_with_its_roles_age_and_standing(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "Gunmen shot Jana Belk, 15, dead in Port Arden on Monday, Mayor Ilse Tarrant said.\n\n"
        "Two officials said Belk's neighbour, Pavel Orso, was wounded. Tarrant called the attack cowardly."
    )
    found = {each.name: each for each in appearances(report)}
    assert (found["Jana Belk"].age, found["Jana Belk"].sign) == (15, "private")
    assert found["Jana Belk"].why == "a child: told to be 15"
    assert [role.words for role in found["Ilse Tarrant"].roles] == ["Mayor"]
    assert found["Ilse Tarrant"].sign == "public"
    assert found["Pavel Orso"].sign == "private"
    for each in found.values():
        for role in each.roles:
            assert report.text[role.span.start : role.span.end] == role.span.words
    assert {person.name: person.private for person in people([report])} == {
        "Jana Belk": True,
        "Ilse Tarrant": False,
        "Pavel Orso": True,
    }
