"""How far a reading has come: a bar on a terminal, one line for what is skipped, one line of numbers at the end."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import click

from reportedly.errors import BadInput
from reportedly.export.visible import visible
from reportedly.export.wording import shorten, tally
from reportedly.report import Report

__all__ = ["Count", "counted"]

LONGEST = 1_000
"""Characters of the longest complaint: a source may be named by a URL of any length."""


@dataclass
class Count:
    """What has been read so far."""

    read: int = 0
    skipped: int = 0
    claims: int = 0
    events: int = 0
    issues: int = 0

    def line(self) -> str:
        """ "12 reports read, 1 skipped: 96 claims, 31 events, 14 open questions"."""
        skipped = f", {self.skipped:,} skipped" if self.skipped else ""
        if not self.read:
            return f"no report read{skipped}"
        found = f"{tally(self.claims, 'claim')}, {tally(self.events, 'event')}, {tally(self.issues, 'open question')}"
        return f"{tally(self.read, 'report')} read{skipped}: {found}"


def counted(found: Iterator[Report | BadInput], count: Count, *, of: int, quiet: bool) -> Generator[Report]:
    """The reports alone, in order; each bad source is named on standard error. Close it to clear the bar.

    A bar is shown only where standard error is a terminal and the ledger is not written to the same place
    (`quiet`). `of` is the number of sources, an estimate of the number of reports.
    """
    if quiet or not sys.stderr.isatty():
        yield from _counted(found, count)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("reports"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=of if of > 1 else None)
        for report in _counted(found, count):
            done = count.read + count.skipped
            bar.update(task, completed=done, total=max(of, done) if of > 1 else None)
            yield report


def _counted(found: Iterator[Report | BadInput], count: Count) -> Iterator[Report]:
    for each in found:
        if isinstance(each, BadInput):
            count.skipped += 1
            click.echo(f"skipped: {visible(shorten(str(each), LONGEST))}", err=True)
            continue
        count.read += 1
        count.claims += len(each.claims or ())
        count.events += len(each.events or ())
        count.issues += len(each.issues)
        yield each
