"""Which names a report says lie in others: "Vesk, a village in Selm province", "Vesk, Ohio", "Vesk in Orvania"."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from reportedly.language.gazetteer import KINDS, NOWHERE, Gazetteer
from reportedly.language.toponym_signs import words
from reportedly.language.toponyms import Found
from reportedly.language.tree import Tree

__all__ = ["Contained", "contained", "lies_in"]

_FAR = 11
"""Tokens between the two names, at most."""


class Contained(NamedTuple):
    """Numbers of two toponyms, of which the first is said to lie in the second (`near`: near it).

    `firm` where words say so ("in", "a village in"), and not a comma alone, with which lists are written too.
    """

    inner: int
    outer: int
    firm: bool
    near: bool = False


def contained(tree: Tree, found: Found) -> list[Contained]:
    """Every pair of neighbours among the toponyms of which one is said to lie in the other, in text order."""
    out = []
    for number, outer in enumerate(found.toponyms[1:], 1):
        inner = found.toponyms[number - 1]
        between = tree.lower[inner.last + 1 : outer.first]
        if not between or len(between) > _FAR or (outer.key >= 0 and outer.key == inner.key):
            continue
        if tree.sentence_number(inner.last) != tree.sentence_number(outer.first):
            continue
        joined = " ".join(between)
        if joined in {",", "(", "-"}:
            out.append(Contained(number - 1, number, firm=False))
        elif (stands := _pattern().fullmatch(joined)) is not None:
            near = stands["near"] is not None
            described = stands["kind"] is not None
            if described or not near:
                out.append(Contained(number - 1, number, firm=True, near=near))
    return out


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    listed = words()
    kinds = "|".join(sorted(frozenset().union(*listed["kinds"].values())))
    compass = "|".join(sorted(listed["compass"]["words"]))
    described = rf"(?:a|an|the) (?:[\w’'-]+ ){{0,4}}?(?:{kinds})(?: (?:that|which) lies| located| lying)? "
    where = r"(?:in|inside|within|(?(kind)of|in))|(?P<near>near|outside|close to)"
    part = rf"(?: the)?(?: (?:{compass})(?: part of)?)?(?: the)?"
    return re.compile(rf"(?:[,(] ?)?(?P<kind>{described})?(?:{where}){part}")


_AROUND = 60.0
"""How far (km) beyond a place's own reach something may lie that is said to be near it, or in its district."""
_INSIDE = 30.0
_WIDE = 1.3
"""By how much an area may reach farther than the circle of its size, as areas are not round."""


def lies_in(index: Gazetteer, inner: int, outer: int, *, near: bool = False) -> bool:
    """Whether the place in row `inner` lies in (or near) the one in row `outer`: by its areas, else by distance."""
    one, other = index.places[inner], index.places[outer]
    if inner == outer:
        return True
    kind = KINDS[other["kind"]]
    if kind == "country" and one["country"] == other["country"]:
        return True
    if outer != NOWHERE and outer in {int(one["area1"]), int(one["area2"])}:
        return True
    if kind == "country" and KINDS[one["kind"]] in {"city", "admin1", "admin2"} and index.countries[one["country"]]:
        return False
    a, b, c, d = (
        math.radians(float(x)) for x in (one["latitude"], one["longitude"], other["latitude"], other["longitude"])
    )
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    apart = 12742 * math.asin(min(1.0, math.sqrt(h)))
    return apart <= float(other["radius"]) * _WIDE + (_AROUND if near or kind == "city" else _INSIDE)
