"""What cannot both be so: versions of one field that exclude each other, and by what rule they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from reportedly.claims.apart_in_space import elsewhere
from reportedly.incidents.matrix import Field, Version, source_name
from reportedly.incidents.means import ACCIDENT, explosive
from reportedly.incidents.same_value import same_party
from reportedly.incidents.sayings import Saying
from reportedly.values.count import Count
from reportedly.values.place import PlaceName

__all__ = ["Contradiction", "contradictions", "exclude", "says_day"]

FIGURES = frozenset({"killed", "injured", "shot", "missing", "detained", "abducted", "displaced", "sick", "rescued"})
ABOUT = 0.25
"""How far a number told as "about" may be off and still be meant, as a share of it; set by hand."""

_TIME_OF_DAY = re.compile(
    r"\b(?:\d{1,2}(?::\d\d)?|early|late|overnight|in|at|the|about|around|shortly|just|before|after|morning|evening|night|"
    r"nights|afternoon|noon|midnight|dawn|hours|hour|[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\w{3,}|\d{4}|\d+(?:st|nd|rd|th)")
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|drive|dr|boulevard|blvd|lane|block|highway|route)\b", re.IGNORECASE
)
SURE_PLACE = 0.8
"""Probability from which a place of the gazetteer is taken to be the one meant, where two are said to be apart."""

_NIGHT = re.compile(r"\b(?:night|late|overnight|midnight|early|morning|dawn|hours)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two versions of a field that cannot both be so. `one` and `other` are their numbers in the field, from 0.

    `rule` is "figures", "days", "places", "denied", "claims and denies", "blamed and denies", "two claim it" or
    "weapon or accident"; `sentence` says it for a reader, with who says what.
    """

    field: str
    one: int
    other: int
    rule: str
    sentence: str


def contradictions(fields: tuple[Field, ...]) -> tuple[Contradiction, ...]:
    """All contradictions, field by field. Compatible are bounds ("at least 4" and 11), wider days and places, a toll
    that is higher on a later day, and whatever no rule compares."""
    return tuple(found for field in fields for found in _within(field))


def _within(field: Field) -> Iterator[Contradiction]:
    rule = _RULES.get(field.name)
    if field.name in FIGURES:
        rule = _Figures(field)
    if rule is None:
        return
    for (i, one), (j, other) in combinations(enumerate(field.versions), 2):
        if name := rule(one, other):
            yield Contradiction(field.name, i, j, name, _sentence(one, other))


def _sentence(one: Version, other: Version) -> str:
    return f"{_told(one)}; {_told(other)}"


def _told(version: Version) -> str:
    """ "6 (government, Velmara Herald)", "not bomb (Coastal Liberation Front)"."""
    names = list(dict.fromkeys(source_name(source) for source in version.sources))
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{'not ' if version.denied else ''}{version.value} ({shown})"


def exclude(one: Saying, other: Saying) -> bool:
    """Whether two figures cannot both be right: no number fits both, and neither is a later and higher one.

    A higher figure of a later day is an update. Where it is not known which is later, figures that differ exclude
    each other: that they differ has to be seen.
    """
    if one.count is None or other.count is None or one.aside or other.aside:
        return False
    (low, high), (least, most) = _bounds(one), _bounds(other)
    if low <= most and least <= high:
        return False
    if one.day and other.day and one.day != other.day:
        earlier, later = sorted((one, other), key=lambda s: s.day or "")
        return _bounds(later)[0] < _bounds(earlier)[0]
    return True


def _bounds(saying: Saying) -> tuple[float, float]:
    count = saying.count or Count(0, None)
    low = float(count.low) if count.low is not None else 0.0
    high = float(count.high) if count.high is not None else float("inf")
    if count.bound == "about":
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def _once(version: Version) -> list[Saying]:
    """The sayings of a version, those of one source and day once, so that a thousand reprints cost what one does."""
    return list({(s.source, s.day, s.report if s.own else ""): s for s in reversed(version.sayings)}.values())[::-1]


class _Figures:
    """Figures of different sources that exclude each other, each its source's last word when the other was given."""

    def __init__(self, field: Field) -> None:
        self.all = [s for version in field.versions for s in _once(version) if not s.aside]

    def __call__(self, one: Version, other: Version) -> str | None:
        found = any(self._against(a, b) for a in _once(one) for b in _once(other))
        return "figures" if found else None

    def _against(self, a: Saying, b: Saying) -> bool:
        if same_party(a.source, b.source) or not exclude(a, b):
            return False
        if a.report == b.report:
            earlier, later = sorted((a, b), key=lambda s: s.spans[0].start if s.spans else 0)
            if later.own and _bounds(later)[0] > _bounds(earlier)[0]:  # "that would bring the toll to eight"
                return False
        return self._current(a, b) and self._current(b, a)

    def _current(self, saying: Saying, at: Saying) -> bool:
        """Whether its source has given no newer figure by the day of the other."""
        return not any(
            saying.day and later.day and at.day and saying.day < later.day <= at.day
            for later in self.all
            if later is not saying and same_party(later.source, saying.source)
        )


def _days(one: Version, other: Version) -> str | None:
    a, b = one.sayings[0].time, other.sayings[0].time
    if a is None or b is None or not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    if one.aside or other.aside or not (_says_day(one) and _says_day(other)):
        return None
    gap = max(_day(a.earliest), _day(b.earliest)) - min(_day(a.latest), _day(b.latest))
    if gap.days <= 0:
        return None
    night = any(_NIGHT.search(s.words) for s in (*one.sayings, *other.sayings))
    return None if gap.days == 1 and night else "days"


def _says_day(version: Version) -> bool:
    """Whether any of its words name a day: "3 a.m." and "overnight" lean on the day of publication."""
    return any(says_day(saying) for saying in version.sayings)


def says_day(saying: Saying) -> bool:
    """Whether its words name a day, or it has none."""
    return not saying.spans or _DATED.search(_TIME_OF_DAY.sub("", saying.words)) is not None


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])


def _places(one: Version, other: Version) -> str | None:
    a, b = (next((s.place for s in v.sayings if s.place and _known(s.place)), None) for v in (one, other))
    return "places" if a and b and elsewhere(a, b) else None


def _known(place: PlaceName) -> bool:
    """Whether the gazetteer's place is meant itself, and surely: a street it does not have contradicts nothing."""
    found = place.resolved
    if _STREET.search(place.name):
        return False
    return found is not None and found.place is not None and place.resolved_by is None and found.score >= SURE_PLACE


def _denied(one: Version, other: Version) -> str | None:
    if one.denied == other.denied or one.value.casefold() != other.value.casefold():
        return None
    return "denied"


def _means(one: Version, other: Version) -> str | None:
    if denied := _denied(one, other):
        return denied
    kinds = {one.kind, other.kind}
    if kinds != {ACCIDENT, None} or one.denied or other.denied:
        return None
    return "weapon or accident" if explosive(one.value) or explosive(other.value) else None


_AUTHORITIES = frozenset({"police", "government", "official", "state", "court", "media"})


def _responsible(one: Version, other: Version) -> str | None:
    a, b = one.sayings[0].party, other.sayings[0].party
    if a is None or b is None:
        return None
    kinds = {one.kind, other.kind}
    if same_party(a.name, b.name):
        if kinds in ({"claimed", "denied"}, {"admitted", "denied"}):
            return "claims and denies"
        return "blamed and denies" if "denied" in kinds and kinds & {"accused", "suspected", "stated"} else None
    if kinds == {"claimed"} and all(v.sayings[0].sort not in _AUTHORITIES for v in (one, other)):
        return "two claim it" if a.name[:1].isupper() and b.name[:1].isupper() else None
    return None


_RULES: dict[str, Callable[[Version, Version], str | None]] = {
    "day": _days,
    "place": _places,
    "what": _denied,
    "weapon": _means,
    "responsibility": _responsible,
}
