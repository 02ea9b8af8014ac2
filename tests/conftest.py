"""Shared by all tests: the parser and the default pipeline, loaded once; the corpora, if they are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from eval.corpora import located
from hypothesis import settings

from reportedly.language.backends.with_spacy import Parse
from reportedly.pipeline import Pipeline, default_pipeline
from reportedly.report import Report

# A shared machine is sometimes slow for a second; a property is about what is true, not how fast.
settings.register_profile("reportedly", deadline=None)
settings.load_profile("reportedly")


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Report]:
    """Text to a Report with tokens and nothing else."""
    stage = Parse()
    return lambda text: stage(Report.of(text))


@pytest.fixture(scope="session")
def read_text() -> Callable[[str], Report]:
    """Text to a Report with every layer of the default recipe."""
    pipeline: Pipeline = default_pipeline()
    return lambda text: pipeline(Report.of(text))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of evaluation corpora (REPORTEDLY_DATA, else ../shared). Skips where there is none."""
    try:
        return located()
    except FileNotFoundError as error:
        pytest.skip(str(error))
