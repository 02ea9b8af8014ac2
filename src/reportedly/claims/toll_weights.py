"""The likeliest tolls: the candidate pair that the weighed signs speak for most, and how likely each number is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from reportedly.claims.toll_evidence import ASIDE, Evidence
from reportedly.claims.toll_signs import signs
from reportedly.claims.victims_named import Harm
from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load

__all__ = ["WEIGHTS", "Likeliest", "Weights", "likeliest", "toll_weights"]

WEIGHTS = "lexicons/toll_weights.en.toml"

_SURE = 0.8
"""A report that so surely tells of nobody killed does so in spite of its words; set by hand."""

_SUMS = frozenset({"coded", "tally", "toll", "murder-suicide"})

_Scored = list[tuple[float, tuple[int, int]]]


@dataclass(frozen=True)
class Weights:
    """The weight of each sign, and what is added to it in a note (a text of one paragraph)."""

    common: dict[str, float]
    notes: dict[str, float]
    resource: str


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The likeliest number of killed, the likeliest of injured beside it, and the chance of each number of either."""

    pair: tuple[int, int]
    killed: dict[int, float]
    injured: dict[int, float]


@lru_cache(maxsize=1)
def toll_weights() -> Weights:
    """The fitted weights (models/train/tolls.py). Raises BadLexicon where one is no number."""
    file = load(WEIGHTS)
    for table in ("weights", "notes"):
        if wrong := [k for k, w in file.tables.get(table, {}).items() if not isinstance(w, float | int)]:
            raise BadLexicon(
                f"{WEIGHTS}: [{table}] {wrong[0]!r} is no number; make the file with models/train/tolls.py"
            )
    return Weights(file.tables["weights"], file.tables["notes"], file.resource)


def likeliest(evidence: Evidence, weights: Weights) -> Likeliest:
    """The tolls that the evidence speaks for. What the report calls the toll, or a note codes, stands."""
    common, notes = weights.common, weights.notes if evidence.note else {}
    scored: _Scored = []
    for pair, found in signs(evidence):
        score = sum(common.get(sign, 0.0) * value for sign, value in found.items())
        if notes:
            score += sum(notes.get(sign, 0.0) * value for sign, value in found.items())
        scored.append((score, pair))
    for given in (evidence.figures.get("coded"), evidence.figures.get("toll")):
        if given is not None:
            scored = [each for each in scored if each[1][0] == given] or scored
            break
    killed, _ = _chances(scored)
    dead = killed.get(0, 0.0) < _SURE
    scored = [each for each in scored if _plain(evidence, each[1], dead=dead)] or scored
    killed, injured = _chances(scored)
    best = max(killed, key=lambda k: (killed[k], -k))
    beside = max((score, -i) for score, (k, i) in scored if k == best)
    return Likeliest((best, -beside[1]), killed, injured)


def _chances(scored: _Scored) -> tuple[dict[int, float], dict[int, float]]:
    """How likely each number of killed and each of injured is, whatever the other."""
    most = max(score for score, _ in scored)
    total = sum(exp(score - most) for score, _ in scored)
    killed: dict[int, float] = {}
    injured: dict[int, float] = {}
    for score, (k, i) in scored:
        chance = exp(score - most) / total
        killed[k] = killed.get(k, 0.0) + chance
        injured[i] = injured.get(i, 0.0) + chance
    return killed, injured


def _plain(evidence: Evidence, pair: tuple[int, int], *, dead: bool) -> bool:
    """Whether a pair says nothing against the plain words of a report.

    If `dead`, somebody was killed where the first words tell so. Of a note: nobody is hurt where nobody is told to
    be, no more are killed than are told, and of those who were shot or hurt the ones who died leave the others.
    """
    told = [(evidence.harm[t], zone) for t, zone in evidence.zones.items() if zone not in ASIDE]
    killed = [(harm, zone) for harm, zone in told if harm.effect == "killed" and harm.real]
    if evidence.note and (left := _left(told)) is not None:
        return pair == left
    if dead and pair[0] == 0 and any(evidence.note or zone in {"head", "lead"} for _, zone in killed):
        return False
    if not evidence.note:
        return True
    counted = all(harm.count is not None and harm.kind not in _SUMS for harm, _ in killed)
    if pair[0] > 1 and counted and pair[0] > sum(harm.low for harm, _ in killed):
        return False
    return pair[1] == 0 or any(harm.effect in {"injured", "shot"} and harm.real for harm, _ in told)


def _left(told: Sequence[tuple[Harm, str]]) -> tuple[int, int] | None:
    """ "Five were shot, one fatally": one killed, four hurt; None unless this is all that is told."""
    hurt = [harm.low for harm, _ in told if harm.effect in {"injured", "shot"} and harm.real]
    dead = [harm for harm, _ in told if harm.effect == "killed" and harm.real]
    if len(hurt) != 1 or len(dead) != 1 or "part" not in dead[0].flags or dead[0].low > hurt[0]:
        return None
    return dead[0].low, hurt[0] - dead[0].low
