"""Which characters of a report belong to which field of which claim, event or issue, and the cuts between them.

Spans overlap, nest and are discontinuous; HTML elements cannot. So the text is cut wherever a span begins or
ends, and each segment knows every field that covers it. Cutting is done here, in code points: the browser
gets finished pieces and never counts characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from reportedly.export.ledger import Ledger, ReadClaim, ReadEvent, ReadTerm
from reportedly.report import Claim, Report, Span
from reportedly.text.paragraphs import paragraphs

__all__ = ["Mark", "Segment", "event_fields", "marks", "segments", "source_fields"]


class Mark(NamedTuple):
    """A span of one field. `key` is "c3-source", "e1-time", "l4-target", "i2": owner, then field; one per page."""

    start: int
    end: int
    key: str
    claim: ReadClaim | None = None
    event: ReadEvent | None = None
    loaded: ReadTerm | None = None


class Segment(NamedTuple):
    """Characters `start` to `end`, and the marks that cover all of them (shortest first)."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(book: Ledger) -> list[Mark]:
    """Every span of every field that a page shows. The content of a claim carries the claim itself."""
    out: list[Mark] = []

    def add(key: str, spans: Iterable[Span], claim: ReadClaim | None = None, event: ReadEvent | None = None) -> None:
        out.extend(Mark(span.start, span.end, key, claim, event) for span in spans if span.start < span.end)

    for read in book.claims or ():
        claim, own = read.claim, f"c{read.number}"
        add(f"{own}-content", claim.content, claim=read)
        add(f"{own}-source", claim.source.spans if claim.source else ())
        add(f"{own}-cue", claim.cue.spans if claim.cue else ())
        add(f"{own}-status", claim.status.spans)
        add(f"{own}-stance", claim.stance.spans)
        for name, spans in source_fields(claim):
            add(f"{own}-{name}", spans)
    for told in book.events or ():
        add(f"e{told.number}-trigger", (told.event.span,), event=told)
        for name, spans in event_fields(told):
            add(f"e{told.number}-{name}", spans)
    for number, toll in enumerate(book.tolls or (), 1):
        add(f"t{number}-best", toll.best.spans)
        for order, figure in enumerate(toll.told):
            add(f"t{number}-told{order}", figure.spans)
    for used in book.loaded or ():
        term, own = used.term, f"l{used.number}"
        out.append(Mark(term.span.start, term.span.end, f"{own}-term", loaded=used))
        add(f"{own}-target", term.target.spans if term.target else ())
        add(f"{own}-distance", term.distance.spans if term.distance else ())
        add(f"{own}-polarity", term.polarity.spans)
    for number, issue in enumerate(book.issues, 1):
        add(f"i{number}", (issue.span,))
    return out


def source_fields(claim: Claim) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Name and spans of each field that says more of a claim's source, in the order in which a page shows them."""
    yield "type", claim.source_type.spans if claim.source_type else ()
    yield "anonymity", claim.anonymity
    yield "medium", claim.medium.spans if claim.medium else ()
    yield "audience", claim.audience.spans if claim.audience else ()
    for number, outlet in enumerate(claim.through):
        yield f"through{number}", outlet.spans


def event_fields(told: ReadEvent) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Name and spans of each field of an event except its trigger, in the order in which a page shows them."""
    event = told.event
    for number, participant in enumerate(event.participants):
        yield f"participant{number}", participant.party.spans
    for number, quantity in enumerate(event.quantities):
        yield f"quantity{number}", quantity.spans
    yield "time", event.time.spans if event.time else ()
    yield "place", event.place.spans if event.place else ()
    for number, responsible in enumerate(event.responsibility):
        yield f"responsible{number}", responsible.party.spans
        yield f"blame{number}", responsible.cue
    yield "modality", event.modality.spans
    yield "polarity", event.polarity.spans
    yield "genericity", event.genericity.spans
    yield "aspect", event.aspect.spans if event.aspect else ()
    yield "mentions", event.mentions
    for number, context in enumerate(event.contexts):
        yield f"context{number}", context.spans
    yield "newness", told.telling.newness.spans if told.telling else ()
    for number, coding in enumerate(told.codings):
        yield f"coding{number}", tuple(span for ground in coding.grounds for span in ground.value.spans)


def segments(report: Report, over: Iterable[Mark]) -> Iterator[list[Segment]]:
    """The text paragraph by paragraph, cut wherever a mark begins or ends; white space between them is left out.

    Within a paragraph the segments follow each other without a gap.
    """
    by_start = sorted(over, key=lambda mark: (mark.start, mark.end))
    bounds = sorted({edge for mark in by_start for edge in (mark.start, mark.end)})
    coming = active = 0
    open_marks: list[Mark] = []
    for start, end in paragraphs(report.text):
        while active < len(bounds) and bounds[active] <= start:
            active += 1
        cuts = [start]
        while active < len(bounds) and bounds[active] < end:
            cuts.append(bounds[active])
            active += 1
        cuts.append(end)
        cut: list[Segment] = []
        for left, right in pairwise(cuts):
            open_marks = [mark for mark in open_marks if mark.end > left]
            while coming < len(by_start) and by_start[coming].start <= left:
                if by_start[coming].end > left:
                    open_marks.append(by_start[coming])
                coming += 1
            covering = sorted(open_marks, key=lambda mark: (mark.end - mark.start, -mark.start))
            cut.append(Segment(left, right, tuple(covering)))
        yield cut
