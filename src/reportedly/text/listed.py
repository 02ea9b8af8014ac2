"""What the feed or sitemap that lists a page says of it, where the page itself is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.report import Anchored, Report
from reportedly.text.dates import iso_date

__all__ = ["LISTED", "as_listed"]

LISTED = "as the feed or sitemap that lists it says"
"""How a value is said to be known that only the listing gives."""


def as_listed(report: Report, headers: Iterable[tuple[str, str]] | None) -> Report:
    """The report with the date of "listing:published" among these headers, if its own text and page give none.

    Without a date "on Friday" stays open, so this is the one thing that is taken over. The id stays as it is.
    """
    said = next((iso_date(value) for name, value in headers or () if name == "listing:published"), None)
    if said is None or report.publication.published is not None:
        return report
    return replace(report, publication=replace(report.publication, published=Anchored(said, (), LISTED)))
