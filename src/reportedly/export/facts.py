"""What a reader is told of a finding, field by field: name, value, and the words it stands on.

The cards of a page, of a notebook and of the workbench are made of these, so that all of them say the same. Nothing
is decided here; how the values are worded is `wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from reportedly.claims.loaded_lexicon import loaded_lexicon
from reportedly.export.ledger import ReadEvent, ReadTerm
from reportedly.export.wording import (
    coded,
    how_many,
    means,
    other_words,
    recalled,
    roles,
    sort_of,
    sure,
    toll_range,
    used_by,
    when,
)
from reportedly.report import Anchored, Annotation, Claim, Coding, LoadedTerm, Span, Toll

__all__ = ["Fact", "Piece", "advice", "event_facts", "sourcing", "term_facts", "toll_facts", "why_read"]


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value of a fact. `key` is that of its marks ("e1-time"), after the number of what it belongs to.

    `words` are quoted beside the value where they say something else. `more` says what sort of thing it is. `ours` is
    whether the value is in our words and not in the report's. `path` leads to the field that a correction names
    (`store.corrections`), None where it is no field; `held` is what that field holds now. `inferred` says how a value
    was come by that its words alone do not give. `coding` is what explains itself beyond its value.
    """

    key: str
    value: str
    spans: tuple[Span, ...] = ()
    words: str = ""
    more: str = ""
    ours: bool = False
    path: str | None = None
    held: Any = None
    inferred: str | None = None
    coding: Coding | None = None


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a card: its name and its values, joined by `by`."""

    name: str
    pieces: tuple[Piece, ...]
    by: str = "; "


def sourcing(claim: Claim, own: str) -> Iterator[Fact]:
    """Why the source has no name, by what means it speaks, whom it told and who passed it on. `own` is as "c3".

    A means that is the source itself (the statement that says so) is not said twice, nor is an outlet that was
    told and passed it on: that it did shows in the chain.
    """
    medium, audience = claim.medium, claim.audience
    if claim.anonymity:
        words = " … ".join(span.words for span in claim.anonymity)
        yield _one("why unnamed", Piece(f"{own}-anonymity", "", claim.anonymity, words=words))
    if medium and (medium.value.name or not _within_source(medium, claim)):
        yield _one("medium", _valued(f"{own}-medium", medium, means(medium.value), "medium"))
    if audience:
        yield _one("told to", _valued(f"{own}-audience", audience, audience.value.name, "audience"))
    for number, outlet in enumerate(claim.through):
        if audience is None or outlet.spans != audience.spans:
            yield _one("through", _valued(f"{own}-through{number}", outlet, outlet.value.name, f"through[{number}]"))


def event_facts(told: ReadEvent) -> Iterator[Fact]:
    """Who did what to whom, how many, when and where, who is behind it, how it is coded."""
    event, own = told.event, f"e{told.number}"
    for role, players in roles(event).items():
        pieces = (
            _valued(
                f"{own}-participant{n}",
                player.party,
                player.party.value.name,
                f"participants[{n}].party",
                more=sort_of(player.actor),
            )
            for n, player in players
        )
        yield Fact(role, tuple(pieces))
    for n, quantity in enumerate(event.quantities):
        path = f"quantities[{n}]"
        yield _one(quantity.value.effect, _valued(f"{own}-quantity{n}", quantity, how_many(quantity.value), path))
    yield from _when_and_where(told)
    for n, said in enumerate(event.responsibility):
        kind = Piece(
            f"{own}-blame{n}", said.kind, said.cue, ours=True, path=f"responsibility[{n}].kind", held=said.kind
        )
        party = _valued(f"{own}-responsible{n}", said.party, said.party.value.name, f"responsibility[{n}].party")
        yield Fact("responsibility", (kind, party), ": ")
    for n, context in enumerate(event.contexts):
        yield _one("context", _valued(f"{own}-context{n}", context, context.value, f"contexts[{n}]"))
    if event.aspect:
        yield _one("how far", _valued(f"{own}-aspect", event.aspect, event.aspect.value, "aspect"))
    if told.telling and (why := recalled(told)):
        yield _one("background", Piece(f"{own}-newness", why, told.telling.newness.spans))
    for n, coding in enumerate(told.codings):
        if coding.type:
            spans = tuple(span for ground in coding.grounds for span in ground.value.spans)
            piece = Piece(f"{own}-coding{n}", coded(coding), spans, ours=True, coding=coding)
            yield _one(f"coded, {coding.codebook} {coding.version}", piece)
    if event.mentions:
        also = ", ".join(span.words for span in event.mentions)
        yield _one("also", Piece(f"{own}-mentions", also, event.mentions))


def _when_and_where(told: ReadEvent) -> Iterator[Fact]:
    time, place, own = told.event.time, told.event.place, f"e{told.number}"
    if time is None and place is None:
        yield _one("when, where", Piece("", "not stated", ours=True))
        return
    spans, inferred = (time.spans, time.inferred) if time else ((), None)
    held = time.value if time else None
    yield _one("when", Piece(f"{own}-time", when(told.event), spans, path="time", held=held, inferred=inferred))
    if place:
        yield _one("where", _valued(f"{own}-place", place, place.value.described, "place"))
    else:
        yield _one("where", Piece("", "not stated", ours=True))


def toll_facts(toll: Toll, own: str) -> Iterator[Fact]:
    """The numbers that are likely, and every figure that the report gives."""
    yield _one("likely", Piece("", toll_range(toll), ours=True))
    for n, figure in enumerate(toll.told):
        yield _one(
            f"told {figure.value.effect}", _valued(f"{own}-told{n}", figure, how_many(figure.value), f"told[{n}]")
        )


def term_facts(used: ReadTerm) -> Iterator[Fact]:
    """Whose word it is, whom it is put on, and how it is kept at arm's length."""
    term, own = used.term, f"l{used.number}"
    yield _one("whose word", Piece("", used_by(used)))
    if term.target:
        yield _one("said of", _valued(f"{own}-target", term.target, term.target.value.name, "target"))
    if (distance := term.distance) is not None:
        piece = Piece(
            f"{own}-distance",
            distance.value,
            distance.spans,
            words=distance.words,
            ours=True,
            path="distance",
            held=distance.value,
        )
        yield _one("kept at distance", piece)
    if term.polarity.value == "negative":
        piece = Piece(
            f"{own}-polarity",
            "said not to be that",
            term.polarity.spans,
            ours=True,
            path="polarity",
            held=term.polarity.value,
        )
        yield _one("denied", piece)


def advice(term: LoadedTerm) -> Iterator[tuple[str, str]]:
    """What the lexicon says of a term's group: plainer wording, and who advises about it."""
    group = loaded_lexicon().groups.get(term.origin.rule or "")
    if group is not None:
        yield "plainer", ", ".join(group.plainer)
        yield from (("advice", source) for source in group.sources)


def _one(name: str, piece: Piece) -> Fact:
    return Fact(name, (piece,))


def _valued(key: str, field: Anchored[Any], value: str, path: str, *, more: str = "") -> Piece:
    return Piece(
        key,
        value,
        field.spans,
        words=other_words(field, value),
        more=more,
        path=path,
        held=field.value,
        inferred=field.inferred,
    )


def _within_source(field: Anchored[Any], claim: Claim) -> bool:
    """Whether the words of the field stand in those of the source."""
    return claim.source is not None and all(any(span in at for at in claim.source.spans) for span in field.spans)


def why_read(annotation: Annotation, inferred: Iterable[tuple[str, str | None]] = ()) -> Iterator[tuple[str, str]]:
    """How it was read, as (name, value): by which stage, rule and weights, how sure, and what was inferred."""
    origin = annotation.origin
    facts = [("read by", origin.by), ("rule", origin.rule), ("with", origin.resource)]
    facts.append(("confidence", sure(annotation)))
    facts += inferred
    facts.append(("id", annotation.id))
    yield from ((name, value) for name, value in facts if value)
