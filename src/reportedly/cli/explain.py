"""`reportedly explain`: why a field of the ledger was read so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.publication import publication_options

if TYPE_CHECKING:
    from reportedly.export.explanation import Context, Explained, Explanation
    from reportedly.report import Annotation, Report

__all__ = ["explain"]


@click.command(short_help="Show why a claim, event or other finding was read so.")
@click.argument("id")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@format_option("text", "json", help="text: for reading here. json: one object.")
@publication_options
def explain(id: str, files: tuple[str, ...], form: str, **publication: Any) -> None:
    """Show why each field of one finding was read so: the words with what stands around them, the stage and rule,
    the lexicon or weights by their digest, the chain of sources, and how sure it is.

    ID is the id of a claim, event, loaded term, entity, mention, quotation or open question, or its first letters if
    no other begins so; or its number in the ledger and on the page, such as c3 for claim 3, e1 for event 1 and l2 for
    loaded term 2.

    FILE is what `reportedly read --format jsonl` wrote, or an article, which is then read again: the same article
    with the same --outlet and --url always gets the same ids.

    \b
    Exit code: 0 if it was found, 2 if not.

    \b
    reportedly explain c3 article.txt
    reportedly explain c1-4h7x reports.jsonl --format json
    """
    report, annotation = _find(id, list(_reports(files, publication)))
    from reportedly.export.explanation import explain as explained

    explanation = explained(report, annotation)
    if form == "json":
        click.echo(_json(explanation))
        return
    for line in _lines(explanation):
        click.echo(line)


def _reports(files: tuple[str, ...], publication: dict[str, Any]) -> Iterator[Report]:
    import io
    import sys
    from pathlib import Path

    from reportedly.api import read_many
    from reportedly.errors import BadInput, BadReport
    from reportedly.export.jsonl import holds_reports, read

    for name in files:
        data = sys.stdin.buffer.read() if name == "-" else b""
        path = Path(name)
        if name != "-" and path.is_file():
            with path.open("rb") as file:
                data = file.read() if holds_reports(file.read(200)) and not file.seek(0) else b""
        found = (
            read(io.BytesIO(data))
            if holds_reports(data[:200])
            else read_many([name], stdin=io.BytesIO(data), **publication)
        )
        for each in found:
            if isinstance(each, (BadInput, BadReport)):
                click.echo(f"skipped: {_line(str(each))}", err=True)
            else:
                yield each


def _find(id: str, reports: list[Report]) -> tuple[Report, Annotation]:
    """The one annotation meant, over all reports. Raises click.UsageError saying what there is."""
    from reportedly.export.ledger import ledger

    if not reports:
        raise click.UsageError("no report could be read, so nothing in it can be explained")
    found: list[tuple[Report, Annotation]] = []
    for report in reports:
        found += [(report, each) for each in report.annotations() if each.id == id]
    if not found:
        for report in reports:
            book = ledger(report)
            found += [(report, read.claim) for read in book.claims or () if f"c{read.number}" == id]
            found += [(report, told.event) for told in book.events or () if f"e{told.number}" == id]
            found += [(report, used.term) for used in book.loaded or () if f"l{used.number}" == id]
            found += [(report, toll) for number, toll in enumerate(book.tolls or (), 1) if f"t{number}" == id]
    if not found:
        for report in reports:
            found += [(report, each) for each in report.annotations() if each.id.startswith(id)]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(annotation.id for _, annotation in found[:3])
        raise click.UsageError(
            f"{id!r} could mean {len(found)} findings ({some}, ...): give more of the id, or one report"
        )
    where = "this report" if len(reports) == 1 else f"these {len(reports)} reports"
    raise click.UsageError(
        f"nothing in {where} has the id {id!r}. Use a number of the ledger (c1, e1) or an id from --format jsonl; "
        "the ids of an article change with --outlet and --url"
    )


def _json(explanation: Explanation) -> str:
    from dataclasses import asdict

    from reportedly.export.json_text import json_text

    return json_text(asdict(explanation), indent=2)


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.kind} {explanation.id}"
    yield f"  in report   {explanation.report}"
    yield f"  read by     {explanation.by}"
    if explanation.rule:
        yield f"  rule        {_line(explanation.rule)}"
    if explanation.resource:
        yield f"  with        {_line(explanation.resource)}"
    sure = "none estimated: read by a rule" if explanation.confidence is None else f"{explanation.confidence:.0%}"
    yield f"  confidence  {sure}{f'; {explanation.tier} tier' if explanation.tier else ''}"
    if explanation.chain:
        yield f"  chain       {_line(explanation.chain)}"
    for field in explanation.fields:
        yield ""
        yield f"  {field.field:<15} {_line(field.value)}"
        yield from _because(field)


def _because(field: Explained) -> Iterator[str]:
    indent = " " * 18
    for words in field.words:
        yield f"{indent}{words.start}-{words.end}  {_in_context(words)}"
    if field.inferred:
        yield f"{indent}inferred: {_line(field.inferred)}"
    if field.refers_to and field.refers_to != field.value:
        yield f"{indent}refers to {field.refers_to}"
    if field.origin:
        rule = f", rule {field.origin.rule}" if field.origin.rule else ""
        yield f"{indent}read by {_line(field.origin.by + rule)}"


def _in_context(words: Context) -> str:
    return f"…{_line(words.before, ends=False)}[{_line(words.words)}]{_line(words.after, ends=False)}…"


def _line(words: str, *, ends: bool = True) -> str:
    """The words on one line and safe for a terminal; blanks at the ends are kept where words go on there."""
    import re

    from reportedly.export.visible import visible

    flat = visible(re.sub(r"\s+", " ", words))
    return flat.strip() if ends else flat
