"""The lexicon of responsibility: its sentences blame whom it says, for what it says, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.claims.blame_words import blame_words, takes_the_blame
from reportedly.errors import BadLexicon
from reportedly.lexicons import loader
from reportedly.report import Report

ENTRIES: list[dict[str, Any]] = loader.load("lexicons/responsibility.en.toml").entries("cue")


@pytest.mark.parametrize(
    ("kind", "sentence"), [(e["kind"], s) for e in ENTRIES for s in e["matches"]], ids=lambda v: str(v)
)
def test_a_construction_blames_whom_the_lexicon_says(
    kind: str, sentence: str, read_text: Callable[[str], Report]
) -> None:
    party = sentence[sentence.index("<") + 1 : sentence.index(">")]
    event = sentence[sentence.index("[") + 1 : sentence.index("]")]
    text = sentence.translate({ord(mark): None for mark in "<>[]"})
    said = [
        responsible
        for each in read_text(text).events or ()
        if event in [span.words for span in (each.span, *each.mentions)]
        for responsible in each.responsibility
    ]
    assert [(each.kind, party in each.party.value.name) for each in said] == [(kind, True)]
    assert said[0].cue


@pytest.mark.parametrize("sentence", [s for e in ENTRIES for s in e["rejects"]])
def test_other_uses_blame_nobody(sentence: str, read_text: Callable[[str], Report]) -> None:
    text = sentence.translate({ord(mark): None for mark in "<>[]"})
    blamed = [said for event in read_text(text).events or () for said in event.responsibility]
    assert [said.kind for said in blamed if said.kind != "stated" or said.cue == ()] == []


def test_a_kind_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = '[header]\npurpose = "p"\nsource = "s"\nlicence = "l"\n'
    (tmp_path / "wrong_blame.toml").write_text(header + '[[cue]]\nkind = "hinted"\n', "utf-8")
    monkeypatch.setattr(loader, "files", lambda _: tmp_path)
    with pytest.raises(BadLexicon, match=r"wrong_blame\.toml: kind 'hinted' is unknown; use one of stated"):
        blame_words("wrong_blame.toml")


def test_whose_object_takes_the_blame() -> None:
    assert takes_the_blame("accuse")
    assert not takes_the_blame("claim")
