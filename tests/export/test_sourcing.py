"""What is known of a source besides who it is, and how sure a reading is, in every export."""

from __future__ import annotations

import csv as reader
import io
from dataclasses import replace
from typing import Any, get_args

import lxml.html
import pytest

from reportedly.codec import from_json
from reportedly.export.csv import table
from reportedly.export.explanation import explain
from reportedly.export.html import page
from reportedly.export.index import Entry
from reportedly.export.ledger import ledger
from reportedly.export.rows import rows
from reportedly.export.terminal import text
from reportedly.export.wording import SOURCE_TYPES, TIERS, other_words
from reportedly.report import (
    Anchored,
    Claim,
    Medium,
    Origin,
    Party,
    Publication,
    Report,
    SourceType,
    Span,
    Tier,
    annotation_id,
)

TEXT = (
    "A harbour pilot told the Selwyn Mail by telephone, asking not to be named for fear of dismissal, that the "
    "lights were out. Mayor Oda Marren said the lights were on."
)


@pytest.fixture
def pilots() -> Report:
    """Two claims: one of somebody whose name is withheld, with all there is to know of them, and a mayor's."""
    report = Report.of(TEXT, Publication(outlet=Anchored("The Lantern", inferred="given by the user")))

    def at(words: str) -> Span:
        start = TEXT.index(words)
        return report.span(start, start + len(words))

    def claim(source: str, content: str, **fields: Any) -> Claim:
        return Claim(
            id=annotation_id("c", report.id, source),
            span=at(content),
            origin=Origin("test"),
            content=(at(content),),
            kind="indirect",
            source=Anchored(Party(source, "person"), (at(source),)),
            cue=None,
            status=Anchored("asserted", inferred="test"),
            stance=Anchored("neutral", inferred="test"),
            **fields,
        )

    mail = Anchored(Party("Selwyn Mail", "media"), (at("the Selwyn Mail"),))
    anonymity = (at("asking not to be named for fear of dismissal"),)
    claims = (
        claim(
            "harbour pilot",
            "that the lights were out",
            confidence=0.9,
            source_type=Anchored("unnamed", anonymity, "the name is withheld"),
            anonymity=anonymity,
            medium=Anchored(Medium("telephone"), (at("by telephone"),)),
            audience=mail,
            through=(mail,),
        ),
        claim(
            "Oda Marren",
            "the lights were on",
            confidence=0.3,
            source_type=Anchored("person", (at("Mayor Oda Marren"),)),
        ),
    )
    made = report.with_layers(claims=claims, events=())
    made.verify()
    return made


def card(report: Report, number: int, **how: Any) -> Any:
    """The card of this claim on the page."""
    return lxml.html.document_fromstring(page(report, **how).encode()).get_element_by_id(f"c{number}")


def facts(of: Any) -> dict[str, str]:
    """What a card lists below its claim."""
    names = (each.text_content() for each in of.xpath("./dl/dt"))
    return dict(zip(names, (each.text_content() for each in of.xpath("./dl/dd")), strict=True))


def test_a_row_says_what_kind_of_source_it_is_and_by_what_words(pilots: Report) -> None:
    pilot, mayor = rows(pilots)
    assert (pilot["source_type"], pilot["source_type_words"]) == ("unnamed", pilot["anonymity"])
    assert pilot["anonymity"] == "asking not to be named for fear of dismissal"
    assert (pilot["medium"], pilot["medium_words"], pilot["medium_name"]) == ("telephone", "by telephone", None)
    assert (pilot["audience"], pilot["through"]) == ("Selwyn Mail", "Selwyn Mail")
    assert [mayor[name] for name in ("anonymity", "medium", "audience", "through", "through_offsets")] == [None] * 5
    for name in ("source_type", "anonymity", "medium", "audience", "through"):
        start, _, end = str(pilot[f"{name}_offsets"]).partition("-")
        assert TEXT[int(start) : int(end)] == pilot[name if name == "anonymity" else f"{name}_words"]


def test_a_claim_whose_source_nobody_has_looked_at_has_empty_cells(pilots: Report) -> None:
    [first, _] = pilots.claims or ()
    bare = replace(first, source_type=None, anonymity=(), medium=None, audience=None, through=())
    [row] = rows(pilots.with_layers(claims=(bare,)))
    assert row["source_type"] is row["source_type_words"] is row["anonymity"] is row["medium"] is None
    assert facts(card(pilots.with_layers(claims=(bare,)), 1)) == {}


def test_the_card_shows_why_a_source_has_no_name_and_links_it_to_its_words(pilots: Report) -> None:
    shown = card(pilots, 1)
    assert [each.text_content() for each in shown.find_class("type")] == ["not named"]
    assert facts(shown) == {
        "why unnamed": "asking not to be named for fear of dismissal",
        "medium": "telephone by telephone",
        "told to": "Selwyn Mail",
    }
    tree = shown.getroottree().getroot()
    for link in shown.xpath("./dl//a | .//a[contains(@class, 'type')]"):
        assert link.get("data-l") in tree.get_element_by_id(link.get("href")[1:]).get("data-k").split()
    assert "The Lantern" in shown.text_content()
    assert facts(card(pilots, 2)) == {}
    assert not card(pilots, 2).find_class("type")


def test_an_outlet_that_passed_it_on_is_shown_apart_from_who_was_told(pilots: Report) -> None:
    [first, _] = pilots.claims or ()
    shown = facts(card(pilots.with_layers(claims=(replace(first, audience=None),)), 1))
    assert shown["through"] == "Selwyn Mail"


def test_a_statement_that_says_so_is_not_also_called_the_medium(pilots: Report) -> None:
    [first, _] = pilots.claims or ()
    assert first.source is not None
    own = replace(first, medium=Anchored(Medium("statement"), first.source.spans))
    assert "medium" not in facts(card(pilots.with_layers(claims=(own,)), 1))
    named = replace(own, medium=Anchored(Medium("social_media", "Chirper"), first.source.spans))
    shown = facts(card(pilots.with_layers(claims=(named,)), 1))
    assert shown["medium"].startswith("social media, Chirper")


def test_an_explanation_names_the_source_s_kind_means_and_hearers(pilots: Report) -> None:
    [first, second] = pilots.claims or ()
    explanation = explain(pilots, first)
    fields = {field.field: field for field in explanation.fields}
    assert list(fields)[:6] == ["source", "source type", "why unnamed", "medium", "told to", "through"]
    assert (fields["source type"].value, fields["source type"].inferred) == ("not named", "the name is withheld")
    assert fields["why unnamed"].words[0].words.startswith("asking not to be named")
    assert (explanation.tier, explain(pilots, second).tier) == ("high", "low")
    issue = pilots.issue("a.b", "seen", by="test")
    assert explain(pilots.with_issues(issue), issue).tier is None


def test_the_terminal_says_what_kind_of_source_where_the_name_does_not(pilots: Report) -> None:
    shown = text(pilots)
    assert "harbour pilot  not named" in shown
    assert "Oda Marren  person" in shown
    assert max(map(len, text(pilots, width=60).split("\n"))) <= 60


def test_every_type_of_source_and_every_tier_has_words_for_readers() -> None:
    assert set(SOURCE_TYPES) == set(get_args(SourceType))
    assert set(TIERS) == set(get_args(Tier))


@pytest.mark.parametrize(
    ("words", "value", "shown"),
    [
        ("the army", "army", ""),
        ("The Army", "army", ""),
        ("an army\nband", "army band", ""),
        ("the army", "the navy", "the army"),
        ("Theo", "o", "Theo"),
        ("she", "Oda Marren", "she"),
    ],
)
def test_words_are_repeated_only_where_they_say_something_else(words: str, value: str, shown: str) -> None:
    field = Anchored(value, (Span(0, len(words), words),))
    assert other_words(field, value) == shown


# ---------------------------------------------------------------------------------------------- tiers


def test_every_claim_shows_its_tier(pilots: Report) -> None:
    assert [row["tier"] for row in rows(pilots)] == ["high", "low"]
    assert [card(pilots, n).find_class("tier")[0].text_content() for n in (1, 2)] == ["●●●", "●○○"]
    assert "90%; high tier" in card(pilots, 1).text_content()
    shown = text(pilots)
    assert shown.count("low tier") == 1
    assert "high tier" not in shown


def test_a_tier_is_read_off_the_confidence_and_never_stored(pilots: Report) -> None:
    assert "tier" not in pilots.to_json()
    assert [claim.tier for claim in from_json(pilots.to_json()).claims or ()] == ["high", "low"]


def test_only_claims_of_the_tier_asked_for_are_listed_under_their_old_numbers(pilots: Report) -> None:
    [first, second] = pilots.claims or ()
    turned = pilots.with_layers(claims=(replace(first, confidence=0.6), replace(second, confidence=None)))
    book = ledger(turned, "high")
    assert [(read.number, read.letter) for read in book.claims or ()] == [(2, "B")]
    assert (book.left_out, ledger(turned, "medium").left_out, ledger(turned).left_out) == (1, 0, 0)


def test_a_view_of_fewer_claims_says_how_many_are_left_out(pilots: Report) -> None:
    assert "1 claim by 1 source, numbered as in the text; 1 claim of a lower tier left out" in text(
        pilots, tier="high"
    )
    assert "left out" not in text(pilots)
    shown = page(pilots, tier="high")
    assert "1 claim of a lower tier left out" in shown
    assert "are the outlet’s own, or of the 1 claim of a lower tier left out." in shown
    assert "are the outlet’s own." in page(pilots)
    assert 'id="c1"' in shown
    assert 'id="c2"' not in shown
    assert Entry.of(pilots, "a.html", tier="high").claims == 1
    unsure = pilots.with_layers(claims=(pilots.claims or ())[1:])
    assert "nobody but the outlet" not in text(unsure, tier="medium")
    assert "1 claim of a lower tier left out" in text(unsure, tier="medium")


@pytest.mark.parametrize("tier", get_args(Tier))
def test_no_link_dangles_whatever_the_tier(harbour: Report, tier: Tier) -> None:
    unsure = harbour.with_layers(
        claims=tuple(replace(claim, confidence=n / 14) for n, claim in enumerate(harbour.claims or ()))
    )
    tree = lxml.html.document_fromstring(page(unsure, tier=tier).encode())
    ids = {element.get("id") for element in tree.xpath("//*[@id]")}
    targets = {link.get("href")[1:] for link in tree.xpath("//a[starts-with(@href, '#')]")}
    assert targets <= ids
    assert len(tree.find_class("event")) == len(
        lxml.html.document_fromstring(page(unsure).encode()).find_class("event")
    )


def test_rows_of_other_layers_are_whole_whatever_the_tier(harbour: Report) -> None:
    unsure = harbour.with_layers(claims=tuple(replace(claim, confidence=0.1) for claim in harbour.claims or ()))
    assert rows(unsure, tier="medium") == []
    assert rows(unsure, "events", tier="high") == rows(unsure, "events")
    assert all(row["claim"] for row in rows(unsure, "events") if row["told_by"] == "Ilse Tarrant")


def test_csv_holds_the_claims_of_a_tier_or_better(pilots: Report) -> None:
    made = list(reader.DictReader(io.StringIO(table(pilots, tier="medium"), newline="")))
    assert [row["source"] for row in made] == ["harbour pilot"]
