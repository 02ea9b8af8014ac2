"""`reportedly read`: reports in; a ledger, JSON lines, pages or a table out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.publication import publication_options

if TYPE_CHECKING:
    from reportedly.report import Report, Tier

__all__ = ["read"]

FORMATS = ("ledger", "jsonl", "html", "csv", "templates")
LAYERS = (
    "claims",
    "events",
    "dyads",
    "quantities",
    "codings",
    "tolls",
    "loaded",
    "entities",
    "dating",
    "mentions",
    "quotes",
    "issues",
)
TIERS = ("high", "medium", "low")


@click.command(short_help="Read reports into a ledger: who says what, what happened, how firmly.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|DIR|URL|-...")
@format_option(
    *FORMATS,
    help="ledger: for reading here. jsonl: everything, one report a line. html: one self-contained page for each "
    "report. csv: rows for a spreadsheet. templates: incidents of violence, one report a line: type, perpetrators, "
    "organisations and how firmly they are held responsible, targets, victims, instruments, stage.",
)
@click.option(
    "--rows",
    type=click.Choice(LAYERS),
    default="claims",
    show_default=True,
    help="Which rows --format csv writes.",
)
@click.option(
    "--tier",
    type=click.Choice(TIERS),
    default="low",
    show_default=True,
    help="List only claims of this tier or better, by how sure the program is of content and source: high, from 75 "
    "%, to be used unread; low, under 50 %, to be looked up in the text. Holds for the ledger, pages and csv; claims "
    "keep their numbers, and every event stays. jsonl is always whole, and says how sure each claim is.",
)
@click.option(
    "--codebook",
    "codebooks",
    multiple=True,
    metavar="NAME|FILE",
    help="Code events by this codebook: a name from `reportedly codebook list` or a TOML file of your own. May be "
    "given several times; replaces the default, incidents.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Write there instead of to standard output. A file appears only when it is complete. For the html of "
    "several reports name a folder: it gets a page for each and an index.html.",
)
@publication_options
@click.pass_context
def read(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    form: str,
    rows: str,
    tier: Tier,
    out: Path | None,
    codebooks: tuple[str, ...],
    **publication: Any,
) -> None:
    """Read news reports and write down who says what happened, in which words and how firmly.

    Sources are files (plain text, HTML, JSON lines, lists of URLs), folders, URLs, or - for standard input. Only
    URLs that you name are fetched.

    Data goes to standard output, everything else to standard error. A source that cannot be read is named in one
    line and passed over.

    Csv is UTF-8 without a byte order mark (in a spreadsheet, import it as UTF-8); in it, a cell that would be run as
    a formula begins with an apostrophe. The exact words are in jsonl.

    \b
    Exit code: 0 if every source was read, 1 if some were skipped, 2 if none could be read
    or the command was wrong, 130 if interrupted, 141 if the output was closed early.

    \b
    reportedly read article.html
    reportedly read reports/*.txt --published 2024-06-20 --format jsonl > reports.jsonl
    reportedly read reports/ --format html --out pages/
    reportedly read reports/ --format csv --tier high --out claims.csv
    reportedly read archive/ --format templates --out incidents.jsonl
    curl -s https://example.org/article | reportedly read - --outlet "Example Times"
    """
    from reportedly.api import read_many
    from reportedly.cli.progress import Count, counted
    from reportedly.errors import BadInput

    whole = {"jsonl": "jsonl is", "templates": "templates are"}.get(form, f"{rows} are")
    if tier != "low" and (form in {"jsonl", "templates"} or (form == "csv" and rows != "claims")):
        raise click.UsageError(f"--tier chooses among claims; {whole} always written whole")
    writer = _writer(form, rows, tier, out)
    count = Count()
    try:
        found = read_many(sources, codebooks=codebooks, **publication)
    except BadInput as error:
        raise click.UsageError(str(error)) from error
    quiet = form == "ledger" and out is None
    with closing(counted(found, count, of=len(sources), quiet=quiet)) as reports:
        writer(reports)
    click.echo(count.line(), err=True)
    ctx.exit(2 if not count.read else 1 if count.skipped else 0)


Write = Callable[[Iterator["Report"]], None]


def _writer(form: str, rows: str, tier: Tier, out: Path | None) -> Write:
    """Writes all reports in this form; complains about --out before anything is read."""
    from reportedly.cli import writers
    from reportedly.cli.outputs import check_target

    if form == "html" and out is not None and out.suffix.lower() not in {".html", ".htm"}:
        return writers.pages(writers.check_folder(out), tier)
    target = check_target(out) if out is not None else None
    match form:
        case "jsonl":
            return writers.jsonl(target)
        case "templates":
            return writers.templates(target)
        case "csv":
            return writers.csv(target, rows, tier)
        case "html":
            return writers.one_page(target, tier)
        case _:
            return writers.text(target, tier)
