"""`reportedly verify`: does every field of stored reports still show the words that it claims?"""

from __future__ import annotations

from typing import BinaryIO

import click

__all__ = ["verify"]


@click.command(short_help="Check that every field of stored reports shows its exact words.")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...", type=click.File("rb", lazy=False))
@click.pass_context
def verify(ctx: click.Context, /, files: tuple[BinaryIO, ...]) -> None:
    """Check reports as `reportedly read --format jsonl` wrote them.

    Every span is compared with the text, every id and reference looked up, every line held to the schema. The first
    fault of each report is named on standard error.

    \b
    Exit code: 0 if all is well, 1 if a report is faulty, 2 if there is nothing to check.

    \b
    reportedly verify reports.jsonl
    """
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
    ctx.exit(1 if faulty else 0)
