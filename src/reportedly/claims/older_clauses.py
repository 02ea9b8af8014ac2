"""Events told within the clause of an old date: "The bridge was rebuilt in 2003 after rebels had shelled it"."""

from __future__ import annotations

from reportedly.claims.long_past import LongPast
from reportedly.language.tree import Tree
from reportedly.report import Report, Span
from reportedly.values.time import TimeValue

__all__ = ["OlderClauses"]

_DEEP = 8
"""Words that are climbed from an event to the clause it hangs on."""

_OWN_TIME = frozenset({"relcl", "ccomp", "parataxis", "acl"})
"""Clauses that may tell of another time than the one they hang on."""

_LATER = frozenset({"before", "until", "since"})
"""Marks of a clause that tells of a later time than the one it hangs on, or of one that lasts."""


class OlderClauses:
    """Finds the old date of the clause that an undated event hangs on. Needs tokens and mentions."""

    def __init__(self, report: Report, tree: Tree, long_past: LongPast) -> None:
        self._tree, self._long_past = tree, long_past
        self._times = _times(report, tree)

    def __call__(self, row: int) -> tuple[Span, str] | None:
        """The date and why it is long past, for the event at this row."""
        tree, below = self._tree, -1
        for _ in range(_DEEP):
            for time, span in self._times.get(row, ()):
                holds = below < 0 or tree.dep[below] != "conj" or span.start < tree.start[row]
                if holds and (why := self._long_past(time)):
                    return span, why
            later = any(tree.lower[child] in _LATER for child in tree.children[row])
            if row in self._times or tree.head[row] == row or tree.dep[row] in _OWN_TIME or later:
                return None
            row, below = tree.head[row], row
        return None


def _times(report: Report, tree: Tree) -> dict[int, list[tuple[TimeValue, Span]]]:
    """The times of the report by the word that they date: the head of the phrase, or of its preposition."""
    out: dict[int, list[tuple[TimeValue, Span]]] = {}
    for mention in report.mentions or ():
        if mention.time is None or mention.time.type not in ("DATE", "TIME"):
            continue
        rows = tree.rows(mention.span)
        top = next((row for row in rows if tree.head[row] not in rows), rows[0] if rows else -1)
        if top < 0:
            continue
        row = tree.head[top]
        if tree.dep[top] == "pobj":
            if tree.lower[row] in _LATER or tree.lower[row] in ("from", "by"):
                continue
            row = tree.head[row]
        out.setdefault(row, []).append((mention.time, mention.span))
    return out
