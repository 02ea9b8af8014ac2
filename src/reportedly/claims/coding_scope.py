"""What belongs to one incident, and whether an incident can be coded: one place, one day range, told as happened."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from reportedly.language.tree import Tree
from reportedly.report import Anchored, Event, Ground, Lack
from reportedly.values.place import PlaceName
from reportedly.values.time import TimeValue

__all__ = ["LONGEST", "aside", "incidents", "lacks", "place_of", "supplied", "time_of"]

NEAR = 3
"""Sentences over which an event belongs to the incident told before it, where no day or place speaks against it."""

_BESIDE = frozenset({"relcl", "acl", "poss", "compound", "appos"})
_REASONS = frozenset({"after", "following", "over", "against", "for", "since", "because", "about", "to", "from"})
_DEEP = 12

LONGEST = 31
"""Days that a day range may have: what happened "in March" can be coded, what happened "last year" cannot."""


def incidents(tree: Tree, events: Sequence[Event], recalled: Set[str] = frozenset()) -> list[list[Event]]:
    """The events in text order, as groups that may tell of one incident; what is `recalled` (ids) is no news."""
    groups: list[list[Event]] = []
    last = -1
    for event in sorted(events, key=lambda e: e.span):
        number = tree.sentence_number(tree.rows(event.span)[0])
        if (
            groups
            and number - last <= NEAR
            and (event.id in recalled) == (groups[-1][-1].id in recalled)
            and not any(_apart(event, other) for other in groups[-1])
        ):
            groups[-1].append(event)
        else:
            groups.append([event])
        last = number
    return groups


def _apart(one: Event, other: Event) -> bool:
    """Whether days or named places say that these are two occurrences."""
    a, b = one.time and one.time.value, other.time and other.time.value
    if not (a and b and a.earliest and a.latest and b.earliest and b.latest):
        return False
    return a.latest < b.earliest or b.latest < a.earliest


def aside(tree: Tree, row: int) -> bool:
    """Whether an event is told in passing, as what another is about.

    In a relative clause, as a reason ("after two men were shot"), or as a noun that hangs on one ("a march over the
    killing").
    """
    for _ in range(_DEEP):
        dep, head = tree.dep[row], tree.head[row]
        if head == row:
            return False
        if dep in _BESIDE or (dep in {"pobj", "pcomp"} and tree.lower[head] in _REASONS):
            return True
        if dep == "advcl" and any(tree.lower[mark] in _REASONS for mark in tree.children[row]):
            return True
        row = head
    return False


def lacks(event: Event, company: Sequence[Event], *, typed: bool, recalled: bool) -> tuple[Lack, ...]:
    """What keeps an event from being coded; a day or place may be told with another event of its incident."""
    found: list[Lack] = []
    if not typed:
        found.append("type")
    if not event.occurred:
        found.append("actual")
    elif event.genericity.value != "specific":
        found.append("once")
    if recalled:
        found.append("new")
    if time_of(event, company) is None:
        found.append("day")
    if place_of(event, company) is None:
        found.append("place")
    return tuple(found)


def supplied(event: Event, company: Sequence[Event]) -> tuple[Ground, ...]:
    """The day and place that an event is coded with though its own clause does not tell them, and where from.

    A time that is worked out from its own words is told; a place that is handed on from elsewhere is not.
    """
    out = []
    for each in (event, *company):
        if each.time and _in_days(each.time.value):
            if each is not event:
                value = each.time.words or str(each.time.value)
                out.append(Ground("day", Anchored(value, each.time.spans, _LENT), each.id))
            break
    for each in (event, *company):
        if each.place:
            if each is not event or each.place.inferred:
                lent = each.place.inferred or _LENT
                of = each.id if each is not event else None
                out.append(Ground("place", Anchored(str(each.place.value), each.place.spans, lent), of))
            break
    return tuple(out)


_LENT = "told of another event of the incident"


def time_of(event: Event, company: Sequence[Event]) -> Anchored[TimeValue] | None:
    """The time of an event, or of an event of its incident, as a range of at most `LONGEST` days; else None."""
    return next((each.time for each in (event, *company) if each.time and _in_days(each.time.value)), None)


def _in_days(time: TimeValue) -> bool:
    if not time.earliest or not time.latest or time.type == "SET":
        return False
    try:
        first, last = (date.fromisoformat(day[:10]) for day in (time.earliest, time.latest))
    except ValueError:
        return False
    return (last - first).days < LONGEST


def place_of(event: Event, company: Sequence[Event]) -> Anchored[PlaceName] | None:
    """The place of an event, or of an event of its incident; else None."""
    return next((each.place for each in (event, *company) if each.place), None)
