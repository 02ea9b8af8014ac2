"""A layer of a report as a data frame: polars if it is installed, else pandas; the same columns as the CSV."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from reportedly.export.rows import COLUMNS, Column, rows
from reportedly.report import Report

__all__ = ["frame"]

_POLARS = {"text": "String", "whole": "Int64", "number": "Float64", "yes/no": "Boolean"}
_PANDAS = {"text": "string", "whole": "Int64", "number": "Float64", "yes/no": "boolean"}


def frame(report: Report, layer: str = "claims") -> Any:
    """The rows of a layer with typed columns; a cell that is not known is null, never an empty string.

    Raises ImportError naming what to install if neither library is there, BadReport for an unknown layer.
    """
    made = rows(report, layer)
    columns = COLUMNS[layer]
    if find_spec("polars"):
        polars = import_module("polars")
        types = {column.name: getattr(polars, _POLARS[column.kind]) for column in columns}
        return polars.DataFrame(made, schema=types)
    if find_spec("pandas"):
        return _pandas(import_module("pandas"), made, columns)
    raise ImportError("data frames need polars or pandas: install one with `pip install 'reportedly[frame]'`")


def _pandas(pandas: Any, made: list[dict[str, Any]], columns: tuple[Column, ...]) -> Any:
    return pandas.DataFrame(
        {
            column.name: pandas.array([row[column.name] for row in made], dtype=_PANDAS[column.kind])
            for column in columns
        }
    )
