"""How many were killed, injured, missing or held: every figure that a report gives for an incident, whole or part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportedly.incidents.account_reading import AccountReading
from reportedly.incidents.sayings import Saying
from reportedly.report import Anchored, Event, Quantity, Span, Toll
from reportedly.values.count import Count

__all__ = ["figures"]

SURE = 0.5
"""From this confidence on a toll that no figure of the report gives becomes a saying, marked as counted."""

BEYOND = 2
"""Times the highest likely toll of a report, beyond which a figure in it is of something else; set by hand."""

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

    A figure is a part where its words say so ("including two children", "another man"), where the same source gives a
    larger one for the same effect in the same report, or where the outlet's own is less than the report's toll can be
    (layer `tolls`, main incident only). One beyond BEYOND times that toll, or of another time than the account's
    ("500 since 2000"), is of something else. Both stand aside. The report's toll itself joins where no figure of it
    says the same number.
    """
    found: dict[tuple[str, str, str], Saying] = {}
    for quantity, event in _quantities(reading):
        saying = _saying(reading, quantity, event)
        key = (saying.field, saying.value, saying.source)
        known = found.get(key)
        found[key] = replace(known, spans=_joined(known.spans, saying.spans)) if known else saying
    sayings = _parts(reading, list(found.values()))
    if reading.main:
        sayings += _counted(reading, sayings)
    return sayings


def _quantities(reading: AccountReading) -> Iterator[tuple[Anchored[Quantity], Event | None]]:
    seen: set[tuple[str, tuple[Span, ...]]] = set()
    mine = [(q, event) for event in reading.events for q in event.quantities]
    of = {q.spans: event for event in reading.report.events or () for q in event.quantities}
    others = {
        q.spans
        for event in reading.report.events or ()
        if event.id not in reading.account.events and (reading.elsewhere(event) or not event.occurred)
        for q in event.quantities
    }
    told = [(q, of.get(q.spans)) for toll in _tolls(reading) for q in toll.told if q.spans not in others]
    for quantity, event in (*mine, *told):
        key = (quantity.value.effect, quantity.spans)
        if key not in seen and quantity.value.unit == "persons" and quantity.value.count.per is None:
            seen.add(key)
            yield quantity, event


def _tolls(reading: AccountReading) -> tuple[Toll, ...]:
    return (reading.report.tolls or ()) if reading.main else ()


def _saying(reading: AccountReading, quantity: Anchored[Quantity], event: Event | None) -> Saying:
    value = quantity.value
    claim = reading.claim_at(quantity.spans[:1])
    return reading.saying(
        value.effect,
        str(value.count),
        quantity.spans,
        reading.chain(value.claim or (claim.id if claim else None)),
        count=value.count,
        event=event.id if event else None,
        aside=event is not None and event.time is not None and not reading.dates(event.time.value),
        inferred=quantity.inferred if value.count.best == 1 else None,
    )


def _parts(reading: AccountReading, sayings: list[Saying]) -> list[Saying]:
    """The sayings with those marked that count a part or something else; of each source the largest stays whole."""
    tolls = {toll.effect: toll for toll in _tolls(reading) if (toll.confidence or 0) >= SURE}
    groups: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    for saying in sayings:
        groups[saying.field, saying.source].append(saying)
    out = []
    for (effect, _), group in groups.items():
        toll = tolls.get(effect)
        least = toll.low if toll else 0
        most = max((_size(s) for s in group if not (s.aside or _beyond(s, tolls))), default=0)
        for saying in group:
            size = _size(saying)
            whole = toll is not None and size == toll.best.value and not _NAMELESS.search(saying.words)
            aside = not whole and (
                saying.aside
                or _beyond(saying, tolls)
                or _says_part(reading, saying)
                or size < most
                or (size == 0 and toll is not None and toll.best.value > 0)
                or (saying.own and size < least)
                or bool(_PART_WORDS.search(saying.words) and (len(group) > 1 or _NAMELESS.search(saying.words)))
                or (size == 1 and toll is not None and toll.best.value > 1)
            )
            out.append(replace(saying, aside=aside))
    return out


def _beyond(saying: Saying, tolls: Mapping[str, Toll]) -> bool:
    """Whether the figure is far above what the report's own toll can be (for people shot: killed and hurt)."""
    of = [tolls.get(effect) for effect in (("killed", "injured") if saying.field == "shot" else (saying.field,))]
    if any(toll is None or toll.high is None for toll in of):
        return False
    return _size(saying) > BEYOND * max(sum((toll.high or 0) for toll in of if toll), 1) + 1


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
        if any(s.field == toll.effect and not s.aside and _size(s) == best for s in sayings):
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
