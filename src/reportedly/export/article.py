"""The words of a report as HTML: tinted by who says them, underlined by how firmly, each field findable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reportedly.export.ledger import Ledger, ReadClaim, ReadEvent
from reportedly.export.marks import Segment, marks, segments
from reportedly.export.markup import EMPTY, Markup, escaped, joined, tag
from reportedly.export.wording import used_by
from reportedly.report import Report, Span

__all__ = ["COLOURS", "FIRMNESS", "article", "begins", "first_of", "paragraph_role", "voice_class"]

COLOURS = 8
"""Voices have a letter each and one of so many colours, so two voices may share a colour, never a letter."""

LONGEST_TITLE, LONGEST_BYLINE = 300, 160
"""Characters up to which a paragraph that holds the headline or byline is set as one."""

OPENING = "“„‟«‹‘‚\"'"
"""Marks that open a quotation."""

FIRMNESS = {
    "asserted": "firm",
    "denied": "denied",
    "alleged": "doubt",
    "believed": "doubt",
    "unknown": "doubt",
    "planned": "unreal",
    "threatened": "unreal",
    "conditional": "unreal",
    "demanded": "unreal",
    "asked": "unreal",
}
"""Status to the style of underline: solid, wavy, dashed, dotted."""


def voice_class(letter: str) -> str:
    """The CSS class of a voice's colour; v0 is grey, for claims whose source nobody names."""
    if letter == "?":
        return "v0"
    number = 0
    for each in letter:
        number = number * 26 + ord(each) - 64
    return f"v{(number - 1) % COLOURS + 1}"


def article(book: Ledger, *, prefix: str = "") -> tuple[Markup, Markup]:
    """The headline, if it is part of the text, and all other paragraphs.

    `prefix` begins each id, where several reports share a page.
    """
    title = EMPTY
    out: list[Markup] = []
    for cut in segments(book.report, marks(book)):
        words = _paragraph(book, cut, prefix)
        role = paragraph_role(book.report, cut[0].start, cut[-1].end, first=not out and not title)
        if role == "headline":
            title = tag("h1", words, dir="auto")
        else:
            out.append(tag("p", words, class_=role, dir="auto"))
    return title, joined(out, "\n")


def paragraph_role(report: Report, start: int, end: int, *, first: bool) -> Literal["headline", "byline"] | None:
    """What a paragraph is beside text: the headline, which only the `first` can be, or the byline."""
    headline, byline = report.publication.headline, report.publication.byline
    if headline and first and _within(headline.spans, start, end) and end - start < LONGEST_TITLE:
        return "headline"
    return "byline" if byline and _within(byline.spans, start, end) and end - start < LONGEST_BYLINE else None


def _within(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(start <= span.start and span.end <= end for span in spans)


def _paragraph(book: Ledger, cut: list[Segment], prefix: str) -> Markup:
    """The segments; the number of a claim stands before the quotation mark that opens it, not behind."""
    out: list[Markup] = []
    for position, segment in enumerate(cut):
        notes, words = _segment(book, segment, cut[0].start, prefix)
        before = cut[position - 1] if position else None
        if notes and before and not before.marks and (text := book.report.text)[before.end - 1] in OPENING:
            out[-1:] = [escaped(text[before.start : before.end - 1]), notes, escaped(text[before.end - 1])]
        else:
            out.append(notes)
        out.append(words)
    return joined(out)


def _segment(book: Ledger, segment: Segment, paragraph: int, prefix: str) -> tuple[Markup, Markup]:
    """The numbers of claims that begin here, and the words."""
    words = escaped(book.report.text[segment.start : segment.end])
    if not segment.marks:
        return EMPTY, words
    ends_here = []
    for mark in segment.marks:
        if mark.loaded is not None:
            words = tag("span", words, class_=f"lw {mark.loaded.term.voice}", title=used_by(mark.loaded))
        if mark.event is None:
            continue
        words = tag("b", words, class_="trigger yes" if mark.event.standing.happened else "trigger no")
        if mark.end == segment.end:
            ends_here.append(_event_note(mark.event, prefix))
    keys = dict.fromkeys(mark.key for mark in segment.marks)
    kinds = {kind for key in keys for kind in ("cue", "source") if key.endswith(f"-{kind}")}
    kinds |= {"issue"} if any(key[0] == "i" for key in keys) else set()
    style = " ".join(["w", *sorted(kinds)])
    words = joined(
        [tag("span", words, class_=style, id=f"{prefix}w{segment.start}", data_k=" ".join(keys)), *ends_here]
    )
    told = [mark.claim for mark in segment.marks if mark.claim is not None]
    told.sort(key=lambda read: -len(read.chain))  # innermost first: only the innermost voice tints the words
    for depth, read in enumerate(told):
        firm = FIRMNESS[read.claim.status.value]
        words = tag("span", words, class_=f"c {voice_class(read.letter)} {firm} d{min(depth, 2)}")
    before = (_note(read, prefix) for read in reversed(told) if begins(read, segment.start, paragraph))
    return joined(before), words


def begins(read: ReadClaim, at: int, paragraph: int) -> bool:
    """Whether the number of a claim stands here: where it begins, and again where it goes on in a new paragraph."""
    starts = [span.start for span in read.claim.content]
    return at == starts[0] or (at in starts and starts[starts.index(at) - 1] < paragraph <= at)


def _note(read: ReadClaim, prefix: str) -> Markup:
    status = read.claim.status.value
    who = read.claim.source.value.name if read.claim.source else "no source named"
    return tag(
        "a",
        escaped(f"{read.number}"),
        tag("i", escaped(read.letter)),
        class_=f"note {voice_class(read.letter)}",
        href=f"#{prefix}c{read.number}",
        aria_label=f"claim {read.number}: {who}, {status}",
        title=f"{who}: {status}",
    )


def _event_note(told: ReadEvent, prefix: str) -> Markup:
    return tag(
        "a",
        escaped("◆" if told.standing.happened else "◇"),
        escaped(str(told.number)),
        class_="note event",
        href=f"#{prefix}e{told.number}",
        aria_label=f"event {told.number}: {told.standing.label}",
        title=told.standing.label,
    )


def first_of(spans: Iterable[Span], prefix: str = "") -> str | None:
    """Where a link to these words leads: the segment at which they begin."""
    start = min((span.start for span in spans if span.start < span.end), default=None)
    return None if start is None else f"#{prefix}w{start}"
