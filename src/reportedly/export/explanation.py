"""Why a field was read so: each field of one annotation with its value, its words in context, and who decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.claims.loaded_lexicon import loaded_lexicon
from reportedly.export.ledger import ledger
from reportedly.export.wording import SOURCE_TYPES, chain_words, how_many, means, said_by
from reportedly.report import (
    Actor,
    Anchored,
    Annotation,
    Claim,
    Coding,
    Dating,
    Entity,
    Event,
    Issue,
    LoadedTerm,
    Mention,
    Origin,
    Quote,
    Report,
    Span,
    Telling,
    Tier,
    Toll,
)

__all__ = ["Context", "Explained", "Explanation", "explain"]

AROUND = 40
"""Characters of context shown on each side of the words."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words and where they stand (code points, end-exclusive), with what stands before and after them."""

    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One field: its value, the words it was read from, how it was inferred beside them, and who read it.

    `origin` is that of the annotation, or of the entity or claim that the value refers to (`refers_to`).
    """

    field: str
    value: str
    words: tuple[Context, ...]
    inferred: str | None = None
    refers_to: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known about how one annotation came to be. `tier` is that of a claim, else None."""

    kind: str
    id: str
    report: str
    by: str
    rule: str | None
    resource: str | None
    confidence: float | None
    tier: Tier | None
    chain: str | None
    fields: tuple[Explained, ...]


def explain(report: Report, annotation: Annotation) -> Explanation:
    """Why this annotation of this report was read so."""
    makers: dict[type, Any] = {
        Claim: _claim,
        Event: _event,
        Entity: _entity,
        Mention: _mention,
        Quote: _quote,
        Dating: _dating,
        LoadedTerm: _loaded,
        Telling: _telling,
        Coding: _coding,
        Toll: _toll,
        Issue: _issue,
    }
    origin = annotation.origin
    chain = report.chain(annotation) if isinstance(annotation, (Claim, Event, LoadedTerm)) else None
    return Explanation(
        kind=type(annotation).__name__.lower(),
        id=annotation.id,
        report=report.id,
        by=origin.by,
        rule=origin.rule,
        resource=origin.resource,
        confidence=annotation.confidence,
        tier=annotation.tier if isinstance(annotation, Claim) else None,
        chain=chain_words(chain) if chain else None,
        fields=tuple(makers[type(annotation)](_Reader(report), annotation)),
    )


class _Reader:
    """Turns fields of one report into rows of an explanation."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.by_id = {annotation.id: annotation for annotation in report.annotations()}

    def words(self, field: str, value: str, spans: Iterable[Span]) -> Explained:
        return Explained(field, value, tuple(self.context(span) for span in spans))

    def anchored(self, field: str, anchored: Anchored[Any], value: str, refers_to: str | None = None) -> Explained:
        target = self.by_id.get(refers_to or "")
        return Explained(
            field=field,
            value=value,
            words=tuple(self.context(span) for span in anchored.spans),
            inferred=anchored.inferred,
            refers_to=refers_to,
            origin=target.origin if target else None,
        )

    def reference(self, field: str, id: str) -> Explained:
        target = self.by_id.get(id)
        words = (self.context(target.span),) if target else ()
        return Explained(field, id, words, refers_to=id, origin=target.origin if target else None)

    def context(self, span: Span) -> Context:
        text = self.report.text
        before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
        return Context(span.start, span.end, before, span.words, after)


def _claim(read: _Reader, claim: Claim) -> Iterator[Explained]:
    source, cue = claim.source, claim.cue
    if source is None:
        yield Explained("source", "nobody is named", ())
    else:
        yield read.anchored("source", source, f"{source.value.name} ({source.value.kind})", source.value.entity)
    yield from _sourcing(read, claim)
    if cue is None:
        yield Explained("cue", "none: the quotation stands alone", ())
    else:
        yield read.anchored("cue", cue, f"{cue.value.lemma} ({cue.value.kind}), as {cue.value.frame}")
    yield read.words("content", claim.kind, claim.content)
    yield read.anchored("status", claim.status, claim.status.value)
    yield read.anchored("stance", claim.stance, claim.stance.value)
    for quote in claim.quotes:
        yield read.reference("quote", quote)
    if claim.within:
        yield read.reference("within", claim.within)


def _sourcing(read: _Reader, claim: Claim) -> Iterator[Explained]:
    if claim.source_type:
        yield read.anchored("source type", claim.source_type, SOURCE_TYPES[claim.source_type.value])
    if claim.anonymity:
        yield read.words("why unnamed", "in the report’s words", claim.anonymity)
    if claim.medium:
        yield read.anchored("medium", claim.medium, means(claim.medium.value))
    if claim.audience:
        yield read.anchored("told to", claim.audience, claim.audience.value.name, claim.audience.value.entity)
    for outlet in claim.through:
        yield read.anchored("through", outlet, outlet.value.name, outlet.value.entity)


def _actor(actor: Actor | None) -> Iterator[tuple[str, Anchored[Any]]]:
    """The fields that are known of an actor, by name."""
    for name in ("kind", "subtype", "known_as", "country", "affiliation", "standing"):
        field: Anchored[Any] | None = getattr(actor, name, None)
        if field is not None:
            yield name.replace("_", " "), field


def _event(read: _Reader, event: Event) -> Iterator[Explained]:
    standing, telling = next(
        (told.standing, told.telling) for told in ledger(read.report).events or () if told.event is event
    )
    yield read.words("trigger", ", ".join(filter(None, (event.type, event.mode))), (event.span,))
    yield Explained("standing", standing.label, ())
    for participant in event.participants:
        party = participant.party
        yield read.anchored(participant.role, party, party.value.name, party.value.entity)
        for name, field in _actor(participant.actor):
            yield read.anchored(f"{participant.role} {name}", field, str(field.value))
    for quantity in event.quantities:
        yield read.anchored(quantity.value.effect, quantity, how_many(quantity.value))
    if event.time:
        yield read.anchored("time", event.time, f"{event.time.value} (rule {event.time.value.rule})")
    else:
        yield Explained("time", "not stated", ())
    if event.place:
        yield read.anchored("place", event.place, event.place.value.described)
    else:
        yield Explained("place", "not stated", ())
    yield read.anchored("polarity", event.polarity, event.polarity.value)
    yield read.anchored("modality", event.modality, event.modality.value)
    yield read.anchored("genericity", event.genericity, event.genericity.value)
    if event.aspect:
        yield read.anchored("aspect", event.aspect, event.aspect.value)
    for responsible in event.responsibility:
        said = f"{responsible.kind}: {responsible.party.value.name}"
        yield read.anchored("responsibility", responsible.party, said, responsible.claim)
        yield read.words("said by", said_by(responsible), responsible.cue)
    for context in event.contexts:
        yield read.anchored("context", context, context.value)
    if event.mentions:
        yield read.words("mentions", "other words for it", event.mentions)
    if telling:
        yield from _telling(read, telling)
    if event.claim:
        yield read.reference("told in claim", event.claim)
    for coding in read.report.codings or ():
        if coding.event == event.id and coding.type:
            yield Explained("coded", coding.reason, (), refers_to=coding.id, origin=coding.origin)


def _coding(read: _Reader, coding: Coding) -> Iterator[Explained]:
    yield read.words("event", coding.event, (coding.span,))
    yield Explained("coded", ", ".join(filter(None, (coding.type, coding.subtype))) or "of no type", ())
    yield Explained("codable", "yes" if coding.codable else f"no: {', '.join(coding.lacks)}", ())
    yield Explained("reason", coding.reason, ())
    for ground in coding.grounds:
        yield read.anchored(ground.field, ground.value, ground.value.value, ground.of)
    for ground in coding.supplied:
        yield read.anchored(f"{ground.field} supplied", ground.value, ground.value.value, ground.of)
    for mapped in coding.mapped:
        yield read.anchored(mapped.field, mapped.value, mapped.value.value)
    if coding.part_of:
        yield read.reference("part of", coding.part_of)


def _telling(read: _Reader, telling: Telling) -> Iterator[Explained]:
    newness = {"main": "news, of the main incident", "new": "news", "background": "background, not news"}
    yield read.anchored("told as", telling.newness, newness[telling.newness.value])
    if telling.incident:
        yield Explained("incident", f"number {telling.incident} of this report", ())


def _toll(read: _Reader, toll: Toll) -> Iterator[Explained]:
    yield read.anchored(toll.effect, toll.best, str(toll.best.value))
    yield Explained("likely", f"from {toll.low} to {'no bound' if toll.high is None else toll.high}", ())
    for figure in toll.told:
        yield read.anchored(f"told {figure.value.effect}", figure, str(figure.value.count), figure.value.claim)
    for event in toll.events:
        yield read.reference("told in event", event)


def _entity(read: _Reader, entity: Entity) -> Iterator[Explained]:
    yield read.words("name", f"{entity.name} ({entity.kind})", (entity.span,))
    for description in entity.descriptions:
        yield read.words("description", description.words, (description,))
    for mention in entity.mentions:
        yield read.reference("mention", mention)


def _mention(read: _Reader, mention: Mention) -> Iterator[Explained]:
    yield read.words("words", f"{mention.kind}, {mention.form}", (mention.span,))
    yield read.words("head", mention.head.words, (mention.head,))
    if mention.time:
        yield Explained("time", f"{mention.time} (rule {mention.time.rule})", ())
    if mention.count:
        yield Explained("count", str(mention.count), ())
    for entity in read.report.entities or ():
        if mention.id in entity.mentions:
            yield Explained("stands for", entity.name, (), refers_to=entity.id, origin=entity.origin)


def _quote(read: _Reader, quote: Quote) -> Iterator[Explained]:
    yield read.words("content", quote.use, quote.content)
    yield Explained("closed", "yes" if quote.closed else "no closing mark was found", ())
    if quote.within:
        yield read.reference("within", quote.within)


def _dating(read: _Reader, dating: Dating) -> Iterator[Explained]:
    yield read.words("published", str(dating.published.value), dating.published.spans)
    for clue in dating.clues:
        yield read.words(clue.inferred or "clue", clue.value, clue.spans)


def _loaded(read: _Reader, term: LoadedTerm) -> Iterator[Explained]:
    yield read.words("term", f"{term.term} ({term.kind})", (term.span,))
    doubt = "certain" if term.certain else "not certain: the word may be another's"
    yield Explained("voice", f"{term.voice}; {doubt}", ())
    if term.target:
        yield read.anchored("target", term.target, term.target.value.name, term.target.value.entity)
    else:
        yield Explained("target", "the sentence names nobody", ())
    if term.distance:
        yield read.anchored("distance", term.distance, term.distance.value)
    yield read.anchored("polarity", term.polarity, term.polarity.value)
    if term.claim:
        yield read.reference("in claim", term.claim)
    group = loaded_lexicon().groups.get(term.origin.rule or "")
    if group is not None:
        yield Explained("plainer", ", ".join(group.plainer), ())
        for source in group.sources:
            yield Explained("advice", source, ())


def _issue(read: _Reader, issue: Issue) -> Iterator[Explained]:
    yield read.words("seen", issue.message, (issue.span,) if issue.span.words else ())
    yield Explained("code", issue.code, ())
    if issue.hint:
        yield Explained("hint", issue.hint, ())
