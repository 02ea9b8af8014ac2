"""Single victims told again and again: which harms can be of one person, and so how many people they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.claims.casualty_words import casualty_words
from reportedly.claims.victims_named import Harm
from reportedly.language.nouns import nouns
from reportedly.language.numbers import number_of
from reportedly.language.tree import Tree

__all__ = ["SINGLE", "Person", "groups", "people"]

SINGLE = frozenset({"indefinite", "definite", "name", "pronoun"})
"""Kinds of harms that are of one person."""

_GROWN = 15
"""An age from which on "boy", "girl" and "child" are said no more, as far as two harms are kept apart for it."""


@dataclass(slots=True)
class Person:
    """Somebody harmed, and what the report says of them. `at` are the words of harm that tell of this person."""

    first: int
    harms: list[Harm]
    sex: str | None = None
    child: bool | None = None
    ages: set[str] = field(default_factory=set)
    names: set[frozenset[str]] = field(default_factory=set)
    effects: set[str] = field(default_factory=set)
    at: set[int] = field(default_factory=set)
    self: bool = False
    new: bool = False
    vague: bool = False

    @property
    def killed(self) -> bool:
        return "killed" in self.effects

    @property
    def told(self) -> bool:
        """Introduced by a name or as somebody new, and not only pointed back to."""
        return any(t.kind in {"name", "indefinite"} for t in self.harms)


def groups(harms: Sequence[Harm], tree: Tree) -> list[list[Harm]]:
    """Tellings of single victims, those surely of one person together: by entity, age, name or bare noun."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def find(key: tuple[str, str]) -> tuple[str, str]:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    keyed, listed = [], dict[tuple[int, tuple[str, str]], int]()
    for harm in harms:
        if harm.kind in SINGLE and (keys := _keys(harm, tree)):
            # two people of one list are two, whatever one takes them for ("killed Ivo Brandt and his wife")
            keys = [key for key in keys if listed.setdefault((harm.at, key), harm.row) == harm.row]
            keys = keys or [("row", str(harm.row))]
            for key in keys:
                parent[find(keys[0])] = find(key)
            keyed.append((keys[0], harm))
    out: dict[tuple[str, str], list[Harm]] = defaultdict(list)
    for key, harm in keyed:
        out[find(key)].append(harm)
    return list(out.values())


def _keys(harm: Harm, tree: Tree) -> list[tuple[str, str]]:
    keys = []
    if harm.entity:
        keys.append(("entity", harm.entity))
    if harm.age:
        keys.append(("age", harm.age))
    if harm.kind == "name":
        keys.append(("name", " ".join(sorted(harm.names))))
    if not keys and harm.kind != "pronoun":
        keys.append(("noun", harm.noun))
    return keys


def people(grouped: Sequence[Sequence[Harm]], tree: Tree) -> list[Person]:
    """The people behind grouped harms, in text order: groups that can be of one person are taken together.

    They can where neither sex, age, name nor being a child speaks against it, no word of harm tells of both, and
    neither is "another". The likeliest earlier person is taken.
    """
    out: list[Person] = []
    for person in sorted((_person(group, tree) for group in grouped), key=lambda p: p.first):
        alike = [(score, k) for k, known in enumerate(out) if (score := _alike(known, person)) is not None]
        if alike:
            _merge(out[max(alike)[1]], person)
        else:
            out.append(person)
    return out


def _person(group: Sequence[Harm], tree: Tree) -> Person:
    words = casualty_words()["sorts"]
    person = Person(min(t.at for t in group), list(group))
    for harm in group:
        word = tree.lower[harm.row]
        for sex in ("male", "female"):
            if person.sex is None and {word, harm.noun} & words[sex]:
                person.sex = sex
        if harm.noun in words["child"]:
            person.child = True
        elif harm.noun in words["adult"] and person.child is None:
            person.child = False
        if harm.kind == "name":
            person.names.add(harm.names)
            given = nouns().given
            first = (given.get(tree.lower[r]) for r in range(max(0, harm.row - 3), harm.row + 1)
                     if tree.ent[r][2:] == "PERSON")  # fmt: skip
            person.sex = person.sex or next((sex for sex in first if sex), None)
        person.sex = person.sex or harm.sex
        person.ages.update({harm.age} - {""})
        person.effects.add(harm.effect)
        person.at.add(harm.at)
        person.self |= "self" in harm.flags
        person.new |= bool(harm.flags & {"another", "other"})
    person.vague = all(t.noun in words["vague"] or t.kind == "pronoun" for t in group)
    if person.child is None and person.ages:
        age = number_of([min(person.ages)])
        person.child = age < _GROWN if age is not None else None
    return person


def _alike(known: Person, person: Person) -> float | None:
    """How likely two are one, or None where something speaks against it."""
    if known.at & person.at or person.new or (known.sex and person.sex and known.sex != person.sex):
        return None
    if known.child is not None and person.child is not None and known.child != person.child:
        return None
    if known.ages and person.ages and not known.ages & person.ages:
        return None
    named = any(one <= other or other <= one for one in known.names for other in person.names)
    if known.names and person.names and not named:
        return None
    only = known.effects == person.effects == {"killed"}
    if known.self != person.self and only and not (known.vague or person.vague):
        return None  # the shooter who killed himself is none of the victims
    same = 3.0 * bool(known.ages & person.ages) + 3.0 * named
    return (
        same + 2.0 * (known.killed == person.killed) + (known.sex == person.sex) + 0.5 * (known.child == person.child)
    )


def _merge(into: Person, other: Person) -> None:
    into.sex = into.sex or other.sex
    into.child = into.child if into.child is not None else other.child
    into.ages |= other.ages
    into.names |= other.names
    into.effects |= other.effects
    into.at |= other.at
    into.self |= other.self
    into.vague &= other.vague
    into.harms += other.harms
