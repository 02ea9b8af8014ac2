"""What the tagger sees in a report, row by row: how likely each token belongs to a source, a cue or a content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from reportedly.language.backends.with_onnx import ROLES, TaggedWindow
from reportedly.language.tree import Tree

__all__ = ["Role", "Roles"]

Role = Literal["source", "cue", "content", "inner content"]


class Roles:
    """The tagger's probabilities over the rows of a parse.

    `chance[role][row]` is the probability that the token belongs to a span of that role (the mean over its word
    pieces), `begins[role][row]` that one begins with it. Rows without a word piece (blanks) have 0.
    """

    def __init__(self, tree: Tree, windows: Iterable[TaggedWindow]) -> None:
        size = len(tree)
        self._tree = tree
        self.chance: dict[str, list[float]] = {role: [0.0] * size for role in ROLES}
        self.begins: dict[str, list[float]] = {role: [0.0] * size for role in ROLES}
        pieces = [0] * size
        row = 0
        for window in windows:
            table = window.probabilities.tolist()
            for piece, found in zip(window.pieces, table, strict=True):
                if piece.start < 0:
                    continue
                while row < size and tree.end[row] <= piece.start:
                    row += 1
                if row == size or tree.start[row] >= piece.end:
                    continue
                for role, (outside, begin, _) in zip(ROLES, found, strict=True):
                    if not pieces[row]:
                        self.begins[role][row] = begin
                    self.chance[role][row] += 1 - outside
                pieces[row] += 1
        for role in ROLES:
            totals = zip(self.chance[role], pieces, strict=True)
            self.chance[role] = [total / max(count, 1) for total, count in totals]

    def spans(self, role: Role, least: float = 0.5) -> list[list[int]]:
        """The spans of a role: runs of rows that are likely enough, cut where one or a paragraph begins."""
        chance, begins, tree = self.chance[role], self.begins[role], self._tree
        out: list[list[int]] = []
        last = -1
        for row, likely in enumerate(chance):
            if likely < least or tree.pos[row] == "SPACE":
                continue
            same = last >= 0 and row - last == 1 + sum(tree.pos[r] == "SPACE" for r in range(last + 1, row))
            if same and begins[row] < likely / 2 and tree.paragraph_number(row) == tree.paragraph_number(last):
                out[-1].append(row)
            else:
                out.append([row])
            last = row
        return out

    def mean(self, role: Role, rows: Sequence[int]) -> float:
        """The mean probability of a role over the words among these rows; 0 where there are none."""
        words = [row for row in rows if self._tree.text[row][0].isalnum()]
        return sum(self.chance[role][row] for row in words) / len(words) if words else 0.0

    def least(self, role: Role, rows: Sequence[int]) -> float:
        """The lowest probability of a role over the words among these rows; 0 where there are none."""
        return min((self.chance[role][row] for row in rows if self._tree.text[row][0].isalnum()), default=0.0)
