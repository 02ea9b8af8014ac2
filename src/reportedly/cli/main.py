"""The command `reportedly`: finds the command asked for, and turns every way of failing into one line."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from reportedly.errors import ReportedlyError
from reportedly.version import __version__

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS = {
    "read": "reportedly.cli.read:read",
    "watch": "reportedly.cli.watch:watch",
    "ingest": "reportedly.cli.ingest:ingest",
    "quarantine": "reportedly.cli.quarantine:quarantine",
    "explain": "reportedly.cli.explain:explain",
    "codebook": "reportedly.cli.codebook:codebook",
    "link": "reportedly.cli.link:link",
    "incidents": "reportedly.cli.incidents:incidents",
    "incident": "reportedly.cli.incident:incident",
    "rebuild": "reportedly.cli.rebuild:rebuild",
    "search": "reportedly.cli.search:search",
    "diff": "reportedly.cli.diff:diff",
    "verify": "reportedly.cli.verify:verify",
    "stats": "reportedly.cli.stats:stats",
    "judge": "reportedly.cli.judge:judge",
    "learn": "reportedly.cli.learn:learn",
    "correct": "reportedly.cli.correct:correct",
    "review": "reportedly.cli.review:review",
    "copy": "reportedly.cli.copy:copy",
    "schema": "reportedly.cli.schema:schema",
    "export": "reportedly.cli.export:export",
    "people": "reportedly.cli.people:people",
    "account": "reportedly.cli.account:account",
    "serve": "reportedly.cli.serve:serve",
}
"""Every command and where it lives. Only the one that is called imports what it works with."""

UNREADABLE, INTERRUPTED, CLOSED_PIPE = 2, 130, 141
"""Exit codes beside 0 and 1; the last two are what a shell reports for the signals INT and PIPE."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="reportedly %(version)s")
def cli() -> None:
    """Read news reports into an attributed ledger: who said what happened, in which words, how firmly.

    \b
    reportedly read article.html
    reportedly read reports/ --format html --out pages/
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit. Whatever goes wrong is said in one line on standard error."""
    if "_REPORTEDLY_COMPLETE" in os.environ:
        cli.main(prog_name="reportedly")
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("stopped; nothing that was not finished has been written")
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has closed it (`| head`). What is still buffered must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLOSED_PIPE
    except ReportedlyError as error:
        _say(str(error))
        code = UNREADABLE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}")
        code = UNREADABLE
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    # Not cli.main: it would take a closed pipe for a failure, and start a line of its own on an interrupt.
    try:
        with cli.make_context("reportedly", arguments) as context:
            cli.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return 0


def _say(message: str) -> None:
    click.echo(f"reportedly: {' '.join(message.split())}", err=True)
