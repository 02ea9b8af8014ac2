"""Who a source is: the party behind the words of a source, linked to the report's entities where they are."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import trimmed
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Entity, Party, PartyKind, Report

__all__ = ["CONTINUES", "Speakers"]

CONTINUES = "continues the quotation before"

_KINDS = "lexicons/source_kinds.en.toml"
_OF_ENTITY: dict[str, PartyKind] = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "nationality": "group",
    "place": "place",
    "document": "document",
}
_RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))


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
        by_id = {mention.id: mention for mention in report.mentions or ()}
        self._entity_at: dict[int, Entity] = {}
        for entity in report.entities or ():
            for identity in entity.mentions:
                if identity in by_id:
                    self._entity_at.setdefault(by_id[identity].head.start, entity)

    def party(self, rows: Sequence[int]) -> Anchored[Party]:
        """The party that these rows of the text stand for."""
        tree = self.tree
        span = tree.span(rows)
        head = _head(tree, rows)
        words = span.words
        if tree.lower[head] in _RELATIVES and len(rows) == 1:
            head, words = self._antecedent(head)
        entity = self._entity(head, rows)
        name = entity.name if entity else words
        party = Party(name, self._kind(head, entity, name), entity.id if entity else None)
        linked = None
        if entity and name.lower() not in span.words.lower():
            linked = f"“{span.words}” stands for {name}"
        elif words != span.words:
            linked = f"“{span.words}” stands for {words}"
        return Anchored(party, (span,), linked)

    def _antecedent(self, relative: int) -> tuple[int, str]:
        """The noun that a relative clause belongs to, and its words."""
        tree = self.tree
        clause = tree.head[relative]
        noun = tree.head[clause]
        if tree.dep[clause] != "relcl" or noun == clause:
            return relative, tree.text[relative]
        rows = trimmed(tree, [row for row in tree.subtree(noun, without=(clause,)) if row < relative])
        return noun, tree.span(rows or [noun]).words

    def _entity(self, head: int, rows: Sequence[int]) -> Entity | None:
        tree = self.tree
        found = self._entity_at.get(tree.start[head])
        if found is None and tree.pos[head] == "PROPN":
            # A title may head the phrase ("party leader Jana Belk"): take the name beside it.
            found = next(
                (self._entity_at[tree.start[row]] for row in rows if tree.start[row] in self._entity_at), None
            )
        return found

    def _kind(self, head: int, entity: Entity | None, name: str) -> PartyKind:
        tree = self.tree
        bare = name.lower().removeprefix("the ").strip()
        if bare in self._named:
            return self._named[bare]
        kind = _OF_ENTITY.get(entity.kind) if entity else None
        noun = tree.lemma[head].lower()
        if tree.pos[head] == "NOUN" or (entity is not None and kind is None):
            by_noun = self._kind_of.get(noun)
            unnamed = entity is None or name.islower() or not _has_name(entity)
            if by_noun is not None and (unnamed or kind is None):
                return by_noun
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
        return self._kind_of.get(noun, "unknown")


def _has_name(entity: Entity) -> bool:
    return any(word[:1].isupper() for word in entity.name.split() if word.lower() not in ("the", "a", "an"))


def _head(tree: Tree, rows: Sequence[int]) -> int:
    inside = set(rows)
    return next((row for row in rows if tree.head[row] not in inside or tree.head[row] == row), rows[-1])
