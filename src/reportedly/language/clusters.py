"""Entities in the making: mentions gathered under one roof, with what they tell together."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from reportedly.language.nouns import Gender
from reportedly.language.readings import Reading
from reportedly.report import MentionKind

__all__ = ["Cluster", "Clusters", "agree"]

KINDS: dict[MentionKind, frozenset[MentionKind]] = {
    "person": frozenset({"person"}),
    "organisation": frozenset({"organisation", "group", "other"}),
    "group": frozenset({"group", "organisation"}),
    "place": frozenset({"place"}),
    "document": frozenset({"document", "other"}),
    "other": frozenset({"other", "document", "organisation", "person", "place", "group"}),
}


@dataclass(eq=False, slots=True)
class Cluster:
    """The mentions believed to stand for one bearer, and what they agree on.

    `owned` holds, for each description with a possessor, its noun and the possessor's number in the text: "the
    union's secretary" is "its secretary" if both possessors are one.
    """

    number_in_text: int
    readings: list[Reading] = field(default_factory=list)
    kind: MentionKind = "other"
    number: Literal["one", "many"] | None = None
    gender: Gender | None = None
    hint: Gender | None = None
    names: set[tuple[str, ...]] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    proper: set[str] = field(default_factory=set)
    owned: set[tuple[str, int]] = field(default_factory=set)

    def add(self, reading: Reading) -> None:
        """Take a mention in and learn from it."""
        self.readings.append(reading)
        if reading.named:
            if not self.names or self.kind == "other":
                self.kind = reading.kind
            self.names.add(reading.words)
        elif not self.names and reading.pronoun is None and len(self.readings) == 1:
            self.kind = reading.kind
        if reading.pronoun is None or self.number is None:
            self.number = self.number or reading.number
        self.hint = self.hint or reading.hint
        if reading.pronoun is None or self.hint in {None, reading.gender}:
            self.gender = self.gender or reading.gender
        if reading.head:
            self.heads.add(reading.head)
        self.heads |= reading.roles
        self.modifiers |= reading.modifiers
        self.countries |= reading.countries
        if not reading.named:
            self.proper |= reading.proper

    @property
    def tracked(self) -> bool:
        """Whether it is an entity of the report, not a mere thing that pronouns compete for."""
        return self.readings[0].tracked

    @property
    def last(self) -> Reading:
        """The mention taken in last."""
        return self.readings[-1]


class Clusters:
    """All clusters of a report, which mention is in which, and which were spoken of lately."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self.of: dict[str, Cluster] = {}
        self.recent: dict[int, Cluster] = {}
        self.things: dict[int, Cluster] = {}

    def new(self, reading: Reading) -> Cluster:
        """A cluster that begins with this mention."""
        cluster = Cluster(len(self.all))
        self.all.append(cluster)
        self.put(cluster, reading)
        return cluster

    def put(self, cluster: Cluster, reading: Reading) -> None:
        """Add a mention to a cluster and make that one the most recent."""
        cluster.add(reading)
        self.of[reading.mention.id] = cluster
        self.touch(cluster)

    def touch(self, cluster: Cluster) -> None:
        """Make a cluster the most recently spoken of."""
        recent = self.recent if cluster.tracked else self.things
        recent.pop(cluster.number_in_text, None)
        recent[cluster.number_in_text] = cluster

    def lately(self, limit: int, *, things: bool = False) -> list[Cluster]:
        """The clusters spoken of most recently, latest first, at most `limit` of them (and as many `things`)."""
        out = list(islice(reversed(self.recent.values()), limit))
        return out + list(islice(reversed(self.things.values()), limit)) if things else out


def agree(cluster: Cluster, reading: Reading) -> bool:
    """Whether a description or name can join: kind, stated gender and number do not contradict."""
    if reading.kind not in KINDS.get(cluster.kind, frozenset()) and cluster.kind not in KINDS.get(
        reading.kind, frozenset()
    ):
        return False
    if cluster.gender and reading.gender and cluster.gender != reading.gender:
        return False
    return not (cluster.number and reading.number and cluster.number != reading.number)
