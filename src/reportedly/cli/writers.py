"""What `reportedly read` writes in each format, report by report as they are read."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import click

from reportedly.cli.outputs import opened, write_whole
from reportedly.export.wording import heading
from reportedly.report import Report, Tier

__all__ = ["check_folder", "csv", "jsonl", "one_page", "pages", "templates", "text"]

Write = Callable[[Iterator[Report]], None]


def jsonl(target: Path | None) -> Write:
    """One line of JSON for each report."""

    def write(reports: Iterator[Report]) -> None:
        from reportedly.export.jsonl import lines

        _stream(reports, target, lambda report: "".join(lines([report])))

    return write


def templates(target: Path | None) -> Write:
    """The incidents of each report as one line of JSON."""

    def write(reports: Iterator[Report]) -> None:
        from reportedly.export.templates import line

        _stream(reports, target, line)

    return write


def text(target: Path | None, tier: Tier) -> Write:
    """The ledger of each report, as wide as the terminal; without colours where there is none."""

    def write(reports: Iterator[Report]) -> None:
        import os

        from reportedly.export.terminal import PIPE_WIDTH
        from reportedly.export.terminal import text as ledger_text

        terminal = target is None and sys.stdout.isatty()
        width = (
            shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if terminal or "COLUMNS" in os.environ else PIPE_WIDTH
        )
        colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        width = max(width, 60)
        _stream(reports, target, lambda report: ledger_text(report, width=width, colour=colour, tier=tier) + "\n")

    return write


def csv(target: Path | None, layer: str, tier: Tier) -> Write:
    """The rows of one layer of all reports under one header; nothing, not even a header, without a report."""

    def write(reports: Iterator[Report]) -> None:
        from reportedly.export.csv import table

        before = 0

        def rows(report: Report) -> str:
            nonlocal before
            before += 1
            made = table(report, layer, tier=tier)
            return made if before == 1 else made.partition("\r\n")[2]

        _stream(reports, target, rows)

    return write


def one_page(target: Path | None, tier: Tier) -> Write:
    """The page of the one report there is."""

    def write(reports: Iterator[Report]) -> None:
        from reportedly.export.html import page

        only = next(reports, None)
        if only is None:
            return
        if next(reports, None) is not None:
            raise click.UsageError(
                "several reports were found, and a page shows one: name a folder with --out pages/"
            )
        with opened(target) as out:
            out.write(page(only, tier=tier).encode("utf-8", "replace"))

    return write


def check_folder(folder: Path) -> Path:
    """The folder to write pages into. Raises click.UsageError where something else stands in its place."""
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"--out {folder} is not a folder; for one page name a file that ends in .html")
    return folder


def pages(folder: Path, tier: Tier) -> Write:
    """A page for each report, named after its headline and id, and an index.html that lists them."""

    def write(reports: Iterator[Report]) -> None:
        from reportedly.export.html import index, page
        from reportedly.export.index import Entry

        entries: list[Entry] = []
        for report in reports:
            folder.mkdir(parents=True, exist_ok=True)
            name = _file_name(report)
            write_whole(folder / name, page(report, tier=tier))
            entries.append(Entry.of(report, name, tier=tier))
        if entries:
            write_whole(folder / "index.html", index(entries))

    return write


def _file_name(report: Report) -> str:
    """Letters, digits and hyphens only: a report never decides where a file is written."""
    slug = re.sub(r"[^a-z0-9]+", "-", heading(report).title.lower())[:60].strip("-")
    return f"{slug or 'report'}-{report.id.partition('-')[2][:8]}.html"


def _stream(reports: Iterator[Report], target: Path | None, form: Callable[[Report], str]) -> None:
    first = next(reports, None)
    if first is None:
        return  # nothing was read: a file that is there stays as it is
    with opened(target) as out:
        _write(out, form(first))
        for report in reports:
            _write(out, form(report))


def _write(out: BinaryIO, words: str) -> None:
    out.write(words.encode("utf-8", "replace"))
    if out is sys.stdout.buffer:
        sys.stdout.buffer.flush()
