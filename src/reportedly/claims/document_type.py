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
from reportedly.claims.opening import opening, tells_mainly
from reportedly.claims.proceedings import news_in_court
from reportedly.claims.turns import TURN
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, DocumentType, Event, Report, Telling
from reportedly.values.time import TimeValue

__all__ = ["document_type"]

FRESH, STALE = 1, 7
"""Days from an incident to publication up to which a report is the first, and from which it follows one up."""

LEAD = 2
"""Paragraphs in which a text says what it is."""

_ABOUT = frozenset({"STATEMENT", "ACCUSE", "AID", "COERCE", "CONSULT"})
"""Types that tell of what is said and done about harm."""

_HARM = frozenset({"ASSAULT", "ACCIDENT", "OTHER"})
"""Types that tell of harm where they belong to an incident."""

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
    """By what the opening tells, and what of it is news."""
    if court := news_in_court(tree, report):
        return Anchored("court", (court.span,))
    by_id = {event.id: event for event in report.events or ()}
    first = {row for rows in opening(tree) for row in rows}
    harm = [t for t in tellings if t.incident is not None]
    fresh = [
        event
        for t in harm
        if t.newness.value != "background"
        and ((event := by_id[t.event]).violent or event.type in _HARM)
        and tree.rows(event.span)[0] in first
    ]
    old = [t for t in harm if t.newness.value == "background"]
    if len(harm) >= 3 and len(old) * 3 >= len(harm) * 2 and not fresh:
        return Anchored("background", tuple(t.span for t in old[:3]), "most of what it tells is recalled")
    places = {t.incident: p for t in harm if t.newness.value != "background" and (p := _place(by_id[t.event]))}
    if len(places) >= 4 and len(set(places.values())) >= 4:
        spans = [next(t.span for t in harm if t.incident == number) for number in sorted(k for k in places if k)]
        return Anchored("round-up", tuple(spans[:4]), "several incidents in as many places")
    return _by_age(report, tree, fresh, first)


def _by_age(report: Report, tree: Tree, fresh: Sequence[Event], first: set[int]) -> Anchored[DocumentType]:
    """A first report or one that follows up, by its words and by how long ago the incident of its opening was.

    `first` are the rows of the opening.
    """
    entry = next(entry for entry in _entries() if entry.type == "follow-up")
    end = tree.end[max(first)] if first else 0
    if entry.phrase and (match := entry.phrase.search(report.text, 0, end)):
        return Anchored("follow-up", (report.span(match.start(), match.end()),))
    if not _first(report, tree, fresh, first):
        match = entry.aftermath.search(report.text, 0, end) if entry.aftermath else None
        return Anchored("follow-up", (report.span(match.start(), match.end()),)) if match else _plain()
    for event in fresh[:1]:
        had = next((c for c in tree.all(tree.rows(event.span)[0], "aux") if tree.lower[c] == "had"), -1)
        if had >= 0:
            return Anchored("follow-up", (tree.span((had,)),), "its incident came before its news")
    times = [event.time for event in fresh if event.time] or _times(report, tree, first)
    days = [(age, time.spans) for time in times if (age := _age(report, time)) is not None]
    (least, most), spans = min(days, key=lambda each: each[0], default=((-1, -1), ()))
    if least >= STALE:
        return Anchored("follow-up", spans, "a week or more after the incident of its lead")
    if 0 <= most <= FRESH:
        return Anchored("breaking", spans, "within a day of the incident of its lead")
    return _plain()


def _first(report: Report, tree: Tree, fresh: Sequence[Event], first: set[int]) -> bool:
    """Whether harm is the first thing that the opening says happened, what is said of it and done about it aside."""
    told = [e for e in report.events or () if e.discrete and e.type not in _ABOUT and tree.rows(e.span)[0] in first]
    mainly = [e for e in told if tells_mainly(tree, tree.rows(e.span)[0])]
    return any(event.id == each.id for each in (mainly or told)[:1] for event in fresh)


def _times(report: Report, tree: Tree, first: set[int]) -> list[Anchored[TimeValue]]:
    """The times of the opening, for harm that has none of its own."""
    return [
        Anchored(mention.time, (mention.span,))
        for mention in report.mentions or ()
        if mention.time and mention.time.type in ("DATE", "TIME") and tree.rows(mention.span)[0] in first
    ]


def _age(report: Report, time: Anchored[TimeValue]) -> tuple[int, int] | None:
    """Least and most days from a time to publication; None where either is not known, without words, or to come."""
    published, first, last = report.publication.published, time.value.earliest, time.value.latest
    if not time.spans or first is None or last is None or published is None:
        return None
    today = date.fromisoformat(published.value[:10])
    least, most = ((today - date.fromisoformat(day[:10])).days for day in (last, first))
    return (max(0, least), most) if most >= 0 else None


def _plain() -> Anchored[DocumentType]:
    return Anchored("report", (), "nothing shows another type")


def _place(event: Event) -> str | None:
    return event.place.value.name if event.place and event.place.value.name[:1].isupper() else None


class _Entry(NamedTuple):
    type: DocumentType
    label: re.Pattern[str] | None
    phrase: re.Pattern[str] | None
    aftermath: re.Pattern[str] | None
    url: frozenset[str]


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    out = []
    for raw in load(LEXICON).entries("document"):
        labels = "|".join(map(re.escape, sorted(raw.get("labels", ()), key=len, reverse=True)))
        out.append(
            _Entry(
                raw["type"],
                re.compile(rf"\W*({labels})\s*(?:[:|—–-]|$|\n)", re.IGNORECASE) if labels else None,
                _pattern(raw.get("phrases", ())),
                _pattern(raw.get("aftermath", ())),
                frozenset(raw.get("url", ())),
            )
        )
    return tuple(out)


def _pattern(phrases: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(phrases), re.IGNORECASE) if phrases else None
