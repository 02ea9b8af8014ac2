"""Loaded words in every export: whose word each is, whom it is put on, and a switch for them on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import lxml.html
import pytest

from reportedly.export.explanation import explain
from reportedly.export.html import page
from reportedly.export.ledger import ledger
from reportedly.export.rows import rows
from reportedly.export.terminal import text
from reportedly.export.wording import used_by
from reportedly.report import LoadedTerm, Report


def changed(report: Report, **fields: Any) -> Report:
    """The report with its one loaded term changed."""
    [term] = report.loaded or ()
    return report.with_layers(loaded=(replace(term, **fields),))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "quoted from Ilse Tarrant"),
        ({"voice": "paraphrased", "certain": False}, "paraphrase of Ilse Tarrant"),
        ({"voice": "outlet", "claim": None}, "outlet’s own"),
        ({"voice": "outlet", "certain": False, "claim": None}, "outlet’s own, or that of somebody it speaks of"),
        ({"voice": "quoted", "certain": False, "claim": None}, "quoted; nobody is named"),
    ],
)
def test_whose_word_it_is_is_said_in_words(harbour: Report, fields: dict[str, Any], words: str) -> None:
    [read] = ledger(changed(harbour, **fields)).loaded or ()
    assert used_by(read) == words


def test_the_terminal_lists_them_with_target_and_distance(harbour: Report) -> None:
    shown = text(harbour, width=120)
    assert "LOADED LANGUAGE" in shown
    assert "quoted from Ilse Tarrant; said of the statement; quotation-marks" in shown
    assert "LOADED LANGUAGE" not in text(harbour.with_layers(loaded=()))


def test_the_page_marks_each_by_voice_and_has_one_switch(harbour: Report) -> None:
    tree = lxml.html.document_fromstring(page(harbour).encode())
    article = tree.get_element_by_id("article")
    [word] = article.xpath(".//div[@class='text']//span[contains(@class, 'lw ')]")
    assert (word.text_content(), word.get("class")) == ("shameless", "lw quoted")
    [switch] = article.xpath(".//a[@class='switch']")
    assert switch.text_content() == "Loaded language1"
    card = tree.get_element_by_id("l1")
    assert "said of" in card.text_content()
    assert "quoted from Ilse Tarrant" in card.text_content()


def test_a_page_without_loaded_words_has_no_switch(harbour: Report) -> None:
    tree = lxml.html.document_fromstring(page(harbour.with_layers(loaded=())).encode())
    assert not tree.xpath("//a[@class='switch']")
    assert "No loaded word was found." in tree.get_element_by_id("loaded").text_content()
    unread = page(harbour.with_layers(loaded=None))
    assert "No stage has looked for loaded words" in unread


def test_a_row_says_who_uses_it(harbour: Report) -> None:
    [row] = rows(harbour, "loaded")
    assert (row["words"], row["kind"], row["voice"], row["certain"]) == (
        "shameless",
        "delegitimising",
        "quoted",
        True,
    )
    assert (row["source"], row["target"], row["distance_words"]) == ("Ilse Tarrant", "the statement", "“shameless”")
    [own] = rows(changed(harbour, voice="outlet", claim=None), "loaded")
    assert own["source"] is None


def test_a_term_can_be_explained_with_the_advice_on_it(harbour: Report) -> None:
    [term] = harbour.loaded or ()
    listed: LoadedTerm = replace(term, origin=replace(term.origin, rule="regime"))
    explanation = explain(harbour.with_layers(loaded=(listed,)), listed)
    fields = {field.field: field.value for field in explanation.fields}
    assert fields["voice"] == "quoted; certain"
    assert fields["plainer"] == "government, administration, authorities"
    assert str(fields["advice"]).startswith("Associated Press Stylebook")
    assert explanation.chain is not None
    assert explanation.chain.endswith("Ilse Tarrant (asserted)")
