"""From reports to incidents: which accounts tell of one incident, with the reasons, and which pairs a person must
judge.

Accounts that share something rare are compared (`keys`), clue by clue (`clues`, `weights`); what is likely one
incident is clustered by average link under vetoes (`cluster`, `vetoes`); what people judged stands above all of it
(`review`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from reportedly.incidents.clues import Clue
from reportedly.incidents.cluster import clusters, uncompared
from reportedly.incidents.facts import Collection
from reportedly.incidents.incident import Incident
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.keys import candidates
from reportedly.incidents.outlines import Outline
from reportedly.incidents.rarity import Table, table
from reportedly.incidents.review import InForce, Pair, in_force
from reportedly.incidents.scoring import MapChunks, Rows, Scores, chunks, score, together
from reportedly.incidents.shown import Shown, shown
from reportedly.incidents.weights import Weights, weights
from reportedly.report import annotation_id

__all__ = ["Clue", "Linking", "Pair", "link", "settled", "together_by"]

FLOOR = 0.03
"""Least probability of a pair that is kept, where it is not of a group of neighbours, of which all pairs are."""


@dataclass(frozen=True, slots=True)
class Linking:
    """The incidents in the order of their first account, and the pairs that say most of each account.

    Accounts come without their `words`, `lead` and `names`: a ledger of reports would not fit into memory with them.
    For the same reason a pair's clues are put into words when it is asked for. `collection` and `scores` are what it
    was worked out from, which judgements do not change.
    """

    incidents: tuple[Incident, ...]
    pairs: Shown
    collection: Collection = field(compare=False, repr=False)
    scores: Scores = field(compare=False, repr=False)


def link(
    outlines: Iterable[Outline],
    *,
    copies: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    given: Weights | None = None,
    rarities: Table | None = None,
    score_chunks: MapChunks = map,
) -> Linking:
    """The incidents that these outlines tell of. The order of `outlines` is that in which reports came in.

    `copies` maps a report to the one it copies: both main accounts are then of one incident. `judgements` of accounts
    win over everything: "same" is a bond, "different" a veto, "unsure" keeps a pair open. Accounts that only recall
    an incident attach to it and never join two. `given` and `rarities` replace the shipped weights and table of
    words. Every account is in one incident at most; follow-ups that tell no event and belong to nothing that others
    tell are in none. The same input gives the same output.

    `score_chunks` runs a pure function over chunks of pairs, which any process can do (`scoring`), and gives the
    results in their order: the built-in `map`, or one over many processes or machines.
    """
    given = given or weights()
    collection = Collection(outlines, rarities or table())
    scores = _scores(collection, given, score_chunks)
    return settled(collection, scores, copies=copies, judgements=judgements, given=given)


def settled(
    collection: Collection,
    scores: Scores,
    *,
    copies: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    given: Weights | None = None,
) -> Linking:
    """What follows from pairs that were compared and from judgements: the second half of `link`.

    Of some accounts of a ledger it gives what linking all gives of these, if each that is likely or judged one with
    one of them, or whose report copies one of theirs, is among them.
    """
    given = given or weights()
    judged = in_force(judgements, {fact.account.id: fact.row for fact in collection.facts})
    copied = _copied(collection, copies or {}, judged)
    labels = _clustered(collection, scores, judged, copied, given)
    pairs = shown(collection, scores, judged, copied, labels, given)
    return Linking(_incidents(collection, labels), pairs, collection, scores)


def together_by(
    collection: Collection,
    scores: Scores,
    copies: Mapping[str, str],
    judgements: Sequence[Judgement],
    given: Weights,
) -> dict[str, int]:
    """The number of the cluster of each account, by its id, as `settled` makes them."""
    judged = in_force(judgements, {fact.account.id: fact.row for fact in collection.facts})
    labels = _clustered(collection, scores, judged, _copied(collection, copies, judged), given)
    return {fact.account.id: label for fact, label in zip(collection.facts, labels.tolist(), strict=True)}


def _scores(collection: Collection, given: Weights, score_chunks: MapChunks) -> Scores:
    """The probability of each pair worth comparing that is above the floor, and of all pairs of neighbours."""

    def scored(left: Rows, right: Rows, floor: float) -> Scores:
        return together(score_chunks(score, chunks(collection, given, left, right, floor=floor)))

    first = scored(*candidates(collection), FLOOR)
    more = uncompared(first.left, first.right, first.probability, len(collection.facts))
    return together([first, scored(*more, 0.0)])


def _copied(collection: Collection, copies: Mapping[str, str], judged: InForce) -> list[tuple[int, int]]:
    """Bonds between the main accounts of copies and originals, but for pairs that a person keeps apart."""
    main = {fact.account.report: fact.row for fact in reversed(collection.facts) if fact.account.number == 1}
    pairs = ((main[a], main[b]) for a, b in sorted(copies.items()) if a in main and b in main and a != b)
    kept = judged.vetoes.keys() | judged.open.keys() | judged.aside.keys()
    return [pair for a, b in pairs if (pair := (min(a, b), max(a, b))) not in kept]


def _clustered(
    collection: Collection, scores: Scores, judged: InForce, copied: Sequence[tuple[int, int]], given: Weights
) -> Rows:
    """The cluster of each account: main accounts first, then what reports tell beside them, then what they recall.

    A report's main account has the whole text behind it, others have a few sentences. So those join what the main
    ones made, and do not draw them together. What is recalled attaches to one cluster and changes none.
    """
    facts, size = collection.facts, len(collection.facts)
    recalls = np.array([fact.account.newness == "background" for fact in facts], bool)
    main = np.array([fact.account.number == 1 for fact in facts], bool) & ~recalls
    apart = _apart(collection, scores, judged)
    vetoes = apart // max(1, size), apart % max(1, size)
    bonds = [*judged.bonds, *copied]
    left, right, probability, _ = scores
    labels = np.arange(size)
    for taking_part in (main, ~recalls):
        news = taking_part[left] & taking_part[right]
        joined = np.flatnonzero(labels != np.arange(size))
        made = list(zip(labels[joined].tolist(), joined.tolist(), strict=True))
        labels = clusters(
            size,
            left[news],
            right[news],
            probability[news],
            least=given.merge,
            bonds=[*bonds, *made],
            vetoes=vetoes,
        )
    likely = (recalls[left] != recalls[right]) & (probability >= given.merge)
    likely &= ~np.isin(left * size + right, apart)
    a, b, p = left[likely], right[likely], probability[likely]
    recalling, telling = np.where(recalls[a], a, b), np.where(recalls[a], b, a)
    bonded = np.array(sorted({row for pair in judged.bonds for row in pair}), np.int64)
    best = np.lexsort((telling, -p, recalling))
    best = best[np.r_[True, np.diff(recalling[best]) != 0]] if len(best) else best
    best = best[~np.isin(recalling[best], bonded)]
    labels[recalling[best]] = labels[telling[best]]
    return labels


def _apart(collection: Collection, scores: Scores, judged: InForce) -> Rows:
    """Pairs that may not be of one incident, each as left row * number of rows + right row, sorted."""
    size = len(collection.facts)
    people = [a * size + b for a, b in (*judged.vetoes, *judged.open)]
    bonds = [a * size + b for a, b in judged.bonds]
    vetoed = scores.left[scores.vetoed] * size + scores.right[scores.vetoed]
    every = np.concatenate((vetoed, np.array(people, np.int64), _of_one_report(collection)))
    return np.setdiff1d(every, np.array(bonds, np.int64))


def _of_one_report(collection: Collection) -> Rows:
    size = len(collection.facts)
    out: list[int] = []
    first = 0
    for row, fact in enumerate(collection.facts):
        if fact.account.report != collection.facts[first].account.report:
            first = row
        out += (other * size + row for other in range(first, row))
    return np.array(out, np.int64)


def _incidents(collection: Collection, labels: Rows) -> tuple[Incident, ...]:
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    out = []
    for rows in sorted(groups.values()):
        accounts = [collection.facts[row].account for row in rows]
        news = tuple(account for account in accounts if account.newness != "background")
        recalled = tuple(account for account in accounts if account.newness == "background")
        if not any(account.events for account in accounts):
            continue
        first = (news or recalled)[0]
        out.append(Incident(annotation_id("x", first.report, "incident", first.id), news, recalled))
    return tuple(out)
