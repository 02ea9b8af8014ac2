"""Which words changed between two texts: what both have, what only the first has, what only the second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Run", "word_changes"]

_SENTENCE = re.compile(r"[^\n.!?]*[.!?\n]+[\"”’»)\]]*\s*|[^\n.!?]+$")
_WORD = re.compile(r"[\w’'-]+\s*|[^\w\s]\s*|\s+")

MOST = 1_500
"""Words of a passage that are compared one by one; longer ones that share no sentence are told as replaced whole.
Comparing takes time with the square of it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the first text (`a`, code points) and of the second (`b`); one side is empty unless `same`."""

    kind: Literal["same", "gone", "new"]
    a: tuple[int, int]
    b: tuple[int, int]


def word_changes(a: str, b: str) -> list[Run]:
    """Runs that cover both texts from beginning to end, in their order.

    Sentences that both have are found first (longest common runs: Ratcliff and Obershelp 1988, as `difflib` does it),
    then the words between them are compared. White space and its changes belong to the word before.
    """
    runs: list[Run] = []
    for run in _runs(a, b):
        before = runs[-1] if runs else None
        if before and before.kind == run.kind and (before.a[1], before.b[1]) == (run.a[0], run.b[0]):
            runs[-1] = Run(run.kind, (before.a[0], run.a[1]), (before.b[0], run.b[1]))
        elif run.a[0] < run.a[1] or run.b[0] < run.b[1]:
            runs.append(run)
    return runs


def _runs(a: str, b: str) -> Iterator[Run]:
    ours, theirs = _cut(_SENTENCE, a, 0, len(a)), _cut(_SENTENCE, b, 0, len(b))
    for same, left, right in _compared(a, b, ours, theirs):
        if same:
            yield Run("same", left, right)
            continue
        words_a, words_b = _cut(_WORD, a, *left), _cut(_WORD, b, *right)
        if len(words_a) > MOST or len(words_b) > MOST:
            yield from _replaced(left, right)
            continue
        for equal, one, other in _compared(a, b, words_a, words_b):
            if equal:
                yield Run("same", one, other)
            else:
                yield from _replaced(one, other)


def _replaced(left: tuple[int, int], right: tuple[int, int]) -> Iterator[Run]:
    if left[0] < left[1]:
        yield Run("gone", left, (right[0], right[0]))
    if right[0] < right[1]:
        yield Run("new", (left[1], left[1]), right)


def _cut(by: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in by.finditer(text, start, end)]


def _compared(
    a: str, b: str, ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Stretches of both that are equal or not, in order; a stretch may be empty on one side."""
    one = [a[start:end].strip() for start, end in ours]
    other = [b[start:end].strip() for start, end in theirs]
    for kind, i, j, m, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield kind == "equal", _bounds(ours, i, j), _bounds(theirs, m, n)


def _bounds(pieces: list[tuple[int, int]], first: int, after: int) -> tuple[int, int]:
    if first < after:
        return pieces[first][0], pieces[after - 1][1]
    at = pieces[first][0] if first < len(pieces) else pieces[-1][1] if pieces else 0
    return at, at
