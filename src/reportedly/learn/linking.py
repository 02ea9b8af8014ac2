"""Weights for linking from what people judged: which pairs of accounts are of one incident, and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from reportedly.derive.linking_weights import weights_of
from reportedly.derive.neighbourhood import as_in_all, rows_of
from reportedly.errors import NotLearned
from reportedly.incidents.clues import signs
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.weights import Weights
from reportedly.learn.fitting import FOLDS, Scores, cross_validated, fitted, scores
from reportedly.store.as_of import last
from reportedly.store.derived import accounts
from reportedly.store.judging import in_force
from reportedly.store.ledger import Ledger

__all__ = ["LEAST", "Learned", "learn_linking"]

LEAST, LEAST_OF_EACH = 40, 10
"""Judged pairs from which weights are fitted, and of each verdict."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights, how many pairs of each verdict they were fitted on, and cross-validated scores before and after.

    `moved` are the signs whose weights changed most, with the old and the new one.
    """

    weights: Weights
    same: int
    different: int
    strength: float
    before: Scores
    after: Scores
    moved: tuple[tuple[str, float, float], ...]


def learn_linking(ledger: Ledger) -> Learned:
    """Fit the weights that the ledger is linked with to its judgements of accounts, those in force.

    Scores are of pairs that the weights were not fitted on: the pairs of one incident are in one fold. Raises
    NotLearned for too few judgements, and where the log loss would not fall or fewer pairs would come out right.
    """
    with ledger.reading() as connection:
        given = weights_of(connection)
        judged = [each for each in in_force(connection, last(connection)) if each.verdict in ("same", "different")]
        asked = select(accounts.c.id, accounts.c.report)
        wanted = {one for each in judged for one in (each.a, each.b)}
        there = {row.id: row.report for row in rows_of(connection, asked, accounts.c.id, wanted)}
        judged = [each for each in judged if each.a in there and each.b in there]
        same = sum(each.verdict == "same" for each in judged)
        _enough(same, len(judged) - same)
        found = _signs(connection, judged, there)
    label = np.array([float(each.verdict == "same") for each in judged])
    names, matrix, start = _columns(found, given)

    def chance(weights: npt.NDArray[np.float64], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        by = _with(given, names, weights)
        return np.array([by.probability(found[row]) for row in rows.tolist()])

    free = np.zeros(len(start))
    free[-1] = 1.0
    groups = _groups(judged)
    if len(set(groups)) < FOLDS:
        raise NotLearned(f"all judgements are about {len(set(groups))} incidents: judge pairs of {FOLDS} and more")
    held_out, strength = cross_validated(matrix, label, start, groups, free=free, chance=chance)
    before = scores(np.array([given.probability(each) for each in found]), label)
    after = scores(held_out, label)
    if after.log_loss >= before.log_loss or after.right < before.right:
        raise NotLearned(
            f"weights fitted to these {len(judged)} judgements do no better on judgements they have not seen: log "
            f"loss {before.log_loss:.3f} before and {after.log_loss:.3f} after, right {before.right:.1%} and "
            f"{after.right:.1%}; nothing was written. Judge more pairs, of both kinds, and try again"
        )
    new = _with(given, names, fitted(matrix, label, start, strength, free=free))
    moved = sorted(
        ((name, given.signs.get(name, 0.0), new.signs[name]) for name in names),
        key=lambda each: (-abs(each[2] - each[1]), each[0]),
    )
    source = f"{given.source.rstrip('.')}. Moved by {len(judged)} judgements of a ledger ({same} same)"
    top = tuple(each for each in moved[:8] if each[1] != each[2])
    return Learned(replace(new, source=source), same, len(judged) - same, strength, before, after, top)


def _enough(same: int, different: int) -> None:
    if same + different < LEAST or min(same, different) < LEAST_OF_EACH:
        raise NotLearned(
            f"{same + different} judgements of accounts are too few to learn from ({same} same, {different} "
            f"different): it takes {LEAST}, and {LEAST_OF_EACH} of each kind. `reportedly judge --review` lists what "
            "to judge"
        )


def _signs(connection: Connection, judged: Iterable[Judgement], there: Mapping[str, str]) -> list[dict[str, float]]:
    """The signs of each judged pair, as linking the whole ledger finds them."""
    collection = as_in_all(connection, there)
    row = {fact.account.id: fact.row for fact in collection.facts}
    out = []
    for each in judged:
        a, b = sorted((row[each.a], row[each.b]))
        left, right = np.array([a]), np.array([b])
        text, lead, name = (
            float(v.cosines(left, right)[0]) for v in (collection.words, collection.lead, collection.names)
        )
        out.append(signs(collection.facts[a], collection.facts[b], collection, (text, lead, name)))
    return out


def _columns(
    found: Sequence[Mapping[str, float]], given: Weights
) -> tuple[list[str], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The signs that occur, a matrix with a column for each and one for the bias, and the weights they have now."""
    names = sorted({sign for each in found for sign in each})
    column = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(found), len(names) + 1))
    matrix[:, -1] = 1.0
    for row, each in enumerate(found):
        for sign, value in each.items():
            matrix[row, column[sign]] = value
    return names, matrix, np.array([*(given.signs.get(name, 0.0) for name in names), given.bias])


def _with(given: Weights, names: Sequence[str], found: npt.NDArray[np.float64]) -> Weights:
    moved = {name: round(float(weight), 3) for name, weight in zip(names, found[:-1], strict=True)}
    return replace(given, bias=round(float(found[-1]), 3), signs=dict(given.signs) | moved)


def _groups(judged: Sequence[Judgement]) -> list[int]:
    """A number for each judgement, by the incident of one of its accounts as people judged it."""
    parent: dict[str, str] = {}

    def find(one: str) -> str:
        while parent.setdefault(one, one) != one:
            one = parent[one]
        return one

    for each in judged:
        if each.verdict == "same":
            a, b = sorted((find(each.a), find(each.b)))
            parent[b] = a
    roots = [min(find(each.a), find(each.b)) for each in judged]
    number = {root: k for k, root in enumerate(sorted(set(roots)))}
    return [number[root] for root in roots]
