"""Clue: whom both accounts name, what they are to the incident, and the ages they give."""

from __future__ import annotations

import math

from reportedly.incidents.facts import Facts, Rarities

__all__ = ["ages", "people", "say_ages", "say_people"]

_PLENTY = 6
"""Shared rarity of names is counted in units of this."""
_OLD_ENOUGH = 2
"""Years by which the age of one person may differ between two reports: a birthday, a slip."""


def people(a: Facts, b: Facts, rarities: Rarities) -> dict[str, float]:
    """Signs: rarity of the involved both name, of others, of surnames of one in the other; nobody in common."""
    signs: dict[str, float] = {}
    both = a.involved.keys() & b.involved.keys()
    half = (a.involved.keys() & b.others) | (b.involved.keys() & a.others)
    aside = a.others & b.others
    if both:
        signs["people:both"] = min(2.0, math.fsum(rarities.of_person(key) for key in both) / _PLENTY)
        signs["people:any both"] = 1.0
    if half:
        signs["people:half"] = min(2.0, math.fsum(rarities.of_person(key) for key in half) / _PLENTY)
    if aside:
        signs["people:aside"] = min(2.0, math.fsum(rarities.of_person(key) for key in aside) / _PLENTY)
    surnames = _surnames(a, b, rarities)
    if surnames and not (both or half):
        signs["people:surname"] = min(2.0, sum(weight for weight, _ in surnames) / _PLENTY)
    if not (both or half or surnames):
        if a.victims and b.victims:
            signs["people:other victims"] = 1.0
        elif a.involved and b.involved:
            signs["people:nobody shared"] = 1.0
        elif not a.involved and not b.involved:
            signs["people:unnamed"] = 1.0
        else:
            signs["people:one named"] = 1.0
    return signs


def _surnames(a: Facts, b: Facts, rarities: Rarities) -> list[tuple[float, str]]:
    """Surnames of the involved of one account that stand in the other, with their rarity among words."""
    found = {name for name in a.surnames if rarities.stands(name, b.row)}
    found |= {name for name in b.surnames if rarities.stands(name, a.row)}
    weighed = [(rarities.of_surname(name), name) for name in found]
    return sorted(weighed, key=lambda each: (-each[0], each[1]))


def say_people(a: Facts, b: Facts, rarities: Rarities) -> str:
    """In words: "both name Dana Oriel as victim", "both name Ada Brekke", "victims of other names", ..."""
    called = {named.key: named for named in a.account.people} | {named.key: named for named in b.account.people}
    for keys in (
        a.involved.keys() & b.involved.keys(),
        (a.involved.keys() & b.others) | (b.involved.keys() & a.others),
        a.others & b.others,
    ):
        if keys:
            parts = {fact.account.people for fact in (a, b)}
            as_victim = all(any(n.key in keys and n.part == "victim" for n in people) for people in parts)
            names = _listed(sorted(called[key].name for key in keys))
            return f"both name {names}" + (" as victim" if as_victim else "")
    surnames = _surnames(a, b, rarities)
    if surnames:
        return f"the name {surnames[0][1].title()} of one stands in the other"
    if a.victims and b.victims:
        mine, theirs = (_listed(sorted(called[key].name for key in fact.victims)) for fact in (a, b))
        return f"victims of other names ({mine}; {theirs})"
    return "nobody whom both name"


def _listed(names: list[str]) -> str:
    shown = names[:3]
    more = len(names) - len(shown)
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) + (f" and {more} more" if more else "")


def ages(a: Facts, b: Facts) -> dict[str, float]:
    """Signs: how many ages both give, none of those given, and another age for one whom both name."""
    signs: dict[str, float] = {}
    mine, theirs = set(a.account.ages), set(b.account.ages)
    if mine and theirs:
        both = mine & theirs
        signs[f"ages:share {min(3, len(both))}"] = 1.0
        if both:
            signs["ages:part"] = len(both) / min(len(mine), len(theirs))
    for key in a.involved.keys() & b.involved.keys():
        x, y = a.involved[key], b.involved[key]
        if x is not None and y is not None:
            signs["ages:same name" if abs(x - y) < _OLD_ENOUGH else "ages:name, other age"] = 1.0
    return signs


def say_ages(a: Facts, b: Facts) -> str:
    """In words: "both give the ages 17 and 22"."""
    both = sorted(set(a.account.ages) & set(b.account.ages))
    if both:
        return f"both give the age{'s' if len(both) > 1 else ''} {_listed([str(age) for age in both])}"
    return f"no age in common ({_listed(_shown(a))}; {_listed(_shown(b))})"


def _shown(fact: Facts) -> list[str]:
    return [str(age) for age in fact.account.ages] or ["none"]
