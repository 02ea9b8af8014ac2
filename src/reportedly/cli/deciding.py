"""The options of commands by which a person decides something: who, why, and which earlier decision is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from reportedly.cli.format_option import format_option

__all__ = ["deciding_options", "needed"]

F = TypeVar("F", bound=Callable[..., Any])


def deciding_options(command: F) -> F:
    """Give a command the parameters `author`, `reason`, `undo` and `form`."""
    for option in reversed(
        (
            click.option("--author", envvar="REPORTEDLY_AUTHOR", help="Who decides (or set REPORTEDLY_AUTHOR)."),
            click.option("--reason", help="Why, in a sentence that others can check."),
            click.option(
                "--undo", type=int, metavar="NUMBER", help="Take back the one with this number; it is kept."
            ),
            format_option("text", "jsonl", help="text: for reading here. jsonl: one object per line."),
        )
    ):
        command = option(command)
    return command


def needed(author: str | None, reason: str | None) -> tuple[str, str]:
    """Author and reason. Raises click.UsageError if one is missing."""
    if not author or not reason or not author.strip() or not reason.strip():
        raise click.UsageError("say who decides and why: --author NAME --reason 'a sentence'")
    return author, reason
