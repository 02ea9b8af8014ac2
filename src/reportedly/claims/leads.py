"""A headline and the story below it: the incident that the headline names is the one that the story begins with."""

from __future__ import annotations

from reportedly.claims.cut_short import headline_end
from reportedly.claims.drafts import Draft
from reportedly.claims.merging import EventRows
from reportedly.claims.retellings import absorb, apart, victims_named
from reportedly.language.tree import Tree

__all__ = ["join_headline"]

_LEAD = 3
"""Sentences below a headline in which its incident is looked for; set by hand."""


def join_headline(tree: Tree, drafts: list[Draft], rows: EventRows) -> list[Draft]:
    """Join the incidents of a headline to those with which the story below it begins, where nothing speaks against.

    Needs `participants`. A headline tells what the report is about; the story begins by telling it again. Where
    either tells more than one incident, only those of one mode are joined.
    """
    end = headline_end(tree)
    harm = [d for d in sorted(drafts, key=lambda d: d.row) if d.harm and d.discrete]
    above, below = [d for d in harm if d.row < end], [d for d in harm if d.row >= end]
    if not above or not below:
        return drafts
    last = tree.sentence_number(end) + _LEAD
    gone: list[Draft] = []
    for into in above:
        if any(end <= told.row < below[0].row for told in into.joined):
            continue  # the story's telling was known by its toll or its victims
        alike = [d for d in below if d not in gone and tree.sentence_number(d.row) < last and _alike(into, d)]
        if len(above) > 1:
            alike = [d for d in alike if d.mode == into.mode or {d.mode, into.mode} <= _BLASTS]
        if alike and (len(above) > 1 or alike[0] is below[0]):
            absorb(rows, into, alike[0])
            gone.append(alike[0])
    return [draft for draft in drafts if draft not in gone]


_GENERAL = frozenset({"attack", "kill", "wound", "death", "incident", "massacre", "assassinate"})
_BLASTS = frozenset({"explosion", "explosives", "suicide", "heavy-weapons"})


def _alike(one: Draft, other: Draft) -> bool:
    """Whether two incidents can be one by kind, time, place, victims and tolls."""
    modes = {one.mode, other.mode}
    kinds = len(modes) == 1 or modes & _GENERAL or modes <= _BLASTS
    if not kinds or apart(one, other):
        return False
    if one.time and other.time and (one.time.value.earliest is None) != (other.time.value.earliest is None):
        return False  # "on Friday" and "in 2024": nothing says that they are one time
    victims = victims_named(one), victims_named(other)
    if all(victims) and not victims[0] & victims[1] and _by_name(one) and _by_name(other):
        return False
    return all(
        a.value.count.low is None
        or b.value.count.low is None
        or a.value.count.bound != "exact"
        or b.value.count.bound != "exact"
        or a.value.count == b.value.count
        for a in one.quantities
        for b in other.quantities
        if a.value.effect == b.value.effect
    )


def _by_name(draft: Draft) -> bool:
    """Whether a victim is named; "gunman" in a headline may be anybody in the story."""
    return any(p.role == "victim" and p.party.value.name[:1].isupper() for p in draft.participants)
