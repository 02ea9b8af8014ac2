"""An event as an item of review: what, where, when, how many, who, and who is said to be behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from reportedly.export.wording import chain_words, coded, how_many, when
from reportedly.layers.anchoring import Anchored, Span
from reportedly.layers.events import Coding, Event
from reportedly.ontology.events import event_types
from reportedly.report import Report
from reportedly.review.codebook import options
from reportedly.review.item import Clue, CodebookEntry, Doubt, ItemField, Option
from reportedly.review.worth import Own
from reportedly.values.place import Resolution
from reportedly.values.time import TimeValue

__all__ = [
    "event_clues",
    "event_doubts",
    "event_entries",
    "event_fields",
    "event_own",
    "event_question",
    "event_words",
]

OPEN = 0.5
"""Doubt where an event lacks nothing but its day or place to be coded: whether the report does give it is anybody's
guess, and nobody has measured it."""

_TOLLS = frozenset({"killed", "injured"})


def event_question(event: Event) -> str:
    """What is asked of an event."""
    name = event.type.lower() + (f" ({event.mode.replace('-', ' ')})" if event.mode else "")
    how = "that it happened" if event.occurred else "that it did not" if event.polarity.value == "negative" else ""
    told = how or f"as {event.modality.value}"
    return f"Is “{event.span.words}” told here as {name}, {told}, with this place, time and toll?"


def event_fields(event: Event) -> tuple[ItemField, ...]:
    """The fields that are reviewed, in the order in which one reads them."""
    return (
        ItemField(
            path="type",
            label="What",
            value=event.type,
            shown=event.type,
            spans=(event.span,),
            options=tuple(Option(each.name, each.definition) for each in event_types().values()),
            editable="choice",
        ),
        ItemField(
            path="mode",
            label="In which way",
            value=event.mode,
            shown=event.mode or "",
            options=tuple(Option(mode, "") for mode in sorted(event_types()[event.type].modes)),
            editable="choice",
        ),
        *(_choice(name, label, getattr(event, name)) for name, label in _TOLD),
        _time(event),
        _place(event),
        *_figures(event),
        *_parties(event),
        *_blame(event),
    )


_TOLD = (("polarity", "Told to have happened"), ("modality", "Told as"), ("genericity", "How often"))


def _choice(name: str, label: str, held: Anchored[Any]) -> ItemField:
    return ItemField(
        path=name,
        label=label,
        value=held.value,
        shown=held.value,
        spans=held.spans,
        inferred=held.inferred,
        options=options(name),
        editable="choice",
        takes_spans=True,
    )


def days(time: TimeValue | None) -> str | None:
    """A time as a coder writes it: "2031-05-02", "2031-05-02/2031-05-04", "2031-05-02/" if the end is open."""
    if time is None or time.open:
        return None
    if time.earliest == time.latest:
        return time.earliest
    return f"{time.earliest or ''}/{time.latest or ''}"


def _time(event: Event) -> ItemField:
    held = event.time
    return ItemField(
        path="time",
        label="When",
        value=days(held.value) if held else None,
        shown=when(event) if held else "",
        spans=held.spans if held else (),
        inferred=held.inferred if held else None,
        editable="text",
        takes_spans=True,
        measure="interval",
    )


def _place(event: Event) -> ItemField:
    held = event.place
    return ItemField(
        path="place",
        label="Where",
        value=held.value.name if held else None,
        shown=held.value.described if held else "",
        spans=held.spans if held else (),
        inferred=held.inferred if held else None,
        editable="text",
        takes_spans=True,
    )


def _figures(event: Event) -> Iterator[ItemField]:
    for number, held in enumerate(event.quantities):
        yield ItemField(
            path=f"quantities[{number}].count",
            label=held.value.effect.capitalize(),
            value=msgspec.to_builtins(held.value.count),
            shown=how_many(held.value),
            spans=held.spans,
            inferred=held.inferred,
            editable="number",
            takes_spans=True,
            measure="ratio",
        )


def _parties(event: Event) -> Iterator[ItemField]:
    for number, each in enumerate(event.participants):
        yield ItemField(
            path=f"participants[{number}].party",
            label=each.role.replace("_", " ").capitalize(),
            value=msgspec.to_builtins(each.party.value),
            shown=each.party.value.name,
            spans=each.party.spans,
            inferred=each.party.inferred,
            editable="text",
            takes_spans=True,
        )


def _blame(event: Event) -> Iterator[ItemField]:
    for number, each in enumerate(event.responsibility):
        said = f" by {each.by.value.name}" if each.by else ""
        yield ItemField(
            path=f"responsibility[{number}].party",
            label=f"Behind it, {each.kind}{said}",
            value=msgspec.to_builtins(each.party.value),
            shown=each.party.value.name,
            spans=each.party.spans,
            inferred=each.party.inferred,
            editable="text",
            takes_spans=True,
        )
        yield ItemField(
            path=f"responsibility[{number}].kind",
            label=f"How {each.party.value.name} is held responsible",
            value=each.kind,
            shown=each.kind,
            spans=each.cue,
            options=options("responsibility"),
            editable="choice",
        )


def event_words(event: Event) -> Iterator[tuple[str, Span]]:
    """The words that the passage marks: of fields, and of the trigger."""
    for field in event_fields(event):
        near = (span for span in field.spans if abs(span.start - event.span.start) < _NEAR)
        yield from ((field.path, span) for span in near)


_NEAR = 600
"""Characters from the trigger beyond which words of a field (a dateline, say) are not in the passage."""


def event_doubts(report: Report, event: Event) -> tuple[Doubt, ...]:
    """How likely the reading is wrong, field by field, where that was measured or a field is open.

    The share of people who agree with such a reading of whether it happened (`claims.second_opinion`); the
    probability of a toll (`claims.tolls`); that of the likeliest of the gazetteer's places.
    """
    out = []
    if event.confidence is not None:
        share = round(event.confidence * 100)
        sentence = f"of 100 people, about {share} read such words as this event’s being {event.modality.value}"
        out.append(Doubt("modality", 1.0 - event.confidence, sentence))
    for toll in report.tolls or ():
        if event.id in toll.events and toll.confidence is not None:
            sentence = f"{toll.best.value} {toll.effect} is right with a probability of {toll.confidence:.0%}"
            out.append(Doubt(_figure(event, toll.effect), 1.0 - toll.confidence, sentence))
    coding = _coding(report, event)
    found = event.place.value.resolved if event.place else None
    if coding is not None and coding.type and found is not None and found.candidates:
        out.append(_place_doubt(found))
    if coding is not None and coding.type and set(coding.lacks) <= {"day", "place"}:
        for lack in coding.lacks:
            field = "time" if lack == "day" else "place"
            out.append(Doubt(field, OPEN, f"no {lack} was read, and without one the event is not coded"))
    return tuple(out)


def _place_doubt(found: Resolution) -> Doubt:
    best = max(each.probability for each in found.candidates)
    named = " or ".join(each.label for each in found.candidates[:3])
    return Doubt("place", 1.0 - min(1.0, best), f"the name may mean {named}")


def _figure(event: Event, effect: str) -> str:
    for number, held in enumerate(event.quantities):
        if held.value.effect == effect:
            return f"quantities[{number}].count"
    return "quantities"


def _coding(report: Report, event: Event) -> Coding | None:
    return next((each for each in report.codings or () if each.event == event.id), None)


def event_own(report: Report, event: Event) -> Own:
    """What the event decides: blame, a toll, a row of the codebook."""
    coding = _coding(report, event)
    toll = any(event.id in each.events for each in report.tolls or ())
    return Own(
        blame=any(each.kind != "unknown" for each in event.responsibility),
        toll=toll or any(each.value.effect in _TOLLS for each in event.quantities),
        coded=coding is not None and coding.codable,
    )


def event_clues(report: Report, event: Event) -> tuple[Clue, ...]:
    """Who tells it, whether it is news, how it is coded and why, and what was left open in these words."""
    clues = [Clue("chain", f"Told by: {chain_words(report.chain(event))}")]
    telling = next((each for each in report.tellings or () if each.event == event.id), None)
    if telling is not None:
        newness = {"main": "the report’s main news", "new": "news", "background": "recalled"}[telling.newness.value]
        clues.append(Clue("telling", f"Told as {newness}"))
    coding = _coding(report, event)
    if coding is not None and coding.type:
        clues.append(Clue("coding", f"Coded as {coded(coding)}: {coding.reason}"))
    sentence = {(each.span.start, each.message): each.message for each in report.issues if _beside(each.span, event)}
    clues += (Clue("issue", message) for message in sentence.values())
    return tuple(clues)


def _beside(span: Span, event: Event) -> bool:
    return bool(span.words) and (span.overlaps(event.span) or any(span in s for _, s in event_words(event)))


def event_entries(report: Report, event: Event) -> tuple[CodebookEntry, ...]:
    """The entries of the codebook that its values are."""
    out = [CodebookEntry("event", event.type)]
    out += [CodebookEntry("event", event.mode)] if event.mode else []
    out += [CodebookEntry(name, getattr(event, name).value) for name, _ in _TOLD]
    coding = _coding(report, event)
    if coding is not None and coding.type:
        out.append(CodebookEntry("incidents", coding.subtype or coding.type))
    out += [CodebookEntry("responsibility", each.kind) for each in event.responsibility]
    out += [CodebookEntry("figures", each.value.effect) for each in event.quantities]
    return tuple(dict.fromkeys(out))
