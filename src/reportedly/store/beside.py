"""Derived rows that are made along with a reading, while it is in memory: its sketch, its text's fingerprint."""

from __future__ import annotations

from reportedly.incidents.fingerprints import RECIPE, fingerprint
from reportedly.incidents.sketch import SKETCH_VERSION, pack_sketch, sketch
from reportedly.report import Report
from reportedly.store.work import Working

__all__ = ["FINGERPRINT_VERSION", "beside"]

FINGERPRINT_VERSION = str(RECIPE)


def beside(report: Report) -> tuple[Working, ...]:
    """Rows of `sketches` and `fingerprints` for a report that has been read; some 4 ms for 3,000 characters."""
    return (
        Working("sketches", SKETCH_VERSION, pack_sketch(sketch(report))),
        Working("fingerprints", FINGERPRINT_VERSION, fingerprint(report.text)),
    )
