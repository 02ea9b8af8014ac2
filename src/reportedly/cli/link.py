"""`reportedly link`: which reports tell of one incident, which take from which, how many origins that leaves."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.derive.link import Summary

__all__ = ["link", "shown", "steps"]


@click.command(short_help="Link the reports of one incident, and count independent origins.")
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="For people, or the summary as one JSON record.",
)
def link(ledger: str, form: str) -> None:
    """Derive from everything that was read: copies and versions, incidents, origins, people, the search index.

    Run it after taking in reports, correcting or judging. It starts from the readings each time, so that the result
    does not depend on how often it ran; pairs that it is unsure of are kept for `reportedly judge` and never merged.

    \b
    reportedly ingest reports/ && reportedly link && reportedly incidents
    """
    from reportedly.derive.link import link as run
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as opened, steps() as say:
        summary = run(opened, say)
    shown(summary, form)


def shown(summary: Summary, form: str) -> None:
    """Print what linking found."""
    if form == "jsonl":
        from dataclasses import asdict

        click.echo(json.dumps(asdict(summary)))
        return
    from reportedly.export.wording import tally

    click.echo(
        f"{tally(summary.reports, 'report')} linked: {tally(summary.incidents, 'incident')}, {summary.shared:,} told "
        f"by several reports; {tally(summary.copies, 'report')} taken from another; "
        f"{tally(summary.unsure, 'unsure pair')} for you to judge"
    )


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console

    with Console(stderr=True).status("linking") as status:
        yield lambda step: status.update(step)
