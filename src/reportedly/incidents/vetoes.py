"""What forbids two accounts to be of one incident, however alike they read."""

from __future__ import annotations

from reportedly.incidents.clue_places import distance
from reportedly.incidents.facts import Facts

__all__ = ["veto"]

APART = 40
"""Days between the nearest days of two accounts from which on they exclude each other."""
FAR = 300.0
"""Kilometres beyond the reach of both places from which on they exclude each other."""


def veto(a: Facts, b: Facts) -> str | None:
    """Why these cannot be one incident, as a sentence; None if nothing forbids it.

    Two accounts of one report are two incidents: the report says so. Else two things must exclude each other: days
    far apart, places far apart, victims of other names; and nobody involved may be named by both. One alone is no
    veto, since it is too often a wrong reading: of the pairs of one incident that are likely by all else, one in a
    hundred has days 40 days apart (the day of an arrest or a trial was read as that of the deed).
    """
    if a.account.report == b.account.report:
        return "one report tells them as two incidents"
    if a.involved.keys() & b.involved.keys():
        return None
    against = []
    if a.days and b.days and _apart(a, b) > APART:
        against.append(f"the days that they tell are more than {APART} days apart")
    if _far(a, b):
        against.append(f"the places that they tell are more than {FAR:.0f} km apart")
    if _other_victims(a, b):
        against.append("their victims have other names")
    return " and ".join(against) if len(against) > 1 else None


def _apart(a: Facts, b: Facts) -> int:
    gaps = []
    for a_from, a_to in a.days:
        for b_from, b_to in b.days:
            if a_from is None or a_to is None or b_from is None or b_to is None:
                return 0
            gaps.append(max(0, a_from - b_to, b_from - a_to))
    return min(gaps)


def _far(a: Facts, b: Facts) -> bool:
    mine = [site for site in a.account.sites if site.kind in ("city", "admin2")]
    theirs = [site for site in b.account.sites if site.kind in ("city", "admin2")]
    if not any(site.told for site in mine) or not any(site.told for site in theirs):
        return False
    apart = [distance(x, y) for x in mine for y in theirs]
    return all(each is not None and each > FAR for each in apart)


def _other_victims(a: Facts, b: Facts) -> bool:
    if not a.victims or not b.victims:
        return False
    words_a = {word for key in (*a.involved, *a.others) for word in key.split()}
    words_b = {word for key in (*b.involved, *b.others) for word in key.split()}
    return not any(word in words_b for key in a.victims for word in key.split()) and not any(
        word in words_a for key in b.victims for word in key.split()
    )
