"""The fictional report that exports are tried on."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from reportedly.report import Report

FICTIONAL = runpy.run_path(str(Path(__file__).parents[1] / "fictional.py"))


@pytest.fixture(scope="session")
def harbour() -> Report:
    """Fourteen claims and seven events in a fictional report, annotated by hand."""
    report: Report = FICTIONAL["harbour"]()
    return report
