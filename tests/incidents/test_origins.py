from __future__ import annotations

from typing import Any

from reportedly.incidents.copies import CopyLink, CopyText
from reportedly.incidents.credits import Credit, Relation
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.origins import origins


def paper(report: str, *credits: Credit, outlet: str | None = "") -> CopyText:
    return CopyText(report=report, text="", outlet=f"Paper {report}" if outlet == "" else outlet, credits=credits)


def credit(name: str, relation: Relation, place: Any = "byline") -> Credit:
    return Credit(name=name, relation=relation, place=place)


def link(a: str, b: str, kind: Any = "copy") -> CopyLink:
    return CopyLink(a, b, kind, 0.9, "5 of 6 sentences are the same")


WIRE = credit("Northern Wire", "from", "dateline")
OWN = credit("Oda Marren", "own")
ASKED = credit("Paper", "own", "text")


def count(*args: Any, **options: Any) -> tuple[int, int, int]:
    found = origins(*args, **options)
    return found.outlets, found.independent, found.unknown


def test_two_papers_that_credit_one_agency_are_one_origin_though_no_sentence_is_shared() -> None:
    found = origins([paper("a", WIRE), paper("b", WIRE)], [])
    assert str(found) == "2 outlets, 1 independent origin"
    (group,) = found.groups
    assert (group.root, group.kind, group.reports) == ("Northern Wire", "agency", ("a", "b"))
    assert group.reasons[0].says == "is credited to Northern Wire: Northern Wire (dateline)"


def test_two_papers_that_asked_for_themselves_are_two_origins() -> None:
    assert count([paper("a", ASKED), paper("b", OWN)], []) == (2, 2, 0)


def test_what_shows_no_reporting_of_its_own_is_unknown_and_not_independent() -> None:
    assert count([paper("a", OWN), paper("b"), paper("c")], []) == (3, 1, 2)


def test_a_copy_adds_an_outlet_and_no_origin() -> None:
    assert count([paper("a", OWN), paper("b")], [link("a", "b")]) == (2, 1, 0)


def test_a_thousand_fake_outlets_with_bylines_that_reprint_one_article_add_one() -> None:
    fakes = [paper(f"f{n}", credit(f"Fake Name {n}", "own")) for n in range(1_000)]
    links = [link("f0", f"f{n}", ("copy", "rewrite")[n % 2]) for n in range(1, 1_000)]
    assert count([paper("a", OWN), *fakes], links) == (1_001, 2, 0)


def test_an_outlet_that_is_unsure_to_have_copied_is_unknown_until_a_person_decides() -> None:
    reports, links = [paper("a", OWN), paper("b", OWN)], [link("a", "b", "unsure")]
    assert count(reports, links) == (2, 1, 1)
    decided = Judgement(verdict="independent", a="a", b="b", author="maria", reason="both were there")
    assert count(reports, links, [decided]) == (2, 2, 0)


def test_people_overrule_links_and_credits() -> None:
    reports = [paper("a", WIRE), paper("b", WIRE)]
    apart = Judgement(verdict="independent", a="a", b="b", author="maria", reason="the credit is a template's")
    found = origins(reports, [link("a", "b")], [apart])
    assert (found.independent, found.groups[1].root) == (2, "Paper b")
    assert found.groups[1].reasons[0].says == "judged independent of a by maria: the credit is a template's"
    together = Judgement(verdict="copy", a="a", b="c", author="maria", reason="the editor said so")
    assert count([paper("a", OWN), paper("c", OWN)], [], [together]) == (2, 1, 0)


def test_the_agency_itself_and_those_who_take_from_it_are_one_origin() -> None:
    own = credit("Northern Wire", "own", "outlet")
    assert count([paper("a", own, outlet="Northern Wire"), paper("b", WIRE)], []) == (2, 1, 0)


def test_two_stories_of_one_outlet_are_one_origin() -> None:
    assert count([paper("a", OWN, outlet="Arden Courier"), paper("b", ASKED, outlet="The Arden Courier")], []) == (
        1,
        1,
        0,
    )


def test_an_outlet_that_only_tells_what_another_reported_is_no_origin() -> None:
    told = credit("Arden Courier", "via", "claim")
    assert count([paper("a", ASKED, outlet="Arden Courier"), paper("b", told)], []) == (2, 1, 0)


def test_own_questions_stand_beside_an_agency_that_helped_but_a_name_alone_does_not() -> None:
    helped = credit("Northern Wire", "with")
    assert count([paper("w", WIRE), paper("a", helped, ASKED)], []) == (2, 2, 0)
    assert count([paper("w", WIRE), paper("a", helped, OWN)], []) == (2, 1, 0)


def test_agencies_that_are_not_named_are_unknown() -> None:
    assert count([paper("a", credit("agencies", "from"))], []) == (1, 0, 1)


def test_reports_that_only_recall_it_are_not_counted() -> None:
    assert count([paper("a", OWN), paper("b", OWN)], [], background={"b"}) == (1, 1, 0)


def test_no_reports_have_no_origin() -> None:
    assert str(origins([], [])) == "0 outlets, 0 independent origins"


def test_passages_in_a_report_that_asked_for_itself_leave_it_its_own_origin() -> None:
    assert count([paper("a", WIRE), paper("b", ASKED)], [link("a", "b", "part")]) == (2, 2, 0)
    assert count([paper("a", WIRE), paper("b", OWN)], [link("a", "b", "part")]) == (2, 1, 0)
