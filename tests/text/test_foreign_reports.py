"""A report in a language without a model gives one Issue that says so, and no tokens; English is parsed."""

from __future__ import annotations

import pytest
from tests.text.test_language import FOREIGN

from reportedly.language.backends.with_spacy import Parse
from reportedly.text.readers import Overrides, report_from_text


@pytest.fixture(scope="module")
def stage() -> Parse:
    return Parse()


@pytest.mark.parametrize("code", FOREIGN)
def test_a_foreign_report_becomes_an_issue_and_not_nonsense(stage: Parse, code: str) -> None:
    report = stage(report_from_text(FOREIGN[code]))
    assert report.tokens is None
    (issue,) = report.issues
    assert issue.code == "language.no-model"
    assert repr(code) in issue.message
    assert "--language en" in issue.hint


def test_what_the_user_says_of_the_language_wins(stage: Parse) -> None:
    report = stage(report_from_text(FOREIGN["es"], overrides=Overrides(language="en")))
    assert report.tokens is not None
    assert report.issues == ()


def test_a_text_too_short_to_tell_is_read(stage: Parse) -> None:
    assert stage(report_from_text("Venn y Orla: adiós")).tokens is not None
