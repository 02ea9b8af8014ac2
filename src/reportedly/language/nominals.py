"""Descriptions taken up again: "the former MP", "The Northmark rebel", "the group", "the council"."""

from __future__ import annotations

from typing import NamedTuple

from reportedly.language.aliases import fold
from reportedly.language.bodies import bodies
from reportedly.language.clusters import Cluster, Clusters, agree
from reportedly.language.nouns import Nouns
from reportedly.language.readings import Reading

__all__ = ["Antecedent", "antecedents"]

LOOK_BACK = 150
"""How many of the entities last spoken of a description may go back to: keeps long reports linear."""

THRESHOLD = 1.5
MARGIN = 0.2
SUBJECT = 0.3
"""More for an organisation that the sentence was about, when "the group" asks for one."""


class Antecedent(NamedTuple):
    """Who a description can stand for: `best`, or several `rivals` too close to choose between, or nobody."""

    best: Cluster | None
    rivals: tuple[Cluster, ...] = ()


def antecedents(reading: Reading, clusters: Clusters, nouns: Nouns, possessor: Cluster | None) -> Antecedent:
    """The entity that a description takes up, if it takes one up.

    Indefinite descriptions ("a pilot", "two pilots") never do. Definite ones do if the entity was described by
    the same noun, carries it in its name, or is of the general kind that the noun says ("the group"), and its
    nationality and stated number and gender agree; nearer and more often named entities come first.
    """
    if reading.article in {"indefinite", "counted"}:
        return Antecedent(None)
    scored = []
    for cluster in clusters.lately(LOOK_BACK):
        if cluster.last.first <= reading.row <= cluster.last.last or not agree(cluster, reading):
            continue
        points = _points(reading, cluster, nouns, possessor)
        if points > 0:
            away = reading.sentence - cluster.last.sentence
            scored.append((points + 1 / (1 + 0.3 * away) + 0.05 * min(len(cluster.readings), 8), cluster))
    scored.sort(key=lambda each: (-each[0], each[1].number_in_text))
    scored = [each for each in scored if each[0] >= THRESHOLD]
    if not scored:
        return Antecedent(None)
    rivals = tuple(cluster for points, cluster in scored if points > scored[0][0] - MARGIN)
    return Antecedent(rivals[0]) if len(rivals) == 1 else Antecedent(None, rivals)


def _points(reading: Reading, cluster: Cluster, nouns: Nouns, possessor: Cluster | None) -> float:
    head = fold(reading.head)
    named = any(head in name for name in cluster.names)
    if reading.article == "possessed":
        if possessor is not None and (reading.head, possessor.number_in_text) in cluster.owned:
            return 2.2
        same = possessor is not None and reading.head in cluster.heads
        return (
            2.0
            if same and cluster.readings[0].article == "possessed" and not (reading.modifiers - cluster.modifiers)
            else 0.0
        )
    if reading.article == "bare":
        same = reading.modifiers == cluster.readings[0].modifiers
        known = not reading.modifiers and any(each.article == "definite" for each in cluster.readings[:5])
        plain = reading.head in cluster.heads and (same or known)
        return 2.0 if plain and (reading.number == "many" or reading.kind == "group") else 0.0
    if _apart(reading, cluster):
        return 0.0
    strange = _strange(reading, cluster)
    if reading.head in cluster.heads:
        return 2.2 - 0.9 * strange if strange < 2 else 0.0
    if named and cluster.kind != "person":
        return 2.0 - 0.9 * strange if strange < 2 else 0.0
    if head in cluster.modifiers and cluster.kind == "person" and cluster.names:
        return 1.6 - 0.6 * strange
    if general := nouns.general.get(reading.head):
        return _general(reading, cluster, general, strange, nouns)
    return _by_nation(reading, cluster)


def _apart(reading: Reading, cluster: Cluster) -> bool:
    """Whether names in their phrases tell the two apart: the ministries of Norland and of Vestria."""
    own = {word for name in cluster.names for word in name}
    known = cluster.proper | own | cluster.modifiers
    told = {word for word in own if word != fold(reading.head)} if fold(reading.head) in own else set()
    return bool(reading.proper) and not reading.proper & known and bool(cluster.proper or told)


def _strange(reading: Reading, cluster: Cluster) -> int:
    """How many of the description's other words nothing said about the entity so far accounts for."""
    known = cluster.modifiers | cluster.heads | {word for name in cluster.names for word in name}
    return sum(word not in known for word in reading.modifiers)


def _general(reading: Reading, cluster: Cluster, general: str, strange: int, nouns: Nouns) -> float:
    if reading.number == "many":
        return 0.0
    if general == "organisation":
        if cluster.kind not in {"organisation", "group"} or _public(cluster, nouns) or reading.head in nouns.public:
            return 0.0
        spoken_of = SUBJECT if cluster.last.role == "subject" else 0.0
        return (found := bodies().points(reading, cluster, strange=strange)) and found + spoken_of
    if strange:
        return 0.0
    state = bool(nouns.states & cluster.countries)
    if general == "place" and not (cluster.names and state == (reading.head in {"country", "nation"})):
        return 0.0
    return 1.1 if cluster.kind == general else 0.0


def _public(cluster: Cluster, nouns: Nouns) -> bool:
    """Whether it is a body of the state, by its noun or the last word of its name."""
    return bool(cluster.heads & nouns.public) or any(name[-1] in nouns.public for name in cluster.names if name)


def _by_nation(reading: Reading, cluster: Cluster) -> float:
    """A person taken up by nationality and a new noun: "The Northmark rebel" of a former Northmark MP."""
    if reading.kind != "person" or cluster.kind != "person" or not cluster.names or reading.article != "definite":
        return 0.0
    if reading.countries:
        return 1.0 if reading.countries <= cluster.countries and len(reading.modifiers) <= 1 else 0.0
    return 0.0
