"""What sort of body "the group" and "the rights group" ask for, and what sort an entity is by its words."""

from __future__ import annotations

from functools import lru_cache

from reportedly.language.clusters import Cluster
from reportedly.language.readings import Reading
from reportedly.lexicons.loader import load

__all__ = ["Bodies", "bodies"]

FITS, MAY, UNASKED, PREFERRED = 1.2, 0.9, 1.1, 1.25
"""Points of an entity of the sort asked for, one of no known sort, one where none is asked for; an armed one then."""

ARMED = "armed"


class Bodies:
    """The sorts of lexicons/bodies.en.toml: armed, campaigners, press, platform, alliance of states."""

    def __init__(self) -> None:
        entries = load("lexicons/bodies.en.toml").entries("sorts")
        self._sort: dict[str, str] = {
            word: entry["sort"] for entry in reversed(entries) for word in entry["words"].split()
        }
        self._asked: dict[str, str] = {
            word: entry["sort"] for entry in entries for word in entry["described"].split()
        }
        self._never = {entry["sort"]: frozenset(entry["never"].split()) for entry in entries}

    def sort_of(self, cluster: Cluster) -> str | None:
        """The sort that the words of its names say, the last word first; else that of its descriptions."""
        named = [word for name in sorted(cluster.names) for word in reversed(name)]
        for word in (*named, *sorted(cluster.heads)):
            if sort := self._sort.get(word):
                return sort
        return next((self._asked[word] for word in sorted(cluster.modifiers) if word in self._asked), None)

    def points(self, reading: Reading, cluster: Cluster, *, strange: int) -> float:
        """How well an entity suits a general noun for organisations; 0 where it cannot be meant.

        `strange` counts the words before the noun that nothing said of the entity so far accounts for. People
        who are no body ("six members", "a convoy", "the Norlanders") are one only where a word says that they are
        armed.
        """
        asked = {self._asked[word] for word in reading.modifiers if word in self._asked}
        sort = self.sort_of(cluster)
        if reading.head in self._never.get(sort or "", ()) or (cluster.kind == "group" and sort != ARMED):
            return 0.0
        if strange > sum(word in self._asked for word in reading.modifiers):
            return 0.0
        if not asked:
            return PREFERRED if sort == ARMED else UNASKED
        if sort is None:
            return MAY if cluster.names else 0.0
        return FITS if sort in asked else 0.0


@lru_cache(maxsize=1)
def bodies() -> Bodies:
    """The sorts, read once for the process."""
    return Bodies()
