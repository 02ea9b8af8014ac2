"""Where a noun phrase begins and ends, for every word of a tree in one pass."""

from __future__ import annotations

from functools import lru_cache

from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["Phrases"]

OWN = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "prep", "npadvmod", "advmod"}
)
"""Dependents that belong to the phrase of a noun. Left out: relative clauses, appositions, coordination, marks."""

ALONE = frozenset({"relcl", "appos", "punct", "case", "acl"})
"""Dependents that do not even belong to it inside a larger phrase ("the son of Ida, a pilot," ends at Ida)."""

OF_NAMES = frozenset({"of", "from", "for", "at", "in"})
"""Prepositions that may follow a name inside its phrase: "Ida Brekke of Harbour Watch"."""

TIMED = frozenset({"on", "in", "at", "during", "since", "until", "till", "before", "after", "by", "over", "within"})

LONGEST = 60
"""A phrase reaches at most so many words to either side of its head, whatever the parser made of a list."""

JOINTS = frozenset({"-", "–", "&", "/", "'", "’", "“", '"', "”"})


class Phrases:
    """First and last row of the phrase of each noun: `of(row)`. Linear in the number of tokens.

    The phrase is what stands without a break around the noun: articles, possessors, adjectives, prepositional
    phrases ("the minister of war and peace"), but no relative clause, participle, apposition or conjunct. Not its
    own either: when something happened ("the minister on Tuesday"), what somebody does ("the board of hiding it"),
    and what the verb asks for ("accused the mayor | of fraud").
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._full: list[tuple[int, int]] = [(row, row) for row in range(len(tree))]
        for row in _leaves_first(tree):
            strange = tree.pos[row] == "PROPN"
            self._full[row] = self._edges(
                row, [c for c in tree.children[row] if tree.dep[c] not in ALONE and not (strange and _timed(tree, c))]
            )

    def of(self, row: int, *, name: bool = False) -> tuple[int, int]:
        """First and last row of the phrase whose head is `row`; a `name` has fewer prepositions after it."""
        tree = self.tree
        own = [c for c in tree.children[row] if tree.dep[c] in OWN and not (c > row and self._loose(row, c))]
        if name:
            own = [c for c in own if c < row or tree.dep[c] != "prep" or tree.lower[c] in OF_NAMES]
        first, last = self._edges(row, own)
        return max(first, row - LONGEST), min(last, row + LONGEST)

    def _loose(self, row: int, child: int) -> bool:
        """Whether what follows a noun belongs to the sentence rather than to it."""
        tree = self.tree
        if _timed(tree, child):
            return True
        if tree.dep[child] != "prep":
            return False
        if tree.child(child, "pcomp") >= 0:
            return True
        verb = tree.head[row]
        return tree.dep[row] == "dobj" and tree.lower[child] in _asked().get(tree.lemma[verb].lower(), ())

    def _edges(self, row: int, children: list[int]) -> tuple[int, int]:
        left = right = row
        full, text = self._full, self.tree.text
        for child in reversed(children):
            if child < row:
                first, last = full[child]
                if self.tree.dep[child] == "prep" and "," in text[last + 1 : left]:
                    break  # "In Gorv, armed men": where it was
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


def _timed(tree: Tree, row: int) -> bool:
    """Whether this dependent says when: "on Monday", "Tuesday"; not "of 14 March"."""
    if tree.dep[row] == "npadvmod":
        return tree.ent[row][2:] in {"DATE", "TIME"}
    if tree.dep[row] != "prep" or tree.lower[row] not in TIMED:
        return False
    return any(tree.dep[c] == "pobj" and tree.ent[c][2:] in {"DATE", "TIME"} for c in tree.children[row])


@lru_cache(maxsize=1)
def _asked() -> dict[str, frozenset[str]]:
    """For each verb the prepositions that lead to what it says of its object."""
    out: dict[str, set[str]] = {}
    for entry in load("lexicons/verb_prepositions.en.toml").entries("verbs"):
        for verb in entry["words"].split():
            out.setdefault(verb, set()).update(entry["prepositions"])
    return {verb: frozenset(prepositions) for verb, prepositions in out.items()}


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
