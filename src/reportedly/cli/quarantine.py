"""`reportedly quarantine`: what could not be read, why, and another try."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ingest import engine_options, opened_engine
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.store.ledger import Ledger
    from reportedly.store.work import Quarantined

__all__ = ["quarantine"]

EXAMPLES = 3
"""Items named under each cause."""


@click.group(short_help="What could not be read, and why; explain one, or try again.", invoke_without_command=True)
@ledger_option
@click.pass_context
def quarantine(ctx: click.Context, /, ledger: str) -> None:
    """What was taken in and could not be read. Nothing is dropped: its bytes are kept, and new releases may read it.

    \b
    Exit code: 0; 2 if there is no such ledger or item, or the command was wrong; retry: 1 if something failed again.

    \b
    reportedly quarantine
    reportedly quarantine --ledger velmara explain 17
    reportedly quarantine retry 17 18
    """
    ctx.obj = ledger
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@quarantine.command("list", short_help="Items in quarantine, grouped by cause (also without a command).")
@format_option("text", "jsonl", help="jsonl: one item a line, with everything that is known of its failure.")
@click.pass_obj
def list_(ledger: str, /, form: str = "text") -> None:
    """List what could not be read, grouped by cause, the most frequent first."""
    from reportedly.export.visible import visible
    from reportedly.export.wording import tally
    from reportedly.ingest.causes import STAGES, kind_of
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as opened:
        if form == "jsonl":
            for each in opened.quarantined():
                click.echo(json.dumps(_record(opened, each), ensure_ascii=True))
            return
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each in opened.quarantined():
            examples = groups[each.stage, visible(kind_of(each))]
            examples.append(_named(each) if len(examples) < EXAMPLES else "")
        for (stage, cause), examples in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
            click.echo(f"{tally(len(examples), 'item')}, {STAGES.get(stage, stage)}: {cause}")
            for example in examples[:EXAMPLES]:
                click.echo(f"    {example}")
            if len(examples) > EXAMPLES:
                click.echo(f"    … {len(examples) - EXAMPLES:,} more")
        total = sum(map(len, groups.values()))
    hint = ": `reportedly quarantine explain NUMBER` says more of one" if total else ""
    click.echo(f"{tally(total, 'item')} in quarantine{hint}", err=True)


@quarantine.command(short_help="All that is known of one item: the error, the bytes, what to do.")
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@click.pass_obj
def explain(ledger: str, /, number: int) -> None:
    """Say why an item could not be read, where its original lies, and how its bytes begin."""
    from reportedly.errors import UnknownId
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as opened:
        opened.item(number)  # raises UnknownId, with what to do
        found = next((each for each in opened.quarantined() if each.item.number == number), None)
        if found is None:
            raise UnknownId(f"item {number} is not in quarantine: it was read, or waits to be read")
        _explain(opened, found)


@quarantine.command(short_help="Read items of the quarantine again: all, or those named.")
@click.argument("numbers", nargs=-1, type=click.IntRange(1), metavar="[NUMBER]...")
@click.option("--recipe", metavar="NAME|FILE", default="default", show_default=True, help="Stages to read with.")
@click.option(
    "--no-read", is_flag=True, help="Put them back on the work list; the next `reportedly ingest` reads them."
)
@engine_options
@click.pass_context
def retry(
    ctx: click.Context,
    /,
    numbers: tuple[int, ...],
    recipe: str,
    no_read: bool,
    workers: int | None,
    engine: str,
    scheduler: str | None,
) -> None:
    """Read items of the quarantine again, after a new release or with another recipe."""
    from reportedly.batch.reader import ReaderOptions
    from reportedly.cli.ingest_progress import Progress
    from reportedly.ingest.read_pending import read_pending
    from reportedly.store.ledger import Ledger

    with Ledger.open(ctx.obj) as opened, Progress(jsonl=False) as progress:
        for number in numbers:
            opened.item(number)
        again = opened.retry(numbers or None)
        click.echo(f"{again:,} put back on the work list", err=True)
        waiting = opened.books().pending
        if waiting and not no_read:
            progress.reads(waiting)
            with opened_engine(engine, workers, scheduler, ReaderOptions(recipe=recipe)) as reading:
                read_pending(opened, reading, noted=progress.noted)
        progress.summary(opened.books())
    ctx.exit(1 if progress.failed else 0)


def _explain(ledger: Ledger, found: Quarantined) -> None:
    from reportedly.export.visible import visible
    from reportedly.ingest.causes import beginning, what_to_do

    for name, value in _record(ledger, found).items():
        if value is not None:
            click.echo(f"{name:11} {visible(str(value))}")
    click.echo(f"{'what to do':11} {what_to_do(found.stage)}")
    data = beginning(ledger.originals, found.item)
    if data:
        shown = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in data)
        click.echo(f"{'begins':11} {shown}")
        click.echo(f"{'':11} {data[:32].hex(' ')}")


def _record(ledger: Ledger, found: Quarantined) -> dict[str, Any]:
    item = found.item
    return {
        "item": item.number,
        "location": item.location,
        "locator": item.locator,
        "stage": found.stage,
        "cause": found.cause,
        "tool": found.tool,
        "seconds": found.seconds,
        "memory": found.bytes,
        "attempts": item.attempts,
        "media type": item.media_type,
        "retrieved": item.retrieved,
        "at": found.at,
        "original": str(ledger.originals.path(item.original)),
    }


def _named(found: Quarantined) -> str:
    from reportedly.batch.locators import shown_place
    from reportedly.export.visible import visible

    return f"{found.item.number} {visible(shown_place(found.item))}"
