"""How many were killed, injured, missing or held: every figure that a report gives for an incident, whole or part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from reportedly.incidents.account_reading import AccountReading
from reportedly.incidents.sayings import Saying
from reportedly.report import Anchored, Quantity, Span, Toll
from reportedly.values.count import Count

__all__ = ["figures"]

SURE = 0.5
"""From this confidence on a toll that no figure of the report gives becomes a saying, marked as counted."""

_PART_BEFORE = re.compile(
    r"(?:including|among (?:them|whom|those|the dead|the injured|the victims)(?: (?:was|were))?|"
    r"of (?:them|whom|those)|at least one of|one of)"
    r"(?: (?:at least|about|some|the|a|an))?\s*$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"^\s*(?:of (?:them|whom|those|the (?:victims|dead|injured|wounded)))\b", re.IGNORECASE)
_PART_WORDS = re.compile(
    r"\b(?:another|other|others|more|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|remaining|"
    r"one of)\b(?! than)",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"\b(?:another|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.IGNORECASE
)


def figures(reading: AccountReading) -> list[Saying]:
    """Every figure of the account, one saying for each source and number, the parts marked as such.

    A figure is a part where its words say so ("including two children", "another man") or where the same source
    gives a larger one for the same effect in the same report; what a source is said to have revised is none. The
    report's own toll (layer `tolls`, main incident only) joins where no figure of it says the same number.
    """
    found: dict[tuple[str, str, str], Saying] = {}
    for quantity in _quantities(reading):
        saying = _saying(reading, quantity)
        key = (saying.field, saying.value, saying.source)
        known = found.get(key)
        found[key] = replace(known, spans=_joined(known.spans, saying.spans)) if known else saying
    sayings = _parts(reading, list(found.values()))
    if reading.main:
        sayings += _counted(reading, sayings)
    return sayings


def _quantities(reading: AccountReading) -> Iterator[Anchored[Quantity]]:
    seen: set[tuple[str, tuple[Span, ...]]] = set()
    mine = [q for event in reading.events for q in event.quantities]
    others = {
        q.spans
        for event in reading.report.events or ()
        if event.id not in reading.account.events and (reading.elsewhere(event) or not event.occurred)
        for q in event.quantities
    }
    told = [q for toll in _tolls(reading) for q in toll.told if q.spans not in others]
    for quantity in (*mine, *told):
        key = (quantity.value.effect, quantity.spans)
        if key not in seen and quantity.value.unit == "persons" and quantity.value.count.per is None:
            seen.add(key)
            yield quantity


def _tolls(reading: AccountReading) -> tuple[Toll, ...]:
    return (reading.report.tolls or ()) if reading.main else ()


def _saying(reading: AccountReading, quantity: Anchored[Quantity]) -> Saying:
    value = quantity.value
    claim = reading.claim_at(quantity.spans[:1])
    return reading.saying(
        value.effect,
        str(value.count),
        quantity.spans,
        reading.chain(value.claim or (claim.id if claim else None)),
        count=value.count,
        inferred=quantity.inferred,
    )


def _parts(reading: AccountReading, sayings: list[Saying]) -> list[Saying]:
    """The sayings with those marked that count a part only; of each source and effect the largest stays whole."""
    totals = {toll.effect: toll.best.value for toll in _tolls(reading)}
    groups: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[saying.field, saying.source].append(saying)
    out = []
    for (effect, _), group in groups.items():
        most = max(_size(s) for s in group)
        for saying in group:
            size = _size(saying)
            whole = size == totals.get(effect) and not _NAMELESS.search(saying.words)
            part = not whole and (
                _says_part(reading, saying)
                or size < most
                or bool(_PART_WORDS.search(saying.words) and (len(group) > 1 or _NAMELESS.search(saying.words)))
                or (size == 1 and totals.get(effect, 0) > 1)
            )
            out.append(replace(saying, part=part))
    return out


def _says_part(reading: AccountReading, saying: Saying) -> bool:
    if not saying.spans:
        return False
    text, span = reading.report.text, saying.spans[0]
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 30]
    return bool(_PART_BEFORE.search(before) or _PART_AFTER.match(after))


def _size(saying: Saying) -> int:
    count = saying.count or Count(0, None)
    return count.best if count.best is not None else (count.low if count.low is not None else count.high or 0)


def _counted(reading: AccountReading, sayings: list[Saying]) -> Iterator[Saying]:
    """What the report's victims add up to, where no figure says it and the reading is sure enough."""
    for toll in _tolls(reading):
        best = toll.best.value
        if best == 0 or (toll.confidence or 0) < SURE:
            continue
        if any(s.field == toll.effect and not s.part and _size(s) == best for s in sayings):
            continue
        claim = reading.claim_at(toll.best.spans[:1])
        yield reading.saying(
            toll.effect,
            str(best),
            toll.best.spans,
            reading.chain(claim),
            count=Count(best, best),
            inferred=f"counted over the report: {toll.best.inferred or 'as told'}",
        )


def _joined(one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted(set(one) | set(other)))
