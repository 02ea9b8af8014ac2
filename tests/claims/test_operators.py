"""The lexicon of words that decide on factuality says only what can be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.claims.operators import Effect, factuality_words
from reportedly.claims.veridicality import veridicality
from reportedly.errors import BadLexicon
from reportedly.lexicons import loader


def test_every_operator_shows_a_sentence_it_decides() -> None:
    for entry in loader.load("lexicons/modality.en.toml").entries("operator"):
        assert entry["matches"], entry["name"]


@pytest.mark.parametrize(
    ("frame", "word", "affirmed", "denied"),
    [
        ("to", "plan", Effect("planned"), Effect("planned", negative=True)),
        ("to", "fail", Effect("actual", negative=True), Effect("actual")),
        ("to", "manage", Effect("actual"), Effect("actual", negative=True)),
        ("np", "condemn", Effect("actual", fact=True), Effect("actual", fact=True)),
        ("prep", "call for", Effect("advocated"), Effect("advocated", negative=True)),
    ],
)
def test_a_word_decides_plain_and_negated(frame: str, word: str, affirmed: Effect, denied: Effect) -> None:
    operator = factuality_words().operators[frame, word]
    assert (operator.affirmed, operator.denied) == (affirmed, denied)


def test_an_effect_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = '[header]\npurpose = "p"\nsource = "s"\nlicence = "l"\n'
    entry = '[[operator]]\nname = "wishing"\naffirmed = "wished"\ndenied = "planned"\nto = ["wish"]\n'
    (tmp_path / "wrong.toml").write_text(header + entry, "utf-8")
    monkeypatch.setattr(loader, "files", lambda _: tmp_path)
    with pytest.raises(BadLexicon, match=r"wrong\.toml: operator 'wishing' has affirmed = 'wished'; use a modality"):
        factuality_words("wrong.toml")


@pytest.mark.parametrize(
    ("verb", "frame", "happened", "happened_when_negated"),
    [("know", "that", True, True), ("manage", "to", True, False), ("fail", "to", False, True)],
)
def test_people_infer_from_a_verb_what_its_class_says(
    verb: str, frame: str, happened: bool, happened_when_negated: bool
) -> None:
    signature = veridicality(verb, frame)
    assert signature is not None
    assert (signature.affirmed > 0, signature.denied > 0) == (happened, happened_when_negated)


def test_a_verb_nobody_judged_has_no_signature() -> None:
    assert veridicality("frobnicate", "that") is None
