"""What reading the bytes found doubtful, noted before there is a Report to hold an Issue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportedly.report import Report

__all__ = ["BY", "Remark", "with_remarks"]

BY = "text.read.v1"
"""Who makes the issues of this package."""


class Remark(NamedTuple):
    """An Issue to be: its code, what was seen, and what the reader can do."""

    code: str
    message: str
    hint: str


def with_remarks(report: Report, remarks: Iterable[Remark]) -> Report:
    """The report with an Issue, standing at its very beginning, for each remark."""
    return report.with_issues(*(report.issue(r.code, r.message, by=BY, hint=r.hint) for r in remarks))
