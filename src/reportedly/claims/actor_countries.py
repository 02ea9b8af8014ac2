"""Which country a name is, and which one the words around a head say that somebody is of."""

from __future__ import annotations

from reportedly.claims.actor_lexicon import ActorWords
from reportedly.language.tree import Tree
from reportedly.report import Anchored

__all__ = ["Countries"]

_ACRONYM = 3
"""Longest name of a country that is one only in capitals: a "Car bomb" is not of the CAR."""


class Countries:
    """Reads countries, as ISO 3166-1 alpha-2, off the words of one report."""

    def __init__(self, tree: Tree, words: ActorWords) -> None:
        self.tree, self._words = tree, words
        self._countries: frozenset[str] | None = None

    @property
    def named(self) -> frozenset[str]:
        """Every country that the report names or whose people it names."""
        if self._countries is None:
            words = self._words
            found = set()
            for row, label in enumerate(self.tree.ent):
                if label:
                    text = self.tree.lower[row]
                    found.add(words.country.get(text) or words.demonym.get(text))
            self._countries = frozenset(iso for iso in found if iso)
        return self._countries

    def country_named(self, row: int) -> tuple[str, bool] | None:
        """The country that a name at this row names itself, and whether by the seat of its government."""
        name = " ".join(self.tree.lower[r] for r in self.name_rows(row))
        for text in (name, name.removeprefix("the ")):
            if iso := self._words.country.get(text):
                return iso, False
            if iso := self._words.seats.get(text):
                return iso, True
        return None

    def name_rows(self, row: int) -> range:
        """The unbroken run of compounds before a name, and the name."""
        tree, first = self.tree, row
        while first > 0 and tree.head[first - 1] == row and tree.dep[first - 1] in {"compound", "amod", "nmod"}:
            first -= 1
        return range(first, row + 1)

    def of(self, row: int) -> Anchored[str] | None:
        """The country by a word before the head ("Veltrian", "Veltria's") or after it ("from Veltria")."""
        tree = self.tree
        for child in reversed([c for c in tree.children[row] if c < row]):
            if tree.dep[child] in {"compound", "amod", "nmod", "poss"}:
                if iso := self.iso(child):
                    return Anchored(iso, tree.spans((child,)))
                if tree.dep[child] in {"poss", "compound"} and tree.pos[child] in {"NOUN", "PROPN"}:
                    for inner in tree.children[child]:
                        if (
                            inner < child
                            and tree.dep[inner] in {"compound", "amod", "poss"}
                            and (iso := self.iso(inner))
                        ):
                            return Anchored(iso, tree.spans((inner,)))
        for child in tree.all(row, "prep"):
            if tree.lower[child] in {"of", "from"}:
                noun = tree.child(child, "pobj")
                if noun < 0:
                    continue
                if named := self.country_named(noun):
                    return Anchored(named[0], tree.spans(self.name_rows(noun)))
                if tree.lower[child] == "of" and (inner_country := self._before(noun)):
                    return inner_country
        return None

    def _before(self, row: int) -> Anchored[str] | None:
        tree = self.tree
        for child in tree.children[row]:
            if child < row and tree.dep[child] in {"compound", "amod", "nmod", "poss"} and (iso := self.iso(child)):
                return Anchored(iso, tree.spans((child,)))
        return None

    def iso(self, row: int) -> str | None:
        words, tree = self._words, self.tree
        text = tree.lower[row]
        found = words.demonym.get(text) or words.country.get(text)
        if found is None and tree.child(row, "compound") >= 0:
            found = words.country.get(" ".join(tree.lower[r] for r in self.name_rows(row)))
        letters = tree.text[row].replace(".", "")
        return found if letters.isupper() or (letters[:1].isupper() and len(letters) > _ACRONYM) else None
