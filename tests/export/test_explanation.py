"""An explanation shows, for each field, its words in context and who read them."""

from __future__ import annotations

import pytest

from reportedly.export.explanation import explain
from reportedly.report import Report


def test_a_claim_is_explained_field_by_field(harbour: Report) -> None:
    claim = (harbour.claims or ())[11]
    explanation = explain(harbour, claim)
    fields = {field.field: field for field in explanation.fields}
    assert list(fields) == ["source", "cue", "content", "status", "stance"]
    assert fields["source"].value == "Ilse Tarrant (person)"
    assert fields["source"].words[0].words == "She"
    assert fields["source"].words[0].before.endswith("“shameless”. ")
    assert fields["source"].origin is not None
    assert fields["source"].origin.by == "language.entities.v1"
    assert fields["status"].value == "demanded"
    assert explanation.chain == "The Harbour Courier → Ilse Tarrant (demanded)"
    assert explanation.resource is not None
    assert "@sha256:" in explanation.resource


def test_a_value_without_words_says_how_it_is_known(harbour: Report) -> None:
    fields = {field.field: field for field in explain(harbour, (harbour.claims or ())[9]).fields}
    assert fields["source"].words == ()
    assert fields["source"].inferred == "continues the quotation before"
    assert fields["cue"].value == "none: the quotation stands alone"


def test_an_event_is_explained_field_by_field(harbour: Report) -> None:
    fields = [(field.field, field.value) for field in explain(harbour, (harbour.events or ())[0]).fields]
    assert ("trigger", "assault, bombing") in fields
    assert ("killed", "at least 9") in fields
    assert ("time", "2031-03-11 (rule weekday before)") in fields
    assert ("responsibility", "claimed: Tidewater Front") in fields


def test_every_annotation_can_be_explained_and_its_words_stand_where_it_says(harbour: Report) -> None:
    count = 0
    for annotation in harbour.annotations():
        for field in explain(harbour, annotation).fields:
            for words in field.words:
                count += 1
                assert harbour.text[words.start : words.end] == words.words
                assert harbour.text[: words.start].endswith(words.before)
                assert harbour.text[words.end :].startswith(words.after)
    assert count > 100


@pytest.mark.parametrize("kind", ["mention", "entity", "quote", "claim", "event", "issue"])
def test_every_kind_has_an_explanation(harbour: Report, kind: str) -> None:
    assert kind in {explain(harbour, annotation).kind for annotation in harbour.annotations()}
