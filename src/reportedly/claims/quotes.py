"""The quotation-mark layer: which words the report itself sets in quotation marks, and what for.

Deterministic and linear in the length of the text. Marks are paired within a paragraph; a quotation left open at
its end goes on where the next paragraph reopens it (the newspaper convention), so that a quotation of three
paragraphs is one Quote with three pieces of content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.claims.marks import Mark, marks
from reportedly.claims.quote_use import Use
from reportedly.language.tree import Tree
from reportedly.report import Issue, Origin, Quote, Report, annotation_id
from reportedly.text.paragraphs import paragraphs

__all__ = ["Quotes"]

_BLANK = " \t\r\n\u00a0\u2028\u2029\v\f\x85\u200b\ufeff"
DEEPEST = 4
"""Quotation within quotation within ...: news goes to three. Deeper openings are taken for slips of the pen."""


@dataclass(slots=True)
class _Open:
    """A quotation being read: its first mark, the pieces finished so far, and where the present one began."""

    mark: Mark
    begin: int
    parent: int | None
    pieces: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0
    closed: bool = False
    number: int = -1


class Quotes:
    """Stage: every quotation mark paired, nested or left open. Adds `quote.unclosed` and `quote.stray` issues."""

    name = "claims.quotes.v1"
    needs = frozenset({"tokens"})
    makes = frozenset({"quotes"})

    def __init__(self) -> None:
        self._use = Use()

    def __call__(self, report: Report) -> Report:
        reader = _Reader(report.text)
        for start, end in paragraphs(report.text):
            reader.paragraph(start, end)
        reader.finish()
        tree = Tree(report)
        quotes, issues = self._quotes(report, tree, reader)
        return report.with_layers(quotes=tuple(quotes)).with_issues(*issues)

    def _quotes(self, report: Report, tree: Tree, reader: _Reader) -> tuple[list[Quote], list[Issue]]:
        quotes: list[Quote] = []
        issues: list[Issue] = []
        ids: dict[int, str] = {}
        for each in sorted(reader.done, key=lambda q: (q.mark.start, -q.end)):
            if not each.pieces:
                continue
            span = report.span(each.mark.start, each.end)
            ids[each.number] = identity = annotation_id("q", report.id, span.start, span.end)
            content = tuple(report.span(start, end) for start, end in each.pieces)
            use, rule = self._use(tree, content, each.closed)
            quotes.append(
                Quote(
                    id=identity,
                    span=span,
                    origin=Origin(self.name, rule),
                    content=content,
                    use=use,
                    closed=each.closed,
                    within=ids.get(each.parent) if each.parent is not None else None,
                )
            )
            if not each.closed:
                issues.append(
                    report.issue(
                        "quote.unclosed",
                        f"a quotation opens with {each.mark.text} and no mark closes it",
                        by=self.name,
                        at=span,
                        hint="it was taken to run to the end of its paragraph; check where the quoted words end",
                    )
                )
        for mark in reader.stray:
            issues.append(
                report.issue(
                    "quote.stray",
                    f"a closing mark {mark.text} stands where no quotation is open",
                    by=self.name,
                    at=report.span(mark.start, mark.end),
                    hint="the opening mark may be missing; check where the quoted words begin",
                )
            )
        return quotes, issues


class _Reader:
    """Pairs the marks of one text, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.done: list[_Open] = []
        self.stray: list[Mark] = []
        self.count = 0

    def paragraph(self, start: int, end: int) -> None:
        """Read the marks of `text[start:end]`; quotations open from the paragraph before go on or are given up."""
        found = list(marks(self.text, start, end))
        closers = _closers_after(found)
        found, closers = self._carry_over(start, found, closers)
        for position, mark in enumerate(found):
            self._read(mark, closers[position], found, position)
        self._end_paragraph(end)

    def finish(self) -> None:
        """The text ends: what is open stays open."""
        while self.stack:
            self._give_up()

    def _carry_over(
        self, start: int, found: list[Mark], closers: list[dict[str, int]]
    ) -> tuple[list[Mark], list[dict[str, int]]]:
        if not self.stack:
            return found, closers
        skip = 0
        at = start
        for each in self.stack:
            again = found[skip] if skip < len(found) else None
            if again is not None and again.start == at and again.family == each.mark.family and again.opens:
                skip, at = skip + 1, again.end
        doubles = [mark for mark in found if mark.family == self.stack[0].mark.family]
        resumed = skip > 0 or (bool(doubles) and doubles[0].closes and not doubles[0].opens)
        if not resumed:
            self.finish()
            return found, closers
        keep = skip or len(self.stack)
        while len(self.stack) > keep:
            self._give_up()
        for each in self.stack:
            each.begin = at
        return found[skip:], closers[skip:]

    def _read(self, mark: Mark, closers: dict[str, int], found: Sequence[Mark], position: int) -> None:
        family = [each for each in self.stack if each.mark.family == mark.family]
        if family and mark.closes and not (mark.opens and self._reopens(mark, family, closers)):
            if mark.strong or not closers["strong"]:
                self._close(mark)
            return
        if mark.opens:
            if mark.family == "single" and mark.text in "'’`" and not (closers["single"] or mark.text == "’"):
                return
            if family and closers[mark.family] <= len(family):
                self._break(mark)
            if len(self.stack) < DEEPEST:
                self._push(mark)
            return
        if mark.family == "double" and not family:
            self.stray.append(mark)

    def _reopens(self, mark: Mark, family: list[_Open], closers: dict[str, int]) -> bool:
        """An ambiguous mark while one is open closes it, unless nothing has been quoted yet ("'Look ...)."""
        return family[-1].begin == mark.start and len(family) < 2 and closers[mark.family] > len(family)

    def _push(self, mark: Mark) -> None:
        parent = self.stack[-1].number if self.stack else None
        self.stack.append(_Open(mark, mark.end, parent, number=self.count))
        self.count += 1

    def _close(self, mark: Mark) -> None:
        while self.stack[-1].mark.family != mark.family:
            self._drop()
        each = self.stack.pop()
        self._piece(each, mark.start)
        each.end, each.closed = mark.end, True
        self.done.append(each)

    def _break(self, mark: Mark) -> None:
        """A quotation opens while one of its kind is open and too few closing marks follow: the first has no end."""
        while self.stack and self.stack[-1].mark.family != mark.family:
            self._drop()
        each = self.stack.pop()
        self._piece(each, mark.start)
        each.end = each.pieces[-1][1] if each.pieces else each.mark.end
        self.done.append(each)

    def _drop(self) -> None:
        """An inner single mark that nothing closes was an apostrophe."""
        each = self.stack.pop()
        if each.mark.family == "double":
            each.end = each.pieces[-1][1] if each.pieces else each.mark.end
            self.done.append(each)

    def _give_up(self) -> None:
        each = self.stack.pop()
        each.end = each.pieces[-1][1] if each.pieces else each.mark.end
        if each.pieces and (each.mark.family == "double" or each.mark.text == "‘"):
            self.done.append(each)

    def _end_paragraph(self, end: int) -> None:
        self.stack = [each for each in self.stack if each.mark.family == "double" or each.mark.text in "‘‚‹"]
        for each in self.stack:
            self._piece(each, end)

    def _piece(self, each: _Open, end: int) -> None:
        start = each.begin
        while start < end and self.text[start] in _BLANK:
            start += 1
        while start < end and self.text[end - 1] in _BLANK:
            end -= 1
        if start < end:
            each.pieces.append((start, end))


def _closers_after(found: Sequence[Mark]) -> list[dict[str, int]]:
    """For each mark, how many marks after it can close a quotation of each family, and how many single ones must."""
    out: list[dict[str, int]] = []
    count = {"double": 0, "single": 0, "strong": 0}
    for mark in reversed(found):
        out.append(dict(count))
        if mark.closes:
            count[mark.family] += 1
            if mark.family == "single" and mark.strong and not mark.opens:
                count["strong"] += 1
    return out[::-1]
