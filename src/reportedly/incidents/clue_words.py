"""Clue: the words, capitalised names and leads that two accounts share, the rarer the more."""

from __future__ import annotations

from reportedly.incidents.facts import Collection, Facts

__all__ = ["say_words", "words"]

_UNUSUAL = 4.5
"""Least rarity of what a sentence shows: about 1 report in 100."""


def words(text: float, lead: float, names: float) -> dict[str, float]:
    """Signs: the cosines (0..1) of the whole texts, their leads and their names, each weighted by rarity."""
    return {
        "words:text": text,
        "words:text>.15": max(0.0, text - 0.15),
        "words:text>.3": max(0.0, text - 0.3),
        "words:text>.5": max(0.0, text - 0.5),
        "words:lead": lead,
        "words:lead>.3": max(0.0, lead - 0.3),
        "words:names": names,
        "words:names>.1": max(0.0, names - 0.1),
        "words:names>.3": max(0.0, names - 0.3),
    }


def say_words(a: Facts, b: Facts, collection: Collection) -> str:
    """In words: 'share the rare words "rancheria", "evicting"'."""
    shared = [word for rarity, word in collection.names.shared(a.row, b.row) if rarity > _UNUSUAL][:3]
    inside = {part for name in shared for part in name.split()}
    single = [w for r, w in collection.words.shared(a.row, b.row) if r > _UNUSUAL and w not in inside][:4]
    shown = ", ".join(f"“{word}”" for word in (*shared, *single))
    return f"share the rare words {shown}" if shown else "share no rare word"
