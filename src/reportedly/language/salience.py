"""Which entity a pronoun stands for: who fits, who is excluded by the sentence, and who is foremost in mind."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.language.clusters import Cluster, Clusters
from reportedly.language.name_kinds import SPEAKING
from reportedly.language.readings import Reading
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import MentionKind

__all__ = ["Choice", "Salience", "speaks"]

FITS: dict[str, frozenset[MentionKind]] = {
    "he": frozenset({"person"}),
    "it": frozenset({"organisation", "document", "place", "group", "other"}),
    "they": frozenset({"group", "organisation", "person", "place", "other"}),
}
"""The kinds that a pronoun can stand for."""


class Choice(NamedTuple):
    """The candidates for a pronoun with their points, best first; `clear` if the first leads by the margin."""

    ranked: tuple[tuple[float, Cluster], ...]
    clear: bool


class Salience:
    """Ranks the entities that a third-person pronoun can stand for, by weights that anybody can read."""

    def __init__(self) -> None:
        file = load("lexicons/salience.en.toml")
        self.resource = file.resource
        self.weights: dict[str, dict[str, float]] = file.tables["weights"]
        self.limits: dict[str, float] = file.tables["limits"]

    def choose(self, tree: Tree, reading: Reading, clusters: Clusters) -> Choice:
        """The candidates among the entities spoken of lately; at most `limits.entities` are looked at."""
        scored = []
        for cluster in clusters.lately(int(self.limits["entities"]), things=_family(reading) != "he"):
            if reading.sentence - cluster.last.sentence > self.limits["sentences"]:
                continue
            if fits(tree, cluster, reading):
                scored.append((self.points(tree, cluster, reading), cluster))
        scored.sort(key=lambda each: (-each[0], each[1].number_in_text))
        clear = bool(scored) and (len(scored) == 1 or scored[0][0] - scored[1][0] >= self.limits["margin"])
        return Choice(tuple(scored), clear)

    def points(self, tree: Tree, cluster: Cluster, reading: Reading) -> float:
        """What speaks for this entity, added up."""
        weights = self.weights[_family(reading)]
        return sum(weights.get(name, 0.0) * value for name, value in circumstances(tree, cluster, reading))


def circumstances(tree: Tree, cluster: Cluster, reading: Reading) -> Iterator[tuple[str, float]]:
    """The circumstances named in the lexicon of salience, with their strength."""
    last = cluster.last
    yield "distance", min(reading.sentence - last.sentence, 6)
    if last.sentence == reading.sentence:
        yield "same_sentence", 1.0
        if last.role == "subject" and _above(tree, reading.row, last.governor):
            yield "own_subject" if reading.role == "possessor" else "governing", 1.0
    if last.role != "other":
        yield last.role, 1.0
    if last.role == reading.role:
        yield "parallel", 1.0
    yield "often", math.log(len(cluster.readings))
    if cluster.names:
        yield "named", 1.0
    if last.pronoun:
        yield "pronoun", 1.0 if last.pronoun == reading.pronoun else 0.3
    gender = reading.gender
    if gender and cluster.gender == gender:
        yield "gender", 1.0
    elif gender and cluster.hint:
        yield ("hint", 1.0) if cluster.hint == gender else ("opposite_hint", 1.0)
    if speaks(tree, reading) and any(speaks(tree, each) for each in cluster.readings[-3:]):
        yield "speaker", 1.0
    if last.quote >= 0 and reading.quote < 0:
        yield "from_quote", 1.0
    if reading.quote >= 0 and last.quote != reading.quote:
        yield ("quoted_speaker", 1.0) if speaks(tree, last) else ("into_quote", 1.0)
    yield cluster.kind if cluster.tracked else "thing", 1.0
    if speaks(tree, reading) and (not cluster.tracked or cluster.kind in {"place", "other"}):
        yield "mute", 1.0


def fits(tree: Tree, cluster: Cluster, reading: Reading) -> bool:
    """Whether kind, number and gender allow the entity, and the sentence does not rule it out."""
    family, last = _family(reading), cluster.last
    if cluster.kind not in FITS[family]:
        return False
    if family == "he":
        if cluster.number == "many" or (cluster.gender and cluster.gender != reading.gender):
            return False
    elif family == "it":
        if cluster.number == "many":
            return False
    elif (cluster.number == "one" and cluster.kind in {"person", "place", "document", "other"}) or (
        cluster.kind == "person" and cluster.number != "many"
    ):
        return False
    return not any(_excluded(tree, each, reading) for each in cluster.readings[-3:] if each.sentence == last.sentence)


def _family(reading: Reading) -> str:
    pronoun = reading.pronoun
    if pronoun is None or pronoun.gender:
        return "he"
    return "it" if pronoun.number == "one" else "they"


def _excluded(tree: Tree, other: Reading, reading: Reading) -> bool:
    """Whether the sentence keeps the two apart: "Ida hit her", "his father", "her and Ida"."""
    if other.first <= reading.row <= other.last:
        return True
    if other.sentence != reading.sentence:
        return False
    word = tree.lower[reading.row]
    if word.endswith(("self", "selves")):
        return other.role not in {"subject"} and other.governor == reading.governor
    if reading.role == "possessor":
        return other.row == tree.head[reading.row]
    if other.role == "possessor":
        return False
    verb, mine = _verb(tree, other.governor), _verb(tree, reading.governor)
    return verb == mine and other.row != reading.row


def _verb(tree: Tree, row: int) -> int:
    for _ in range(3):
        if tree.dep[row] != "prep" or tree.head[row] == row:
            break
        row = tree.head[row]
    return row


def _above(tree: Tree, row: int, verb: int) -> bool:
    for _ in range(12):
        if tree.head[row] == row:
            return False
        row = tree.head[row]
        if row == verb:
            return True
    return False


def speaks(tree: Tree, reading: Reading) -> bool:
    """Whether the mention is the subject of a verb of saying."""
    return reading.role == "subject" and tree.lemma[reading.governor].lower() in SPEAKING
