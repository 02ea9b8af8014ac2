"""`reportedly review`: the queue in a terminal; what people decided, how far they came, how far they agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.review.agreement import AgreementOfField
    from reportedly.review.progress import Progress
    from reportedly.store.decisions import Kind

__all__ = ["review"]

KINDS: tuple[Kind, ...] = ("claim", "event", "pair", "copy")


@click.group(
    invoke_without_command=True,
    short_help="Review what is least certain, in this terminal; progress, agreement, decisions as training data.",
)
@ledger_option
@click.option("--as", "name", metavar="NAME", help="Who decides; your user name unless given.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these kinds; repeatable.")
@click.option("--incident", metavar="ID", help="Only what belongs to this incident.")
@click.option("--report", metavar="ID", help="Only what this report says.")
@click.pass_context
def review(
    context: click.Context,
    ledger: str,
    name: str | None,
    kinds: tuple[Kind, ...],
    incident: str | None,
    report: str | None,
) -> None:
    """Review one item at a time, the least certain and most consequential first, by single keys: `?` shows them.

    It is the queue of the workbench (`reportedly serve`, page Review) for machines without a browser. Each decision
    is in the ledger before the next item is shown. Needs the library textual: pip install "reportedly[terminal]".

    \b
    reportedly review --as ines --kind claim
    reportedly review export --out decisions.jsonl
    reportedly review progress
    """
    if (called := context.invoked_subcommand) is not None:
        given = [each for each in context.params if context.get_parameter_source(each) == ParameterSource.COMMANDLINE]
        if given:
            raise click.UsageError(f"give options of {called} after its name: reportedly review {called} ...")
        return
    import getpass
    import sys

    from reportedly.review.offering import Filter
    from reportedly.store.ledger import Ledger
    from reportedly.terminal.run import review as run

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "reviewing needs a terminal; in scripts use `reportedly judge` and `reportedly correct`"
        )
    wanted = Filter(kinds=kinds or KINDS, report=report, incident=incident)
    with Ledger.open(ledger) as book:
        many = run(book, name or getpass.getuser(), wanted)
    click.echo(f"{many:,} decided", err=True)


@review.command()
@ledger_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write, else standard output.")
@click.option("--after", type=int, default=0, show_default=True, help="Only decisions after this number.")
def export(ledger: str, out: Path | None, after: int) -> None:
    """Write decisions as training data: one JSON object a line, in the order of their numbers.

    Each has the words around (`window`, which begins at character `start` of the report), every field as it was read
    (`before`), what a person changed (`after`), and `label`: whether what was read stands. Offsets are code points
    into the report. Of two coders who agreed it is one line; what waits for a second coder or was overruled is none.
    Names of people stand in it as in the reports.

    \b
    reportedly review export --out decisions.jsonl
    """
    import contextlib
    import sys
    from dataclasses import asdict

    from reportedly.export.json_text import json_text
    from reportedly.review.training import examples
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as book, contextlib.ExitStack() as stack:
        written = 0
        stream = stack.enter_context(out.open("w", encoding="utf-8")) if out else sys.stdout
        for example in examples(book, after=after):
            stream.write(json_text(asdict(example), compact=True) + "\n")
            written += 1
    click.echo(f"{written:,} decision{'' if written == 1 else 's'} written", err=True)


@review.command()
@ledger_option
@format_option("text", "jsonl", help="text: for reading here. jsonl: one object per line.")
def progress(ledger: str, form: str) -> None:
    """Say how far review has come, what each coder did, and how far two coders agree on each field.

    Agreement is over items that two people coded without seeing each other's decision: the share on which both say
    the same, and Krippendorff's alpha with a 95 % interval (docs/workbench.md).

    \b
    reportedly review progress
    """
    import msgspec

    from reportedly.review.agreement import agreement, double_coded
    from reportedly.review.progress import progress as come
    from reportedly.review.queue import fill
    from reportedly.store import decisions
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as book:
        fill(book)
        with book.reading() as connection:
            now, fields = come(connection), agreement(double_coded(decisions.each(connection)))
    if form == "jsonl":
        for each in (now, *fields):
            click.echo(msgspec.json.encode(each))
        return
    for line in (*_progress(now), *map(_agreement, fields)):
        click.echo(line)


def _progress(now: Progress) -> list[str]:
    from reportedly.export.visible import visible

    kinds = ", ".join(f"{many:,} {kind}" for kind, many in sorted(now.open.items()))
    lines = [f"open: {kinds or 'nothing'}; decided {now.decided:,}, wait for a second coder {now.pending:,}, "]
    lines[0] += f"for adjudication {now.disputed:,}"
    for each in now.coders:
        took = f", {each.seconds_median:g} s each (median)" if each.seconds_median is not None else ""
        said = f"{each.accept} accepted, {each.correct} corrected, {each.reject} rejected, {each.unsure} left open"
        lines.append(visible(f"  {each.name}: {said}, {each.skip} skipped, {each.taken_back} taken back{took}"))
    return lines


def _agreement(each: AgreementOfField) -> str:
    raw = "" if each.raw is None else f"{each.raw:.0%} the same"
    alpha = each.why if each.alpha is None else f"alpha {each.alpha:.2f} ({each.low:.2f} to {each.high:.2f})"
    return f"  {each.kind} {each.field}: {each.units} coded twice, {raw}, {alpha}"
