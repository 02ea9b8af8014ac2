"""Whether a codebook's rule holds for an event, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.claims.coding_facts import Known
from reportedly.ontology.codebook import ANY, NONE, Condition, Rule
from reportedly.report import Anchored, Ground, Span

__all__ = ["first_rule"]


def first_rule(
    rules: Iterable[Rule], known: Known, company: Sequence[Known]
) -> tuple[Rule, tuple[Ground, ...]] | None:
    """The first rule that holds, with its grounds; `company` are the other events of the same incident."""
    for rule in rules:
        grounds = _holds(rule.when, known, company)
        if grounds is not None and all(_holds(condition, known, company) is None for condition in rule.unless):
            return rule, tuple(grounds)
    return None


def _holds(
    condition: Condition, known: Known, company: Sequence[Known], of: str | None = None
) -> list[Ground] | None:
    grounds: list[Ground] = []
    for key, values in condition.asks.items():
        there = known.facts.get(key, {})
        if not there:
            if NONE in values:
                continue
            return None
        shown = list(there) if ANY in values else [value for value in there if value in values]
        if not shown:
            return None
        if key == "act":
            shown = sorted(there)[-1:]  # the type with its mode, which says more than the type
        grounds += (Ground(key, _anchored(value, there[value], key), of) for value in shown)
    for asked in condition.also:
        for other in company:
            more = _holds(asked, other, (), other.event.id)
            if more is not None:
                grounds += more
                break
        else:
            return None
    return grounds


def _anchored(value: str, spans: tuple[Span, ...], key: str) -> Anchored[str]:
    return Anchored(value, spans) if spans else Anchored(value, (), f"no word of the text shows the {key}")
