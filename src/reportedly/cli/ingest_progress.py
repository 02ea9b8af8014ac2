"""How far taking in and reading have come: bars on a terminal, lines for what went wrong, one line at the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reportedly.export.json_text import json_text
from reportedly.export.visible import visible
from reportedly.export.wording import shorten, tally
from reportedly.store.work import Done, Failed

if TYPE_CHECKING:
    from reportedly.ingest.take_in import TakenIn
    from reportedly.store.books import Books

__all__ = ["Progress"]

LONGEST = 500
"""Characters of the longest complaint that is shown; the quarantine keeps more."""

SHOWN = 10
"""Failures that are named one by one; a damaged archive may have thousands, and `quarantine` groups them."""


class Progress:
    """Talks on standard error; on standard output only what `--format jsonl` asks for. A context manager."""

    def __init__(self, *, jsonl: bool) -> None:
        self.jsonl = jsonl
        self.failed = 0
        self._told = 0
        self._bar: Any = None
        self._task: Any = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )
            from rich.progress import Progress as Bars

            self._bar = Bars(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def taken(self, taken: TakenIn, name: str) -> None:
        """One more original is kept."""
        if self._bar:
            if self._task is None:
                self._task = self._bar.add_task("taking in", total=None)
            words = f"taking in: {tally(taken.originals, 'original')}, {tally(taken.items, 'item')}"
            self._bar.update(self._task, description=words, completed=taken.items)
        self._complain(taken)

    def taken_in(self, taken: TakenIn) -> None:
        """All sources were taken in, or could not be."""
        self._complain(taken)
        if self._bar and self._task is not None:
            self._bar.remove_task(self._task)
            self._task = None
        if taken.passed_over:
            passed = ", ".join(f"{count:,} {what}" for what, count in taken.passed_over.most_common())
            self._say(f"passed over, as no reports: {passed}")
        if taken.originals:
            known = taken.items - taken.new
            already = f", {known:,} of them known already" if known else ""
            self._say(f"{tally(taken.originals, 'original')} kept, {tally(taken.items, 'item')} in them{already}")

    def reads(self, waiting: int) -> None:
        """Reading begins."""
        if self._bar:
            self._task = self._bar.add_task("reading", total=waiting)

    def noted(self, outcomes: list[Done | Failed]) -> None:
        """These outcomes are in the ledger."""
        for outcome in outcomes:
            if isinstance(outcome, Failed):
                self.failed += 1
                if self.failed <= SHOWN:
                    self._say(f"quarantined: {visible(shorten(outcome.cause, LONGEST))}")
            if self.jsonl:
                click.echo(json_text(_line(outcome)))
        if self._bar:
            self._bar.advance(self._task, len(outcomes))

    def interrupted(self, pending: int, ledger: str) -> None:
        """Ctrl-C: what was finished is safe."""
        self._stop()
        self._say(f"{tally(pending, 'item')} still to be read: `reportedly ingest --ledger {ledger}` goes on")

    def summary(self, books: Books) -> None:
        """ "3,591 received: 3,580 done, 11 quarantined, 0 pending"."""
        self._stop()
        if self.failed:
            more = f" ({self.failed - SHOWN:,} more than shown)" if self.failed > SHOWN else ""
            self._say(f"{tally(self.failed, 'item')} went to the quarantine{more}: see `reportedly quarantine`")
        self._say(
            f"{books.received:,} received: {books.done:,} done, {books.quarantined:,} quarantined, "
            f"{books.pending:,} pending"
        )

    def _complain(self, taken: TakenIn) -> None:
        for error in taken.errors[self._told :]:
            self._say(f"not taken in: {visible(shorten(str(error), LONGEST))}")
        self._told = len(taken.errors)

    def _stop(self) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None

    def _say(self, words: str) -> None:
        if self._bar:
            self._bar.console.print(words, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(words, err=True)


def _line(outcome: Done | Failed) -> dict[str, Any]:
    if isinstance(outcome, Failed):
        return {"item": outcome.item, "state": "quarantined", "stage": outcome.stage, "cause": outcome.cause}
    reports = [
        {"report": each.report, "headline": each.headline, "claims": each.claims, "events": each.events}
        for each in outcome.readings
    ]
    return {"item": outcome.item, "state": "done", "reports": reports}
