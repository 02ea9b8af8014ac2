"""Where a noun phrase begins and ends, for every word of a tree in one pass."""

from __future__ import annotations

from reportedly.language.tree import Tree

__all__ = ["Phrases"]

OWN = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "prep", "npadvmod", "advmod"}
)
"""Dependents that belong to the phrase of a noun. Left out: relative clauses, appositions, coordination, marks."""

ALONE = frozenset({"relcl", "appos", "punct", "case", "acl"})
"""Dependents that do not even belong to it inside a larger phrase ("the son of Ida, a pilot," ends at Ida)."""

JOINTS = frozenset({"-", "–", "&", "/", "'", "’", "“", '"', "”"})


class Phrases:
    """First and last row of the phrase of each noun: `of(row)`. Linear in the number of tokens.

    The phrase is what stands without a break around the noun: articles, possessors, adjectives, prepositional
    phrases ("the minister of war and peace"), but no relative clause, participle, apposition or conjunct.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._full: list[tuple[int, int]] = [(row, row) for row in range(len(tree))]
        for row in _leaves_first(tree):
            self._full[row] = self._edges(row, [c for c in tree.children[row] if tree.dep[c] not in ALONE])

    def of(self, row: int) -> tuple[int, int]:
        """First and last row of the phrase whose head is `row`."""
        return self._edges(row, [c for c in self.tree.children[row] if self.tree.dep[c] in OWN])

    def _edges(self, row: int, children: list[int]) -> tuple[int, int]:
        left = right = row
        full, text = self._full, self.tree.text
        for child in reversed(children):
            if child < row:
                first, last = full[child]
                while left - 1 > last and (text[left - 1] in JOINTS or self.tree.dep[left - 1] in {"case", "punct"}):
                    left -= 1
                if last != left - 1:
                    break
                left = first
        for child in children:
            if child > row:
                first, last = full[child]
                if first == right + 2 and (text[right + 1] in JOINTS or self.tree.dep[right + 1] == "case"):
                    right += 1
                if first != right + 1:
                    break
                right = last
        return left, right


def _leaves_first(tree: Tree) -> list[int]:
    depth = [-1] * len(tree)
    for row in range(len(tree)):
        path: list[int] = []
        at = row
        while depth[at] < 0 and tree.head[at] != at and len(path) <= len(tree):
            path.append(at)
            at = tree.head[at]
        base = max(depth[at], 0)
        depth[at] = base
        for step, each in enumerate(reversed(path), 1):
            depth[each] = base + step
    return sorted(range(len(tree)), key=lambda row: -depth[row])
