"""The words that decide whether an event is told as having happened, read from `lexicons/modality.en.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load
from reportedly.report import Modality

__all__ = ["FRAMES", "LEXICON", "Effect", "FactualityWords", "Operator", "factuality_words"]

LEXICON = "lexicons/modality.en.toml"

FRAMES = ("to", "that", "ing", "np", "prep", "compound", "subject")
"""Constructions in which a word takes the event it decides on (explained in the lexicon)."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an operator makes of its complement. `fact`: it happened, whatever stands above it."""

    modality: Modality
    negative: bool = False
    fact: bool = False


@dataclass(frozen=True, slots=True)
class Operator:
    """A class of words with one effect.

    `needs_negation`: only when it is negated itself ("no sign of"). `needs_indefinite`: only before a noun that is
    not taken for granted ("reports of an attack", but not "the report of the attack").
    """

    name: str
    affirmed: Effect
    denied: Effect
    needs_negation: bool = False
    needs_indefinite: bool = False


@dataclass(frozen=True, slots=True)
class FactualityWords:
    """The whole lexicon: operators by (frame, word), and sets of single words by (table, key)."""

    operators: Mapping[tuple[str, str], Operator]
    sets: Mapping[tuple[str, str], frozenset[str]]
    resource: str

    def named(self, name: str) -> Operator:
        """The operator of this name. Raises StopIteration if the lexicon has none."""
        return next(operator for operator in self.operators.values() if operator.name == name)

    def has(self, table: str, key: str, word: str) -> bool:
        """Whether the word is listed in [table] under key."""
        return word in self.sets[table, key]

    def definite(self, word: str) -> bool:
        """Whether the word is a determiner that takes what it stands before for granted ("the", "those")."""
        return self.has("definite", "determiners", word)

    def modality(self, table: str, word: str) -> Modality | None:
        """The modality under which [table] lists the word, or None."""
        return next((m for m in get_args(Modality) if word in self.sets.get((table, m), ())), None)


@lru_cache(maxsize=2)
def factuality_words(name: str = LEXICON) -> FactualityWords:
    """The lexicon of this file. Raises BadLexicon for an effect we do not have.

    Where two operators list a word in the same frame, the one that stands first in the file has it.
    """
    data = load(name)
    operators: dict[tuple[str, str], Operator] = {}
    for entry in data.entries("operator"):
        operator = Operator(
            entry["name"],
            _effect(name, entry, "affirmed"),
            _effect(name, entry, "denied"),
            entry.get("needs") == "negation",
            entry.get("needs") == "indefinite",
        )
        for frame in FRAMES:
            for word in dict.fromkeys(entry.get(frame, ())):
                operators.setdefault((frame, word), operator)
    sets = {
        (table, key): frozenset(words)
        for table, keys in data.tables.items()
        if isinstance(keys, dict) and table != "header"
        for key, words in keys.items()
    }
    return FactualityWords(operators, sets, data.resource)


def _effect(name: str, entry: dict[str, Any], key: str) -> Effect:
    modality, _, negation = str(entry.get(key)).partition(", ")
    if modality == "not" and not negation:
        return Effect("actual", negative=True)
    if modality == "fact" and not negation:
        return Effect("actual", fact=True)
    for allowed in get_args(Modality):
        if modality == allowed and negation in ("", "not"):
            return Effect(allowed, negative=bool(negation))
    raise BadLexicon(
        f"{name}: operator {entry.get('name')!r} has {key} = {entry.get(key)!r}; use a modality "
        f"({', '.join(get_args(Modality))}), with ', not' if it is negated, or 'not', or 'fact'"
    )
