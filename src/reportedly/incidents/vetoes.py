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

    Two accounts of one report are two incidents: the report says so. Days and places exclude only where both accounts
    tell them and nobody involved is named by both, since one wrong reading must not part what names join.
    """
    if a.account.report == b.account.report:
        return "one report tells them as two incidents"
    if a.involved.keys() & b.involved.keys():
        return None
    if a.days and b.days and _apart(a, b) > APART:
        return f"the days that they tell are more than {APART} days apart"
    if _far(a, b):
        return f"the places that they tell are more than {FAR:.0f} km apart"
    return None


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
