"""The sentences that words stand in, each taken out of its report once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from reportedly.report import Report, Span

__all__ = ["Sentences"]

LONGEST = 700
"""Code points of a sentence that are given at most, about its words: what was not split into sentences is long."""


class Sentences:
    """Sentences by number, in the order in which they were asked for: `taken` has each with its report's id."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self.taken: list[tuple[str, Span]] = []
        self._reports = reports
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._bounds: dict[str, tuple[list[int], list[int]]] = {}

    def of(self, report: str, spans: Sequence[Span]) -> list[int]:
        """The numbers of the sentences that these spans stand in, in the order of the text."""
        return sorted({self._number(report, span) for span in spans}, key=lambda n: self.taken[n][1])

    def _number(self, report: str, span: Span) -> int:
        starts, ends = self._of(report)
        place = max(bisect_right(starts, span.start) - 1, 0)
        start, end = (starts[place], ends[place]) if starts else (span.start, span.end)
        start, end = min(start, span.start), max(end, span.end)
        if end - start > LONGEST:
            start, end = max(start, span.start - LONGEST // 2), min(end, span.end + LONGEST // 2)
        key = (report, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self.taken)
            self.taken.append((report, self._reports[report].span(start, end)))
        return self._numbers[key]

    def _of(self, report: str) -> tuple[list[int], list[int]]:
        if report not in self._bounds:
            tokens = self._reports[report].tokens
            rows = list(tokens.sentences) if tokens else []
            starts = [tokens.start[row] for row in rows] if tokens else []
            ends = [tokens.end[row - 1] for row in [*rows[1:], len(tokens)]] if tokens and rows else []
            self._bounds[report] = (starts, ends)
        return self._bounds[report]
