"""`reportedly rebuild`: everything that is derived, deleted and derived again."""

from __future__ import annotations

import json

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option
from reportedly.cli.link import shown, steps

__all__ = ["rebuild"]


@click.command(short_help="Delete everything that is derived and derive it again.")
@ledger_option
@format_option("text", "jsonl", help="For people, or the summary as one JSON record.")
@click.pass_context
def rebuild(ctx: click.Context, ledger: str, form: str) -> None:
    """Delete the derived tables of a ledger and make them again from its reports, entries and judgements.

    Nothing that was taken in, read, corrected or judged is touched. The digest of the ledger is given before and
    after: it is the same if the ledger was linked to its last entry by this release.

    \b
    Exit code: 0 if the digest is the same, 1 if it is not.

    \b
    reportedly rebuild --ledger ledger/
    """
    from reportedly.derive.rebuild import rebuild as run
    from reportedly.review.queue import fill
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as opened, steps() as say:
        rebuilt = run(opened, say)
        fill(opened, say)
    if form == "jsonl":
        click.echo(json.dumps({"before": rebuilt.before, "after": rebuilt.after, "same": rebuilt.same}))
    else:
        shown(rebuilt.summary, form)
        outcome = (
            "the same as before"
            if rebuilt.same
            else f"it was {rebuilt.before}: not linked to the end, or by another release"
        )
        click.echo(f"digest {rebuilt.after}, {outcome}")
    ctx.exit(0 if rebuilt.same else 1)
