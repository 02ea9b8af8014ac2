"""All clues of a pair of accounts: each gives signs, which the weights turn into a score, and a sentence why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.incidents.clue_days import days, say_days
from reportedly.incidents.clue_figures import figures, kinds, say_figures, say_kinds
from reportedly.incidents.clue_people import ages, people, say_ages, say_people
from reportedly.incidents.clue_places import places, say_places
from reportedly.incidents.clue_words import say_words, words
from reportedly.incidents.facts import Collection, Facts, Rarities
from reportedly.incidents.weights import Weights

__all__ = ["CLUES", "Clue", "Cosines", "clues", "in_its_sense", "signs"]

Cosines = tuple[float, float, float]
"""Cosines of the texts, the leads and the names of a pair."""
Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for or against: `score` is what it adds to the log-odds that two accounts are of one incident."""

    name: str
    score: float
    sentence: str


CLUES: dict[
    str,
    tuple[Callable[[Facts, Facts, Rarities, Cosines], Signs], Callable[[Facts, Facts, Collection], str]],
] = {
    "days": (lambda a, b, c, w: days(a, b), lambda a, b, c: say_days(a, b)),
    "places": (lambda a, b, c, w: places(a, b, c), lambda a, b, c: say_places(a, b)),
    "people": (lambda a, b, c, w: people(a, b, c), say_people),
    "ages": (lambda a, b, c, w: ages(a, b), lambda a, b, c: say_ages(a, b)),
    "figures": (lambda a, b, c, w: figures(a, b), lambda a, b, c: say_figures(a, b)),
    "kinds": (lambda a, b, c, w: kinds(a, b), lambda a, b, c: say_kinds(a, b)),
    "words": (lambda a, b, c, w: words(*w), say_words),
}
"""Each clue's signs and its sentence. Signs of a pair do not depend on which account comes first."""


_AGREEING = ("both ", "same day", "share ")


def in_its_sense(score: float, sentence: str) -> str:
    """The sentence of a clue so that it reads as what it weighs: agreement may count against two being one.

    A kind of incident or a small toll that two accounts share is, all else equal, commoner between two incidents
    than within one; without a word of it the sentence would read as one in favour.
    """
    if score < 0 and sentence.startswith(_AGREEING):
        return f"{sentence} (common among different incidents)"
    return sentence


def signs(a: Facts, b: Facts, rarities: Rarities, cosines: Cosines) -> Signs:
    """All signs of a pair, as the weights are fitted on."""
    out: Signs = {}
    for find, _ in CLUES.values():
        out |= find(a, b, rarities, cosines)
    return out


def clues(a: Facts, b: Facts, collection: Collection, cosines: Cosines, given: Weights) -> tuple[Clue, ...]:
    """The clues of a pair that say something, what weighs most first."""
    out = []
    for name, (find, say) in CLUES.items():
        score = sum(given.signs.get(sign, 0.0) * value for sign, value in find(a, b, collection, cosines).items())
        out.append(Clue(name, round(score, 2), say(a, b, collection)))
    return tuple(sorted(out, key=lambda clue: (-abs(clue.score), clue.name)))
