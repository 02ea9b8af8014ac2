"""Leaving out an annotation that a person rejected: what it was stays in the reading, an issue says that it is gone.

A rejection is an entry as corrections are: of the field `rejected` of the annotation, with the value true. So it has
its place in the sequence, an author and a reason, and is taken back the same way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportedly.errors import BadCorrection
from reportedly.layers.anchoring import Annotation, Origin, annotation_id
from reportedly.layers.claims import Claim
from reportedly.layers.events import Event
from reportedly.report import Issue, Report

__all__ = ["FIELD", "without"]

FIELD = "rejected"
"""The field that a correction names to reject an annotation."""


def without(report: Report, old: Annotation, value: Any, author: str, reason: str, stage: str) -> Report:
    """The report without this claim or event, and with an issue in its place.

    What stood in a rejected claim stands in the one around it, or in the outlet's own voice: the words were never
    somebody's. With an event go its telling and codings, and it counts in no toll. Raises BadCorrection for other
    annotations, and for a value other than true.
    """
    if value is not True:
        raise BadCorrection(f"{old.id}.{FIELD} can only become true; to have it back, take the rejection back")
    if isinstance(old, Claim):
        out = _without_claim(report, old)
    elif isinstance(old, Event):
        out = _without_event(report, old)
    else:
        raise BadCorrection(f"{old.id} is neither a claim nor an event: only those can be rejected")
    gone = Issue(
        id=annotation_id("i", report.id, f"ledger.{FIELD}", old.id),
        span=old.span,
        origin=Origin(stage, f"rejected by {author}"),
        code=f"ledger.{FIELD}",
        message=f"{author} rejected {old.id}, read by {old.origin.by}: {reason}",
        hint="see what it was: reportedly correct REPORT --history; take it back: reportedly correct --undo NUMBER",
    )
    return out.with_issues(gone)


def _without_claim(report: Report, old: Claim) -> Report:
    above = old.within

    def moved(claim: str | None) -> str | None:
        return above if claim == old.id else claim

    claims = tuple(replace(each, within=moved(each.within)) for each in report.claims or () if each.id != old.id)
    events = tuple(
        replace(
            each,
            claim=moved(each.claim),
            quantities=tuple(replace(q, value=replace(q.value, claim=moved(q.value.claim))) for q in each.quantities),
            responsibility=tuple(replace(r, claim=moved(r.claim)) for r in each.responsibility),
        )
        for each in report.events or ()
    )
    loaded = tuple(
        replace(each, claim=above, voice="outlet" if above is None and each.voice == "paraphrased" else each.voice)
        if each.claim == old.id
        else each
        for each in report.loaded or ()
    )
    tolls = tuple(
        replace(each, told=tuple(replace(q, value=replace(q.value, claim=moved(q.value.claim))) for q in each.told))
        for each in report.tolls or ()
    )
    return _laid(report, claims=claims, events=events, loaded=loaded, tolls=tolls)


def _without_event(report: Report, old: Event) -> Report:
    gone = {each.id for each in report.codings or () if each.event == old.id}
    codings = tuple(
        replace(
            each,
            part_of=None if each.part_of in gone else each.part_of,
            grounds=tuple(g for g in each.grounds if g.of != old.id),
            supplied=tuple(g for g in each.supplied if g.of != old.id),
        )
        for each in report.codings or ()
        if each.event != old.id
    )
    tolls = tuple(
        replace(each, events=tuple(one for one in each.events if one != old.id))
        for each in report.tolls or ()
        if not each.events or set(each.events) != {old.id}
    )
    return _laid(
        report,
        events=tuple(each for each in report.events or () if each.id != old.id),
        tellings=tuple(each for each in report.tellings or () if each.event != old.id),
        codings=codings,
        tolls=tolls,
    )


def _laid(report: Report, **layers: tuple[Any, ...]) -> Report:
    """Layers at which no stage has looked stay so."""
    return report.with_layers(**{name: made for name, made in layers.items() if getattr(report, name) is not None})
