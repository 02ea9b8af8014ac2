"""What is known of an event, in the terms that a codebook's rules ask for: each value with the words that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.claims.coding_scope import aside
from reportedly.claims.spotted import Phrasebook, Spotted
from reportedly.language.tree import Tree
from reportedly.ontology.codebook import Codebook
from reportedly.ontology.weapons import weapon_kinds
from reportedly.report import Actor, Anchored, Event, Party, Report, Span

__all__ = ["Facts", "Known", "Read"]

Facts = Mapping[str, Mapping[str, tuple[Span, ...]]]
"""Key ("act", "actor", "weapon", ...) to its values, each with the words that show it (docs/codebooks.md)."""

AFTER = 2
"""Sentences after the last event of an incident that still count as near it."""


class Known(NamedTuple):
    """An event with its facts."""

    event: Event
    facts: Facts


_HARMED = frozenset({"victim", "target", "recipient"})
_BLAMED = frozenset({"stated", "claimed", "admitted", "accused", "suspected"})
_KILLING = {"kill": "killed", "assassinate": "killed", "massacre": "killed", "death": "killed", "wound": "injured"}
"""Modes that are what they do to people, whether or not somebody counted them."""


class Read:
    """Reads the facts of the events of one report for one codebook."""

    def __init__(self, report: Report, tree: Tree, book: Codebook) -> None:
        self._tree = tree
        self._words = Spotted(tree, _phrases(book.words))
        self._weapons = Spotted(tree, _weapon_words(), longest=True)

    def incident(self, events: Sequence[Event]) -> list[Known]:
        """The events of one incident with their facts; `near_` is what stands in any sentence from first to last."""
        rows = [row for event in events for row in self._tree.rows(event.span)]
        numbers = range(self._tree.sentence_number(rows[0]), self._tree.sentence_number(rows[-1]) + 1 + AFTER)
        near = {"near_words": self._words.within(numbers), "near_weapon": self._weapons.within(numbers)}
        return [Known(event, {**self.facts(event), **near}) for event in events]

    def facts(self, event: Event) -> Facts:
        """Everything the rules can ask of this event by itself."""
        tree = self._tree
        spans = (event.span, *event.mentions)
        rows = [row for span in spans for row in tree.rows(span)]
        sentences = [tree.sentence_number(row) for row in rows]
        found: dict[str, dict[str, tuple[Span, ...]]] = {
            "act": {event.type: (event.span,)},
            "trigger": {},
            "weapon": dict(self._weapons.within(sentences)),
            "words": self._words.within(sentences),
            "context": {context.value: context.spans for context in event.contexts},
            "modality": {event.modality.value: event.modality.spans},
            "effect": {},
            "told": {"aside" if aside(tree, tree.rows(event.span)[0]) else "main": (event.span,)},
        }
        if event.mode:
            found["act"][f"{event.type}/{event.mode}"] = (event.span,)
            if event.mode in _KILLING:
                found["effect"][_KILLING[event.mode]] = (event.span,)
        for row in rows:
            found["trigger"].setdefault(tree.lemma[row].lower(), (tree.span((row,)),))
        for quantity in event.quantities:
            _add(found, "effect", quantity.value.effect, quantity.spans)
        for participant in event.participants:
            self._party(found, participant.role, participant.party, participant.actor)
        for responsible in event.responsibility:
            if responsible.kind in _BLAMED:
                self._party(found, "actor", responsible.party, responsible.actor)
        return found

    def _party(
        self, found: dict[str, dict[str, tuple[Span, ...]]], role: str, party: Anchored[Party], actor: Actor | None
    ) -> None:
        role = "side" if role.startswith("side") else role
        kinds: list[tuple[str, tuple[Span, ...]]] = []
        if actor is not None and actor.kind is not None:
            kinds.append((actor.kind.value, actor.kind.spans or party.spans))
            if actor.subtype is not None:
                kinds.append((f"{actor.kind.value}/{actor.subtype.value}", actor.subtype.spans or party.spans))
        for kind, spans in kinds or [("unknown", party.spans)]:
            _add(found, role, kind, spans)
            if role in _HARMED:
                _add(found, "against", kind, spans)
            if role not in ("instrument", "cause"):
                _add(found, "party", kind, spans)


def _add(found: dict[str, dict[str, tuple[Span, ...]]], key: str, value: str, spans: tuple[Span, ...]) -> None:
    at = found.setdefault(key, {})
    at[value] = (*at.get(value, ()), *(span for span in spans if span not in at.get(value, ())))


@lru_cache(maxsize=16)
def _phrases(words: frozenset[str]) -> Phrasebook:
    return Phrasebook((word, word) for word in sorted(words - {"any", "none"}))


@lru_cache(maxsize=1)
def _weapon_words() -> Phrasebook:
    return Phrasebook((word, weapon.name) for weapon in weapon_kinds().values() for word in weapon.words)
