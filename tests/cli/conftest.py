"""Runs the command line within the test process, and the fictional report that commands are tried on."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reportedly.cli.main import main
from reportedly.report import Report

FICTIONAL = runpy.run_path(str(Path(__file__).parents[1] / "fictional.py"))


class Ran(NamedTuple):
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def harbour() -> Report:
    """Fourteen claims and seven events in a fictional report, annotated by hand."""
    report: Report = FICTIONAL["harbour"]()
    return report


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs `reportedly` with these arguments."""

    def run(*arguments: object) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short fictional report in a file."""
    file = tmp_path / "article.txt"
    file.write_text(
        "Mayor Dara Quill said the bridge was closed on Monday.\n\n“We will not reopen it,” she said.\n", "utf-8"
    )
    return file
