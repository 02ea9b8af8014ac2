"""`reportedly watch`: feeds and sitemaps, asked politely again and again; what is new goes into the ledger."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.ingest.watch import Round, Taken
    from reportedly.store.ledger import Ledger

__all__ = ["watch"]


@click.command(short_help="Watch feeds and news sitemaps; take what is new into the ledger.")
@click.argument("feeds", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FEEDS.TOML")
@ledger_option
@click.option("--once", is_flag=True, help="Ask the feeds that are due once, and end: for cron.")
@click.option(
    "--read", "reads", is_flag=True, help="After each round, read what waits in the ledger, as ingest does."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="With --read: processes that read. If this is not given: one a core.",
)
@format_option(
    "text", "jsonl", help="What is written for each article that came: a line to read here, or a JSON object."
)
@click.pass_context
def watch(
    ctx: click.Context, /, feeds: Path, ledger: str, once: bool, reads: bool, workers: int | None, form: str
) -> None:
    """Ask the feeds and news sitemaps of a list again and again, and take new articles into the ledger.

    FEEDS.TOML names them (docs/feeds.md). Nothing is asked but these, the articles that they list, and the robots.txt
    of their servers; one request at a time to a server, with pauses, and none where robots.txt forbids it. What came
    waits in the ledger to be read: --read reads it after each round, `reportedly ingest --ledger PLACE` at any time.

    A line for each article goes to standard output, troubles and a summary of each round to standard error. INT
    (Ctrl-C) and TERM end it after the requests under way; started again, it goes on where it stopped.

    \b
    Exit code: 0; with --once 1 if some feeds failed, 2 if all did; 2 if the list is wrong.

    \b
    reportedly watch feeds.toml --ledger ledger --read
    reportedly watch feeds.toml --once --format jsonl >> came.jsonl
    """
    from reportedly.errors import BadFeeds, LedgerBusy
    from reportedly.ingest.feed_list import load
    from reportedly.ingest.watch import Round, Watch, visits_for
    from reportedly.ingest.watch_state import FILE, WatchState
    from reportedly.store.ledger import Ledger

    try:
        listed = load(feeds)
    except BadFeeds as error:
        raise click.UsageError(str(error)) from error
    with _stopped_by_signals() as stop, Ledger.open(ledger, create=True) as opened:
        beside = opened.originals.folder.parent
        beside.mkdir(parents=True, exist_ok=True)
        with WatchState(beside / FILE) as state:
            watching = Watch(listed, opened, state, visits_for(listed, state, stop), say=_trouble)
            while not stop.is_set():
                told = Round()
                try:
                    for each in watching.round():
                        if isinstance(each, Round):
                            told = each
                        else:
                            click.echo(_jsonl(each) if form == "jsonl" else _line(each))
                except LedgerBusy as error:
                    if once:
                        raise
                    _trouble(str(error))
                    continue
                click.echo(_summary(told, once=once or stop.is_set()), err=True)
                if reads and not stop.is_set():
                    _read(opened, workers, stop)
                if once:
                    ctx.exit(0 if not told.failed else 1 if told.failed < told.asked else 2)
                stop.wait(max((told.next or 0.0) - watching.now(), 1.0))
    click.echo("stopped: started again, it goes on from here", err=True)


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that INT and TERM set; a second signal acts as if there were no watch."""
    stop = threading.Event()
    names = (signal.SIGINT, signal.SIGTERM)
    before = {name: signal.getsignal(name) for name in names}

    def end(number: int, _: Any) -> None:
        stop.set()
        for name in names:
            signal.signal(name, before[name])

    if threading.current_thread() is threading.main_thread():
        for name in names:
            signal.signal(name, end)
    try:
        yield stop
    finally:
        if threading.current_thread() is threading.main_thread():
            for name in names:
                signal.signal(name, before[name])


def _read(ledger: Ledger, workers: int | None, stop: threading.Event) -> None:
    """Read what waits, until it is read or we are told to stop; one line about it if there was anything."""
    from reportedly.batch.local import Task, Workers
    from reportedly.cli.ingest import cores
    from reportedly.ingest.read_pending import read_pending
    from reportedly.store.work import Done, Failed

    class Until(Workers):
        def read(self, tasks: Iterable[Task]) -> Iterator[Done | Failed]:
            return super().read(takewhile(lambda _: not stop.is_set(), tasks))

    waiting = ledger.books().pending
    if waiting:
        with Until(min(workers or cores(), waiting)) as reading:
            read_pending(ledger, reading)
        books = ledger.books()
        click.echo(
            f"{waiting - books.pending:,} read; in the ledger {books.done:,} done, "
            f"{books.quarantined:,} in quarantine, {books.pending:,} waiting",
            err=True,
        )


def _trouble(sentence: str) -> None:
    from reportedly.export.visible import visible
    from reportedly.export.wording import shorten

    click.echo(f"trouble: {visible(shorten(sentence, 1_000))}", err=True)


def _summary(told: Round, *, once: bool) -> str:
    from datetime import UTC, datetime

    ahead = ""
    if told.next is not None and not once:
        ahead = f"; next at {datetime.fromtimestamp(told.next, UTC):%H:%M:%S} UTC"
    return told.line() + ahead


def _line(taken: Taken) -> str:
    from reportedly.export.visible import visible

    entry = taken.page.entry
    said = (
        ((entry and (entry.published or entry.updated)) or "-")[:16],
        taken.feed.outlet or "-",
        (entry and entry.title) or "-",
        taken.page.location + (" (the feed's own copy)" if taken.made_from == "feed" else ""),
    )
    return visible("\t".join(said))


def _jsonl(taken: Taken) -> str:
    from reportedly.export.json_text import json_text

    page, entry = taken.page, taken.page.entry
    return json_text(
        {
            "url": page.location,
            "asked": page.asked,
            "feed": taken.feed.url,
            "outlet": taken.feed.outlet,
            "title": entry and entry.title,
            "published": entry and entry.published,
            "original": taken.original,
            "bytes": len(page.data),
            "media_type": page.media_type,
            "retrieved": page.retrieved,
            "new": taken.new,
            "made_from": taken.made_from,
        },
    )
