"""Kinds of weapons (ontology/weapons.toml) and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load

__all__ = ["WEAPONS", "Weapon", "weapon_kinds"]

WEAPONS = "ontology/weapons.toml"


@dataclass(frozen=True)
class Weapon:
    """A kind of weapon, the words and phrases for it (lower case, lemmas), and the sentences that are its tests."""

    name: str
    definition: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@lru_cache(maxsize=1)
def weapon_kinds() -> dict[str, Weapon]:
    """The kinds by name. Raises BadLexicon for one that is listed twice or lacks a definition, words or examples."""
    out: dict[str, Weapon] = {}
    for entry in load(WEAPONS).entries("weapon"):
        name = entry["name"]
        if missing := [key for key in ("definition", "words", "matches", "rejects") if not entry.get(key)]:
            raise BadLexicon(f"{WEAPONS}, weapon {name!r}: give {', '.join(missing)}")
        if name in out:
            raise BadLexicon(f"{WEAPONS}: the weapon {name!r} is listed twice; keep one of them")
        texts = (tuple(entry[key]) for key in ("words", "matches", "rejects"))
        out[name] = Weapon(name, entry["definition"], *texts)
    return out
