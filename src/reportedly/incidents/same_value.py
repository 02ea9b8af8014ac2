"""Which sayings say the same: values are brought to one form to be compared, and each keeps its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from reportedly.incidents.sayings import Saying
from reportedly.language.aliases import SMALL, acronym, fold, short_form
from reportedly.ontology.weapons import weapon_kinds

__all__ = ["grouped", "party_words", "same_party"]

_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_WORD = re.compile(r"[\w'’-]+")


def grouped(field: str, sayings: Sequence[Saying]) -> list[list[Saying]]:
    """The sayings of one field in groups that say the same, each group and the groups in the order of the sayings.

    Figures are the same where number and bound are; days where they are one interval, or a weekday and the only dated
    day of it; places and parties where their words are, articles and order aside, a short form or acronym where it
    can only be that of one ("the Front"). What cannot be compared stays alone.
    """
    same = _SAME.get(field, _same_words)
    full = [s.party.name for s in sayings if s.party]
    groups: list[list[Saying]] = []
    for saying in sayings:
        for group in groups:
            first = group[0]
            if (first.denied, first.aside, first.kind) == (saying.denied, saying.aside, saying.kind) and (
                same(first, saying) or (field in _PARTIES and _short(first, saying, full))
            ):
                group.append(saying)
                break
        else:
            groups.append([saying])
    return _weekdays_dated(groups) if field == "day" else groups


@lru_cache(maxsize=20_000)
def party_words(name: str) -> tuple[str, ...]:
    """A party's name as folded words without articles: what two names are compared by."""
    words = tuple(fold(word) for word in _WORD.findall(name.replace("’s", "").replace("'s", "")))
    return tuple(w for w in words if w not in {"the", "a", "an"})


def same_party(one: str, other: str) -> bool:
    """Whether two names are the same words, or one is the acronym of the other."""
    a, b = party_words(one), party_words(other)
    if not a or not b:
        return one == other
    return a == b or _acronym_of(a, b) or _acronym_of(b, a)


@lru_cache(maxsize=50_000)
def _acronym_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 and short[0] in acronym(full)


def _same_words(one: Saying, other: Saying) -> bool:
    return one.value.casefold() == other.value.casefold()


def _same_count(one: Saying, other: Saying) -> bool:
    return one.count == other.count


def _same_day(one: Saying, other: Saying) -> bool:
    a, b = one.time, other.time
    if a is None or b is None or a.open or b.open:
        return _same_words(one, other) or (a is not None and b is not None and a.open and a.timex == b.timex)
    return (a.earliest, a.latest) == (b.earliest, b.latest)


def _same_place(one: Saying, other: Saying) -> bool:
    return _place_words(one) == _place_words(other)


def _place_words(saying: Saying) -> frozenset[str]:
    name = ", ".join((saying.place.name, *saying.place.within)) if saying.place else saying.value
    return frozenset(fold(w) for w in _WORD.findall(name) if w.lower() not in SMALL and w.lower() != "'s")


def _same_weapon(one: Saying, other: Saying) -> bool:
    return _weapon(one.value) == _weapon(other.value)


def _weapon(value: str) -> str:
    words = " ".join(party_words(value))
    kinds = [(len(w), kind.name) for kind in weapon_kinds().values() for w in kind.words if w in words]
    return f"{max(kinds)[1]}:{words}" if kinds and len(words.split()) > 2 else words


def _same_responsible(one: Saying, other: Saying) -> bool:
    return one.kind == other.kind and _same_named(one, other)


def _same_named(one: Saying, other: Saying) -> bool:
    if one.party is None or other.party is None:
        return _same_words(one, other)
    return same_party(one.party.name, other.party.name) if _stem(one) == _stem(other) else _same_words(one, other)


def _stem(saying: Saying) -> str:
    return saying.kind or ""


def _short(one: Saying, other: Saying, full: Sequence[str]) -> bool:
    """Whether one is a short form of the other, and of nobody else that is named: "the Front"."""
    if one.party is None or other.party is None:
        return False
    a, b = sorted((party_words(one.party.name), party_words(other.party.name)), key=len)
    if not a or len(a) == len(b) or not any(c.isupper() for c in one.party.name + other.party.name):
        return False
    short = one.party.name if party_words(one.party.name) == a else other.party.name
    if not any(word[:1].isupper() for word in re.sub(r"^(An?|The) ", "", short).split()):
        return False
    fits = {
        party_words(name) for name in full if len(party_words(name)) > len(a) and short_form(a, party_words(name))
    }
    return fits == {b}


def _weekdays_dated(groups: list[list[Saying]]) -> list[list[Saying]]:
    """Groups of one weekday that is not dated, joined to the only dated day that is this weekday."""
    dated = [g for g in groups if (t := g[0].time) and not t.open and t.earliest and t.earliest == t.latest]
    out = [g for g in groups if g not in dated]
    for group in list(out):
        time = group[0].time
        match = _WEEKDAY.match(time.timex or "") if time and time.open else None
        fits = [d for d in dated if match and _weekday(d[0]) == int(match[1])]
        if len(fits) == 1:
            fits[0].extend(group)
            out.remove(group)
    joined = [sorted(g, key=lambda s: s.order) for g in (*dated, *out)]
    return sorted(joined, key=lambda g: g[0].order)


def _weekday(saying: Saying) -> int:
    earliest = saying.time.earliest if saying.time else None
    return date.fromisoformat(earliest[:10]).isoweekday() if earliest else 0


_PARTIES = frozenset({"actor", "victims", "responsibility"})
_COUNTS = ("killed", "injured", "shot", "missing", "detained", "abducted", "displaced", "sick", "rescued")
_SAME: dict[str, Callable[[Saying, Saying], bool]] = {
    **dict.fromkeys(_COUNTS, _same_count),
    "day": _same_day,
    "place": _same_place,
    "weapon": _same_weapon,
    "actor": _same_named,
    "victims": _same_named,
    "responsibility": _same_responsible,
}
