"""What happened is told apart from what did not, what was planned, and what happens every day."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.factuality import Factuality, factuality
from reportedly.claims.operators import factuality_words
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Report

Parse = Callable[[str], Report]

GROUPS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").with_stem("factuality").read_text())[
    "group"
]
CASES = [
    pytest.param(sentence, group["reads"], group.get("reported", False), id=f"{group['reads']}: {sentence}")
    for group in GROUPS
    for sentence in group["sentences"]
]
OPERATORS: list[dict[str, Any]] = load("lexicons/modality.en.toml").entries("operator")


def read(parse: Parse, marked: str) -> Factuality:
    """The factuality of the word in brackets; of its last word if it has several."""
    start, end = marked.index("["), marked.index("]") - 1
    report = parse(marked.replace("[", "").replace("]", ""))
    tree = Tree(report)
    return factuality(tree, tree.rows(report.span(start, end))[-1])


def test_table_is_large_enough() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(("sentence", "reads", "reported"), CASES)
def test_event_is_read_as_it_is_told(parse: Parse, sentence: str, reads: str, reported: bool) -> None:
    found = read(parse, sentence)
    values = [found.polarity.value, found.modality.value, found.genericity.value]
    assert " ".join(v if want != "-" else "-" for v, want in zip(values, reads.split(), strict=True)) == reads
    assert (found.cue >= 0) == reported


@pytest.mark.parametrize(
    ("operator", "sentence"),
    [(o, s) for o in OPERATORS for s in o["matches"]],
    ids=lambda v: v if isinstance(v, str) else v["name"],
)
def test_words_of_an_operator_make_of_the_event_what_the_lexicon_says(
    parse: Parse, operator: dict[str, Any], sentence: str
) -> None:
    expected = factuality_words().named(operator["name"])
    found = read(parse, sentence)
    negated = operator["name"] not in {"absence", "fact"} and any(w in sentence for w in (" not ", " no "))
    effect = expected.denied if negated else expected.affirmed
    assert (found.modality.value, found.polarity.value == "negative") == (effect.modality, effect.negative)


@pytest.mark.parametrize("sentence", [s for o in OPERATORS for s in o["rejects"]])
def test_an_event_outside_the_complement_stays_a_fact(parse: Parse, sentence: str) -> None:
    found = read(parse, sentence)
    assert (found.modality.value, found.polarity.value) == ("actual", "positive")


@pytest.mark.parametrize(
    ("sentence", "field", "words"),
    [
        ("The militia did not [attack] the ferry.", "polarity", "not"),
        ("More killings would [happen] if the group got consent.", "modality", "if"),
        ("The saboteurs wanted to carry out a series of [killings].", "modality", "wanted"),
        ("The militia plans to [attack] the ferry.", "modality", "plans"),
        ("[Attacks] happen every day.", "genericity", "every day"),
        ("Anna Verrin was [killed] in a car bomb.", "modality", "was killed"),
        ("They carried out a number of [killings].", "genericity", "a number of"),
    ],
)
def test_each_part_shows_the_words_that_decided_it(parse: Parse, sentence: str, field: str, words: str) -> None:
    assert getattr(read(parse, sentence), field).words == words


@pytest.mark.parametrize("text", ['plans " the , not', "were attacked by no", "attack of the no"])
def test_a_text_may_end_in_a_negation(text: str, parse: Parse) -> None:
    tree = Tree(parse(text))
    assert all(factuality(tree, row).polarity.spans for row in range(len(tree)))


def test_every_word_of_any_text_gets_an_answer(parse: Parse) -> None:
    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.sampled_from(
                [
                    *'?.,"“”()',
                    "if",
                    "not",
                    "to",
                    "attack",
                    "killed",
                    "said",
                    "of",
                    "the",
                    "were",
                    "no",
                    "and",
                    "will",
                    "plans",
                    "longer",
                ]
            ),
            max_size=14,
        )
    )
    def check(words: list[str]) -> None:
        report = parse(" ".join(words))
        tree = Tree(report)
        for row in range(len(tree)):
            found = factuality(tree, row)
            for anchored in (found.polarity, found.modality, found.genericity):
                assert anchored.spans
                assert all(report.text[s.start : s.end] == s.words for s in anchored.spans)

    check()
