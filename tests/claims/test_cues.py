"""The reporting lexicon: every entry is well formed, and its example sentences are read as it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.claims.attribution import Attribution
from reportedly.claims.cues import CueEntry, cue_lexicon
from reportedly.claims.quotes import Quotes
from reportedly.claims.selection import NO_TAGGER
from reportedly.claims.weights import weights
from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load
from reportedly.report import Report

Parse = Callable[[str], Report]

ENTRIES = list(cue_lexicon().values())


def cues(parse: Parse, text: str) -> list[str]:
    report = Quotes()(parse(text)).with_layers(mentions=(), entities=())
    return [claim.cue.value.lemma for claim in Attribution(tagger=NO_TAGGER)(report).claims or () if claim.cue]


def groups(which: str) -> list[tuple[str, tuple[str, ...]]]:
    seen: dict[str, list[str]] = {}
    for entry in ENTRIES:
        for sentence in getattr(entry, which):
            seen.setdefault(sentence, []).append(entry.lemma)
    return [(sentence, tuple(lemmas)) for sentence, lemmas in seen.items()]


def test_the_lexicon_holds_several_hundred_words_of_every_kind() -> None:
    assert len(ENTRIES) > 500
    assert {"verb", "noun", "adjective", "adverb", "phrase"} == {entry.pos for entry in ENTRIES}


def test_lemmas_are_lower_case_and_stand_once() -> None:
    assert all(entry.lemma == entry.lemma.lower().strip() for entry in ENTRIES)
    assert len({(entry.lemma, entry.pos) for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize(("sentence", "lemmas"), groups("matches"))
def test_a_sentence_that_matches_is_reported_speech(parse: Parse, sentence: str, lemmas: tuple[str, ...]) -> None:
    assert any(cue.split(" ")[0] in lemmas or cue in lemmas for cue in cues(parse, sentence))


@pytest.mark.parametrize(("sentence", "lemmas"), groups("rejects"))
def test_a_sentence_it_rejects_reports_nothing(parse: Parse, sentence: str, lemmas: tuple[str, ...]) -> None:
    assert [cue for cue in cues(parse, sentence) if cue in lemmas] == []


def test_entries_are_frozen() -> None:
    entry = cue_lexicon()["say", "verb"]
    with pytest.raises(AttributeError):
        entry.status = "denied"  # type: ignore[misc]
    assert isinstance(entry, CueEntry)


def test_a_wrong_class_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = load("lexicons/reporting_cues.en.toml")
    wrong = {**data.tables, "cue": [{"lemmas": ["hum"], "pos": "verb", "kind": "music"}]}
    monkeypatch.setattr("reportedly.claims.cues.load", lambda name: type(data)(name, wrong, "x"))
    cue_lexicon.cache_clear()
    with pytest.raises(BadLexicon, match=r"'hum' has kind = 'music'; use one of"):
        cue_lexicon()
    monkeypatch.undo()
    cue_lexicon.cache_clear()


def test_weights_are_signs_and_numbers_without_names() -> None:
    table = weights().table
    assert "bias" in table
    assert all(isinstance(weight, float) and -12 < weight < 12 for weight in table.values())
    assert not [sign for sign in table if sign.startswith("who=") and sign[4:5].isupper()]


def test_weights_file_states_what_it_was_counted_on() -> None:
    header = load("lexicons/reporting_weights.en.toml").tables["header"]
    assert "counted by models/train/cue_lexicon.py" in header["source"]
    assert (Path(__file__).parents[2] / "models" / "train" / "cue_lexicon.py").is_file()
