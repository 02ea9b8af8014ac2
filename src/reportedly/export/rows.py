"""A layer of a report as flat rows, one per annotation: the columns that CSV files and data frames share.

Offsets are code points, end-exclusive, as "start-end", several pieces separated by a space; the words of
several pieces are joined by " … ". An empty cell means that the report does not say, or that nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from reportedly.claims.acts import filed_as
from reportedly.claims.dyads import dyads
from reportedly.errors import BadReport
from reportedly.export.ledger import ledger, reaches
from reportedly.export.wording import said_by, said_in
from reportedly.report import (
    Actor,
    Anchored,
    Annotation,
    Claim,
    Entity,
    Event,
    Link,
    Mention,
    Participant,
    Quote,
    Report,
    Span,
    Telling,
    Tier,
    Toll,
)
from reportedly.values.place import Resolution
from reportedly.values.time import TimeValue

__all__ = ["COLUMNS", "LAYERS", "Cell", "Column", "rows"]

Cell = str | int | float | bool | None
Kind = Literal["text", "whole", "number", "yes/no"]


class Column(NamedTuple):
    """A column: its name, the kind of its values, and what they mean."""

    name: str
    kind: Kind
    meaning: str


_HEAD = (
    Column("report", "text", "id of the report"),
    Column("outlet", "text", "who published it"),
    Column("url", "text", "where it appeared"),
    Column("published", "text", "when, ISO 8601"),
    Column("document", "text", "what kind of text it is: report, breaking, follow-up, court, opinion, ..."),
)
_TAIL = (
    Column("confidence", "number", "calibrated probability; empty where a rule is certain"),
    Column("by", "text", "stage or person that made the annotation"),
    Column("rule", "text", "rule or decision within it"),
    Column("resource", "text", "lexicon or weights used, name@sha256"),
)


def _anchored(name: str, meaning: str) -> tuple[Column, ...]:
    return (
        Column(name, "text", meaning),
        Column(f"{name}_words", "text", "the words it was read from"),
        Column(f"{name}_offsets", "text", "where those words stand"),
    )


def _resolved(name: str) -> tuple[Column, ...]:
    columns: tuple[tuple[str, Kind, str], ...] = (
        ("id", "text", "GeoNames id of the place that is meant (gn:), or an id of the project's own (rp:)"),
        ("resolved", "text", "its name and the areas it lies in; empty where it is open which is meant"),
        ("kind", "text", "country, admin1, admin2, region, water, continent or city"),
        ("country", "text", "ISO 3166-1 code of its country"),
        ("admin1", "text", "first-order area it lies in, or is"),
        ("admin2", "text", "second-order area it lies in, or is"),
        ("latitude", "number", "degrees north of its middle"),
        ("longitude", "number", "degrees east of its middle"),
        ("radius_km", "number", "how far it reaches from there: a country is an area and no pin"),
        ("score", "number", "calibrated probability that this place is meant"),
        (
            "spelling",
            "text",
            "how the gazetteer spells it, where it has it in another spelling than the report's only",
        ),
    )
    return tuple(Column(f"{name}_{column}", kind, meaning) for column, kind, meaning in columns)


_TOLD = (
    *_anchored("newness", "main or new, where it is the report's news; background, where it is recalled"),
    Column("incident", "whole", "which incident of the report it belongs to; 1 is the main one"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "claims": (
        *_HEAD,
        Column("claim", "text", "id of the claim"),
        Column("number", "whole", "its number in text order, as the terminal and the page show it"),
        *_anchored("source", "who is reported to say so: the fullest name the report gives"),
        Column("source_kind", "text", "what somebody of this name is: person, organisation, place, ..."),
        Column("source_entity", "text", "id of the entity the source was linked to"),
        *_anchored("source_type", "what kind of source speaks here: official_unnamed, eyewitness, document, ..."),
        Column("anonymity", "text", "the words that explain why the source is not named"),
        Column("anonymity_offsets", "text", "where those words stand"),
        *_anchored("medium", "by what means: statement, interview, telephone, ..."),
        Column("medium_name", "text", "what the report calls the platform, paper or programme"),
        *_anchored("audience", "who was told"),
        Column("audience_entity", "text", "id of the entity the audience was linked to"),
        *_anchored("through", "outlets that heard, saw or carried it first, outermost first, separated by |"),
        *_anchored("cue", "the reporting word, as its lexicon entry"),
        Column("cue_kind", "text", "class of reporting: speech, claim, denial, ..."),
        Column("cue_frame", "text", "construction it was found in"),
        Column("content", "text", "what is reported, in its words"),
        Column("content_offsets", "text", "where those words stand"),
        Column("kind", "text", "direct, mixed or indirect"),
        *_anchored("status", "what the source itself commits to"),
        *_anchored("stance", "what whoever reports the source commits to"),
        Column("chain", "text", "holders, outermost first, each with what it commits to"),
        Column("within", "text", "id of the claim in whose content this one stands"),
        Column("quotes", "text", "ids of the quotations in it"),
        Column("tier", "text", "high, medium or low, by confidence; high where a rule is certain"),
        *_TAIL,
    ),
    "events": (
        *_HEAD,
        Column("event", "text", "id of the event"),
        Column("number", "whole", "its number in text order, as the terminal and the page show it"),
        Column("type", "text", "type, as ontology/events.toml declares it"),
        Column("mode", "text", "mode within the type"),
        Column("contexts", "text", "in which matters it stands: military, economic, ..., separated by |"),
        Column("contexts_offsets", "text", "where the words stand that show it, in the same order, separated by |"),
        Column("trigger", "text", "the word that tells of it"),
        Column("trigger_offsets", "text", "where that word stands"),
        Column("happened", "yes/no", "told as having happened, by whoever tells it and as firmly as `standing` says"),
        Column("standing", "text", "how it stands: told as fact, believed, planned, denied, ..."),
        Column("told_by", "text", "the innermost source that tells it"),
        Column("told_status", "text", "what that source commits to"),
        *_anchored("modality", "actual, planned, threatened, ..."),
        *_anchored("polarity", "positive or negative"),
        *_anchored("genericity", "specific, iterative, habitual or generic"),
        *_anchored("aspect", "begun, continuing, finished, ended, interrupted, resumed or repeated"),
        Column("violent", "yes/no", "whether the type is violent"),
        Column("actors", "text", "who did it, as far as the teller says"),
        Column("victims", "text", "whom it befell"),
        Column("participants", "text", "everybody and everything in it, as role: name"),
        Column("participants_offsets", "text", "where their words stand, in the same order"),
        Column("participants_kinds", "text", "what sort of actor each is, in the same order; - where open"),
        Column("participants_countries", "text", "ISO 3166-1 codes of where each is from; - where open"),
        Column("participants_affiliations", "text", "on whose side each is; - where open"),
        Column("participants_standing", "text", "private or public, for persons; - where open"),
        Column("participants_actor_offsets", "text", "where the words stand that say so, in the same order"),
        Column("time_words", "text", "when, in the report's words"),
        Column("time_offsets", "text", "where those words stand"),
        Column("time_earliest", "text", "first day, ISO 8601; empty while the expression is open"),
        Column("time_latest", "text", "last day, inclusive"),
        Column("time_anchor", "text", "what the expression is relative to"),
        *_anchored("place", "where"),
        *_resolved("place"),
        Column(
            "place_resolved_by", "text", "the wider words it was found by, where the gazetteer lacks the name itself"
        ),
        Column("place_inferred", "text", "where the place comes from if its own clause does not state it"),
        Column("quantities", "text", "how many, as effect: count"),
        Column("quantities_offsets", "text", "where those words stand"),
        Column(
            "quantities_units", "text", "what each counts: persons, families, houses, villages, animals, vehicles"
        ),
        Column("killed_low", "whole", "fewest killed"),
        Column("killed_best", "whole", "how many killed, where the words give a number; empty for bounds and ranges"),
        Column("killed_high", "whole", "most killed; empty where there is no bound"),
        Column("injured_low", "whole", "fewest injured"),
        Column("injured_best", "whole", "how many injured, where the words give a number"),
        Column("injured_high", "whole", "most injured; empty where there is no bound"),
        Column("responsibility", "text", "who is said to be behind it, as kind: name"),
        Column("responsibility_by", "text", "who says so, in the same order"),
        Column("responsibility_words", "text", "the words that say so"),
        Column("responsibility_offsets", "text", "where those words stand"),
        *_TOLD,
        Column("claim", "text", "id of the claim that tells it; empty for the outlet's own voice"),
        Column("chain", "text", "holders, outermost first, each with what it commits to"),
        *_TAIL,
    ),
    "codings": (
        *_HEAD,
        Column("coding", "text", "id of the coding"),
        Column("event", "text", "id of the event that it codes"),
        Column("event_number", "whole", "the event's number in text order, as the terminal and the page show it"),
        Column("codebook", "text", "name and version of the codebook"),
        Column("type", "text", "type by that codebook; empty where no rule of it applies"),
        Column("subtype", "text", "sub-type by that codebook"),
        Column(
            "codable", "yes/no", "whether it can be coded: of a type, told as happened, once, with days and place"
        ),
        Column("lacks", "text", "what keeps it from being coded: type, actual, once, new, day, place, own"),
        Column("reason", "text", "why, in a sentence"),
        Column("part_of", "text", "id of the coding that stands for the whole incident"),
        Column("trigger", "text", "the word that tells of the event"),
        Column("trigger_offsets", "text", "where that word stands"),
        Column("grounds", "text", "what the rule used, as field: value, separated by |"),
        Column("grounds_words", "text", "the words of each, in the same order"),
        Column("grounds_offsets", "text", "where those words stand, in the same order"),
        Column("supplied", "text", "day and place that its own clause does not tell, as field: value (where from)"),
        Column("mapped", "text", "the same in other codebooks' terms, as name: value, separated by |"),
        *_TOLD,
        *_TAIL,
    ),
    "dyads": (
        *_HEAD,
        Column("event", "text", "id of the event"),
        Column("number", "whole", "the event's number, as the terminal and the page show it"),
        *_anchored("source", "who does it"),
        Column("source_entity", "text", "id of the entity it was linked to"),
        Column("source_kind", "text", "what sort of actor it is"),
        Column("source_country", "text", "ISO 3166-1 code of where it is from"),
        *_anchored("target", "whom it is done to"),
        Column("target_entity", "text", "id of the entity it was linked to"),
        Column("target_kind", "text", "what sort of actor it is"),
        Column("target_country", "text", "ISO 3166-1 code of where it is from"),
        Column("target_role", "text", "recipient, target, victim, or side_b of a fight"),
        Column("type", "text", "type of the event (ontology/events.toml); never says whether it happened"),
        Column("mode", "text", "mode within the type"),
        Column("plover", "text", "how PLOVER files the pair, status folded in; YIELD is CONCEDE or RETREAT"),
        Column("plover_confidence", "number", "how likely that name is; empty where it follows from type and status"),
        Column("trigger", "text", "the word that tells of it"),
        Column("trigger_offsets", "text", "where that word stands"),
        Column("happened", "yes/no", "told as having happened, by whoever tells it and as firmly as `standing` says"),
        Column("standing", "text", "how it stands: told as fact, believed, planned, denied, ..."),
        *_anchored("modality", "actual, planned, threatened, ..."),
        *_anchored("polarity", "positive or negative"),
        Column("time_earliest", "text", "first day, ISO 8601; empty while the expression is open"),
        Column("time_latest", "text", "last day, inclusive"),
        *_anchored("place", "where"),
        *_TOLD,
        Column("claim", "text", "id of the claim that tells it; empty for the outlet's own voice"),
        Column("chain", "text", "holders, outermost first, each with what it commits to"),
        *_TAIL,
    ),
    "loaded": (
        *_HEAD,
        Column("loaded", "text", "id of the loaded term"),
        Column("number", "whole", "its number in text order, as the terminal and the page show it"),
        Column("words", "text", "the word as it stands"),
        Column("offsets", "text", "where it stands"),
        Column("term", "text", "its entry in the lexicon"),
        Column("kind", "text", "in which way it takes a side; legal where it is a term of law"),
        Column("voice", "text", "outlet, quoted or paraphrased: whose word it is"),
        Column("certain", "yes/no", "whether that is certain; in a paraphrase it may be the reporter's"),
        Column("source", "text", "who says it: the fullest name the report gives; empty for the outlet"),
        *_anchored("target", "who or what is so called, as far as the sentence says"),
        Column("target_entity", "text", "id of the entity the target was linked to"),
        *_anchored("distance", "so-called, alleged, quotation-marks: how it is kept at arm's length"),
        *_anchored("polarity", "negative where the target is said not to be that"),
        Column("claim", "text", "id of the innermost claim it stands in; empty for the outlet's own voice"),
        Column("chain", "text", "holders, outermost first, each with what it commits to"),
        *_TAIL,
    ),
    "quantities": (
        *_HEAD,
        Column("event", "text", "id of the event it is told of"),
        Column("number", "whole", "the event's number in text order, as the terminal and the page show it"),
        Column("type", "text", "type of the event"),
        Column("trigger", "text", "the word that names the event"),
        Column("effect", "text", "killed, injured, shot, missing, detained, abducted, displaced"),
        Column("low", "whole", "the least that the words allow; empty where there is no bound"),
        Column("best", "whole", "the number, where the words give one; empty for bounds, ranges and vague amounts"),
        Column("high", "whole", "the most that the words allow; empty where there is no bound"),
        Column("bound", "text", "exact, at least, at most, about, more than, fewer than, range"),
        Column("vague", "yes/no", "whether an amount is only hinted at: dozens, several"),
        Column("per", "text", "period of a rate: hour, day, week, month, year"),
        Column("unit", "text", "what is counted: persons, families, houses, villages, animals, vehicles"),
        Column("of", "text", "the group they were of, in the report's words"),
        Column("quantity", "text", "the figure as it is put: at least 12, 20 to 25"),
        Column("quantity_words", "text", "the words it was read from"),
        Column("quantity_offsets", "text", "where those words stand"),
        Column("how", "text", "how it was come by where it stands in no words of its own: added up"),
        Column("claim", "text", "id of the claim that gives it; empty for the outlet's own voice"),
        Column("given_by", "text", "who gives it; empty for the outlet"),
        Column("given_status", "text", "what that source commits to"),
        Column("chain", "text", "holders, outermost first, each with what it commits to"),
        *_TOLD,
        *_TAIL,
    ),
    "tolls": (
        *_HEAD,
        Column("toll", "text", "id of the toll"),
        Column("effect", "text", "killed, or injured: hurt and lived"),
        Column("best", "whole", "how many in the report's main incident: the likeliest number"),
        Column("best_words", "text", "the words it was read from"),
        Column("best_offsets", "text", "where those words stand"),
        Column("best_how", "text", "how it was come by: as told, counted, added up, weighed"),
        Column("low", "whole", "fewest that are likely too"),
        Column("high", "whole", "most that are likely too; empty where there is no bound"),
        Column("told", "text", "every figure the report gives of it, as effect: count"),
        Column("told_words", "text", "the words of each, separated by |"),
        Column("told_offsets", "text", "where those words stand, in the same order"),
        Column("told_claims", "text", "ids of the claims that give them; empty for the outlet's own voice"),
        Column("events", "text", "ids of the events in whose words it stands"),
        *_TAIL,
    ),
    "entities": (
        *_HEAD,
        Column("entity", "text", "id of the entity"),
        Column("kind", "text", "person, organisation, ..."),
        Column("name", "text", "the name that names it best"),
        Column("aliases", "text", "its other names, separated by |"),
        Column("descriptions", "text", "what the report says it is, separated by |"),
        Column("mentions", "whole", "how often the report speaks of it"),
        Column("offsets", "text", "where its best mention stands"),
        *_TAIL,
    ),
    "dating": (
        *_HEAD,
        Column("dating", "text", "id of the dating"),
        Column("earliest", "text", "first day on which the report can have appeared, ISO 8601"),
        Column("latest", "text", "last day, ISO 8601"),
        Column("clues", "text", "what each clue says, separated by |"),
        Column("words", "text", "the words of the clues"),
        Column("offsets", "text", "where they stand"),
        *_TAIL,
    ),
    "mentions": (
        *_HEAD,
        Column("mention", "text", "id of the mention"),
        Column("kind", "text", "person, place, time, number, ..."),
        Column("form", "text", "name, nominal, pronoun or value"),
        Column("words", "text", "the whole phrase"),
        Column("offsets", "text", "where it stands"),
        Column("head", "text", "the word that names it"),
        Column("value", "text", "the reading of a time or count"),
        Column("place_words", "text", "the words that name a place, in or as this mention"),
        Column("place_offsets", "text", "where those words stand"),
        Column(
            "place_use",
            "text",
            "place, people (Kenyan), name (part of another name) or speaker (stands for who speaks)",
        ),
        *_resolved("place"),
        Column("place_within", "text", "what it is said to lie in, where the gazetteer has none of the name there"),
        *_TAIL,
    ),
    "quotes": (
        *_HEAD,
        Column("quote", "text", "id of the quotation"),
        Column("content", "text", "the words between the marks"),
        Column("content_offsets", "text", "where they stand"),
        Column("use", "text", "quotation, title or scare"),
        Column("closed", "yes/no", "whether a closing mark was found"),
        Column("within", "text", "id of the quotation it is nested in"),
        *_TAIL,
    ),
    "issues": (
        *_HEAD,
        Column("issue", "text", "id of the issue"),
        Column("code", "text", "slug of what could not be decided"),
        Column("message", "text", "what was seen"),
        Column("hint", "text", "what the reader can do about it"),
        Column("words", "text", "the words it is about; empty for the report as a whole"),
        Column("offsets", "text", "where they stand"),
        *_TAIL,
    ),
}
"""Every column of every layer, in order."""

LAYERS = tuple(COLUMNS)


def rows(report: Report, layer: str = "claims", *, tier: Tier = "low") -> list[dict[str, Cell]]:
    """One row per annotation of the layer, in text order, with exactly the columns of `COLUMNS[layer]`.

    "dyads" and "quantities" are views of events: one row for each who did it and each whom it was done to; one row
    for each figure.

    Of claims, those of this tier or better; other layers are whole. A layer at which no stage has looked has no
    rows, like an empty one; `report.claims is None` tells them apart. Raises BadReport for a layer that has no rows.
    """
    if layer not in COLUMNS:
        raise BadReport(f"no rows for layer {layer!r}: use one of {', '.join(LAYERS)}")
    head = _head(report)
    return [
        head | row | _tail(annotation)
        for annotation, row in _MAKERS[layer](report)
        if not isinstance(annotation, Claim) or reaches(annotation, tier)
    ]


_Made = Iterable[tuple[Annotation, dict[str, Cell]]]


def _head(report: Report) -> dict[str, Cell]:
    publication = report.publication
    cells: dict[str, Cell] = {"report": report.id}
    for name in ("outlet", "url", "published"):
        value: Anchored[str] | None = getattr(publication, name)
        cells[name] = value.value if value else None
    cells["document"] = report.document.value if report.document else None
    return cells


def _tail(annotation: Annotation) -> dict[str, Cell]:
    origin = annotation.origin
    return {
        "confidence": annotation.confidence,
        "by": origin.by,
        "rule": origin.rule,
        "resource": origin.resource,
    }


def _offsets(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _words(spans: Iterable[Span]) -> str:
    return " … ".join(span.words for span in spans)


def _cells(name: str, field: Anchored[Any] | None, value: Cell) -> dict[str, Cell]:
    return {
        name: value,
        f"{name}_words": field.words or None if field else None,
        f"{name}_offsets": _offsets(field.spans) or None if field else None,
    }


def _placed(name: str, resolution: Resolution | None) -> dict[str, Cell]:
    place = resolution.place if resolution else None
    return {
        f"{name}_id": place.id if place else None,
        f"{name}_resolved": str(place) if place else None,
        f"{name}_kind": place.kind if place else None,
        f"{name}_country": place.country if place else None,
        f"{name}_admin1": place.admin1 if place else None,
        f"{name}_admin2": place.admin2 if place else None,
        f"{name}_latitude": place.latitude if place else None,
        f"{name}_longitude": place.longitude if place else None,
        f"{name}_radius_km": place.radius_km if place else None,
        f"{name}_score": resolution.score if resolution else None,
        f"{name}_spelling": resolution.spelling if resolution else None,
    }


def _chain(chain: Iterable[Link]) -> str:
    return " > ".join(f"{link.holder.name} ({link.status or link.stance})" for link in chain)


def _claims(report: Report) -> _Made:
    for read in ledger(report).claims or ():
        claim: Claim = read.claim
        source, cue = claim.source, claim.cue
        yield (
            claim,
            {
                "claim": claim.id,
                "number": read.number,
                **_cells("source", source, source.value.name if source else None),
                "source_kind": source.value.kind if source else None,
                "source_entity": source.value.entity if source else None,
                **_sourcing(claim),
                **_cells("cue", cue, cue.value.lemma if cue else None),
                "cue_kind": cue.value.kind if cue else None,
                "cue_frame": cue.value.frame if cue else None,
                "content": _words(claim.content),
                "content_offsets": _offsets(claim.content),
                "kind": claim.kind,
                **_cells("status", claim.status, claim.status.value),
                **_cells("stance", claim.stance, claim.stance.value),
                "chain": _chain(read.chain),
                "within": claim.within,
                "quotes": " ".join(claim.quotes) or None,
                "tier": claim.tier,
            },
        )


def _sourcing(claim: Claim) -> dict[str, Cell]:
    """What there is to know of a source besides who it is."""
    kind, medium, audience = claim.source_type, claim.medium, claim.audience
    carried = [span for outlet in claim.through for span in outlet.spans]
    return {
        **_cells("source_type", kind, kind.value if kind else None),
        "anonymity": _words(claim.anonymity) or None,
        "anonymity_offsets": _offsets(claim.anonymity) or None,
        **_cells("medium", medium, medium.value.channel if medium else None),
        "medium_name": medium.value.name if medium else None,
        **_cells("audience", audience, audience.value.name if audience else None),
        "audience_entity": audience.value.entity if audience else None,
        "through": " | ".join(outlet.value.name for outlet in claim.through) or None,
        "through_words": _words(carried) or None,
        "through_offsets": _offsets(carried) or None,
    }


def _events(report: Report) -> _Made:
    for read in ledger(report).events or ():
        event: Event = read.event
        time: TimeValue | None = event.time.value if event.time else None
        named = [(p.role, p.party.value.name) for p in event.participants]
        yield (
            event,
            {
                "event": event.id,
                "number": read.number,
                "type": event.type,
                "mode": event.mode,
                "contexts": " | ".join(context.value for context in event.contexts) or None,
                "contexts_offsets": " | ".join(_offsets(context.spans) for context in event.contexts) or None,
                "trigger": event.span.words,
                "trigger_offsets": _offsets([event.span]),
                "happened": read.standing.happened,
                "standing": read.standing.label,
                "told_by": read.chain[-1].holder.name,
                "told_status": read.chain[-1].status,
                **_cells("modality", event.modality, event.modality.value),
                **_cells("polarity", event.polarity, event.polarity.value),
                **_cells("genericity", event.genericity, event.genericity.value),
                **_cells("aspect", event.aspect, event.aspect.value if event.aspect else None),
                "violent": event.violent,
                "actors": "; ".join(name for role, name in named if role == "actor") or None,
                "victims": "; ".join(name for role, name in named if role in {"victim", "recipient"}) or None,
                "participants": "; ".join(f"{role}: {name}" for role, name in named) or None,
                "participants_offsets": "; ".join(_offsets(p.party.spans) for p in event.participants) or None,
                **_actors(event),
                "time_words": event.time.words or None if event.time else None,
                "time_offsets": _offsets(event.time.spans) or None if event.time else None,
                "time_earliest": time.earliest if time else None,
                "time_latest": time.latest if time else None,
                "time_anchor": time.anchor if time else None,
                **_cells("place", event.place, str(event.place.value) if event.place else None),
                **_placed("place", event.place.value.resolved if event.place else None),
                "place_resolved_by": event.place.value.resolved_by if event.place else None,
                "place_inferred": event.place.inferred if event.place else None,
                "quantities": "; ".join(f"{q.value.effect}: {q.value.count}" for q in event.quantities) or None,
                "quantities_offsets": "; ".join(_offsets(q.spans) for q in event.quantities) or None,
                "quantities_units": "; ".join(q.value.unit for q in event.quantities) or None,
                **_bounds(event, "killed"),
                **_bounds(event, "injured"),
                "responsibility": "; ".join(f"{r.kind}: {r.party.value.name}" for r in event.responsibility) or None,
                "responsibility_by": "; ".join(said_by(r) for r in event.responsibility) or None,
                "responsibility_words": "; ".join(said_in(r) for r in event.responsibility) or None,
                "responsibility_offsets": "; ".join(_offsets(r.cue) for r in event.responsibility) or None,
                **_telling(read.telling),
                "claim": event.claim,
                "chain": _chain(read.chain),
            },
        )


def _telling(telling: Telling | None) -> dict[str, Cell]:
    """Whether it is news, and of which incident; empty for what is not told as having happened."""
    newness = telling.newness if telling else None
    cells = _cells("newness", newness, newness.value if newness else None)
    return {**cells, "incident": telling.incident if telling else None}


def _actors(event: Event) -> dict[str, Cell]:
    """What the participants are, a cell for each property with an entry for each participant."""
    cells: dict[str, list[str]] = {name: [] for name in ("kinds", "countries", "affiliations", "standing")}
    offsets = []
    for actor in (p.actor or Actor() for p in event.participants):
        kind = actor.kind.value if actor.kind else "-"
        cells["kinds"].append(f"{kind}/{actor.subtype.value}" if actor.subtype else kind)
        cells["countries"].append(actor.country.value if actor.country else "-")
        cells["affiliations"].append(str(actor.affiliation.value) if actor.affiliation else "-")
        cells["standing"].append(actor.standing.value if actor.standing else "-")
        fields: tuple[Anchored[Any] | None, ...] = (
            actor.kind,
            actor.subtype,
            actor.known_as,
            actor.country,
            actor.affiliation,
            actor.standing,
        )
        spans = sorted({span for each in fields if each for span in each.spans})
        offsets.append(_offsets(spans) or "-")
    cells["actor_offsets"] = offsets
    return {f"participants_{name}": "; ".join(each) or None for name, each in cells.items()}


def _bounds(event: Event, effect: str) -> dict[str, Cell]:
    counts = [
        q.value.count
        for q in event.quantities
        if q.value.effect == effect and q.value.count.per is None and q.value.unit == "persons"
    ]
    only = counts[0] if len(counts) == 1 else None  # two counts are not one interval: see `quantities`
    return {
        f"{effect}_low": only.low if only else None,
        f"{effect}_best": only.best if only else None,
        f"{effect}_high": only.high if only else None,
    }


def _quantities(report: Report) -> _Made:
    read = ledger(report)
    chains = {told.claim.id: told.chain for told in read.claims or ()}
    for told in read.events or ():
        for quantity in told.event.quantities:
            value, count = quantity.value, quantity.value.count
            chain = chains.get(value.claim or "")
            yield (
                told.event,
                {
                    "event": told.event.id,
                    "number": told.number,
                    "type": told.event.type,
                    "trigger": told.event.span.words,
                    "effect": value.effect,
                    "low": count.low,
                    "best": count.best,
                    "high": count.high,
                    "bound": count.bound,
                    "vague": count.vague,
                    "per": count.per,
                    "unit": value.unit,
                    "of": value.of,
                    **_cells("quantity", quantity, str(count)),
                    "how": quantity.inferred,
                    "claim": value.claim,
                    "given_by": chain[-1].holder.name if chain else None,
                    "given_status": chain[-1].status if chain else None,
                    "chain": _chain(chain) if chain else None,
                    **_telling(told.telling),
                },
            )


def _codings(report: Report) -> _Made:
    for read in ledger(report).events or ():
        for coding in read.codings:
            spans = [ground.value.spans for ground in coding.grounds]
            yield (
                coding,
                {
                    "coding": coding.id,
                    "event": coding.event,
                    "event_number": read.number,
                    "codebook": f"{coding.codebook} {coding.version}",
                    "type": coding.type,
                    "subtype": coding.subtype,
                    "codable": coding.codable,
                    "lacks": ", ".join(coding.lacks) or None,
                    "reason": coding.reason,
                    "part_of": coding.part_of,
                    "trigger": coding.span.words,
                    "trigger_offsets": _offsets([coding.span]),
                    "grounds": " | ".join(f"{g.field}: {g.value.value}" for g in coding.grounds) or None,
                    "grounds_words": " | ".join(_words(each) for each in spans) or None,
                    "grounds_offsets": " | ".join(_offsets(each) for each in spans) or None,
                    "supplied": " | ".join(
                        f"{g.field}: {g.value.value} ({g.value.inferred})" for g in coding.supplied
                    )
                    or None,
                    "mapped": " | ".join(f"{g.field}: {g.value.value}" for g in coding.mapped) or None,
                    **_telling(read.telling),
                },
            )


def _dyads(report: Report) -> _Made:
    read = {each.event.id: each for each in ledger(report).events or ()}
    for event, source, target, act in dyads(report):
        time, standing = event.time.value if event.time else None, read[event.id].standing
        filed = filed_as(event.type, event.mode, event.modality.value, event.polarity.value)
        yield (
            event,
            {
                "event": event.id,
                "number": read[event.id].number,
                **_party("source", source),
                **_party("target", target),
                "target_role": target.role,
                "type": event.type,
                "mode": event.mode,
                "plover": act.name if act else filed,
                "plover_confidence": act.chance if act else None,
                "trigger": event.span.words,
                "trigger_offsets": _offsets([event.span]),
                "happened": standing.happened,
                "standing": standing.label,
                **_cells("modality", event.modality, event.modality.value),
                **_cells("polarity", event.polarity, event.polarity.value),
                "time_earliest": time.earliest if time else None,
                "time_latest": time.latest if time else None,
                **_cells("place", event.place, str(event.place.value) if event.place else None),
                **_telling(read[event.id].telling),
                "claim": event.claim,
                "chain": _chain(read[event.id].chain),
            },
        )


def _party(name: str, one: Participant) -> dict[str, Cell]:
    """Who it is, and what sort of actor."""
    kind, country = (one.actor.kind, one.actor.country) if one.actor else (None, None)
    return {
        **_cells(name, one.party, one.party.value.name),
        f"{name}_entity": one.party.value.entity,
        f"{name}_kind": kind.value if kind else None,
        f"{name}_country": country.value if country else None,
    }


def _loaded(report: Report) -> _Made:
    for read in ledger(report).loaded or ():
        term = read.term
        target = term.target
        yield (
            term,
            {
                "loaded": term.id,
                "number": read.number,
                "words": term.span.words,
                "offsets": _offsets([term.span]),
                "term": term.term,
                "kind": term.kind,
                "voice": term.voice,
                "certain": term.certain,
                "source": read.chain[-1].holder.name if term.claim else None,
                **_cells("target", target, target.value.name if target else None),
                "target_entity": target.value.entity if target else None,
                **_cells("distance", term.distance, term.distance.value if term.distance else None),
                **_cells("polarity", term.polarity, term.polarity.value),
                "claim": term.claim,
                "chain": _chain(read.chain),
            },
        )


def _dating(report: Report) -> _Made:
    for dating in report.dating or ():
        days = dating.published
        yield (
            dating,
            {
                "dating": dating.id,
                "earliest": days.value.earliest,
                "latest": days.value.latest,
                "clues": " | ".join(clue.value for clue in dating.clues),
                "words": days.words,
                "offsets": _offsets(days.spans),
            },
        )


def _tolls(report: Report) -> _Made:
    for toll in report.tolls or ():
        made: Toll = toll
        yield (
            made,
            {
                "toll": made.id,
                "effect": made.effect,
                **_cells("best", made.best, made.best.value),
                "best_how": made.best.inferred,
                "low": made.low,
                "high": made.high,
                "told": "; ".join(f"{q.value.effect}: {q.value.count}" for q in made.told) or None,
                "told_words": " | ".join(q.words for q in made.told) or None,
                "told_offsets": "; ".join(_offsets(q.spans) for q in made.told) or None,
                "told_claims": "; ".join(q.value.claim or "" for q in made.told).strip("; ") or None,
                "events": " ".join(made.events) or None,
            },
        )


def _entities(report: Report) -> _Made:
    for entity in report.entities or ():
        made: Entity = entity
        yield (
            made,
            {
                "entity": made.id,
                "kind": made.kind,
                "name": made.name,
                "aliases": " | ".join(made.aliases) or None,
                "descriptions": " | ".join(span.words for span in made.descriptions) or None,
                "mentions": len(made.mentions),
                "offsets": _offsets([made.span]),
            },
        )


def _mentions(report: Report) -> _Made:
    for mention in report.mentions or ():
        made: Mention = mention
        value = made.time or made.count
        yield (
            made,
            {
                "mention": made.id,
                "kind": made.kind,
                "form": made.form,
                "words": made.span.words,
                "offsets": _offsets([made.span]),
                "head": made.head.words,
                "value": str(value) if value else None,
                "place_words": made.place.words if made.place else None,
                "place_offsets": _offsets(made.place.spans) if made.place else None,
                "place_use": made.place.value.use if made.place else None,
                **_placed("place", made.place.value if made.place else None),
                "place_within": str(made.place.value.within) if made.place and made.place.value.within else None,
            },
        )


def _quotes(report: Report) -> _Made:
    for quote in report.quotes or ():
        made: Quote = quote
        yield (
            made,
            {
                "quote": made.id,
                "content": _words(made.content),
                "content_offsets": _offsets(made.content),
                "use": made.use,
                "closed": made.closed,
                "within": made.within,
            },
        )


def _issues(report: Report) -> _Made:
    for issue in report.issues:
        yield (
            issue,
            {
                "issue": issue.id,
                "code": issue.code,
                "message": issue.message,
                "hint": issue.hint or None,
                "words": issue.span.words or None,
                "offsets": _offsets([issue.span]),
            },
        )


_MAKERS: dict[str, Callable[[Report], _Made]] = {
    "claims": _claims,
    "events": _events,
    "dyads": _dyads,
    "quantities": _quantities,
    "codings": _codings,
    "loaded": _loaded,
    "tolls": _tolls,
    "entities": _entities,
    "dating": _dating,
    "mentions": _mentions,
    "quotes": _quotes,
    "issues": _issues,
}
