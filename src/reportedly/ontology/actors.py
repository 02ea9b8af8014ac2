"""The sorts of actors there are, checked against the type that names them when they are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load
from reportedly.values.actor import ActorKind

__all__ = ["ActorType", "actor_types"]

FILE = "ontology/actors.toml"
SIDES = frozenset({"state", "non-state", "unarmed", "other"})


@dataclass(frozen=True)
class ActorType:
    """A sort of actor. `acled` is its interaction code there (0: no actor), `side` the column it goes to."""

    name: ActorKind
    definition: str
    subtypes: frozenset[str]
    acled: int
    armed: bool
    side: str


@lru_cache(maxsize=1)
def actor_types() -> dict[str, ActorType]:
    """The sorts by name. Raises BadLexicon if the file and `ActorKind` do not name the same ones."""
    out = {}
    for entry in load(FILE).entries("kind"):
        if entry["side"] not in SIDES or not 0 <= entry["acled"] <= 8:
            raise BadLexicon(f"{FILE}, kind {entry['name']}: side is one of {sorted(SIDES)}, acled is 0 to 8")
        out[entry["name"]] = ActorType(
            entry["name"],
            entry["definition"],
            frozenset(entry.get("subtypes", ())),
            entry["acled"],
            entry["armed"],
            entry["side"],
        )
    if different := set(out) ^ set(get_args(ActorKind)):
        raise BadLexicon(f"{FILE} and values/actor.py do not name the same kinds: {sorted(different)}")
    return out
