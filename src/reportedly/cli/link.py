"""`reportedly link`: which reports tell of one incident, which take from which, how many origins that leaves."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.derive.link import Summary
    from reportedly.incidents.weights import Weights

__all__ = ["link", "shown", "steps"]


@click.command(short_help="Link the reports of one incident, and count independent origins.")
@ledger_option
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="Processes that compare pairs; worth it from some ten thousand reports. If this is not given: this one.",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "dask")),
    default="local",
    show_default=True,
    help="local: processes of this machine. dask: workers of a Dask cluster.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="With --engine dask: the scheduler, such as tcp://10.0.0.5:8786."
)
@click.option(
    "--weights",
    metavar="FILE",
    help="Link by these weights from now on: a file that `reportedly learn linking` wrote, or the word shipped.",
)
@format_option("text", "jsonl", help="For people, or the summary as one JSON record.")
def link(
    ledger: str, workers: int | None, engine: str, scheduler: str | None, weights: str | None, form: str
) -> None:
    """Derive from everything that was read: copies and versions, incidents, origins, people, the search index, and
    what to review first.

    Run it after taking in reports, correcting or judging. It starts from the readings each time, so that the result
    does not depend on how often it ran; pairs that it is unsure of are kept for `reportedly judge` and never merged.

    \b
    reportedly ingest reports/ && reportedly link && reportedly incidents
    """
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask")
    from reportedly.batch.mapping import opened_map
    from reportedly.derive.link import link as run
    from reportedly.incidents.weights import read_weights
    from reportedly.review.queue import fill
    from reportedly.store.ledger import Ledger

    given: Weights | Literal["shipped"] | None = None
    if weights is not None:
        given = "shipped" if weights == "shipped" else read_weights(Path(weights))
    with Ledger.open(ledger) as opened, opened_map(engine, workers or 1, scheduler) as over, steps() as say:
        summary = run(opened, say, over, given)
        fill(opened, say)
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
