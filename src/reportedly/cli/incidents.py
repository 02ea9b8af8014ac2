"""`reportedly incidents`: the incidents of a ledger, one a line."""

from __future__ import annotations

import json
from typing import Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

__all__ = ["incidents"]


@click.command(short_help="List incidents: day, place, tolls, outlets and independent origins.")
@ledger_option
@click.option("--since", metavar="DAY", help="Only incidents that may have happened on this day (ISO 8601) or later.")
@click.option("--until", metavar="DAY", help="Only incidents that may have happened on this day or before.")
@click.option("--place", metavar="NAME", help="Only where the place or title holds these words; country as XX.")
@click.option(
    "--min-origins", type=click.IntRange(min=0), default=0, metavar="N", help="Only with so many independent origins."
)
@format_option("table", "jsonl", help="For people, or one JSON record a line.")
def incidents(
    ledger: str, since: str | None, until: str | None, place: str | None, min_origins: int, form: str
) -> None:
    """List the incidents that reports tell of, by day; those without a day come last.

    Killed and injured are the lowest and highest figures that sources hold at last. Origins count whom reports go
    back to: forty reprints of one agency are forty outlets and one origin. "+2?" are reports whose origin is not
    known; they count as no confirmation. "recalled" are incidents that reports only look back on.

    \b
    reportedly incidents --since 2031-05-01 --min-origins 2
    reportedly incidents --place "Port Arden" --format jsonl
    """
    from reportedly.derive.list_incidents import list_incidents, unlinked
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as opened:
        rows = list_incidents(opened, since=since, until=until, place=place, min_origins=min_origins)
        waiting = unlinked(opened)
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row))
    elif rows:
        _table(rows)
    if waiting:
        click.echo("reports, corrections or judgements came in since `reportedly link` ran: run it again", err=True)
    of = " that fit" if since or until or place or min_origins else ""
    click.echo(f"{len(rows):,} incident{'' if len(rows) == 1 else 's'}{of}", err=True)


def _table(rows: list[dict[str, Any]]) -> None:
    import sys

    from rich.console import Console
    from rich.table import Table

    from reportedly.export.visible import visible
    from reportedly.export.wording import shorten

    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("day", no_wrap=True)
    table.add_column("what", ratio=1, overflow="fold")
    for name in ("killed", "injured", "outlets", "origins"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        unknown = f" +{row['unknown']}?" if row["unknown"] else ""
        origins = f"{row['origins']}{unknown}" if row["reports"] else "recalled"
        table.add_row(
            str(row["id"])[:10],
            row["day_from"] or "not known",
            visible(shorten(row["title"] or "", 80)),
            _span(row["killed_low"], row["killed_high"]),
            _span(row["injured_low"], row["injured_high"]),
            str(row["outlets"]),
            origins,
        )
    console.print(table)


def _span(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "-"
    return str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
