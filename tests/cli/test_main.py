"""The command starts fast, knows itself, and its page in the documentation is current."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportedly.cli.main import COMMANDS, cli
from reportedly.cli.reference import reference

HELP_SECONDS = 0.3


def _cpu(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "reportedly", *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_starts_within_its_budget() -> None:
    _cpu("--help")  # compiles what is not compiled yet
    assert min(_cpu("--help") for _ in range(3)) < HELP_SECONDS


def test_help_imports_no_parser() -> None:
    code = (
        "import sys; from reportedly.cli.main import main\ntry: main(['read', '--help'])\nexcept SystemExit: pass\n"
    )
    code += "print([m for m in ('spacy', 'msgspec', 'rich.console', 'trafilatura', 'lxml') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_every_command_has_help_with_a_line_to_paste(run: Callable[..., Any]) -> None:
    for name in COMMANDS:
        ran = run(name, "--help")
        assert ran.code == 0
        assert f"reportedly {name}" in ran.out.partition("\n")[2]


def test_every_option_is_explained() -> None:
    import click

    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (name, parameter.name)


def test_an_unknown_command_is_exit_2(run: Callable[..., Any]) -> None:
    assert run("reed").code == 2


def test_the_reference_page_is_current() -> None:
    written = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
    assert written == reference(), "run: python -m reportedly.cli.reference > docs/cli.md"
