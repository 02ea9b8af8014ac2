"""What a page that draws itself shows of a report: the same as the page that is written."""

from __future__ import annotations

import lxml.html
import msgspec
import pytest
from tests.fictional import harbour

from reportedly.export.html import page
from reportedly.export.ledger import ledger
from reportedly.export.reader_view import reader_view
from reportedly.export.wording import chain_sentence
from reportedly.report import Link, Party, Report


@pytest.fixture(scope="module")
def told() -> Report:
    return harbour()


@pytest.mark.parametrize(
    ("chain", "says"),
    [
        ([Link(Party("Daily Lantern", "outlet"), None, status="asserted")], "Daily Lantern reports"),
        (
            [
                Link(Party("Lantern", "outlet"), None, stance="neutral"),
                Link(Party("police"), "c1", status="denied"),
            ],
            "Lantern reports that police denied",
        ),
        (
            [
                Link(Party("Reported Times", "outlet"), None, stance="distancing"),
                Link(Party("Northern Wire"), "c1", stance="supporting"),
                Link(Party("two officials"), "c2", status="alleged"),
            ],
            "Reported Times reports at a distance that Northern Wire reported as true that two officials alleged",
        ),
    ],
)
def test_a_chain_of_sources_is_told_as_a_sentence(chain: list[Link], says: str) -> None:
    assert chain_sentence(chain) == says


def test_it_says_what_the_written_page_says(told: Report) -> None:
    view = reader_view(told)
    written = lxml.html.fromstring(page(told))
    for card in (*(view.claims or ()), *(view.events or ()), *(view.loaded or ())):
        shown = " ".join(written.get_element_by_id(card.key).text_content().split())
        assert " ".join(card.title.split()) in shown
        for piece in (piece for fact in card.facts for piece in fact.pieces):
            assert " ".join(piece.value.split()) in shown
    assert len(written.xpath("//li[starts-with(@class, 'card')]")) == sum(
        len(cards or ()) for cards in (view.claims, view.events, view.loaded, view.tolls, view.issues)
    )


def test_marks_show_their_words_and_every_claim_has_one_number_a_paragraph(told: Report) -> None:
    view = reader_view(told)
    assert all(0 <= mark.start < mark.end <= len(view.text) for mark in view.marks)
    noted = [mark for mark in view.marks if mark.note and mark.kind == "content"]
    assert {mark.key for mark in noted} == {f"c{card.number}-content" for card in view.claims or ()}
    for read, card in zip(ledger(told).claims or (), view.claims or (), strict=True):
        content = [mark for mark in view.marks if mark.key == f"{card.key}-content"]
        assert [view.text[mark.start : mark.end] for mark in content] == [span.words for span in read.claim.content]


def test_hidden_characters_are_named_where_they_stand() -> None:
    view = reader_view(Report.of("a\u202eb\r\nc\u200bd"))
    assert [(each.start, each.end, each.label) for each in view.stretches] == [(1, 2, "RLO"), (6, 7, "ZWSP")]


def test_what_has_no_value_is_left_out_and_no_layer_is_told_from_an_empty_one() -> None:
    told = msgspec.to_builtins(reader_view(Report.of("Nobody spoke.")))
    assert told["claims"] is None
    assert msgspec.to_builtins(reader_view(Report.of("Nobody spoke.").with_layers(claims=())))["claims"] == ()
