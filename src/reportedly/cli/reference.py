"""The reference page of the command line, made from its help: python -m reportedly.cli.reference > docs/cli.md"""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.main import COMMANDS, cli

__all__ = ["reference"]

WIDTH = 90


def reference() -> str:
    """docs/cli.md: the help of every command, as it is printed at 90 columns."""
    parts = ["# The command line", f"<!-- Made by: {__doc__.partition(': ')[2]} -->" if __doc__ else ""]
    parts.append("Data goes to standard output and everything else to standard error, so commands can be joined.")
    parts.append(_help(cli, None))
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        if command is not None:
            parts += [f"## reportedly {name}", _help(command, name)]
        for inner, under in getattr(command, "commands", {}).items():
            parts += [f"### reportedly {name} {inner}", _help(under, f"{name} {inner}")]
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, name: str | None) -> str:
    settings: dict[str, Any] = {**cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    parent = click.Context(cli, info_name="reportedly", **settings)
    context = click.Context(command, info_name=name, parent=parent) if name else parent
    return f"```text\n{command.get_help(context).rstrip()}\n```"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
