"""Rows as JSON lines and as CSV: the two forms that every program reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from reportedly.export.csv import safe
from reportedly.export.json_text import json_text
from reportedly.export.rows import Cell, Column

__all__ = ["encoded", "write_csv", "write_jsonl"]


def encoded(value: Any) -> bytes:
    """A value as JSON in UTF-8, exactly (`json_text`)."""
    return json_text(value, compact=True).encode()


def write_jsonl(rows: Iterable[Mapping[str, Cell]], columns: tuple[Column, ...], out: BinaryIO) -> int:
    """One object a line with exactly these columns, words as they are; returns how many."""
    number = 0
    for row in rows:
        out.write(encoded({column.name: row.get(column.name) for column in columns}) + b"\n")
        number += 1
    return number


def write_csv(rows: Iterable[Mapping[str, Cell]], columns: tuple[Column, ...], out: BinaryIO) -> int:
    """RFC 4180 with a header, UTF-8; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    number = 0
    out.write(_line([column.name for column in columns]))
    for row in rows:
        out.write(_line([safe(row.get(column.name)) for column in columns]))
        number += 1
    return number


def _line(cells: list[Cell]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerow(cells)
    return text.getvalue().encode("utf-8", "replace")
