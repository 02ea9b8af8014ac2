"""What reading the bytes found doubtful, noted before there is a Report to hold an Issue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportedly.report import Report, Span

__all__ = ["BY", "Remark", "with_remarks"]

BY = "text.read.v1"
"""Who makes the issues of this package."""


class Remark(NamedTuple):
    """An Issue to be: its code, what was seen, what the reader can do, and its words where it is about some."""

    code: str
    message: str
    hint: str
    at: Span | None = None


def with_remarks(report: Report, remarks: Iterable[Remark]) -> Report:
    """The report with an Issue for each remark, standing at its very beginning if it is about no words."""
    return report.with_issues(*(report.issue(r.code, r.message, by=BY, at=r.at, hint=r.hint) for r in remarks))
