"""Which words of a report a reader's page marks, and how: tinted by voice, underlined by firmness, numbered.

`export.marks` knows which characters belong to which field; here each is told how it looks, for a page that draws
them itself. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

import msgspec

from reportedly.export.article import FIRMNESS, begins, paragraph_role, voice_class
from reportedly.export.ledger import Ledger, ReadClaim
from reportedly.export.marks import Mark, marks
from reportedly.report import Mention, Report
from reportedly.text.paragraphs import paragraphs

__all__ = ["Firmness", "LookOf", "Note", "Shown", "ShownParagraph", "colour", "shown_marks", "shown_paragraphs"]

LookOf = Literal[
    "content",
    "source",
    "cue",
    "happened",
    "not",
    "own",
    "quoted",
    "paraphrased",
    "person",
    "place",
    "time",
    "issue",
    "field",
]
"""How marked words look: contents of claims, triggers of events by whether they happened, loaded words by whose word
each is, names of people, places and times, open questions; "field" are words that only lead to their card."""

Firmness = Literal["firm", "doubt", "unreal", "denied"]

_PEOPLE = frozenset({"person", "organisation", "group", "nationality"})


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands beside the words: the number and letter of a claim before them, the sign of an event after them."""

    text: str
    letter: str
    label: str
    at: Literal["start", "end"]


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """Marked characters. `key` is the owner and the field ("c3-source"), as in facts; `title` says what they are."""

    start: int
    end: int
    key: str
    kind: LookOf
    voice: int | None = None
    letter: str | None = None
    firmness: Firmness | None = None
    note: Note | None = None
    title: str | None = None


class ShownParagraph(msgspec.Struct, frozen=True, omit_defaults=True):
    """A paragraph; `role` is "headline" or "byline" where it is one."""

    start: int
    end: int
    role: Literal["headline", "byline"] | None = None


def colour(letter: str) -> int:
    """The number of a voice's colour, 1 to 8; 0 for claims whose source nobody names."""
    return int(voice_class(letter)[1:])


def shown_marks(book: Ledger) -> list[Shown]:
    """Every mark of a report, those of one field in the order of the text."""
    starts = [start for start, _ in paragraphs(book.report.text)]
    out = [_shown(mark, starts) for mark in marks(book)]
    out += _mentioned(book.report)
    return out


def _shown(mark: Mark, paragraph_starts: list[int]) -> Shown:
    look = Shown(mark.start, mark.end, mark.key, "field")
    owner, _, field = mark.key.partition("-")
    if mark.claim is not None:
        read = mark.claim
        before = bisect_right(paragraph_starts, mark.start)
        paragraph = paragraph_starts[before - 1] if before else 0
        return msgspec.structs.replace(
            look,
            kind="content",
            voice=colour(read.letter),
            letter=read.letter,
            firmness=_FIRM[FIRMNESS[read.claim.status.value]],
            note=_note(read) if begins(read, mark.start, paragraph) else None,
        )
    if mark.event is not None:
        told = mark.event
        sign = "◆" if told.standing.happened else "◇"
        label = f"event {told.number}: {told.standing.label}"
        kind: LookOf = "happened" if told.standing.happened else "not"
        return msgspec.structs.replace(look, kind=kind, note=Note(f"{sign}{told.number}", "", label, "end"))
    if mark.loaded is not None:
        voices: dict[str, LookOf] = {"outlet": "own", "quoted": "quoted", "paraphrased": "paraphrased"}
        return msgspec.structs.replace(look, kind=voices[mark.loaded.term.voice])
    if owner.startswith("c") and field in ("source", "cue"):
        return msgspec.structs.replace(look, kind="source" if field == "source" else "cue")
    return msgspec.structs.replace(look, kind="issue") if owner.startswith("i") else look


_FIRM: dict[str, Firmness] = {"firm": "firm", "doubt": "doubt", "unreal": "unreal", "denied": "denied"}


def _note(read: ReadClaim) -> Note:
    who = read.claim.source.value.name if read.claim.source else "no source named"
    return Note(str(read.number), read.letter, f"claim {read.number}: {who}, {read.claim.status.value}", "start")


def _mentioned(report: Report) -> Iterator[Shown]:
    """Names of people and bodies, places and times; pronouns and plain nouns are left out."""
    names = {mention: entity.name for entity in report.entities or () for mention in entity.mentions}
    for number, mention in enumerate(sorted(report.mentions or (), key=lambda each: each.span), 1):
        kind = _kind(mention)
        if kind is not None and mention.span.start < mention.span.end:
            title = _title(mention, names.get(mention.id))
            yield Shown(mention.span.start, mention.span.end, f"m{number}", kind, title=title)


def _kind(mention: Mention) -> LookOf | None:
    if mention.kind == "time":
        return "time"
    if mention.form != "name":
        return None
    if mention.kind == "place":
        return "place"
    return "person" if mention.kind in _PEOPLE else None


def _title(mention: Mention, name: str | None) -> str:
    if mention.time is not None:
        return f"time: {mention.time}"
    if mention.kind == "place" and mention.place is not None:
        return f"place: {mention.place.value}"
    return f"{mention.kind}: {name or mention.span.words}"


def shown_paragraphs(report: Report) -> list[ShownParagraph]:
    """The paragraphs of the text, the headline and byline known by their place."""
    return [
        ShownParagraph(start, end, paragraph_role(report, start, end, first=number == 0))
        for number, (start, end) in enumerate(paragraphs(report.text))
    ]
