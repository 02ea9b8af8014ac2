"""The ledger tells voices apart and keeps what happened apart from what did not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.export.ledger import NOBODY, ledger
from reportedly.report import Anchored, Party, Report


def test_claims_are_numbered_in_text_order_and_reporters_come_first(harbour: Report) -> None:
    book = ledger(harbour)
    assert book.claims is not None
    assert [read.number for read in book.claims] == list(range(1, 15))
    names = [read.claim.source.value.name if read.claim.source else None for read in book.claims]
    assert names[3:6] == ["The Northern Wire", "two officials", "the army"]


def test_a_voice_gathers_its_claims_under_one_letter(harbour: Report) -> None:
    voices = {voice.name: voice for voice in ledger(harbour).voices}
    assert [read.number for read in voices["Ilse Tarrant"].claims] == [1, 11, 12]
    assert voices["Ilse Tarrant"].letter == "A"
    assert voices[NOBODY].letter == "?"
    assert len({voice.letter for voice in voices.values()}) == len(voices)


def test_pronouns_that_were_not_linked_are_not_one_voice(harbour: Report) -> None:
    text = "They said no. They said yes. Police said no. Police said yes."
    report = Report.of(text)
    claims, mentions = [], []
    for number, start in enumerate((0, 14, 29, 45)):
        words = text[start : start + 4] if number < 2 else text[start : start + 6]
        span = report.span(start, start + len(words))
        base: Any = (harbour.claims or ())[0]
        content = report.span(span.end + 6, span.end + 8)
        source = Anchored(Party(words), (span,))
        claims.append(replace(base, id=f"c{number}", span=span, content=(content,), source=source, cue=None))
        if number < 2:
            mention: Any = (harbour.mentions or ())[0]
            mentions.append(replace(mention, id=f"m{number}", span=span, head=span, form="pronoun"))
    voices = ledger(report.with_layers(claims=tuple(claims), mentions=tuple(mentions))).voices
    assert [(voice.letter, voice.name, len(voice.claims)) for voice in voices] == [
        ("A", "They", 1),
        ("B", "They", 1),
        ("C", "Police", 2),
    ]


def test_letters_go_on_after_z(harbour: Report) -> None:
    claims: tuple[Any, ...] = harbour.claims or ()
    many = tuple(
        replace(
            claims[1],
            id=f"c1-{n}",
            source=replace(claims[1].source, value=replace(claims[1].source.value, name=f"s{n}")),
        )
        for n in range(30)
    )
    letters = [voice.letter for voice in ledger(harbour.with_layers(claims=many, events=())).voices]
    assert letters[24:29] == ["Y", "Z", "AA", "AB", "AC"]


def test_only_what_is_told_as_having_happened_counts_as_happened(harbour: Report) -> None:
    standings = {told.event.span.words: told.standing for told in ledger(harbour).events or ()}
    assert {words for words, standing in standings.items() if standing.happened} == {
        "killed",
        "toll",
        "planted",
        "shot dead",
    }
    assert standings["killed"].label == "told as fact by Ilse Tarrant"
    assert standings["planted"].label == "believed by the army"
    assert standings["targeted"].label == "denied by Tidewater Front"
    assert "threatened, according to the statement; not told as having happened" in standings["strike"].label
    assert "planned, according to a defence ministry document; not told as having happened" in standings["raid"].label
    assert standings["shot dead"].label == "told as fact by The Harbour Courier"


@pytest.mark.parametrize("modality", ["attempted", "foiled", "planned", "threatened", "conditional", "hypothetical"])
def test_no_unreal_modality_happened(harbour: Report, modality: Any) -> None:
    events = tuple(replace(e, modality=Anchored(modality, inferred="test")) for e in harbour.events or ())
    told = ledger(harbour.with_layers(events=events)).events or ()
    assert not [each for each in told if each.standing.happened]


def test_a_layer_nobody_looked_at_is_not_an_empty_one() -> None:
    assert ledger(Report.of("Words.")).claims is None
    assert ledger(Report.of("Words.").with_layers(claims=(), events=())).claims == ()
