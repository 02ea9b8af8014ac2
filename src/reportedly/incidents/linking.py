"""From reports to incidents: which accounts tell of one incident, with the reasons, and which pairs a person must
judge.

Accounts that share something rare are compared (`keys`), clue by clue (`clues`, `weights`); what is likely one
incident is clustered by average link under vetoes (`cluster`, `vetoes`); what people judged stands above all of it
(`review`).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reportedly.incidents.clues import Clue, clues, signs
from reportedly.incidents.cluster import cluster, uncompared
from reportedly.incidents.facts import Collection
from reportedly.incidents.incident import Incident
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.keys import candidates
from reportedly.incidents.outlines import Outline
from reportedly.incidents.rarity import Table, table
from reportedly.incidents.review import InForce, Pair, Verdict, in_force
from reportedly.incidents.vetoes import veto
from reportedly.incidents.weights import Weights, weights
from reportedly.report import annotation_id

__all__ = ["Clue", "Linking", "Pair", "link"]

FLOOR = 0.03
"""Least probability of a pair that is kept, where it is not of a group of neighbours, of which all pairs are."""

ALIKE = (0.06, 0.1, 0.05)
"""Cosines of text, lead and names below which, all three, a pair is not looked at: of 180,000 pairs of gun-violence
articles this leaves out 110,000, and 14 of the 2,449 of one incident, of which the weights would find one."""

SHOWN = 5
"""Pairs that are shown of an account, within its incident and for review: the likeliest."""

Rows = tuple[int, int]
Rowed = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Linking:
    """The incidents in the order of their first account, and the pairs that say most of each account.

    Accounts come without their `words`, `lead` and `names`: a ledger of reports would not fit into memory with them.
    """

    incidents: tuple[Incident, ...]
    pairs: tuple[Pair, ...]


def link(
    outlines: Iterable[Outline],
    *,
    copies: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    given: Weights | None = None,
    rarities: Table | None = None,
) -> Linking:
    """The incidents that these outlines tell of. The order of `outlines` is that in which reports came in.

    `copies` maps a report to the one it copies: both main accounts are then of one incident. `judgements` of accounts
    win over everything: "same" is a bond, "different" a veto, "unsure" keeps a pair open. Accounts that only recall
    an incident attach to it and never join two. `given` and `rarities` replace the shipped weights and table of
    words. Every account is in exactly one incident. The same input gives the same output.
    """
    given = given or weights()
    collection = Collection(outlines, rarities or table())
    rows = {fact.account.id: fact.row for fact in collection.facts}
    judged = in_force(judgements, rows)
    scores = _scores(collection, given)
    copied = _copied(collection, copies or {}, judged)
    vetoes = {pair: why for pair in scores if (why := veto(*(collection.facts[row] for row in pair)))}
    labels = _clustered(collection, scores, judged, copied, vetoes, given)
    return Linking(_incidents(collection, labels), _pairs(collection, scores, judged, copied, vetoes, labels, given))


def _scores(collection: Collection, given: Weights) -> dict[Rows, float]:
    """The probability of each pair worth comparing that is above the floor, and of all pairs of neighbours."""
    scores = _scored(collection, given, *candidates(collection), floor=FLOOR)
    more = uncompared(scores, len(collection.facts))
    left, right = (np.array([pair[k] for pair in more], np.int64) for k in (0, 1))
    return scores | dict.fromkeys(more, 0.0) | _scored(collection, given, left, right, floor=0.0)


def _scored(collection: Collection, given: Weights, left: Rowed, right: Rowed, *, floor: float) -> dict[Rows, float]:
    cosines = _cosines(collection, left, right)
    alike = np.any([each >= least for each, least in zip(cosines, ALIKE, strict=True)], axis=0)
    left, right = left[alike], right[alike]
    out: dict[Rows, float] = {}
    facts, weigh = collection.facts, given.signs.get
    columns = (column[alike].tolist() for column in cosines)
    for a, b, text, lead, names in zip(left.tolist(), right.tolist(), *columns, strict=True):
        found = signs(facts[a], facts[b], collection, (text, lead, names))
        odds = given.bias + sum(weigh(sign, 0.0) * value for sign, value in found.items())
        probability = 1 / (1 + math.exp(-odds))
        if probability >= floor:
            out[a, b] = probability
    return out


def _cosines(collection: Collection, left: Rowed, right: Rowed) -> list[npt.NDArray[np.float32]]:
    return [words.cosines(left, right) for words in (collection.words, collection.lead, collection.names)]


def _copied(collection: Collection, copies: Mapping[str, str], judged: InForce) -> list[Rows]:
    """Bonds between the main accounts of copies and originals, but for pairs that a person keeps apart."""
    main = {fact.account.report: fact.row for fact in reversed(collection.facts) if fact.account.number == 1}
    pairs = ((main[a], main[b]) for a, b in sorted(copies.items()) if a in main and b in main and a != b)
    kept = judged.vetoes.keys() | judged.open.keys() | judged.aside.keys()
    return [pair for a, b in pairs if (pair := (min(a, b), max(a, b))) not in kept]


def _clustered(
    collection: Collection,
    scores: Mapping[Rows, float],
    judged: InForce,
    copied: Sequence[Rows],
    vetoes: Mapping[Rows, str],
    given: Weights,
) -> list[int]:
    """The cluster of each account: main accounts first, then what reports tell beside them, then what they recall.

    A report's main account has the whole text behind it, others have a few sentences. So those join what the main
    ones made, and do not draw them together. What is recalled attaches to one cluster and changes none.
    """
    facts, size = collection.facts, len(collection.facts)
    recalls = [fact.account.newness == "background" for fact in facts]
    main = [fact.account.number == 1 and not recalls[fact.row] for fact in facts]
    apart = vetoes.keys() | judged.vetoes.keys() | judged.open.keys() | _of_one_report(collection)
    apart -= judged.bonds.keys()
    bonds = [*judged.bonds, *copied]
    labels = list(range(size))
    for taking_part in (main, [not recalled for recalled in recalls]):
        news = [(a, b, p) for (a, b), p in scores.items() if taking_part[a] and taking_part[b]]
        made = [(label, row) for row, label in enumerate(labels) if label != row]
        labels = cluster(size, news, least=given.merge, bonds=[*bonds, *made], vetoes=apart)
    best: dict[int, tuple[float, int]] = {}
    for (a, b), p in sorted(scores.items()):
        if recalls[a] != recalls[b] and p >= given.merge and (a, b) not in apart:
            recalling, telling = (a, b) if recalls[a] else (b, a)
            best[recalling] = max(best.get(recalling, (0.0, 0)), (p, -telling))
    bonded = {row for pair in judged.bonds for row in pair}
    for recalling, (_, telling) in sorted(best.items()):
        if recalling not in bonded:
            labels[recalling] = labels[-telling]
    return labels


def _of_one_report(collection: Collection) -> set[Rows]:
    out: set[Rows] = set()
    first = 0
    for row, fact in enumerate(collection.facts):
        if fact.account.report != collection.facts[first].account.report:
            first = row
        out |= {(other, row) for other in range(first, row)}
    return out


def _incidents(collection: Collection, labels: Sequence[int]) -> tuple[Incident, ...]:
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        groups.setdefault(label, []).append(row)
    out = []
    for rows in sorted(groups.values()):
        accounts = [collection.facts[row].account for row in rows]
        news = tuple(account for account in accounts if account.newness != "background")
        recalled = tuple(account for account in accounts if account.newness == "background")
        first = (news or recalled)[0]
        out.append(Incident(annotation_id("x", first.report, "incident", first.id), news, recalled))
    return tuple(out)


def _pairs(
    collection: Collection,
    scores: Mapping[Rows, float],
    judged: InForce,
    copied: Sequence[Rows],
    vetoes: Mapping[Rows, str],
    labels: Sequence[int],
    given: Weights,
) -> tuple[Pair, ...]:
    """The pairs in one incident, those for review, and those that only a veto or a person keeps apart."""
    decided = judged.bonds | judged.vetoes | judged.open | judged.aside
    shown = _telling(scores, labels, _reports_in(collection, labels), given) | decided.keys() | set(copied)
    ordered = sorted(shown)
    left, right = (np.array([pair[k] for pair in ordered], np.int64) for k in (0, 1))
    cosines = [
        vocabulary.cosines(left, right) for vocabulary in (collection.words, collection.lead, collection.names)
    ]
    out = []
    for k, pair in enumerate(ordered):
        a, b = (collection.facts[row] for row in pair)
        found = clues(a, b, collection, (float(cosines[0][k]), float(cosines[1][k]), float(cosines[2][k])), given)
        if pair in decided:
            note = decided[pair]
            how = "which later judgements contradict" if pair in judged.aside else note.reason
            found = (Clue("judgement", 0.0, f"judged {note.verdict} by {note.author}: {how}"), *found)
        elif pair in vetoes:
            found = (Clue("veto", 0.0, vetoes[pair]), *found)
        if pair in copied:
            found = (Clue("copy", 0.0, "one report copies the other"), *found)
        together = labels[pair[0]] == labels[pair[1]]
        verdict: Verdict = "same" if together else "different" if _apart(pair, judged, vetoes) else "unsure"
        low, high = sorted((a.account.id, b.account.id))
        out.append(Pair(low, high, round(scores.get(pair, 0.0), 4), verdict, found))
    return tuple(sorted(out, key=lambda pair: (pair.a, pair.b)))


def _telling(
    scores: Mapping[Rows, float], labels: Sequence[int], reports: Mapping[int, set[int]], given: Weights
) -> set[Rows]:
    """The pairs to show: of each account the likeliest within its incident, and the likeliest outside for review.

    A pair is no question where the other's incident has an account of the same report: that was the choice.
    """
    within: dict[int, list[tuple[float, Rows]]] = {}
    outside: dict[int, list[tuple[float, Rows]]] = {}
    for (a, b), p in scores.items():
        same = labels[a] == labels[b]
        if not same and (p < given.review or reports[labels[a]] & reports[labels[b]]):
            continue
        for row in (a, b):
            (within if same else outside).setdefault(row, []).append((-p, (a, b)))
    found = [heapq.nsmallest(SHOWN, each) for side in (within, outside) for each in side.values()]
    return {pair for each in found for _, pair in each}


def _reports_in(collection: Collection, labels: Sequence[int]) -> dict[int, set[int]]:
    """The reports of each cluster, as numbers."""
    numbers: dict[str, int] = {}
    out: dict[int, set[int]] = {}
    for fact, label in zip(collection.facts, labels, strict=True):
        out.setdefault(label, set()).add(numbers.setdefault(fact.account.report, len(numbers)))
    return out


def _apart(pair: Rows, judged: InForce, vetoes: Mapping[Rows, str]) -> bool:
    return pair in judged.vetoes or (pair in vetoes and pair not in judged.open and pair not in judged.aside)
