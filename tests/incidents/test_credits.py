from __future__ import annotations

import pytest

from reportedly.incidents.credits import credits  # noqa: A004
from reportedly.incidents.press_names import agency, named_agencies, same_press
from reportedly.report import (
    Anchored,
    Claim,
    Origin,
    Party,
    Publication,
    Report,
)

BODY = "Two dockers died in the fire, police said.\n\nThe quay is closed."


def report(text: str = BODY, *, outlet: str | None = "Daily Lantern", byline: str | None = None) -> Report:
    def given(value: str | None) -> Anchored[str] | None:
        return Anchored(value, (), "given by the user") if value else None

    return Report.of(text, Publication(outlet=given(outlet), byline=given(byline)))


def found(each: Report) -> list[tuple[str, str, str]]:
    return [(credit.name, credit.relation, credit.place) for credit in credits(each)]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Northern Wire", [("Northern Wire", "from", "byline")]),
        ("By The Associated Press", [("Associated Press", "from", "byline")]),
        ("Irena Halloway, Associated Press", [("Associated Press", "from", "byline")]),
        ("Lantern newsroom with Northern Wire", [("Northern Wire", "with", "byline")]),
        ("Staff and agencies", [("agencies", "with", "byline")]),
        ("Agencies", [("agencies", "from", "byline")]),
        ("Lantern newsroom", []),
        ("Daily Lantern", []),
        ("Tarn Herald", [("Tarn Herald", "from", "byline")]),
        ("Oda Marren", [("Oda Marren", "own", "byline")]),
        ("By Our Defence Correspondent", [("Our Defence Correspondent", "own", "byline")]),
        ("Oda Marren and AFP", [("Agence France-Presse", "with", "byline"), ("Oda Marren", "own", "byline")]),
    ],
)
def test_a_byline_says_whose_text_it_is(byline: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(report(byline=byline)) == expected


@pytest.mark.parametrize(
    ("text", "name", "relation", "place", "words"),
    [
        ("PORT ARDEN, May 3 (Northern Wire) — Two died.", "Northern Wire", "from", "dateline", "Northern Wire"),
        ("KYIV (AP) — Two died.", "Associated Press", "from", "dateline", "AP"),
        ("Two died.\n\n— Reuters", "Reuters", "from", "credit line", "Reuters"),
        ("Two died. (AFP)", "Agence France-Presse", "from", "credit line", "AFP"),
        ("Two died.\n\nSource: Xinhua", "Xinhua", "from", "credit line", "Xinhua"),
        (
            "Two died.\n\nThe Associated Press contributed to this report.",
            "Associated Press",
            "with",
            "text",
            "The Associated Press",
        ),
        ("Two died.\n\n(With inputs from PTI)", "Press Trust of India", "with", "text", "PTI"),
        (
            "Two died.\n\nThis story was originally published by Tarn Herald.",
            "Tarn Herald",
            "from",
            "credit line",
            "Tarn Herald",
        ),
        (
            "Two died.\n\nCopyright 2031 The Associated Press. All rights reserved.",
            "Associated Press",
            "from",
            "credit line",
            "The Associated Press",
        ),
        ("Two died, a guard told the Lantern on Monday.", "Daily Lantern", "own", "text", "told the Lantern"),
        ("Our correspondent saw two bodies.", "Daily Lantern", "own", "text", "Our correspondent"),
        ("Two died.\n\nAdditional reporting by Petra Sand", "Petra Sand", "own", "text", "Petra Sand"),
    ],
)
def test_lines_of_credit_are_read_with_their_words(
    text: str, name: str, relation: str, place: str, words: str
) -> None:
    each = report(text)
    (credit,) = credits(each)
    assert (credit.name, credit.relation, credit.place) == (name, relation, place)
    (span,) = credit.spans
    assert span.words == words == each.text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        "Two died (AA members both).\n\nThe end — Petra",
        "The map shows two streets.\n\nHe told the wire fence story.",
        "© 2031 Daily Lantern. All rights reserved.",
        "© 2031 Somebody Unknown.",
        "The Associated Press building burned.",
        "A guard told the Tarn Lantern Society that two died.",
    ],
)
def test_what_only_looks_like_a_credit_is_none(text: str) -> None:
    assert found(report(text, outlet="Arden Courier")) == []


def test_an_agency_that_prints_itself_reports_on_its_own() -> None:
    each = report("PORT ARDEN (Northern Wire) — Two died.", outlet="Northern Wire", byline="Irena Halloway")
    assert {credit.relation for credit in credits(each)} == {"own"}


def test_media_through_which_a_claim_came_are_credits_of_that_claim() -> None:
    each = report("Two died, an officer told the Tarn Herald.")
    content, teller, paper = each.span(0, 8), each.span(10, 20), each.span(26, 41)
    claim = Claim(
        id="c1-x",
        span=each.span(0, 41),
        origin=Origin("test"),
        content=(content,),
        kind="indirect",
        source=Anchored(Party("an officer"), (teller,)),
        cue=None,
        status=Anchored("asserted", (), "test"),
        stance=Anchored("neutral", (), "test"),
        through=(Anchored(Party("Tarn Herald", "media"), (paper,)),),
    )
    (credit,) = credits(each.with_layers(claims=(claim,)))
    assert (credit.name, credit.relation, credit.claim) == ("Tarn Herald", "via", "c1-x")


def test_short_names_are_read_where_credits_stand_and_in_their_own_letters() -> None:
    assert (agency("AP") or agency("x")).name == "Associated Press"  # type: ignore[union-attr]
    assert agency("ap") is None
    assert (agency("Velmara News Agency") or agency("x")).name == "Velmara News Agency"  # type: ignore[union-attr]
    assert agency("News Agency") is None
    assert [found.name for found, _, _ in named_agencies("Lantern with Northern Wire and dpa")] == [
        "Northern Wire",
        "Deutsche Presse-Agentur",
    ]


def test_the_courier_is_the_arden_courier_and_no_other_name() -> None:
    assert same_press("the Courier", "Arden Courier")
    assert same_press("AFP", "Agence France-Presse")
    assert not same_press("Tarn Courier", "Arden Courier")
    assert not same_press("News", "Arden News")
