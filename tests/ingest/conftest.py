"""A recipe without stages, so that taking in and noting are tried without the cost of reading."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reportedly.cli.main import main


class Ran(NamedTuple):
    """What a command wrote, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]


@pytest.fixture
def quick(tmp_path: Path) -> str:
    """The path of a recipe without stages."""
    recipe = tmp_path / "quick.toml"
    recipe.write_text("")
    return str(recipe)


@pytest.fixture
def command(tmp_path: Path, quick: str) -> Callable[..., list[str]]:
    """The command line of `reportedly ...` on the ledger in tmp_path, as a process of its own."""

    def line(name: str, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "reportedly", name, "--ledger", str(tmp_path / "ledger"), *arguments]

    return line


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs such a command to its end, within the test process."""

    def ran(name: str, *arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([name, "--ledger", str(tmp_path / "ledger"), *arguments])
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return ran
