"""`reportedly incident`: one incident, every version of every detail, and who says so."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

__all__ = ["incident"]


@click.command(short_help="Show one incident: every version of every detail, with its sources and origins.")
@click.argument("id")
@ledger_option
@click.option("--as-of", metavar="MOMENT", help="Show what was known then (ISO 8601; a date is its end in UTC).")
@format_option(
    "text",
    "jsonl",
    "html",
    help="text: for reading here. jsonl: everything, one line. html: one self-contained page.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write there; whole or not at all.")
@click.option(
    "--names",
    is_flag=True,
    help="Keep the names of private people in html and jsonl, which are made to be passed on. In text they are kept "
    "and marked.",
)
def incident(id: str, ledger: str, as_of: str | None, form: str, out: Path | None, names: bool) -> None:
    """Show one incident: what each source says of each detail, in its own words, with how many outlets carry it and
    how many independent origins stand behind it; what contradicts what; who changed their mind; tolls over time; who
    claims, blames and denies; and why these reports were taken for one incident.

    ID is one that `reportedly incidents` lists, or its first letters. Nothing is decided for you: versions stand
    side by side.

    \b
    reportedly incident x1-4h7x
    reportedly incident x1-4h7x --as-of 2031-05-04 --format html --out incident.html
    """
    from reportedly.cli.outputs import opened as written
    from reportedly.derive.opened import open_incident
    from reportedly.derive.shown_incident import shown_incident
    from reportedly.export.incident_html import incident_html
    from reportedly.export.incident_json import incident_json
    from reportedly.export.incident_text import incident_text
    from reportedly.export.ledger_veil import ledger_veil
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as kept:
        found = open_incident(kept, id, as_of=kept.sequence_at(as_of) if as_of else None)
        hidden = form != "text" and not names
        veil = ledger_veil(kept, found.reports.values()) if hidden else None
    view = shown_incident(found, as_of)
    if form == "text":
        width = shutil.get_terminal_size((100, 24)).columns
        data = incident_text(view, width=width, colour=out is None and sys.stdout.isatty())
    elif form == "html":
        data = incident_html(view, veil)
    else:
        data = incident_json(view, veil) + "\n"
    with written(out) as stream:
        stream.write(data.encode("utf-8", "replace"))
