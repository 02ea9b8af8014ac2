"""`reportedly correct`: say what a field should hold; what was read stays readable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.deciding import deciding_options, needed
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from reportedly.report import Report
    from reportedly.store.ledger import Ledger

__all__ = ["correct"]


@click.command(short_help="Correct a field of what was read in a report, list corrections, or take one back.")
@click.argument("report", required=False)
@click.argument("annotation", required=False)
@click.argument("field", required=False)
@click.argument("value", required=False)
@ledger_option
@click.option("--words", multiple=True, help="The exact words of the report that show the value, if they are others.")
@click.option("--list", "listing", is_flag=True, help="List the corrections in force (of REPORT, if it is given).")
@click.option("--review", is_flag=True, help="List corrections that a newer reading has no place for.")
@click.option("--history", is_flag=True, help="List everything that was ever read and corrected in REPORT.")
@deciding_options
def correct(
    report: str | None,
    annotation: str | None,
    field: str | None,
    value: str | None,
    ledger: str,
    words: tuple[str, ...],
    listing: bool,
    review: bool,
    history: bool,
    author: str | None,
    reason: str | None,
    undo: int | None,
    form: str,
) -> None:
    """Correct one FIELD of one ANNOTATION (a claim, an event, ...) of a REPORT. Ids may be cut short.

    FIELD is a path: status, source.name, quantities[0].count. VALUE is a word or JSON; null empties a field that may
    be empty. The field keeps the words it was read from, unless --words gives others of the same report. A
    correction is added and nothing is written over: it outlives newer readings, and who made it is shown.

    \b
    reportedly correct r1-4h7x c1-9k2m status denied --author ines --reason "she denied it in the next sentence"
    reportedly correct r1-4h7x c1-9k2m source.name "Dana Oriel" --words Oriel --author ines --reason "named before"
    reportedly correct --undo 812 --author ines --reason "I misread it"
    reportedly correct --list
    """
    from reportedly.derive.renew import renew
    from reportedly.store.ledger import Ledger

    def followed(connection: Connection, report: str) -> None:
        if (again := renew(connection, report).again) is not None:
            click.echo(f"its incidents follow when you run `reportedly link`: {again}", err=True)

    with Ledger.open(ledger) as book:
        if review or listing or history:
            _list(book, report, review, history, form)
        elif undo is not None:
            author, reason = needed(author, reason)
            number = book.withdraw_correction(undo, author=author, reason=reason, then=followed)
            click.echo(f"correction {undo} taken back, as number {number}", err=True)
        elif report is None or annotation is None or field is None or value is None:
            raise click.UsageError(
                "give REPORT ANNOTATION FIELD VALUE, or --list, --review, --history or --undo NUMBER"
            )
        else:
            author, reason = needed(author, reason)
            now = book.report(report)
            spans = tuple(_span(now, now.find(annotation).span.start, each) for each in words) or None
            change = (annotation, field, _value(value), spans)
            [number] = book.correct_several(now.id, [change], author=author, reason=reason, then=followed)
            click.echo(
                f"corrected, as number {number}; take it back with: reportedly correct --undo {number}", err=True
            )


def _list(book: Ledger, report: str | None, review: bool, history: bool, form: str) -> None:
    import msgspec

    from reportedly.export.visible import visible

    rows: list[Any]
    if history:
        if report is None:
            raise click.UsageError("say of which report: reportedly correct REPORT --history")
        rows = [*book.history(report)]
    else:
        rows = [*(book.to_review() if review else book.corrections(report=report))]
    for row in rows:
        if form == "jsonl":
            click.echo(msgspec.json.encode(row))
        else:
            click.echo(visible(_line(row)))
    if not rows and form == "text":
        click.echo("none", err=True)


def _line(row: Any) -> str:
    kind = getattr(row, "kind", "correction")
    head = f"{row.sequence:>7}  {row.at[:16].replace('T', ' ')}  "
    if kind == "reading":
        found = f"{row.claims} claims, {row.events} events, {row.issues} open questions"
        return f"{head}read by recipe {(row.recipe or '')[:12]}: {found}"
    where = f"{getattr(row, 'report', '')} {row.annotation}.{row.field}".strip()
    if kind == "withdrawal":
        return f"{head}{where}: {row.supersedes} taken back by {row.author}: {row.reason}"
    return f"{head}{where} = {json.dumps(row.value, ensure_ascii=False)} by {row.author}: {row.reason}"


def _value(said: str) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        return said


def _span(report: Report, near: int, words: str) -> tuple[int, int]:
    """Where the report has these words, nearest to a character. Raises click.UsageError if nowhere."""
    places = []
    start = report.text.find(words)
    while start >= 0 and words:
        places.append(start)
        start = report.text.find(words, start + 1)
    if not places:
        raise click.UsageError(
            f"--words {words!r}: the report does not have these words; give them as they stand in it"
        )
    best = min(places, key=lambda place: abs(place - near))
    return best, best + len(words)
