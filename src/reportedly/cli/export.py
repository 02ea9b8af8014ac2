"""`reportedly export`: the ledger as files for other programs, with private people under pseudonyms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.export.from_ledger import Exported

__all__ = ["export"]

FORMATS = ("jsonl", "csv", "acled", "geojson", "parquet")
WHAT = ("incidents", "events", "claims", "reports")


@click.command(short_help="Write incidents, events, claims or reports to a file for other programs.")
@ledger_option
@click.option(
    "--what",
    type=click.Choice(WHAT),
    default="incidents",
    show_default=True,
    help="incidents: one row for each, with all voices. events, claims: one row for each that a report has. reports: "
    "what is known of each report.",
)
@format_option(
    *FORMATS,
    help="jsonl: exact words, one object a line. csv: for spreadsheets. acled: CSV with the 31 columns of ACLED's "
    "files and ours behind. geojson: points and areas. Both are for incidents and events. parquet: typed columns.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there, whole or not at all, with FILE.manifest.json beside it. Without it, to standard output.",
)
@click.option(
    "--names",
    is_flag=True,
    help="Leave the names of private people as reported: victims, witnesses, suspects, all in no public office. "
    "Otherwise each is a pseudonym, the same within an incident: person-7f3a91c2.",
)
@click.option(
    "--as-of",
    metavar="MOMENT",
    help="Reports, claims or events as the ledger had them then: a date, a time (ISO 8601) or a sequence number.",
)
def export(ledger: str, what: Any, form: str, out: Path | None, names: bool, as_of: str | None) -> None:
    """Write what a ledger holds to a file for other programs.

    The same ledger gives the same bytes. The manifest names the state of the ledger, the version, and the SHA-256 of
    the file. In csv and acled, a cell that a spreadsheet would run as a formula begins with an apostrophe. Columns
    are explained in docs/exports.md.

    \b
    reportedly export --out incidents.jsonl
    reportedly export --what events --format acled --out events.csv
    reportedly export --format geojson --out incidents.geojson
    reportedly export --what claims --format parquet --as-of 2031-03-14 --out claims.parquet
    """
    from reportedly.export.from_ledger import Exported
    from reportedly.store.ledger import Ledger

    if form in {"acled", "geojson"} and what not in {"incidents", "events"}:
        raise click.UsageError(f"--format {form} is for incidents and events; export {what} as jsonl, csv or parquet")
    if form == "parquet" and out is None:
        raise click.UsageError("--format parquet needs --out FILE: it cannot be written to a terminal")
    if as_of is not None and what == "incidents":
        raise click.UsageError(
            "--as-of is for reports, events and claims: incidents are linked anew from all reports"
        )
    with Ledger.open(ledger) as opened:
        sequence = None if as_of is None else int(as_of) if as_of.isdecimal() else opened.sequence_at(as_of)
        wanted = Exported(opened, what, acled=form == "acled", names=names, as_of=sequence)
        number = _write(wanted, form, out)
        hint = ": run `reportedly link` to link reports first" if what == "incidents" and not number else ""
        kept = "as reported" if names else "pseudonymised"
        things = what.removesuffix("s") if number == 1 else what
        click.echo(f"{number:,} {things} exported as {form}, private people {kept}{hint}", err=True)


def _write(wanted: Exported, form: str, out: Path | None) -> int:
    from reportedly.cli.outputs import check_target, opened, write_whole
    from reportedly.export.manifest import manifest
    from reportedly.export.tables import ACLED, TABLES
    from reportedly.export.writing import Hashed, write

    beside = None
    if out is not None:
        out = check_target(out)
        beside = check_target(out.with_name(f"{out.name}.manifest.json"))
        beside.unlink(missing_ok=True)  # a file whose manifest is missing is one whose export did not end
    with opened(out) as file:
        hashed = Hashed(file)
        number = write(wanted, form, hashed)
    if out is not None and beside is not None:
        told = manifest(
            wanted.ledger,
            file=out.name,
            sha256=hashed.hexdigest(),
            size=hashed.size,
            rows=number,
            what=wanted.what,
            form=form,
            names=wanted.names,
            as_of=wanted.as_of,
            columns=ACLED if form == "acled" else TABLES[wanted.what],
        )
        write_whole(beside, told)
    return number
