"""What sort of actor somebody is, where from, and on whose side: the plain values that `Actor` anchors to words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ActorKind", "Affiliation", "Relation", "Standing"]

ActorKind = Literal[
    "state",
    "government",
    "official",
    "military",
    "police",
    "intelligence",
    "state_force",
    "court",
    "rebel_group",
    "political_militia",
    "identity_militia",
    "armed_group",
    "private_security",
    "international_force",
    "protesters",
    "rioters",
    "civilians",
    "prisoners",
    "criminals",
    "political_party",
    "organisation",
    "international_organisation",
    "company",
    "media",
    "nature",
]
"""What sort of actor takes part, defined in ontology/actors.toml. "armed_group" is one of which it is not said whose
it is ("gunmen"), "state" a country that is named as the one who acts, "state_force" armed servants of a state who are
neither soldiers nor police."""

Relation = Literal["part_of", "loyal_to", "backed_by", "led_by", "allied_with", "linked_to"]

Standing = Literal["private", "public"]
"""Whether a person is told of as a private person (a victim, witness, bystander) or in a public capacity (an
official, politician, commander, spokesperson)."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """On whose side an actor is: "Iran-backed" is backed_by Iran, country IR; "the army's 3rd Brigade" part_of it.

    `name` is in the report's words; `country` is ISO 3166-1 alpha-2 where it is one.
    """

    relation: Relation
    name: str
    country: str | None = None

    def __str__(self) -> str:
        return f"{self.relation.replace('_', ' ')} {self.name}"
