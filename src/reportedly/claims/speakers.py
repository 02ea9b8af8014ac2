"""Who a source is: the party behind the words of a source, linked to the report's entities where they are."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import core, trimmed
from reportedly.language.entities import EntityIndex
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Entity, Party, PartyKind, Report, Span

__all__ = ["CONTINUES", "FOLLOWS", "GOES_ON", "RELATIVES", "Speakers"]

CONTINUES = "continues the quotation before"
FOLLOWS = "follows what the sentence before reports"
GOES_ON = "goes on from what the paragraph before reports"

_KINDS = "lexicons/source_kinds.en.toml"
_SOURCING = "lexicons/sourcing.en.toml"
_OF_ENTITY: dict[str, PartyKind] = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "nationality": "group",
    "place": "place",
    "document": "document",
}
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
"""Relative pronouns, which stand for the noun before their clause."""


class Speakers:
    """Resolves sources for one report. Entities are found by the head word of the mention that names them."""

    def __init__(self, report: Report, tree: Tree) -> None:
        self.tree = tree
        data = load(_KINDS).tables
        self._kind_of: dict[str, PartyKind] = {}
        for kind, nouns in data["kinds"].items():
            for noun in nouns:
                self._kind_of.setdefault(noun, kind)
        self._named: dict[str, PartyKind] = {name: kind for kind, names in data["names"].items() for name in names}
        self.index = EntityIndex(report)
        self._named_mentions = {mention.id for mention in report.mentions or () if mention.form == "name"}
        self._collective = frozenset(load(_SOURCING).tables["collective"]["words"])

    def party(self, rows: Sequence[int]) -> Anchored[Party]:
        """The party that these rows of the text stand for."""
        tree = self.tree
        span = tree.span(rows)
        head = core(tree, rows)
        meant = span
        if tree.lower[head] in RELATIVES and len(rows) == 1:
            head, meant = self.antecedent(head)
        words = meant.words
        entity = None if self._only_whose(head, meant) else self.index.resolve_at(meant)
        name = entity.name if entity else words
        party = Party(name, self._kind(head, entity, name), entity.id if entity else None)
        linked = None
        if entity and name.lower() not in span.words.lower():
            linked = f"“{span.words}” stands for {name}"
        elif words != span.words:
            linked = f"“{span.words}” stands for {words}"
        return Anchored(party, (span,), linked)

    def _only_whose(self, head: int, meant: Span) -> bool:
        """Whether what is known of these words is only whose or where they are: "a source in the ministry"."""
        tree = self.tree
        mention = self.index.mention_at(meant)
        if mention is None or tree.pos[head] != "NOUN" or mention.head.start < tree.end[head]:
            return False
        at = tree.rows(mention.head)[-1]
        while at != head and tree.dep[at] in ("pobj", "prep", "compound", "poss", "conj") and tree.head[at] != at:
            if tree.dep[at] == "prep" and tree.head[at] == head:
                return self.of_whom(head) == head and tree.lower[at] != "of"
            at = tree.head[at]
        return False

    def antecedent(self, relative: int) -> tuple[int, Span]:
        """The noun that a relative clause belongs to, and its words before the clause."""
        tree = self.tree
        clause = tree.head[relative]
        noun = tree.head[clause]
        if tree.dep[clause] != "relcl" or noun == clause:
            return relative, tree.span([relative])
        rows = trimmed(tree, [row for row in tree.subtree(noun, without=(clause,)) if row < relative])
        return noun, tree.span(rows or [noun])

    def _kind(self, head: int, entity: Entity | None, name: str) -> PartyKind:
        tree = self.tree
        head = self.of_whom(head)
        bare = name.lower().removeprefix("the ").strip()
        if bare in self._named:
            return self._named[bare]
        kind = _OF_ENTITY.get(entity.kind) if entity else None
        noun = tree.lemma[head].lower()
        if tree.pos[head] == "NOUN" and not self.has_name(entity):
            kind = self._kind_of.get(noun, kind)
            if kind == "person" and tree.tag[head] == "NNS":
                kind = "group"
        if kind is not None:
            return kind
        label = tree.ent[head][2:]
        if label == "PERSON":
            return "person"
        if label in ("ORG", "NORP"):
            return self._kind_of.get(noun, "organisation" if label == "ORG" else "group")
        if label in ("GPE", "LOC", "FAC"):
            return "place"
        if label in ("LAW", "WORK_OF_ART"):
            return "document"
        if tree.lower[head] in ("he", "she", "him", "her", "his", "hers", "i", "you"):
            return "person"
        if tree.lower[head] in self._collective or tree.pos[head] == "NUM":
            return "group"
        return self._kind_of.get(noun, "unknown")

    def of_whom(self, head: int) -> int:
        """The noun that says what "one", "none" or "two" of them are ("one of the officials")."""
        tree = self.tree
        of = tree.child(head, "prep") if tree.pos[head] in ("NUM", "PRON") else -1
        noun = tree.child(of, "pobj") if of >= 0 and tree.lower[of] == "of" else -1
        return noun if noun >= 0 else head

    def has_name(self, entity: Entity | None) -> bool:
        """Whether the report names the entity anywhere, so that it is more than "two officials"."""
        return entity is not None and not self._named_mentions.isdisjoint(entity.mentions)
