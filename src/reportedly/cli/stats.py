"""`reportedly stats`: what is in the ledger, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.store.ledger import Ledger
    from reportedly.store.stats import Share, Stats

__all__ = ["stats"]

TOP = 5
"""Outlets and languages that are named unless all are asked for."""


@click.command(short_help="Show what is in the ledger, in numbers.")
@ledger_option
@click.option("--by", type=click.Choice(("outlet", "language", "day")), help="List the reports of each, all of them.")
@format_option("text", "jsonl", help="text: for reading here. jsonl: one object per line.")
def stats(ledger: str, by: str | None, form: str) -> None:
    """Show how many reports, outlets, languages, days, claims and events the ledger has, what is in quarantine, and
    how much room it takes. Claims and events are those of each report's newest reading.

    \b
    reportedly stats
    reportedly stats --by day --format jsonl
    """
    import msgspec

    from reportedly.store.ledger import Ledger
    from reportedly.store.stats import shares
    from reportedly.store.stats import stats as counted

    with Ledger.open(ledger) as book:
        if by is not None:
            for share in shares(book, by):
                if form == "jsonl":
                    click.echo(msgspec.json.encode({by: share.name, "reports": share.reports}))
                else:
                    click.echo(_share(share))
            return
        totals = counted(book)
        if form == "jsonl":
            click.echo(msgspec.json.encode(totals))
            return
        for line in _lines(book, totals):
            click.echo(line)


def _lines(book: Ledger, now: Stats) -> list[str]:
    from reportedly.export.visible import visible
    from reportedly.export.wording import tally
    from reportedly.store.stats import shares

    days = "no day known"
    if now.first_day:
        days = now.first_day if now.first_day == now.last_day else f"{now.first_day} to {now.last_day}"
    if now.undated and now.first_day:
        days += f"; {now.undated:,} reports without a day"
    per = now.database_bytes // now.reports if now.reports else 0
    room = f"{_size(now.database_bytes)} ({per:,} bytes a report), "
    room += f"{tally(now.originals, 'original')} of {_size(now.originals_bytes)}"
    rows = [
        ("ledger", f"{visible(book.place)}, at number {now.sequence:,} of its sequence"),
        ("items", now.books.line()),
        ("reports", f"{now.reports:,} with {now.characters:,} characters; read {now.readings:,} times"),
        ("published", days),
        ("outlets", f"{now.outlets:,}"),
        *(("", _share(share)) for share in _top(shares(book, "outlet"))),
        ("languages", f"{now.languages:,}"),
        *(("", _share(share)) for share in _top(shares(book, "language"))),
        ("read", f"{now.claims:,} claims, {now.events:,} events, {now.issues:,} open questions"),
        ("decided", f"{now.corrections:,} corrections and {now.judgements:,} judgements in force"),
        ("linked", _linked(now)),
        ("room", room),
    ]
    return [f"{label:<10} {said}".rstrip() for label, said in rows]


def _linked(now: Stats) -> str:
    if now.incidents is None and now.people is None:
        return "not yet; run: reportedly link"
    return f"{now.incidents or 0:,} incidents, {now.people or 0:,} people and groups"


def _top(shares: Iterator[Share]) -> list[Share]:
    return list(islice(shares, TOP))


def _share(share: Share) -> str:
    from reportedly.export.visible import visible

    return f"{share.reports:>9,}  {visible(share.name) if share.name else 'not known'}"


def _size(number: float) -> str:
    units = ["bytes", "kB", "MB", "GB", "TB"]
    while number >= 1_000 and len(units) > 1:
        number /= 1_000
        del units[0]
    return f"{number:,.0f} {units[0]}" if units[0] == "bytes" else f"{number:,.1f} {units[0]}"
