"""Shared by all tests: the parser and the default pipeline, loaded once; the corpora, if they are there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
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
    folder = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no corpora in {folder}: set REPORTEDLY_DATA to the folder that holds data/ and eval/")
    return folder
