"""`reportedly judge`: say whether two things are the same; what a person decides wins over any score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.deciding import deciding_options, needed
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.incidents.judgement import Verdict
    from reportedly.store.ledger import Ledger

__all__ = ["judge"]

_VERDICTS = {
    "same": "Both tell of one incident.",
    "different": "They tell of two incidents.",
    "unsure": "Looked at, and left open.",
    "copy": "Of two reports, one takes from the other.",
    "independent": "Of two reports, neither takes from the other.",
    "same-person": "Both are one person or group.",
    "different-people": "They are two.",
}


def _verdicts(command: Any) -> Any:
    for verdict, says in reversed(_VERDICTS.items()):
        name = verdict.replace("-", "_")
        command = click.option(f"--{verdict}", "verdict", flag_value=name, type=str, help=says)(command)
    return command


@click.command(short_help="Decide whether two incidents, reports or people are the same, or list and undo decisions.")
@click.argument("a", required=False)
@click.argument("b", required=False)
@ledger_option
@_verdicts
@click.option("--list", "listing", is_flag=True, help="List the judgements in force.")
@click.option("--all", "everything", is_flag=True, help="List all, also those superseded or taken back.")
@click.option("--review", is_flag=True, help="List the pairs that linking left for a person to decide.")
@deciding_options
def judge(
    a: str | None,
    b: str | None,
    ledger: str,
    verdict: Verdict | None,
    listing: bool,
    everything: bool,
    review: bool,
    author: str | None,
    reason: str | None,
    undo: int | None,
    form: str,
) -> None:
    """Decide about A and B: ids of accounts or incidents (--same, --different, --unsure), of reports (--copy,
    --independent), or of people and groups (--same-person, --different-people). Ids may be cut short.

    A judgement wins over any score, and takes effect at once where the ledger is linked. A later one of the same pair
    supersedes it; both are kept, with author and reason.

    \b
    reportedly judge --review
    reportedly judge x1-4h7x x1-9k2m --same --author ines --reason "same street, same hour"
    reportedly judge --undo 812 --author ines --reason "another year"
    reportedly judge --list
    """
    from reportedly.incidents.judgement import Judgement
    from reportedly.store.judging import FAMILIES
    from reportedly.store.ledger import Ledger
    from reportedly.store.naming import meant

    with Ledger.open(ledger) as book:
        if review:
            _review(book, form)
        elif listing or everything:
            _list(book, everything, form)
        elif undo is not None:
            author, reason = needed(author, reason)
            number = book.withdraw_judgement(undo, author=author, reason=reason)
            click.echo(f"judgement {undo} taken back, as number {number}; {_linked(book)}", err=True)
        elif a is None or b is None or verdict is None:
            raise click.UsageError(
                "give two ids and a verdict (A B --same, say), or --list, --review or --undo NUMBER"
            )
        else:
            author, reason = needed(author, reason)
            with book.reading() as connection:
                one, two = (meant(connection, FAMILIES[verdict], each) for each in (a, b))
            number = book.judge(Judgement(verdict=verdict, a=one, b=two, author=author, reason=reason))
            click.echo(f"judged, as number {number}; {_linked(book)}", err=True)


def _linked(book: Ledger) -> str:
    """Link by what was judged, and say so, or why that takes linking everything."""
    from reportedly.derive.relink import relink

    with book.writing() as connection:
        again = relink(connection).again
    return "linked by it" if again is None else f"to link by it, run: reportedly link ({again})"


def _list(book: Ledger, everything: bool, form: str) -> None:
    import msgspec

    from reportedly.export.visible import visible

    rows = book.all_judgements() if everything else [msgspec.to_builtins(each) for each in book.judgements()]
    for row in rows:
        if form == "jsonl":
            click.echo(msgspec.json.encode(row))
            continue
        verdict = row["verdict"].replace("_", " ")
        if row.get("withdrawn"):
            verdict = f"{row['supersedes']} ({verdict}) taken back"
        elif row.get("supersedes"):
            verdict += f" (instead of {row['supersedes']})"
        when = row["at"][:16].replace("T", " ")
        said = f"{row['sequence']:>7}  {when}  {row['a']} {row['b']}: {verdict}, by {row['author']}: {row['reason']}"
        click.echo(visible(said))
    if not rows and form == "text":
        click.echo("no judgements", err=True)


def _review(book: Ledger, form: str) -> None:
    import msgspec

    from reportedly.export.visible import visible
    from reportedly.store.review import queue

    with book.reading() as connection:
        found = 0
        for pair in queue(connection):
            found += 1
            if form == "jsonl":
                click.echo(msgspec.json.encode(pair))
                continue
            click.echo(f"{pair.a} {pair.b}  {pair.score:.0%} likely the same")
            for side in (pair.a_title, pair.b_title):
                click.echo(visible(f"    {side or 'no headline'}"))
            for sentence in pair.sentences:
                click.echo(visible(f"      - {sentence}"))
    if not found and form == "text":
        click.echo("nothing to review: no pair was left open, or the ledger is not linked yet", err=True)
