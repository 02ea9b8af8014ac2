"""`reportedly verify`: is what was stored still what was read, in files of reports or in a ledger?"""

from __future__ import annotations

from typing import BinaryIO

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

__all__ = ["verify"]


@click.command(short_help="Check that every stored field shows its exact words, and that a ledger is sound.")
@click.argument("files", nargs=-1, metavar="[FILE|-]...", type=click.File("rb", lazy=False))
@ledger_option
@format_option(
    "text", "jsonl", help="Of a ledger's faults: text on standard error, or one object per line on standard output."
)
@click.pass_context
def verify(ctx: click.Context, /, files: tuple[BinaryIO, ...], ledger: str, form: str) -> None:
    """Check reports as `reportedly read --format jsonl` wrote them; without FILE, a ledger.

    Of reports, every span is compared with the text, every id and reference looked up, every line held to the schema.
    The first fault of each report is named on standard error.

    Of a ledger, also: originals against their SHA-256, the sequence for rows that are gone, corrections and
    judgements for what they point at, the books of the work list, and the database's own structures. Each fault is
    named.

    \b
    Exit code: 0 if all is well, 1 if there is a fault, 2 if there is nothing to check.

    \b
    reportedly verify reports.jsonl
    reportedly verify --ledger ./ledger
    """
    faulty = _files(files) if files else False
    if not files or ctx.get_parameter_source("ledger") is click.core.ParameterSource.COMMANDLINE:
        faulty = _ledger(ledger, form) or faulty
    ctx.exit(1 if faulty else 0)


def _files(files: tuple[BinaryIO, ...]) -> bool:
    from reportedly.errors import BadReport
    from reportedly.export.jsonl import read
    from reportedly.export.visible import visible
    from reportedly.export.wording import tally

    good = faulty = spans = 0
    for file in files:
        for each in read(file):
            if isinstance(each, BadReport):
                faulty += 1
                click.echo(f"{visible(file.name)}: {visible(str(each))}", err=True)
                continue
            good += 1
            spans += sum(1 for _ in each.spans())
    if not good and not faulty:
        raise click.UsageError("there is no report in it: give a file that `reportedly read --format jsonl` wrote")
    outcome = f"{tally(faulty, 'report')} faulty" if faulty else "no fault"
    click.echo(f"{tally(good + faulty, 'report')} checked, {tally(spans, 'span')} equal to their words: {outcome}")
    return bool(faulty)


def _ledger(place: str, form: str) -> bool:
    import msgspec

    from reportedly.export.visible import visible
    from reportedly.export.wording import tally
    from reportedly.store.checking import Checked, check
    from reportedly.store.ledger import Ledger

    count, faults = Checked(), 0
    with Ledger.open(place) as book:
        for fault in check(book, count):
            faults += 1
            if form == "jsonl":
                click.echo(msgspec.json.encode(fault))
            else:
                click.echo(visible(f"{fault.kind}: {fault.where}: {fault.message}"), err=True)
    checked = [
        tally(count.originals, "original"),
        tally(count.reports, "report"),
        tally(count.readings, "reading"),
        tally(count.spans, "span"),
        tally(count.corrections, "correction"),
        tally(count.judgements, "judgement"),
        *([tally(count.decisions, "decision")] if count.decisions else []),
    ]
    outcome = tally(faults, "fault") if faults else "no fault"
    click.echo(f"{', '.join(checked)} checked: {outcome}", err=form == "jsonl")
    return bool(faults)
