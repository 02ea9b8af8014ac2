"""`reportedly copy`: a ledger once more, in another place."""

from __future__ import annotations

import click

from reportedly.cli.ledger_option import ledger_option

__all__ = ["copy"]


@click.command(short_help="Copy a ledger to another folder, or to or from a PostgreSQL server.")
@ledger_option
@click.option("--to", "target", required=True, metavar="PLACE", help="An empty place: a folder, or postgresql://...")
def copy(ledger: str, target: str) -> None:
    """Copy a ledger as it is at this moment: originals, the record with its order and times, and the work list.
    Others may write to it meanwhile. What is derived is left out; `reportedly link` makes it again.

    \b
    reportedly copy --ledger ./ledger --to /backup/2026-11-23
    reportedly copy --to "postgresql://ines@db.example.org/news?originals=/srv/originals"
    """
    from reportedly.export.wording import tally
    from reportedly.store.copying import copy as copied
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as source, Ledger.open(target, create=True) as to:
        originals = copied(source, to)
        books = to.books()
        click.echo(f"copied and checked: {tally(originals, 'original')}, {books.line()}", err=True)
