"""Comparing claims with annotated attributions: what is handed in, in which format, and how well it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.claims.attribution import Attribution
from reportedly.claims.quotes import Quotes
from reportedly.errors import BadInput
from reportedly.evaluation.attribution import Scorer, gold_records, prediction, submitted
from reportedly.report import Report

Parse = Callable[[str], Report]


@pytest.fixture(scope="module")
def read(parse: Parse) -> Callable[[str], Report]:
    quotes, attribution = Quotes(), Attribution()
    return lambda text: attribution(quotes(parse(text)).with_layers(mentions=(), entities=()))


def test_claims_within_claims_are_handed_in_only_for_a_gold_that_has_them(read: Callable[[str], Report]) -> None:
    report = read("Tadan said the army denied that its troops had fired.")
    assert len(report.claims or ()) == 2
    assert [claim.cue.words for claim in submitted(report.claims or ()) if claim.cue] == ["said"]
    assert len(prediction("a", report)["quotes"]) == 1
    assert len(prediction("a", report, nested=True)["quotes"]) == 2


def test_a_prediction_has_the_offsets_of_content_source_and_cue(read: Callable[[str], Report]) -> None:
    text = "“The road is closed,” said Mirko Tadan."
    (quote,) = prediction("a", read(text))["quotes"]
    assert [text[start:end] for start, end in quote["spans"]] == ["The road is closed,"]
    assert text[quote["speaker_start"] : quote["speaker_end"]] == "Mirko Tadan"
    assert text[quote["cue_start"] : quote["cue_end"]] == "said"


def test_a_missing_corpus_or_scorer_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="set REPORTEDLY_DATA"):
        list(gold_records(tmp_path / "none.jsonl"))
    with pytest.raises(BadInput, match="set REPORTEDLY_DATA"):
        Scorer(tmp_path)


@pytest.mark.parametrize(
    ("corpus", "documents", "pair", "letters"), [("wikinews_conflict_pilot", 4, 70, 68), ("polnear_dev", 12, 60, 70)]
)
def test_attribution_does_not_fall_below_its_floor(
    corpora: Path, read: Callable[[str], Report], corpus: str, documents: int, pair: int, letters: int
) -> None:
    gold = list(gold_records(corpora / "data" / "attribution" / f"{corpus}.jsonl"))[:documents]
    figures = Scorer(corpora).score(gold, [prediction(record["doc"], read(record["text"])) for record in gold])
    assert figures["pair (content@50+speaker)"]["F1"] >= pair
    assert figures["chars+speaker"]["F1"] >= letters
