"""What a look at something is worth: how likely it is wrong, times what rests on it. The order of the queue.

The value of looking is that of perfect information about one question (Howard 1966, "Information value theory"): as
long as nobody looks, what was read stands, and the loss to expect is the probability that it is wrong times what that
costs; after a look it is nothing. Ranking by the probability alone is uncertainty sampling (Lewis and Gale 1994);
weighing it with the cost of errors is decision-theoretic selection (Kapoor, Horvitz and Basu 2007). What an error
costs is not measured but agreed on, in the weights below, and shown with each item in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2, prod

from reportedly.review.item import Doubt, Incident

__all__ = ["FLOOR", "Own", "breadth", "doubt", "reasons", "stakes"]

FLOOR = 0.1
"""Items that are worth less are not put in the queue; they can be opened and decided like all others. A claim on
which nothing rests, read with a probability of more than 0.9, is below."""

BLAME, TOLL, CODED = 2.0, 2.0, 1.0
"""What it adds to decide whom an incident is blamed on, how many it killed or injured, and whether it is coded."""

ALONE = 1.0
"""What it adds if an incident has only one origin: then nothing else would show the error."""


@dataclass(frozen=True, slots=True)
class Own:
    """What an item brings to its stakes by itself."""

    blame: bool = False
    toll: bool = False
    coded: bool = False

    @property
    def weight(self) -> float:
        """1 for any item, and more for what decides more."""
        return 1.0 + BLAME * self.blame + TOLL * self.toll + CODED * self.coded

    def reasons(self) -> list[str]:
        """In words."""
        said = []
        if self.blame:
            said.append("it says who is responsible")
        if self.toll:
            said.append("it gives the number of killed or injured")
        if self.coded:
            said.append("an incident is coded by it")
        return said


def doubt(doubts: Iterable[Doubt]) -> float:
    """The probability that one of several things is wrong, taken as independent of each other."""
    return 1.0 - prod(1.0 - each.probability for each in doubts)


def breadth(incident: Incident | None) -> float:
    """What an incident adds: the doublings of its dead, its reports and its origins; more if it has only one."""
    if incident is None:
        return 0.0
    killed = max(incident.killed_low or 0, incident.killed_high or 0)
    alone = ALONE if (incident.origins or 0) <= 1 else 0.0
    return log2(1 + killed) + log2(max(1, incident.reports or 1)) + log2(max(1, incident.origins or 1)) + alone


def stakes(own: float, incident: Incident | None) -> float:
    """What rests on an item: its own weight, and what its incident adds."""
    return own + breadth(incident)


def reasons(own: Own, incident: Incident | None) -> tuple[str, ...]:
    """What rests on an item, in words."""
    said = own.reasons()
    if incident is not None:
        low, high = incident.killed_low or 0, max(incident.killed_low or 0, incident.killed_high or 0)
        if high:
            said.append(
                f"the incident is said to have killed {low} to {high}"
                if low != high
                else f"the incident is said to have killed {high}"
            )
        reports, origins = incident.reports or 1, incident.origins or 0
        told = f"{reports} report{'' if reports == 1 else 's'}"
        if origins <= 1:
            said.append(
                f"{told} tell{'s' if reports == 1 else ''} of it, and at most one origin is known to be independent"
            )
        else:
            said.append(f"{told} of {origins} independent origins tell of it")
    return tuple(said)
