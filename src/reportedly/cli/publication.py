"""The options by which the user says what is known of a publication; shared by the commands that read articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["publication_options"]

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--published",
        metavar="DATE",
        help="When the reports were published, such as 2024-06-20 or 2024-06-20T14:30:00+02:00. Closes dates "
        "like “on Friday”; without it, and where the report does not say, they stay open.",
    ),
    click.option("--outlet", metavar="NAME", help="Who published the reports."),
    click.option("--url", metavar="URL", help="Where the report appeared. Nothing is fetched from there."),
    click.option("--language", metavar="CODE", help="Language of the reports, such as en; otherwise it is detected."),
    click.option(
        "--recipe",
        metavar="NAME|FILE",
        default="default",
        show_default=True,
        help="Stages to read with: a built-in recipe, or a .toml file that lists stages.",
    ),
)


def publication_options(command: Command) -> Command:
    """Adds --published, --outlet, --url, --language and --recipe."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
