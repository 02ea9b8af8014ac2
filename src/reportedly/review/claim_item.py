"""A claim as an item of review: source, cue, content, firmness, kind, each with its words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reportedly.export.wording import SOURCE_TYPES, chain_words, said
from reportedly.layers.anchoring import Span
from reportedly.layers.claims import Claim
from reportedly.report import Report
from reportedly.review.codebook import options
from reportedly.review.item import Clue, CodebookEntry, Doubt, ItemField
from reportedly.review.worth import Own

__all__ = [
    "claim_clues",
    "claim_doubts",
    "claim_entries",
    "claim_fields",
    "claim_own",
    "claim_question",
    "claim_words",
]

_TOLLS = frozenset({"killed", "injured"})


def claim_question(claim: Claim) -> str:
    """What is asked of a claim."""
    who = claim.source.value.name if claim.source else "somebody who is not named"
    return f"Is this {_DONE.get(claim.status.value, 'said')} by {who}, as it is read here?"


_DONE = {
    "denied": "denied",
    "alleged": "alleged",
    "believed": "believed",
    "conditional": "said on a condition",
    "planned": "planned or announced",
    "threatened": "threatened",
    "demanded": "demanded",
    "asked": "asked",
    "unknown": "left open",
}


def claim_fields(claim: Claim) -> tuple[ItemField, ...]:
    """The fields that are reviewed, in the order in which one reads them."""
    source, kind, cue = claim.source, claim.source_type, claim.cue
    return (
        ItemField(
            path="source",
            label="Source",
            value=msgspec.to_builtins(source.value) if source else None,
            shown=source.value.name if source else "",
            spans=source.spans if source else (),
            inferred=source.inferred if source else None,
            editable="text",
            takes_spans=True,
        ),
        ItemField(
            path="source_type",
            label="Kind of source",
            value=kind.value if kind else None,
            shown=SOURCE_TYPES[kind.value] if kind else "",
            spans=kind.spans if kind else (),
            inferred=kind.inferred if kind else None,
            options=options("source_type"),
            editable="choice",
            takes_spans=True,
        ),
        ItemField(
            path="cue",
            label="Cue",
            value=cue.value.lemma if cue else None,
            shown=cue.words if cue else "",
            spans=cue.spans if cue else (),
            inferred=cue.inferred if cue else None,
            editable="spans" if cue else "no",
            takes_spans=cue is not None,
        ),
        ItemField(
            path="content",
            label="Content",
            value=msgspec.to_builtins(claim.content),
            shown=said(claim, 400),
            spans=claim.content,
            editable="spans",
            takes_spans=True,
        ),
        ItemField(
            path="kind",
            label="Quoted",
            value=claim.kind,
            shown=claim.kind,
            options=options("kind"),
            editable="choice",
        ),
        ItemField(
            path="status",
            label="The source commits to it as",
            value=claim.status.value,
            shown=claim.status.value,
            spans=claim.status.spans,
            inferred=claim.status.inferred,
            options=options("status"),
            editable="choice",
            takes_spans=True,
        ),
        ItemField(
            path="stance",
            label="Whoever reports it is",
            value=claim.stance.value,
            shown=claim.stance.value,
            spans=claim.stance.spans,
            inferred=claim.stance.inferred,
            options=options("stance"),
            editable="choice",
            takes_spans=True,
        ),
    )


def claim_words(claim: Claim) -> Iterator[tuple[str, Span]]:
    """The words that the passage marks."""
    for field in claim_fields(claim):
        if field.path in ("source", "cue", "content"):
            yield from ((field.path, span) for span in field.spans)


def claim_doubts(claim: Claim) -> tuple[Doubt, ...]:
    """How likely the reading is wrong. Confidence is calibrated: the share of such claims that are right in source

    and content on people's annotations (`claims.fusion`). None estimated is no doubt: a rule alone decided.
    """
    if claim.confidence is None:
        return ()
    right = round(claim.confidence * 100)
    sentence = f"of 100 claims that are read as surely as this one, about {right} are right in source and content"
    return (Doubt("source" if claim.source is None else "content", 1.0 - claim.confidence, sentence),)


def claim_own(report: Report, claim: Claim) -> Own:
    """What the claim decides: blame, a toll."""
    blame = claim.cue is not None and claim.cue.value.kind == "responsibility"
    toll = coded = False
    codable = {each.event for each in report.codings or () if each.codable}
    for event in report.events or ():
        blame = blame or any(each.claim == claim.id for each in event.responsibility)
        figures = [q.value for q in event.quantities if q.value.effect in _TOLLS]
        toll = toll or any(claim.id in (figure.claim, event.claim) for figure in figures)
        coded = coded or (event.claim == claim.id and event.id in codable)
    return Own(blame, toll, coded)


def claim_clues(report: Report, claim: Claim) -> tuple[Clue, ...]:
    """What one may look at: the chain of sources, who read it, what was left open in these words."""
    clues = [Clue("chain", f"Chain of sources: {chain_words(report.chain(claim))}")]
    if claim.anonymity:
        clues.append(Clue("anonymity", f"Not named, and why: “{claim.anonymity[0].words}”"))
    clues.append(
        Clue("reader", f"Read by {claim.origin.by}" + (f", {claim.origin.rule}" if claim.origin.rule else ""))
    )
    clues += (Clue("issue", each.message) for each in report.issues if each.span in claim.span and each.span.words)
    return tuple(clues)


def claim_entries(claim: Claim) -> tuple[CodebookEntry, ...]:
    """The entries of the codebook that its values are."""
    out = [CodebookEntry("attribution", "source"), CodebookEntry("status", claim.status.value)]
    out += [CodebookEntry("stance", claim.stance.value), CodebookEntry("kind", claim.kind)]
    if claim.source_type:
        out.append(CodebookEntry("source_type", claim.source_type.value))
    return tuple(out)
