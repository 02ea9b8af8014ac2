"""Who stands against whom: the two sides of a fight, told apart by where their words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.claims.drafts import Argument

__all__ = ["opposed"]

_FIRST = frozenset({"subject", "actor", "poss", "of", "by", "nationality", "compound"})


def opposed(arguments: Sequence[Argument]) -> list[Argument]:
    """The arguments with "a" or "b" on those whose role is "side", where the construction tells the sides apart.

    "Troops clashed with rebels", "troops and rebels clashed" and "clashes between troops and rebels" give a and b; of
    three that fight "between" them, or of "the two sides", nothing is told. "Fought with X
    against Y" puts X on side a.
    """
    sides = [a for a in arguments if a.role == "side"]
    if not sides:
        return list(arguments)
    against = any(a.slot == "against" for a in sides)
    first = [a for a in sides if a.slot in _FIRST or (a.slot == "with" and against)]
    second = [a for a in sides if a.slot in {"against", "object"} or (a.slot == "with" and not against)]
    between = [a for a in sides if a.slot == "between"]
    if not second and not between and len(first) == 2 and first[0].slot == first[1].slot:
        first, second = first[:1], first[1:]
    elif not second and not first and len(between) == 2:
        first, second = between[:1], between[1:]
    if not (first and second):
        return list(arguments)
    return [replace(a, side="a") if a in first else replace(a, side="b") if a in second else a for a in arguments]
