"""`reportedly diff`: what changed from one version of a story to the other, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option
from reportedly.cli.publication import publication_options

if TYPE_CHECKING:
    from reportedly.incidents.changes import Change
    from reportedly.incidents.difference import Difference
    from reportedly.report import Report, Span

__all__ = ["diff"]


@click.command(short_help="Show what changed between two versions of a story, claim by claim.")
@click.argument("a")
@click.argument("b")
@format_option("text", "jsonl", help="text: for reading here. jsonl: one change a line.")
@ledger_option
@publication_options
def diff(a: str, b: str, form: str, ledger: str, **publication: Any) -> None:
    """Show what changed from report A to report B: tolls, sources, how firmly something is said, events told or no
    longer told, words that take a side, the headline; each with the words of both.

    A and B are files (articles, which are then read, or what `reportedly read --format jsonl` wrote) or ids of
    reports in the ledger, or the first letters of one.

    \b
    Exit code: 0 if nothing changed, 1 if something did, 2 if a report cannot be found or read.

    \b
    reportedly diff monday.html tuesday.html
    reportedly diff r1-9hyt r1-nm5r --ledger ledger --format jsonl
    """
    from reportedly.export.wording import tally
    from reportedly.incidents.difference import difference

    one, other = _report(a, ledger, publication), _report(b, ledger, publication)
    found = difference(one, other)
    if form == "jsonl":
        for change in found.changes:
            click.echo(_json(found, change))
    else:
        for line in _lines(one, other, found):
            click.echo(line)
    click.echo(
        f"{tally(len(found.changes), 'change')}; {found.same} of {tally(found.sentences, 'sentence')} the same",
        err=True,
    )
    click.get_current_context().exit(1 if found.changes else 0)


def _report(name: str, ledger: str, publication: dict[str, Any]) -> Report:
    """The report of a file, else the one of the ledger with this id. Raises click.UsageError if it is neither."""
    import io
    from pathlib import Path

    from reportedly.api import read
    from reportedly.errors import BadReport
    from reportedly.export.jsonl import holds_reports
    from reportedly.export.jsonl import read as stored

    path = Path(name)
    if not path.is_file():
        return _of_ledger(name, ledger)
    data = path.read_bytes()
    if not holds_reports(data[:200]):
        return read(name, **publication)
    found = list(stored(io.BytesIO(data)))
    if len(found) != 1 or isinstance(found[0], BadReport):
        raise click.UsageError(f"{name} holds {len(found)} reports; give a file with one, or an id of the ledger")
    return found[0]


def _of_ledger(name: str, ledger: str) -> Report:
    from reportedly.errors import ReportedlyError
    from reportedly.store.ledger import Ledger

    try:
        with Ledger.open(ledger) as opened:
            return opened.report(name)
    except ReportedlyError as error:
        raise click.UsageError(f"there is no file {name}, and no report of that id: {error}") from error


def _json(found: Difference, change: Change) -> str:
    from dataclasses import asdict

    from reportedly.export.json_text import json_text

    row = {"a": found.a, "b": found.b, **{k if len(k) > 1 else f"{k}_id": v for k, v in asdict(change).items()}}
    return json_text(row)


def _lines(one: Report, other: Report, found: Difference) -> Iterator[str]:
    """Both reports by name, then each change with the words of both sides in their places."""
    for mark, report in (("-", one), ("+", other)):
        yield click.style(f"{mark} {_named(report)}", fg="red" if mark == "-" else "green")
    if not found.changes:
        yield ""
        yield "nothing changed in what is claimed, counted or told"
    for change in found.changes:
        yield ""
        yield f"{click.style(change.kind, bold=True)}: {_line(change.says)}"
        for mark, colour, report, spans in (("-", "red", one, change.before), ("+", "green", other, change.after)):
            for span in _apart(spans):
                yield f"  {click.style(mark, fg=colour)} {span.start}-{span.end}  {_in_context(report, span, colour)}"


def _named(report: Report) -> str:
    publication = report.publication
    fields = (publication.outlet, publication.published, publication.headline)
    return f"{report.id}  {'  '.join(_line(field.value) for field in fields if field)}"


def _apart(spans: tuple[Span, ...]) -> list[Span]:
    """The spans without those that lie within another; of more than three the first three."""
    return [span for span in spans if not any(span != each and span in each for each in spans)][:3]


def _in_context(report: Report, span: Span, colour: str, around: int = 30) -> str:
    before = report.text[max(0, span.start - around) : span.start].rpartition("\n")[2]
    after = report.text[span.end : span.end + around].partition("\n")[0]
    words = span.words if len(span.words) <= 160 else f"{span.words[:150]}…"
    return f"…{_line(before, ends=False)}{click.style(f'[{_line(words)}]', fg=colour)}{_line(after, ends=False)}…"


def _line(words: str, *, ends: bool = True) -> str:
    """On one line and safe for a terminal."""
    import re

    from reportedly.export.visible import visible

    flat = visible(re.sub(r"\s+", " ", words))
    return flat.strip() if ends else flat
