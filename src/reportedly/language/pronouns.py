"""Pronouns: which they are, what they can stand for, and when "it" stands for nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from reportedly.language.nouns import Gender
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import MentionKind

__all__ = ["CROWDED", "Pronoun", "Pronouns", "antecedent", "pronouns"]


CROWDED = 60
"""A word with more dependents than this heads no sentence but a list; nothing is read from its clauses."""


class Pronoun(NamedTuple):
    """A pronoun of the lexicon: grammatical person (1, 2, 3; 0 for a relative), number, gender, and kind."""

    person: int
    number: Literal["one", "many"] | None
    gender: Gender | None
    kind: MentionKind


class Pronouns:
    """Looks up pronouns by row, passing over words that only look like one."""

    def __init__(self) -> None:
        file = load("lexicons/pronouns.en.toml")
        self.resource = file.resource
        self.words: dict[str, Pronoun] = {}
        for entry in file.entries("pronouns"):
            person = 0 if entry.get("use") == "relative" else entry["person"]
            for word in entry["words"]:
                self.words[word] = Pronoun(person, entry.get("number"), entry.get("gender"), entry["kind"])
        (empty,) = file.entries("pleonastic")
        self._verbs = frozenset(empty["verbs"].split())
        self._passives = frozenset(empty["passives"].split())
        self._makes = frozenset(empty["makes"].split())
        self._nouns = frozenset(empty["nouns"].split())

    def at(self, tree: Tree, row: int) -> Pronoun | None:
        """The pronoun in this row, or None: no pronoun, a conjunction "that", an empty "it", "us" for "US"."""
        found = self.words.get(tree.lower[row])
        if (
            found is None
            or tree.text[row] in {"US", "IT", "WHO"}
            or tree.ent[row][2:] in {"GPE", "ORG", "WORK_OF_ART"}
        ):
            return None
        if found.person == 0 and not _relative(tree, row):
            return None
        if tree.lower[row] == "it" and self._empty(tree, row):
            return None
        return found

    def _empty(self, tree: Tree, row: int) -> bool:
        if tree.dep[row] == "expl":
            return True
        if 0 < row < len(tree) - 2 and tree.lemma[row - 1].lower() in self._makes and tree.pos[row + 1] == "ADJ":
            return True
        verb = tree.head[row]
        if tree.dep[row] not in {"nsubj", "nsubjpass"} or len(tree.children[verb]) > CROWDED:
            return False
        lemma = tree.lemma[verb].lower()
        clause = any(tree.dep[c] in {"ccomp", "csubj", "csubjpass"} and c > row for c in tree.children[verb])
        infinitive = any(tree.dep[c] in {"xcomp", "advcl"} and _to(tree, c) for c in tree.children[verb])
        if tree.dep[row] == "nsubjpass":
            return lemma in self._passives and clause
        if lemma in self._verbs:
            return (
                clause
                or lemma in {"rain", "snow", "hail", "drizzle", "freeze"}
                or tree.child(verb, "prep", "oprd", "acomp") < 0
            )
        if lemma == "take":
            return infinitive
        if lemma != "be":
            return False
        complement = tree.child(verb, "acomp", "attr", "oprd")
        below = [verb, complement] if complement >= 0 else [verb]
        clausal = {"ccomp", "csubj", "xcomp", "advcl", "acl", "relcl"}
        follows = any(
            tree.dep[c] in clausal
            and c > row
            and (tree.dep[c] in {"ccomp", "csubj"} or _to(tree, c) or _that(tree, c))
            for each in below
            for c in tree.children[each]
        )
        if complement >= 0 and tree.lemma[complement].lower() in self._nouns:
            return True
        if complement >= 0 and tree.ent[complement][2:] in {"DATE", "TIME"}:
            return True
        return follows


def _to(tree: Tree, row: int) -> bool:
    return any(tree.tag[c] == "TO" for c in tree.children[row])


def _that(tree: Tree, row: int) -> bool:
    return any(tree.lower[c] == "that" for c in tree.children[row])


def _relative(tree: Tree, row: int) -> bool:
    if tree.tag[row] not in {"WP", "WDT", "WP$"}:
        return False
    return _clause(tree, row) >= 0


def _clause(tree: Tree, row: int) -> int:
    at = row
    for _ in range(6):
        if tree.dep[at] == "relcl":
            return at
        if tree.head[at] == at:
            return -1
        at = tree.head[at]
    return -1


def antecedent(tree: Tree, row: int) -> int:
    """The noun that a relative pronoun takes up, or -1."""
    clause = _clause(tree, row)
    return tree.head[clause] if clause >= 0 and tree.head[clause] < row else -1


@lru_cache(maxsize=1)
def pronouns() -> Pronouns:
    """The pronouns, read once for the process."""
    return Pronouns()
