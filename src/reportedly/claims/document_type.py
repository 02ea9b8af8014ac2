"""What kind of text a report is: a breaking report, a follow-up, a court report, an opinion, a look back.

Coders ask this before they code: an opinion or a look back adds no incident, a court report tells of an old one. What
a text calls itself decides first (a label, the section of its URL), then what its lead tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reportedly.claims.newness import LEXICON
from reportedly.claims.turns import TURN
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, DocumentType, Event, Report, Telling

__all__ = ["document_type"]

LEAD = 2
"""Paragraphs that make up headline and lead."""

FRESH, STALE = 1, 3
"""Days from an incident to publication up to which a report is the first, and from which it follows one up."""

TURNS = 4
"""Least turns of a transcript for an interview."""


def document_type(report: Report, tree: Tree, tellings: Sequence[Telling]) -> Anchored[DocumentType]:
    """The type, with the words that show it; a plain report where nothing shows another."""
    return _called(report, tree) or _spoken(report) or _told(report, tree, tellings)


def _called(report: Report, tree: Tree) -> Anchored[DocumentType] | None:
    """By what the text calls itself."""
    url = report.publication.url.value.lower() if report.publication.url else ""
    sections = frozenset(re.split(r"[/?#]", url)[3:-1])
    for entry in _entries():
        if found := sections & entry.url:
            return Anchored(entry.type, (), f"the section “{min(found)}” of its URL")
    for number in range(min(LEAD, len(tree.tokens.paragraphs))):
        span = tree.span(tree.paragraph(tree.tokens.paragraphs[number]))
        for entry in _entries():
            if entry.label and (match := entry.label.match(span.words)):
                return Anchored(entry.type, (report.span(span.start + match.start(1), span.start + match.end(1)),))
    breaking = next(entry for entry in _entries() if entry.type == "breaking")
    if breaking.phrase and (match := breaking.phrase.search(report.text)):
        return Anchored("breaking", (report.span(match.start(), match.end()),))
    return None


def _spoken(report: Report) -> Anchored[DocumentType] | None:
    turns = [claim for claim in report.claims or () if claim.cue and claim.cue.value.frame == TURN]
    if len(turns) < TURNS:
        return None
    return Anchored("interview", tuple(claim.cue.spans[0] for claim in turns[:TURNS] if claim.cue))


def _told(report: Report, tree: Tree, tellings: Sequence[Telling]) -> Anchored[DocumentType]:
    """By what the lead tells, and what of it is news."""
    by_id = {event.id: event for event in report.events or ()}
    lead_end = tree.paragraph(tree.tokens.paragraphs[min(LEAD, len(tree.tokens.paragraphs)) - 1])
    lead = [e for e in by_id.values() if e.span.end <= tree.end[lead_end[-1]]] if len(lead_end) else []
    court = next(entry for entry in _entries() if entry.type == "court")
    legal = [e for e in lead if e.type == "LEGAL" and e.mode in court.modes and e.occurred]
    newness = {telling.event: telling for telling in tellings}
    fresh = [e for e in lead if e.violent and e.discrete and newness[e.id].newness.value != "background"]
    if legal and not fresh:
        return Anchored("court", (legal[0].span,))
    harm = [t for t in tellings if t.incident is not None]
    old = [t for t in harm if t.newness.value == "background"]
    if len(harm) >= 3 and len(old) * 3 >= len(harm) * 2 and not fresh:
        return Anchored("background", tuple(t.span for t in old[:3]), "most of what it tells is recalled")
    places = {t.incident: p for t in harm if t.newness.value != "background" and (p := _place(by_id[t.event]))}
    if len(places) >= 4 and len(set(places.values())) >= 4:
        spans = [next(t.span for t in harm if t.incident == number) for number in sorted(k for k in places if k)]
        return Anchored("round-up", tuple(spans[:4]), "several incidents in as many places")
    return _by_age(report, tree, fresh)


def _by_age(report: Report, tree: Tree, lead: Sequence[Event]) -> Anchored[DocumentType]:
    """A first report or one that follows up, by words and by how long ago the lead's incident was."""
    follow = next(entry for entry in _entries() if entry.type == "follow-up")
    end = tree.end[tree.paragraph(tree.tokens.paragraphs[min(LEAD, len(tree.tokens.paragraphs)) - 1])[-1]]
    published = report.publication.published
    for event in lead:
        time = event.time.value if event.time else None
        if event.time is None or time is None or time.latest is None or published is None:
            continue
        age = (date.fromisoformat(published.value[:10]) - date.fromisoformat(time.latest[:10])).days
        if age >= STALE:
            return (
                Anchored("follow-up", event.time.spans, "days after the incident of its lead")
                if event.time.spans
                else _plain()
            )
    if follow.phrase and (match := follow.phrase.search(report.text, 0, end)):
        return Anchored("follow-up", (report.span(match.start(), match.end()),))
    for event in lead:
        time = event.time.value if event.time else None
        if event.time is not None and time is not None and time.earliest is not None and published is not None:
            age = (date.fromisoformat(published.value[:10]) - date.fromisoformat(time.earliest[:10])).days
            if 0 <= age <= FRESH and event.time.spans:
                return Anchored("breaking", event.time.spans, "within a day of the incident of its lead")
    return _plain()


def _plain() -> Anchored[DocumentType]:
    return Anchored("report", (), "nothing shows another type")


def _place(event: Event) -> str | None:
    return event.place.value.name if event.place and event.place.value.name[:1].isupper() else None


class _Entry(NamedTuple):
    type: DocumentType
    label: re.Pattern[str] | None
    phrase: re.Pattern[str] | None
    url: frozenset[str]
    modes: frozenset[str]


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    out = []
    for raw in load(LEXICON).entries("document"):
        labels = "|".join(map(re.escape, sorted(raw.get("labels", ()), key=len, reverse=True)))
        out.append(
            _Entry(
                raw["type"],
                re.compile(rf"\W*({labels})\s*(?:[:|—–-]|$|\n)", re.IGNORECASE) if labels else None,
                re.compile("|".join(raw["phrases"]), re.IGNORECASE) if raw.get("phrases") else None,
                frozenset(raw.get("url", ())),
                frozenset(raw.get("modes", ())),
            )
        )
    return tuple(out)
