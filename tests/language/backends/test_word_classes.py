"""Parts of speech and lemmas that are remembered are those of the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.language.backends.with_spacy import _load, find_model
from reportedly.language.backends.word_classes import WordClasses

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "reports").glob("*.txt"))


def assert_alike(classes: WordClasses, text: str) -> None:
    nlp = _load(find_model().folder)
    whole = nlp(text)
    quick = nlp(text, disable=classes.skip)
    found = classes(quick)
    told = [(t.pos_, t.lemma_) for t in whole if not t.is_space]
    assert [tuple(each) for each, t in zip(found, quick, strict=True) if not t.is_space] == told


@pytest.fixture(scope="module")
def classes() -> WordClasses:
    return WordClasses(_load(find_model().folder))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_reports_read_the_same(classes: WordClasses, path: Path) -> None:
    for paragraph in path.read_text("utf-8").split("\n\n"):
        assert_alike(classes, paragraph)


@pytest.mark.parametrize(
    "text",
    [
        "There is a mine in the harbour, and there were two more.",
        "The harbour is closed and the roads are open.",
        "I'm gonna leave, you gotta stay, and y'all ain't ready. Let's go.",
        "It's the mayor's boat; there's no other.",
        "is",
        "",
    ],
)
def test_words_that_their_neighbours_change_read_the_same(classes: WordClasses, text: str) -> None:
    for _ in range(2):  # asked, then remembered
        assert_alike(classes, text)


@given(
    st.lists(
        st.sampled_from(
            [
                "There",
                "there",
                "is",
                "'s",
                "are",
                "was",
                "ai",
                "n't",
                "gon",
                "na",
                "let",
                "got",
                "ta",
                "y'",
                "all",
                "He",
                "said",
                "mines",
            ]
        ),
        max_size=9,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_order_of_such_words_reads_the_same(words: list[str]) -> None:
    assert_alike(WordClasses(_load(find_model().folder)), " ".join(words))


def test_a_model_whose_rules_are_not_known_keeps_its_components() -> None:
    import spacy

    nlp = spacy.blank("en")
    classes = WordClasses(nlp)
    assert classes.skip == ()
    assert [each.lemma for each in classes(nlp("Two boats"))] == ["", ""]
