"""Whom an account names, with what each is to the incident and how old; and ages told of without a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.incidents.accounts import Named, Part
from reportedly.incidents.told_words import fold
from reportedly.language.numbers import number_of
from reportedly.report import Event, Report, Span

__all__ = ["told_people"]

_NAME = (
    r"[A-Z][\w'’-]+(?:\s+(?:[A-Z]\.|[\"“‘'][\w .]+[\"”’'])){0,2}"
    r"(?:\s+(?:de|la|del|van|von|al|bin|[A-Z][\w'’-]+)){0,2}\s+[A-Z][\w'’-]+"
)
_SUFFIX = r"(?:,?\s+(?:Jr|Sr|II|III|IV)\b\.?)?"
_AGE_AFTER = re.compile(
    rf"({_NAME}){_SUFFIX}\s*(?:,\s*|\()(?:age\s+|aged\s+)?(\d{{1,2}})\b"
    r"(?=\s*[,.;:)]|\s+(?:of|from|was|were|and|is|has)\b)"
)
_AGE_BEFORE = re.compile(rf"\b(\d{{1,2}})[-\s]years?[-\s]old,?\s+(?:[a-z]+\s+){{0,2}}({_NAME})")
_AGE = re.compile(r"\b(\d{1,2})[-\s]years?[-\s]old\b|\b(?:aged?|ages)\s+(\d{1,2})\b")
_AGE_IN_WORDS = re.compile(r"\b([a-z]+(?:-[a-z]+)?)[-\s]years?[-\s]old\b", re.IGNORECASE)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTS: dict[str, Part] = {"victim": "victim", "target": "victim", "actor": "suspect"}
_ORDER: tuple[Part, ...] = ("victim", "suspect", "involved", "other")
_NO_PERSON = frozenset(
    {"county", "city", "police", "department", "sheriff", "school", "hospital", "park", "street", "road", "court"}
)
"""Last words of names that a reader takes for a person's now and then and that are none."""
_MOST = 40
"""People whom an account keeps, those of the incident first."""


def key_of(name: str) -> str | None:
    """First and last word of a name, folded ("Dana M. Oriel Jr." -> "dana oriel"); None if it has only one,
    and for what is no person ("Vesk County")."""
    words = [fold(word) for word in re.findall(r"[^\W\d_][\w'’-]*", name)]
    words = [word for word in words if word not in _SUFFIXES and len(word) > 1]
    return f"{words[0]} {words[-1]}" if len(words) > 1 and words[-1] not in _NO_PERSON else None


def told_people(
    report: Report, events: Sequence[Event], ranges: Sequence[tuple[int, int]]
) -> tuple[tuple[Named, ...], tuple[int, ...]]:
    """The people named in the characters of `ranges`, and all ages there, sorted.

    Somebody is victim or suspect by the events (harmed in a violent one; acting in it, or arrested), involved where
    an age stands beside the name, other else.
    """
    found: dict[str, Named] = {}
    parts = _parts(events)
    spans = {mention.id: mention.span for mention in report.mentions or ()}
    for entity in report.entities or ():
        if entity.kind != "person" or not _stands_in(entity.mentions, spans, ranges):
            continue
        name = " ".join(word for word in entity.name.split() if word[:1].isupper())
        key = key_of(name)
        if key is not None:
            _keep(found, Named(name, key, parts.get(entity.id, "other")))
    ages: set[int] = set()
    for start, end in ranges:
        for pattern, of_name, of_age in ((_AGE_AFTER, 1, 2), (_AGE_BEFORE, 2, 1)):
            for match in pattern.finditer(report.text, start, end):
                name, age = match.group(of_name), int(match.group(of_age))
                key = key_of(name)
                if key is not None:
                    _keep(found, Named(" ".join(name.split()), key, "involved", age))
                    ages.add(age)
        for match in _AGE_IN_WORDS.finditer(report.text, start, end):
            spelt = number_of(match.group(1).lower().split("-"))
            ages |= {spelt} if spelt is not None and spelt < 100 else set()
        ages |= {int(match.group(1) or match.group(2)) for match in _AGE.finditer(report.text, start, end)}
    ordered = sorted(found.values(), key=lambda named: (_ORDER.index(named.part), named.key))
    return tuple(ordered[:_MOST]), tuple(sorted(ages))


def _parts(events: Sequence[Event]) -> dict[str, Part]:
    out: dict[str, Part] = {}
    for event in events:
        for participant in event.participants:
            entity = participant.party.value.entity
            part = _PARTS.get(participant.role)
            if part == "victim" and event.type in ("COERCE", "LEGAL", "ACCUSE"):
                part = "suspect"
            elif part is None or not event.violent:
                part = "victim" if part == "victim" else None
            if entity and part and (entity not in out or part == "victim"):
                out[entity] = part
    return out


def _keep(found: dict[str, Named], new: Named) -> None:
    old = found.get(new.key)
    if old is None:
        found[new.key] = new
        return
    part = min(old.part, new.part, key=_ORDER.index)
    found[new.key] = Named(
        max(old.name, new.name, key=len), new.key, part, old.age if old.age is not None else new.age
    )


def _stands_in(mentions: Sequence[str], spans: dict[str, Span], ranges: Sequence[tuple[int, int]]) -> bool:
    for mention in mentions:
        span = spans.get(mention)
        if span is not None and any(start <= span.start and span.end <= end for start, end in ranges):
            return True
    return False
