"""Rows as CSV for spreadsheets and statistics programs: RFC 4180, UTF-8, no cell that a spreadsheet would run.

A cell that begins as a formula does (= + - @, their full-width forms, a tab, a line break, also after spaces
or an apostrophe) is written with an apostrophe before it, which spreadsheets do not show. That changes the
words of such a cell; JSON lines and data frames hold them exactly.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import TextIO

from reportedly.export.rows import COLUMNS, Cell, rows
from reportedly.report import Report, Tier

__all__ = ["safe", "table", "write"]

_FORMULA = re.compile(r"[\s\x00'\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\x00]")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def table(report: Report, layer: str = "claims", *, tier: Tier = "low") -> str:
    """The rows of one layer of one report as CSV with a header, lines ended by CR LF.

    Of claims, those of this tier or better.
    """
    out = io.StringIO(newline="")
    write([report], out, layer, tier=tier)
    return out.getvalue()


def write(reports: Iterable[Report], out: TextIO, layer: str = "claims", *, tier: Tier = "low") -> None:
    """Write the rows of one layer of all reports under one header. `out` must not translate line ends."""
    columns = [column.name for column in COLUMNS[layer]]
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    for report in reports:
        for row in rows(report, layer, tier=tier):
            writer.writerow([safe(row[name]) for name in columns])


def safe(cell: Cell) -> Cell:
    """The cell as it may be written: text without formulas; NUL and lone surrogates, which no CSV file can hold,

    as U+FFFD. Numbers stay numbers; truth is "yes" or "no"; None is the empty cell.
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return cell
    marked = "'" + cell if _FORMULA.match(cell) else cell
    return _UNWRITABLE.sub("\ufffd", marked)
