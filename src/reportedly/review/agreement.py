"""How far two coders agree, field by field: raw agreement, and Krippendorff's alpha with an interval.

Alpha is that of Krippendorff, "Content Analysis" (4th edition 2019, chapter 12): 1 is agreement, 0 what chance would
give. Values are nominal, but for days (interval) and figures (ratio). The interval is by resampling units.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from reportedly.review.double_coding import after
from reportedly.review.item import Measure
from reportedly.store.decisions import Decision

__all__ = ["RESAMPLES", "AgreementOfField", "Met", "agreement", "double_coded", "measured"]

RESAMPLES = 400
"""How often units are drawn anew for the interval."""

_SEED = 20


_OF_NAMES = frozenset({"source", "place", "content", "cue", "participants.party", "responsibility.party"})
"""Nominal fields whose values are words of reports, and names of people among them: which met is not told."""


@dataclass(frozen=True, slots=True)
class Met:
    """On how many units two coders gave these two values, whoever gave which; the same twice where they agree."""

    a: str
    b: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOfField:
    """`raw` is the share of units on which both say the same, `alpha` Krippendorff's, `low` and `high` its 2.5th and

    97.5th percentiles over resampled units; None where it is not defined, and `why` says so. `met` are the pairs of
    values of a nominal field of the codebook, what met most often first; empty for other fields.
    """

    kind: str
    field: str
    measure: Measure
    units: int
    raw: float | None
    alpha: float | None
    low: float | None
    high: float | None
    why: str = ""
    met: tuple[Met, ...] = ()


def double_coded(decided: Iterable[Decision]) -> list[tuple[Decision, Decision]]:
    """The blind decisions of two coders on the same item as it was then, out of all decisions in force."""
    of: dict[tuple[str, Any], dict[str, Decision]] = defaultdict(dict)
    for each in decided:
        if each.round == "blind" and each.action != "skip":
            of[each.item, each.body.get("seen")][each.author] = each
    pairs = (sorted(some.values(), key=lambda each: each.sequence)[:2] for some in of.values() if len(some) > 1)
    return [(one, other) for one, other in pairs]


def agreement(pairs: Sequence[tuple[Decision, Decision]]) -> list[AgreementOfField]:
    """Agreement on each field of each kind, over these units; "decision" is whether the item stands at all.

    Fields count where both let the item stand; what one of them rejects has no fields.
    """
    units: dict[tuple[str, str], list[tuple[Any, Any]]] = defaultdict(list)
    for one, other in pairs:
        stands = tuple(_stands(each) for each in (one, other))
        units[one.kind, "decision"].append((stands[0], stands[1]))
        if stands == ("stands", "stands") and one.kind in ("claim", "event"):
            left, right = after(one), after(other)
            for path in {**left, **right}:
                units[one.kind, _named(path)].append((_held(left, path), _held(right, path)))
    return [_of_field(kind, field, some) for (kind, field), some in sorted(units.items(), key=_order)]


def _order(each: tuple[tuple[str, str], Any]) -> tuple[str, bool, str]:
    (kind, field), _ = each
    return kind, field != "decision", field


def _stands(made: Decision) -> str:
    return "stands" if made.action in ("accept", "correct") else made.action


def _named(path: str) -> str:
    """Fields of a list count as one: quantities[0].count and quantities[1].count are `quantities.count`."""
    return re.sub(r"\[\d+\]", "", path)


def _held(fields: Mapping[str, Any], path: str) -> Any:
    held = fields.get(path)
    if held is None:
        return None
    if path in ("content", "cue"):
        return str(held["spans"])
    return measured(path, held["value"])


def measured(path: str, value: Any) -> Any:
    """A value as it is compared: a day as a number, a figure as a number, a party by its name; None where open."""
    if value is None:
        return None
    if path == "time":
        return _day(str(value))
    if path.endswith(".count") and isinstance(value, dict):
        found = [value.get(name) for name in ("best", "low", "high")]
        return next((float(each) for each in found if each is not None), None)
    if isinstance(value, dict):
        return str(value.get("name", value)).casefold()
    return str(value)


def _day(said: str) -> float | None:
    first = next((part for part in said.split("/") if part), None)
    return float(date.fromisoformat(first).toordinal()) if first else None


def _measure(field: str) -> Measure:
    return "interval" if field == "time" else "ratio" if field.endswith(".count") else "nominal"


def _of_field(kind: str, field: str, values: Sequence[tuple[Any, Any]]) -> AgreementOfField:
    """Who leaves a field open differs from who does not; alpha of numbers needs both numbers."""
    measure = _measure(field)
    raw = sum(one == other for one, other in values) / len(values)
    told = [pair for pair in values if None not in pair] if measure != "nominal" else list(values)
    named = {"kind": kind, "field": field, "measure": measure, "units": len(values), "raw": round(raw, 4)}
    alpha, low, high, why = _alpha(told, measure)
    met = _met(values) if measure == "nominal" and field not in _OF_NAMES else ()
    return AgreementOfField(**named, alpha=alpha, low=low, high=high, why=why, met=met)


def _met(values: Sequence[tuple[Any, Any]]) -> tuple[Met, ...]:
    told = Counter(tuple(sorted("open" if each is None else str(each) for each in pair)) for pair in values)
    return tuple(Met(a, b, units) for (a, b), units in sorted(told.items(), key=lambda each: (-each[1], each[0])))


def _alpha(values: Sequence[tuple[Any, Any]], measure: Measure) -> tuple[Any, Any, Any, str]:
    import krippendorff

    if len(values) < 2:
        return None, None, None, "fewer than two items that both coded"
    domain = sorted({value for pair in values for value in pair}, key=lambda each: (str(type(each)), each))
    if len(domain) < 2:
        return None, None, None, "both always say the same one thing: nothing varies that could be agreed on"
    counts = np.zeros((len(values), len(domain)), int)
    place = {value: number for number, value in enumerate(domain)}
    for unit, pair in enumerate(values):
        for value in pair:
            counts[unit, place[value]] += 1
    known = np.array(domain if measure != "nominal" else range(len(domain)), float)

    def alpha(some: Any) -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return float(krippendorff.alpha(value_counts=some, value_domain=known, level_of_measurement=measure))

    drawn = np.random.default_rng(_SEED).integers(0, len(values), (RESAMPLES, len(values)))
    again = []
    for units in drawn:
        some = counts[units]
        if (some.sum(axis=0) > 0).sum() > 1:
            again.append(alpha(some))
    low, high = np.percentile(again, [2.5, 97.5]) if again else (None, None)
    rounded = [None if each is None else round(float(each), 4) for each in (alpha(counts), low, high)]
    return rounded[0], rounded[1], rounded[2], ""
