"""Scoring pairs of accounts in chunks that hold all they need, so that any process can do one.

A chunk holds the accounts of its pairs and how rare is what they have, and no word of a text: a worker needs nothing
else, however large the ledger, and the same chunk gives the same scores wherever and however often it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.incidents.clues import signs
from reportedly.incidents.facts import Collection, Facts
from reportedly.incidents.vetoes import veto
from reportedly.incidents.weights import Weights

__all__ = ["ALIKE", "PAIRS", "Chunk", "MapChunks", "Rows", "Scores", "chunks", "score", "together"]

ALIKE = (0.06, 0.1, 0.05)
"""Cosines of text, lead and names below which, all three, a pair is not looked at: of 180,000 pairs of gun-violence
articles this leaves out 110,000, and 14 of the 2,449 of one incident, of which the weights would find one."""

PAIRS = 20_000
"""Pairs of a chunk, which take about a second."""

Rows = npt.NDArray[np.int64]


class Scores(NamedTuple):
    """Pairs as columns: rows of accounts (the lower left), the probability that they are of one incident, and whether
    something forbids it (`vetoes`). Sorted by rows."""

    left: Rows
    right: Rows
    probability: npt.NDArray[np.float64]
    vetoed: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Portion:
    """How rare is what some accounts have: the part of a collection that comparing them asks for (`Rarities`)."""

    names: dict[str, float]
    people: dict[str, float]
    surnames: dict[str, float]
    standing: frozenset[tuple[str, int]]

    def of_name(self, name: str) -> float:
        """See `Rarities`."""
        return self.names[name]

    def of_person(self, key: str) -> float:
        """See `Rarities`."""
        return self.people[key]

    def of_surname(self, name: str) -> float:
        """See `Rarities`."""
        return self.surnames[name]

    def stands(self, name: str, row: int) -> bool:
        """See `Rarities`."""
        return (name, row) in self.standing


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pairs with what comparing them takes. `cosines` are columns of text, lead and names; pairs less likely than
    `floor` are dropped."""

    left: list[int]
    right: list[int]
    cosines: tuple[list[float], list[float], list[float]]
    facts: dict[int, Facts]
    rarities: Portion
    weights: Weights
    floor: float


MapChunks = Callable[[Callable[[Chunk], Scores], Iterable[Chunk]], Iterable[Scores]]
"""What runs a function over chunks and gives what it found in their order: `map`, or that of many processes."""


def score(chunk: Chunk) -> Scores:
    """The pairs of a chunk that are likely enough, scored. Pure; takes some 50 microseconds a pair."""
    facts = chunk.facts
    kept: list[tuple[int, int, float, bool]] = []
    for a, b, *cosines in zip(chunk.left, chunk.right, *chunk.cosines, strict=True):
        one, other = facts[a], facts[b]
        probability = 0.0
        if any(each >= least for each, least in zip(cosines, ALIKE, strict=True)):
            text, lead, names = cosines
            found = signs(one, other, chunk.rarities, (text, lead, names))
            probability = chunk.weights.probability(found)
        if probability >= chunk.floor:
            kept.append((a, b, probability, veto(one, other) is not None))
    return _columns(kept)


def _columns(pairs: list[tuple[int, int, float, bool]]) -> Scores:
    left, right, probability, vetoed = zip(*pairs, strict=True) if pairs else ((), (), (), ())
    return Scores(
        np.array(left, np.int64), np.array(right, np.int64), np.array(probability, np.float64), np.array(vetoed, bool)
    )


def chunks(collection: Collection, weights: Weights, left: Rows, right: Rows, *, floor: float) -> Iterator[Chunk]:
    """These pairs, sorted by `left`, in chunks of `PAIRS`. Pairs that nothing makes alike are left out, unless
    `floor` is 0: then they come, too, and get 0."""
    for first in range(0, len(left), PAIRS):
        some = slice(first, first + PAIRS)
        a, b = left[some], right[some]
        cosines = [each.cosines(a, b) for each in (collection.words, collection.lead, collection.names)]
        if floor > 0:
            alike = np.any([each >= least for each, least in zip(cosines, ALIKE, strict=True)], axis=0)
            a, b, cosines = a[alike], b[alike], [each[alike] for each in cosines]
        text, lead, names = (each.tolist() for each in cosines)
        facts = {row: collection.facts[row] for row in np.union1d(a, b).tolist()}
        rarities = _portion(collection, facts)
        yield Chunk(a.tolist(), b.tolist(), (text, lead, names), facts, rarities, weights, floor)


def _portion(collection: Collection, facts: dict[int, Facts]) -> Portion:
    each = facts.values()
    surnames = {name for fact in each for name in fact.surnames} & collection.surnames.keys()
    return Portion(
        names={name: collection.of_name(name) for name in {name for fact in each for name in fact.unlisted}},
        people={key: collection.of_person(key) for key in {k for f in each for k in (*f.involved, *f.others)}},
        surnames={name: collection.of_surname(name) for name in surnames},
        standing=frozenset((name, row) for name in surnames for row in collection.surnames[name] & facts.keys()),
    )


def together(some: Iterable[Scores]) -> Scores:
    """All these pairs in one, sorted."""
    columns = [np.concatenate(column) for column in zip(_columns([]), *some, strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    left, right, probability, vetoed = (column[order] for column in columns)
    return Scores(left, right, probability, vetoed)
