"""The parse as a tree that rules can walk: children, subtrees, sentences, and spans of rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from reportedly.report import Report, Span

__all__ = ["Tree"]


class Tree:
    """A report's tokens with their dependency tree. Rows are indices into `Tokens`; -1 means none.

    `children[row]` lists the dependents in text order. `lower` and `text` hold each token's words. Built once
    by each stage that needs it; costs well under a hundredth of the parse. Raises ValueError if the report
    has no tokens.
    """

    def __init__(self, report: Report) -> None:
        if report.tokens is None:
            raise ValueError(f"report {report.id} has not been parsed: there is no tree to walk")
        self.report = report
        tokens = self.tokens = report.tokens
        self.start, self.end, self.lemma = tokens.start, tokens.end, tokens.lemma
        self.pos, self.tag, self.dep, self.head, self.ent = (
            tokens.pos,
            tokens.tag,
            tokens.dep,
            tokens.head,
            tokens.ent,
        )
        self.text = [report.text[s:e] for s, e in zip(tokens.start, tokens.end, strict=True)]
        self.lower = [word.lower() for word in self.text]
        self.children: list[list[int]] = [[] for _ in self.text]
        for row, head in enumerate(tokens.head):
            if head != row:
                self.children[head].append(row)
        self._sentence_of = _spread(tokens.sentences, len(self.text))
        self._paragraph_of = _spread(tokens.paragraphs, len(self.text))

    def __len__(self) -> int:
        return len(self.text)

    def sentence(self, row: int) -> range:
        """The rows of the sentence that `row` stands in."""
        return self._range(self.tokens.sentences, self._sentence_of[row])

    def sentence_number(self, row: int) -> int:
        """Which sentence of the report `row` stands in, counted from 0."""
        return self._sentence_of[row]

    def sentences(self) -> list[range]:
        """Every sentence, as rows."""
        return [self._range(self.tokens.sentences, k) for k in range(len(self.tokens.sentences))]

    def paragraph(self, row: int) -> range:
        """The rows of the paragraph that `row` stands in."""
        return self._range(self.tokens.paragraphs, self._paragraph_of[row])

    def paragraph_number(self, row: int) -> int:
        """Which paragraph of the report `row` stands in, counted from 0."""
        return self._paragraph_of[row]

    def _range(self, starts: tuple[int, ...], number: int) -> range:
        return range(starts[number], starts[number + 1] if number + 1 < len(starts) else len(self))

    def subtree(self, row: int, *, without: Iterable[int] = ()) -> list[int]:
        """`row` and all its descendants in text order, leaving out the branches rooted at `without`."""
        skip, stack, out = set(without), [row], []
        seen: set[int] = set()
        while stack:
            at = stack.pop()
            if at in seen:
                continue
            seen.add(at)
            out.append(at)
            stack.extend(child for child in self.children[at] if child not in skip)
        return sorted(out)

    def child(self, row: int, *deps: str) -> int:
        """The first child of `row` with one of these dependency labels, or -1."""
        return next((c for c in self.children[row] if self.dep[c] in deps), -1)

    def all(self, row: int, *deps: str) -> list[int]:
        """The children of `row` with one of these dependency labels."""
        return [c for c in self.children[row] if self.dep[c] in deps]

    def ancestors(self, row: int) -> list[int]:
        """The heads above `row`, nearest first."""
        out: list[int] = []
        while self.head[row] != row and len(out) < len(self):
            row = self.head[row]
            out.append(row)
        return out

    def span(self, rows: Iterable[int]) -> Span:
        """The one span from the first to the last of these rows."""
        rows = list(rows)
        return self.report.span(self.start[min(rows)], self.end[max(rows)])

    def spans(self, rows: Iterable[int]) -> tuple[Span, ...]:
        """The spans of these rows, one for each unbroken run."""
        out: list[list[int]] = []
        for row in sorted(set(rows)):
            if out and row == out[-1][-1] + 1:
                out[-1].append(row)
            else:
                out.append([row])
        return tuple(self.span(run) for run in out)

    def rows(self, span: Span) -> range:
        """The rows that lie in a span, wholly or in part."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))


def _spread(starts: tuple[int, ...], length: int) -> list[int]:
    out, number = [], -1
    marks = set(starts)
    for row in range(length):
        number += row in marks
        out.append(max(number, 0))
    return out
