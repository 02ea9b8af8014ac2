"""In which matters an event stands: political, military, economic, ..., by the words of its own clause."""

from __future__ import annotations

from collections import defaultdict

from reportedly.language.tree import Tree
from reportedly.ontology.contexts import context_words
from reportedly.report import Anchored

__all__ = ["Contexts"]

_CLAUSE = frozenset({"VERB", "AUX"})
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "conj", "parataxis", "relcl"})


class Contexts:
    """The contexts of a report's events. Its words are looked up once, whatever the number of events."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._at: dict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
        table = context_words()
        lemmas = [lemma.lower() for lemma in tree.lemma]
        for row, lemma in enumerate(lemmas):
            lower = tree.lower[row]
            for name in table.words.get(lower) or table.words.get(lemma, ()):
                self._at[row].append((name, (row,)))
            for first in {lower, lemma}:
                for parts, name in table.phrases.get(first, ()):
                    rows = tuple(range(row, row + len(parts)))
                    if rows[-1] < len(tree) and all(
                        part in (tree.lower[r], lemmas[r]) for part, r in zip(parts, rows, strict=True)
                    ):
                        self._at[row].append((name, rows))

    def of(self, row: int) -> tuple[Anchored[str], ...]:
        """The contexts of the event whose trigger stands at this row, each with every word that shows it."""
        if not self._at:
            return ()
        found: dict[str, list[tuple[int, ...]]] = {}
        for at in self._clause(row):
            for name, rows in self._at.get(at, ()):
                found.setdefault(name, []).append(rows)
        return tuple(
            Anchored(name, tuple(self._tree.span(rows) for rows in hits)) for name, hits in sorted(found.items())
        )

    def _clause(self, row: int) -> list[int]:
        """The rows of the clause: up to its verb, and down without the clauses that hang on it.

        A clause that hangs on an event noun is kept ("the attack that killed two soldiers"): it tells of that event.
        """
        tree, top = self._tree, row
        while tree.pos[top] not in _CLAUSE and tree.head[top] != top:
            top = tree.head[top]
        apart = [
            child
            for child in tree.children[top]
            if tree.dep[child] in _OTHER_CLAUSES and tree.pos[child] in _CLAUSE and child != row
        ]
        return tree.subtree(top, without=apart)
