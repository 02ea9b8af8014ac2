"""`reportedly ingest`: news into the ledger; every original kept, every report read, nothing lost on the way."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option
from reportedly.cli.publication import publication_options

if TYPE_CHECKING:
    from reportedly.batch.reader import ReaderOptions
    from reportedly.ingest.read_pending import Engine

__all__ = ["cores", "engine_options", "ingest", "opened_engine"]


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def engine_options(command: Any) -> Any:
    """Adds --workers, --engine and --scheduler."""
    for option in reversed(
        (
            click.option(
                "--workers",
                type=click.IntRange(1, 1024),
                metavar="N",
                help="Processes that read, each with its own models (some 400 MB). If this is not given: one a core.",
            ),
            click.option(
                "--engine",
                type=click.Choice(("local", "dask")),
                default="local",
                show_default=True,
                help="local: processes of this machine. dask: workers of a Dask cluster.",
            ),
            click.option(
                "--scheduler",
                metavar="ADDRESS",
                help="With --engine dask: the scheduler, such as tcp://10.0.0.5:8786.",
            ),
        )
    ):
        command = option(command)
    return command


def opened_engine(
    engine: str, workers: int | None, scheduler: str | None, options: ReaderOptions
) -> AbstractContextManager[Engine]:
    """The engine that was asked for, as a context manager that ends its processes."""
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask")
    if engine == "dask":
        from reportedly.batch.on_dask import DaskWorkers

        return DaskWorkers(workers or cores(), options, scheduler=scheduler)
    from reportedly.batch.local import Workers

    return Workers(workers or cores(), options)


@click.command(short_help="Take reports into a ledger: keep the originals, read each, resume after any stop.")
@click.argument("sources", nargs=-1, metavar="[FILE|DIR|URL|-]...")
@ledger_option
@engine_options
@click.option("--no-read", is_flag=True, help="Take in only: keep the originals and note what waits to be read.")
@format_option("text", "jsonl", help="jsonl: one line on standard output for each item that was read or failed.")
@publication_options
@click.pass_context
def ingest(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    ledger: str,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    no_read: bool,
    form: str,
    recipe: str,
    limits: Any,
    **publication: str | None,
) -> None:
    """Take news into a ledger and read it.

    Sources are files, folders, URLs, or - for standard input. Read are text, HTML, JSON lines and arrays, mails (EML,
    MBOX) with their attached documents, PDF, Word documents, web archives (WARC, WACZ), all of these in ZIP or gzip,
    and, of URLs, pages, feeds and sitemaps.

    Every original is kept byte for byte before anything in it is read, and each report is read in a process apart,
    under limits of memory and time. What cannot be read goes to the quarantine: see `reportedly quarantine`. Taking
    in the same again changes nothing. Stopped in whatever way, the same command goes on where it was; without a
    source, what waits is read.

    \b
    Exit code: 0 if all was taken in and read, 1 if a source could not be had or something went to the quarantine,
    2 if nothing could be taken in or the command was wrong, 130 if interrupted, 141 if the output was closed early.

    \b
    reportedly ingest reports/
    reportedly ingest archive.warc.gz clippings.jsonl --ledger velmara --workers 8
    reportedly ingest letters.eml --outlet "Arden Courier" --published 2031-05-04
    reportedly ingest
    """
    from reportedly.batch.reader import ReaderOptions
    from reportedly.cli.ingest_progress import Progress
    from reportedly.errors import BadInput
    from reportedly.ingest.read_pending import read_pending
    from reportedly.ingest.take_in import take_in
    from reportedly.store.ledger import Ledger
    from reportedly.text.limits import Limits
    from reportedly.text.overrides import Overrides

    try:
        Overrides(**publication)
    except BadInput as error:
        raise click.UsageError(str(error)) from error
    said = [(name, value) for name, value in publication.items() if value is not None]
    if said and not sources:
        raise click.UsageError(f"--{said[0][0]} is said of sources, and none was given")
    limits = limits or Limits()
    options = ReaderOptions(recipe=recipe, size=None if limits == Limits() else limits.size)
    with Ledger.open(ledger, create=bool(sources)) as opened, Progress(jsonl=form == "jsonl") as progress:
        taken = take_in(opened, sources, overrides=said, limits=limits, seen=progress.taken)
        progress.taken_in(taken)
        if sources and not taken.originals:
            ctx.exit(2)
        if not no_read:
            waiting = opened.books().pending
            if waiting:
                progress.reads(waiting)
                with opened_engine(engine, workers, scheduler, options) as reading:
                    try:
                        read_pending(opened, reading, limits=limits, noted=progress.noted)
                    except KeyboardInterrupt:
                        progress.interrupted(opened.books().pending, ledger)
                        raise
        progress.summary(opened.books())
    ctx.exit(1 if taken.errors or progress.failed else 0)
