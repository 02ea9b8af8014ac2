"""When a speaker counts as linked to the right entity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportedly.claims.attribution import Attribution
from reportedly.claims.quotes import Quotes
from reportedly.evaluation.speakers import speaker_outcomes
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.report import Report

TEXT = "Tariq Halvorsen, a retired pilot, spoke first. Mr Halvorsen was calm. He left. Then Ida Brekke spoke."


def _row(words: str, entity: str | None) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"speaker_start": start, "speaker_end": start + len(words), "entity": entity}


@pytest.mark.parametrize(
    ("words", "entity", "right", "form"),
    [
        ("He", "Tariq Halvorsen", True, "pronoun"),
        ("He", "Ida Brekke", False, "pronoun"),
        ("He", "He", False, "pronoun"),
        ("Mr Halvorsen", "the veteran pilot Tariq Halvorsen", True, "name"),
        ("Ida Brekke", "Tariq Halvorsen", False, "name"),
        ("Mr Halvorsen", "a retired pilot", True, "name"),
    ],
)
def test_outcome(parse: Callable[[str], Report], words: str, entity: str, right: bool, form: str) -> None:
    report = parse(TEXT)
    for stage in (Mentions(), Quotes(), Entities()):
        report = stage(report)
    (outcome,) = speaker_outcomes(report, [_row(words, entity)])
    assert (outcome.right, outcome.form) == (right, form)


def test_i_is_whoever_the_quotation_is_attributed_to(parse: Callable[[str], Report]) -> None:
    text = "“I think the dam will hold,” Ida Brekke said. Tariq Halvorsen wept."
    row = {"speaker_start": 1, "speaker_end": 2, "entity": "Ida Brekke"}
    report = Entities()(Quotes()(Mentions()(parse(text))))
    (before,) = speaker_outcomes(report, [row])
    (after,) = speaker_outcomes(Attribution()(report), [row])
    assert (before.right, before.form) == (False, "first person")
    assert after.right


def test_quotations_without_a_gold_speaker_or_entity_are_passed_over(parse: Callable[[str], Report]) -> None:
    report = Entities()(Quotes()(Mentions()(parse(TEXT))))
    rows = [_row("He", None), {"speaker_start": None, "speaker_end": None, "entity": "Ida Brekke"}]
    assert speaker_outcomes(report, rows) == []
