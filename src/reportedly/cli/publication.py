"""The options of reading: what is known of a publication, and how; shared by the commands that read articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from reportedly.text.limits import Limits

__all__ = ["publication_options"]

Command = TypeVar("Command", bound=Callable[..., Any])

_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s?([kmg]?)(i?)b?", re.IGNORECASE)
_UNITS = {"": 0, "k": 1, "m": 2, "g": 3}


class _MaxBytes(click.ParamType):  # type: ignore[type-arg]  # not generic when it runs
    """A size such as 20MB (20,000,000 bytes), 20MiB, 500k or 4096, to the Limits that allow it."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Limits:
        from reportedly.text.limits import Limits

        match = _SIZE.fullmatch(str(value).strip().replace(",", ""))
        if match is None:
            self.fail(f"{value!r} is no size: write 20MB, 500kB, 1.5GB or a number of bytes", param, ctx)
        size = int(float(match[1]) * (1024 if match[3] else 1000) ** _UNITS[match[2].lower()])
        if size < 1:
            self.fail(f"{value!r} would leave nothing to read: write 20MB, 500kB or a number of bytes", param, ctx)
        return Limits.of_bytes(size)


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
    click.option(
        "--max-bytes",
        "limits",
        type=_MaxBytes(),
        metavar="SIZE",
        help="How large one report may be, such as 20MB; larger ones are passed over. If this is not given: 5MB, of "
        "which 500,000 characters of text, so that no report takes longer than about two minutes.",
    ),
)


def publication_options(command: Command) -> Command:
    """Adds --published, --outlet, --url, --language, --recipe and --max-bytes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
