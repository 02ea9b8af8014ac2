"""Whether two names can be one bearer's: people and bodies, by the names alone, with a score and a sentence."""

from __future__ import annotations

from typing import Literal

from reportedly.incidents.body_names import compare_bodies
from reportedly.incidents.person_names import Likeness, compare_people

__all__ = ["DIFFERENT", "SAME", "Bearer", "Likeness", "same_name", "verdict"]

Bearer = Literal["person", "organisation", "group"]

SAME = 0.75
"""From this score on two names are taken for one bearer's, if nothing else speaks against it."""

DIFFERENT = 0.3
"""Up to this score they are not. Between the two nobody decides but a person."""


def same_name(one: str, other: str, kind: Bearer) -> Likeness:
    """How alike two names of people, or of bodies, are; the result is the same both ways round."""
    a, b = sorted((one, other))
    return compare_people(a, b) if kind == "person" else compare_bodies(a, b)


def verdict(score: float) -> Literal["same", "different", "unsure"]:
    """What a score means."""
    return "same" if score >= SAME else "different" if score <= DIFFERENT else "unsure"
