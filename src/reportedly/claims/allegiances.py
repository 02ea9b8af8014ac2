"""On whose side somebody is: "Iran-backed", "loyal to the general", "pro-Ardan", "the army's 3rd Brigade"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.actor_countries import Countries
from reportedly.claims.actor_lexicon import ActorWords
from reportedly.language.tree import Tree
from reportedly.report import Anchored
from reportedly.values.actor import Affiliation, Relation

__all__ = ["Allegiances", "own_words"]


def own_words(tree: Tree, row: int) -> list[int]:
    """The rows of a phrase: what belongs to its head, without clauses."""
    skip = [c for c in tree.children[row] if tree.dep[c] in {"relcl", "acl", "conj", "appos"}]
    return [r for r in tree.subtree(row, without=skip) if r >= row - 40][:60] or [row]


class Allegiances:
    """Reads allegiance off the words of one report."""

    def __init__(self, tree: Tree, words: ActorWords, countries: Countries) -> None:
        self.tree, self._words, self._countries = tree, words, countries

    def of(self, row: int) -> Anchored[Affiliation] | None:
        """ "Iran-backed", "backed by Iran", "loyal to the general", "pro-Ardan", "the army's 3rd Brigade"."""
        return next(self._sides(row), None)

    def _sides(self, row: int) -> Iterator[Anchored[Affiliation]]:
        tree, words = self.tree, self._words
        for child in tree.children[row]:
            relation = words.affiliations.get(tree.lower[child])
            if relation is None:
                continue
            if child < row and child >= 2 and tree.text[child - 1] == "-":  # "Iran-backed"
                yield self._allegiance(relation, range(self._countries.name_rows(child - 2)[0], child - 1), child)
            elif tree.lower[child] == "pro" and tree.text[child + 1 : child + 2] == ["-"] and child + 2 < row:
                yield self._allegiance(relation, range(child + 2, child + 3), child)
            elif child > row or tree.dep[child] in {"amod", "acl"}:
                for preposition in (*tree.all(child, "agent"), *tree.all(child, "prep")):
                    noun = tree.child(preposition, "pobj")
                    if noun >= 0 and tree.lower[preposition] in {"by", "to", "with"}:
                        phrase = [r for r in own_words(self.tree, noun) if r > preposition]
                        yield self._allegiance(relation, range(phrase[0], phrase[-1] + 1), child)
        lemma = tree.lemma[row].lower()
        owner = tree.child(row, "poss")
        if (
            lemma in self._words.nouns["units"]
            and owner >= 0
            and self._countries.iso(owner) is None
            and tree.pos[owner] in {"NOUN", "PROPN"}
        ):
            phrase = [r for r in own_words(self.tree, owner) if tree.dep[r] not in {"case", "punct"}]
            yield self._allegiance("part_of", range(phrase[0], phrase[-1] + 1), row)

    def _allegiance(self, relation: Relation, name: range, cue: int) -> Anchored[Affiliation]:
        tree = self.tree
        rows = list(name)
        while len(rows) > 1 and tree.dep[rows[0]] in {"det", "punct"}:
            rows.pop(0)
        last = rows[-1]
        iso = self._countries.iso(last) or (self._countries.country_named(last) or (None,))[0]
        value = Affiliation(relation, tree.span(rows).words, iso)
        return Anchored(value, tree.spans((*rows, cue)) if relation != "part_of" else tree.spans(rows))
