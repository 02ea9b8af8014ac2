"""Reports as JSON lines, one report a line; the form that loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reportedly.codec import FORMAT, from_json, to_json
from reportedly.errors import BadReport
from reportedly.report import Report

__all__ = ["holds_reports", "lines", "read"]

_BEGINNING = re.compile(rb'\s*\{\s*"format"\s*:\s*"' + re.escape(FORMAT.rpartition(".")[0].encode()) + rb"\.")


def lines(reports: Iterable[Report]) -> Iterator[str]:
    """One line for each report, with its line end."""
    for report in reports:
        yield to_json(report) + "\n"


def read(stream: BinaryIO) -> Iterator[Report | BadReport]:
    """The reports of a stream of JSON lines; a BadReport, naming the line, for each that cannot stand.

    Blank lines are passed over. Every span that is read has been checked against its text.
    """
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield from_json(line)
        except BadReport as error:
            yield BadReport(f"line {number}: {error}")
        except RecursionError:
            yield BadReport(f"line {number}: nested too deeply to be a report")


def holds_reports(beginning: bytes) -> bool:
    """Whether bytes begin as `lines` writes them: JSON whose first field is our format's name."""
    return bool(_BEGINNING.match(beginning))
