"""Codebooks: types of incidents as data, with the ordered rules that code an event as one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ANY", "KEYS", "NONE", "PARTIES", "Code", "Codebook", "Condition", "Mapped", "Rule"]

PARTIES = ("actor", "victim", "target", "recipient", "side", "instrument", "cause", "against", "party")
"""Keys whose values are kinds of actors. `against` is victim, target or recipient; `party` is anybody at all."""

KEYS = (
    "act", "trigger", *PARTIES, "weapon", "near_weapon", "effect", "context", "words", "near_words", "modality",
    "told", "coded", "also",
)  # fmt: skip
"""What a condition can ask for. `words` and `weapon` stand in the sentence of the event; with `near_` they stand in
any sentence of its incident."""

ANY, NONE = "any", "none"


@dataclass(frozen=True)
class Condition:
    """Keys to the values of which one must be there; "any" asks for some value and "none" for no value at all.

    `also` are conditions that other events of the same incident must meet, one event for each.
    """

    asks: Mapping[str, frozenset[str]]
    also: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A code and when it is given: `when` must hold, none of `unless` may. `name` is what a coding's origin says."""

    code: str
    name: str
    when: Condition
    unless: tuple[Condition, ...]
    line: int


@dataclass(frozen=True)
class Code:
    """A type (and sub-type) of incidents, with sentences that are coded so and sentences that are not."""

    name: str
    type: str
    subtype: str | None
    definition: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Mapped:
    """Another codebook's terms, as ordered rules whose codes are its values."""

    name: str
    definition: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Codebook:
    """A codebook, checked. `precedence` lists the codes that win within an incident, best first.

    `words` are all words that its rules look for; `resource` is its file with the digest.
    """

    name: str
    version: str
    purpose: str
    codes: dict[str, Code]
    rules: tuple[Rule, ...]
    precedence: dict[str, int]
    mappings: tuple[Mapped, ...]
    words: frozenset[str]
    resource: str

    def rank(self, code: str | None) -> int:
        """Where a code stands in the precedence, from 0; those it does not name come last."""
        return self.precedence.get(code or "", len(self.codes))
