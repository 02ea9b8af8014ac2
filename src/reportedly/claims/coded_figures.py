"""What a coder's note gives as its own figure: "fatalities coded as 12 and split between 2 locations" is 6 for each.

Notes of event data sets (ACLED's, for one) end so. The words are read as arithmetic and nothing more.
"""

from __future__ import annotations

from reportedly.claims.casualties import Counts
from reportedly.claims.casualty_words import casualty_words
from reportedly.language.numbers import number_of
from reportedly.language.tree import Tree

__all__ = ["coded_figure"]


def coded_figure(tree: Tree, row: int, known: Counts) -> tuple[int, int] | None:
    """The figure of the sentence whose first word of coding stands in this row, with the row that gives it.

    None where the sentence is not about deaths, gives no figure, or an earlier row speaks of coding already.
    """
    words, sentence = casualty_words()["coded"], tree.sentence(row)
    lower = tree.lower[sentence.start : sentence.stop]
    first = next(r for r in sentence if tree.lower[r] in words["words"])
    if row != first or not words["about"] & set(lower):
        return None
    total, at = None, row
    for k, low in enumerate(lower):
        after = lower[k + 1 : k + 4]
        if low in {"coded", "code"} and after[:1] == ["as"] and (n := number_of(after[1:2])) is not None:
            total, at = n, sentence[k]
        elif low in {"coded", "split"} and after[:1] == ["to"] and words["about"] & set(lower[max(k - 2, 0) : k]):
            total, at = 0, sentence[k]  # "(fatalities coded to the Odrin event)"
        elif low in words["words"] and after and after[0] in words["over"]:
            parts = number_of(after[2:3] if after[1:2] == ["the"] else after[1:2])
            total = total if total is not None else _told_before(tree, sentence, sentence[k], known)
            if parts and total is not None:
                total, at = max(round(total / parts), 1), sentence[k]
    return (total, at) if total is not None else None


def _told_before(tree: Tree, sentence: range, row: int, known: Counts) -> int | None:
    """The last count before this row, in its sentence or else in the one before it."""
    for rows in (range(sentence.start, row), tree.sentence(sentence.start - 1) if sentence.start else range(0)):
        for at in reversed(rows):
            if at in known.at:
                count = known.at[at][1]
                return count.low if count.low is not None else count.high
    return None
