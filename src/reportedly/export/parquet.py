"""Rows as Parquet with typed columns, each with its meaning in the file's schema; needs pyarrow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from reportedly.errors import MissingExtra
from reportedly.export.rows import Cell, Column

__all__ = ["ROWS", "schema", "write"]

ROWS = 5_000
"""Rows of a row group: what is held in memory at a time."""

_UNWRITABLE = re.compile("[\ud800-\udfff]")


def _arrow() -> Any:
    try:
        import pyarrow  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra(
            "Parquet files need pyarrow: pip install 'reportedly[parquet]', or export jsonl or csv instead"
        ) from error
    return pyarrow


def schema(columns: Iterable[Column]) -> Any:
    """The Arrow schema of these columns: text is string, whole int64, number double, yes/no bool; all may be null.

    Raises MissingExtra.
    """
    arrow = _arrow()
    types = {"text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64(), "yes/no": arrow.bool_()}
    return arrow.schema([arrow.field(c.name, types[c.kind], metadata={"meaning": c.meaning}) for c in columns])


def write(rows: Iterable[Mapping[str, Cell]], columns: tuple[Column, ...], out: BinaryIO) -> int:
    """Write rows in groups of `ROWS`, Zstandard-compressed; returns how many. Same rows, same bytes for one pyarrow.

    A lone surrogate, which Parquet's strings cannot hold, becomes U+FFFD. Raises MissingExtra.
    """
    arrow = _arrow()
    from pyarrow import parquet

    shape, number = schema(columns), 0
    with parquet.ParquetWriter(out, shape, compression="zstd") as writer:
        batch: list[dict[str, Cell]] = []
        for row in rows:
            batch.append({column.name: _writable(row.get(column.name)) for column in columns})
            number += 1
            if len(batch) == ROWS:
                writer.write_table(arrow.Table.from_pylist(batch, schema=shape))
                batch = []
        if batch:
            writer.write_table(arrow.Table.from_pylist(batch, schema=shape))
    return number


def _writable(cell: Cell) -> Cell:
    return _UNWRITABLE.sub("\ufffd", cell) if isinstance(cell, str) else cell
