"""The page that lists the pages of several reports."""

from __future__ import annotations

from typing import NamedTuple

from reportedly.export.ledger import ledger
from reportedly.export.wording import day, happenings, heading
from reportedly.report import Report, Tier

__all__ = ["Entry"]


class Entry(NamedTuple):
    """One line of the list: what a reader chooses a report by. `file` is the page's name in the same folder."""

    file: str
    title: str
    outlet: str
    published: str
    claims: int
    voices: int
    happened: int
    not_happened: int
    issues: int

    @classmethod
    def of(cls, report: Report, file: str, *, tier: Tier = "low") -> Entry:
        """The line of a report whose page is `file` and shows claims of this tier or better."""
        book = ledger(report, tier)
        happened, others = happenings(book)
        published, outlet = report.publication.published, report.publication.outlet
        return cls(
            file=file,
            title=heading(report).title,
            outlet=outlet.value if outlet else "not known",
            published=day(published.value) if published else "not known",
            claims=len(book.claims or ()),
            voices=len(book.voices),
            happened=len(happened),
            not_happened=len(others),
            issues=len(book.issues),
        )
