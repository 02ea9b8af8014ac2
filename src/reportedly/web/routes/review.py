"""The review queue over HTTP: next items, decisions, undo, double coding, adjudication, agreement, progress."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Response

from reportedly.review import deciding, offering, queue
from reportedly.review import double_coding as doubling
from reportedly.review.agreement import RESAMPLES, agreement, double_coded
from reportedly.review.changes import Change
from reportedly.review.codebook import codebook
from reportedly.review.disputes import disputes
from reportedly.review.item import kind_of
from reportedly.review.leases import SECONDS
from reportedly.review.opened import Opened, open_item
from reportedly.review.progress import progress
from reportedly.store import decisions as kept
from reportedly.store.ledger import Ledger
from reportedly.web.catching_up import catch_up
from reportedly.web.etags import IfMatch, etag, must_match, seen_state
from reportedly.web.exact_words import exact_words
from reportedly.web.paging import Cursor, Limit, Page, part, place_of
from reportedly.web.problems import ProblemError
from reportedly.web.shapes import coders
from reportedly.web.shapes import review as shapes
from reportedly.web.shapes.codebook import Codebook
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter(prefix="/api/review")

Coder = Annotated[Visitor, needs("annotate")]
Adjudicator = Annotated[Visitor, needs("adjudicate")]

Kinds = Annotated[list[shapes.Kind] | None, Query(description="Only these kinds; several may be given.")]
Since = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$", description="Reports published from this day on.")]


@router.get("/next")
def next_review_items(
    visitor: Coder,
    ledger: LedgerOf,
    limit: Annotated[int, Query(ge=1, le=20, description="How many to get ready: the next, and those after it.")] = 5,
    kind: Kinds = None,
    report: str | None = None,
    incident: str | None = None,
    since: Since = None,
    field: Annotated[str | None, Query(description="Only where this field is the most doubtful.")] = None,
    skipped: Annotated[bool, Query(description="Only what you have skipped.")] = False,
) -> shapes.Next:
    """The next items for you, best first. They are yours for some minutes: nobody else is given them meanwhile."""
    _see_names(visitor)
    behind = _kept_up(ledger)
    wanted = _filter(visitor, kind, report, incident, since, field, skipped)
    found, left = offering.next_items(ledger, visitor.name, limit, wanted)
    return shapes.Next(items=[_item(each) for each in found], left=left, behind=behind, leased_seconds=SECONDS)


@router.get("/items")
def list_review_items(
    visitor: Coder,
    ledger: LedgerOf,
    limit: Limit = 50,
    cursor: Cursor = None,
    kind: Kinds = None,
    report: str | None = None,
    incident: str | None = None,
    since: Since = None,
    field: str | None = None,
) -> Page[shapes.QueueRow]:
    """The queue as it is, best first, whoever has its items in hand."""
    _kept_up(ledger)
    after = place_of(cursor, tuple[float, str])
    wanted = _filter(visitor, kind, report, incident, since, field, False)
    with ledger.reading() as connection:
        rows = offering.listed(connection, wanted, limit=limit + 1, after=after)
        twice = doubling.double_coding(connection)
    shown, further = part(rows, limit, lambda row: (row.value, row.item))
    items = [
        shapes.QueueRow(
            id=row.item,
            kind=row.kind,
            report=row.report,
            incident=row.incident,
            field=row.field,
            doubt=row.doubt,
            stakes=row.stakes,
            value=row.value,
            double=twice.chosen(row.item),
        )
        for row in shown
    ]
    return Page(items=items, next=further, total=None)


@router.get("/items/{id}")
def review_item(visitor: Coder, ledger: LedgerOf, id: str, response: Response) -> shapes.Item:
    """One item, in the queue or not, as you may see it: never with what somebody else decided blind."""
    _see_names(visitor)
    with ledger.reading() as connection:
        opened = open_item(connection, id, visitor.name)
    response.headers["ETag"] = etag(opened.etag)
    return _item(opened)


@router.post("/items/{id}/decisions")
def decide_review_item(
    visitor: Coder, ledger: LedgerOf, id: str, said: shapes.Decide, if_match: IfMatch = None
) -> shapes.ReviewDecided:
    """Decide an item. The same key again gives the same answer and changes nothing, so a lost answer can be asked for
    again. 409 where somebody decided or changed it since you saw it."""
    _may_judge(visitor, id)
    with ledger.reading() as connection:
        changes = _changes(ledger, id, said.corrections)
        known = kept.with_key(connection, visitor.name, said.key)
    done = deciding.decide(
        ledger,
        id,
        said.action,
        author=visitor.name,
        key=said.key,
        changes=changes,
        reason=said.reason,
        seconds=said.seconds,
        seen=None if known else seen_state(if_match),
    )
    return _decided(ledger, done)


@router.post("/undo")
def undo_review_decision(visitor: Coder, ledger: LedgerOf, said: shapes.TakeBack) -> shapes.ReviewDecided:
    """Take back your latest decision, or the one with this number, with all that it entered. The trace stays."""
    anybodys = visitor.may("adjudicate")
    done = deciding.undo(ledger, said.number, author=visitor.name, reason=said.reason, anybodys=anybodys)
    return _decided(ledger, done)


@router.get("/decisions")
def my_review_decisions(
    visitor: Coder, ledger: LedgerOf, limit: Limit = 50, cursor: Cursor = None
) -> Page[shapes.Decision]:
    """Your decisions, the latest first."""
    place = place_of(cursor, tuple[int])
    with ledger.reading() as connection:
        rows = kept.by_author(connection, visitor.name, before=place[0] if place else None, limit=limit + 1)
    shown, further = part(rows, limit, lambda row: (row[0].sequence,))
    return Page(items=[_decision(made, taken_back=gone) for made, gone in shown], next=further, total=None)


@router.get("/progress")
def review_progress(visitor: Coder, ledger: LedgerOf) -> coders.Progress:
    """How far review has come: open items, and what each coder did by day."""
    _kept_up(ledger)
    with ledger.reading() as connection:
        return coders.Progress.model_validate(progress(connection))


@router.get("/agreement")
def review_agreement(visitor: Coder, ledger: LedgerOf) -> coders.Agreement:
    """How far two coders agree on each field: raw agreement and Krippendorff's alpha, with an interval."""
    with ledger.reading() as connection:
        pairs = double_coded(kept.each(connection))
    fields = [coders.AgreementOfField.model_validate(each) for each in agreement(pairs)]
    return coders.Agreement(items=fields, units=len(pairs), resamples=RESAMPLES)


@router.get("/codebook")
def review_codebook(visitor: Annotated[Visitor, needs("read")]) -> Codebook:
    """What coders look up: values of fields with definitions and sentences."""
    return Codebook.model_validate(codebook())


@router.get("/double-coding")
def get_double_coding(visitor: Coder, ledger: LedgerOf, response: Response) -> shapes.DoubleCoding:
    """Which items two people code."""
    with ledger.reading() as connection:
        now = doubling.double_coding(connection)
    response.headers["ETag"] = etag(now.etag)
    return shapes.DoubleCoding.model_validate(now)


@router.put("/double-coding")
def set_double_coding(
    visitor: Adjudicator, ledger: LedgerOf, wanted: shapes.DoubleCoding, if_match: IfMatch = None
) -> shapes.DoubleCoding:
    """Set which items two people code from now on. What was begun stays as it was begun."""
    made = doubling.DoubleCoding(share=wanted.share, items=tuple(wanted.items), kinds=tuple(wanted.kinds))
    with ledger.writing() as connection:
        must_match(if_match, doubling.double_coding(connection).etag)
        doubling.set_double_coding(connection, made)
    return shapes.DoubleCoding.model_validate(made)


@router.get("/adjudication")
def review_disputes(
    visitor: Adjudicator, ledger: LedgerOf, limit: Limit = 20, cursor: Cursor = None
) -> Page[shapes.Dispute]:
    """Items that two coders see differently, with both decisions; your own are listed and cannot be opened."""
    _see_names(visitor)
    after = place_of(cursor, tuple[float, str])
    with ledger.reading() as connection:
        found, total = disputes(connection, visitor.name, limit=limit + 1, after=after)
    shown, further = part(found, limit, lambda each: (each.value, each.opened.item.id))
    items = [
        shapes.Dispute(
            item=_item(each.opened),
            decisions=[] if each.yours else [_decision(made) for made in each.decisions],
            differ=[] if each.yours else list(each.differ),
            yours=each.yours,
        )
        for each in shown
    ]
    return Page(items=items, next=further, total=total)


@router.post("/adjudication/{id}")
def adjudicate_review_item(
    visitor: Adjudicator, ledger: LedgerOf, id: str, said: shapes.Adjudicate, if_match: IfMatch = None
) -> shapes.ReviewDecided:
    """Decide an item on which two coders differ, or take what one of them said. Nobody adjudicates their own."""
    with ledger.reading() as connection:
        known = kept.with_key(connection, visitor.name, said.key)
    done = deciding.adjudicate(
        ledger,
        id,
        said.action,
        author=visitor.name,
        key=said.key,
        changes=_changes(ledger, id, said.corrections),
        take=said.take,
        reason=said.reason,
        seconds=said.seconds,
        seen=None if known else seen_state(if_match),
    )
    return _decided(ledger, done)


def _kept_up(ledger: Ledger) -> int:
    """Bring the queue up to the ledger, beside this request if it is far behind; returns by how many reports."""
    behind = queue.keep_up(ledger)
    if behind:
        catch_up(ledger)
    return behind


def _filter(
    visitor: Visitor,
    kinds: list[shapes.Kind] | None,
    report: str | None,
    incident: str | None,
    since: str | None,
    field: str | None,
    skipped: bool,
) -> offering.Filter:
    """What is asked for, less pairs and copies for those who may not judge them."""
    may: tuple[shapes.Kind, ...] = ("claim", "event", "pair", "copy") if visitor.may("judge") else ("claim", "event")
    wanted = tuple(kind for kind in may if not kinds or kind in kinds)
    return offering.Filter(kinds=wanted, report=report, incident=incident, since=since, field=field, skipped=skipped)


def _see_names(visitor: Visitor) -> None:
    if not visitor.may("see_names"):
        detail = f"review shows reports as they are, names too, which the role {visitor.role} may not see"
        raise ProblemError(403, "not-allowed", detail, needs="see_names")


def _may_judge(visitor: Visitor, item: str) -> None:
    if kind_of(item) in ("pair", "copy") and not visitor.may("judge"):
        detail = (
            f"deciding what is one incident or a copy needs the right to judge, which the role {visitor.role} has not"
        )
        raise ProblemError(403, "not-allowed", detail, needs="judge")


def _changes(ledger: Ledger, item: str, corrections: list[shapes.Correction]) -> list[Change]:
    """Corrections with spans that are checked: the words must stand exactly there."""
    told = [span for each in corrections for span in each.spans or ()]
    if told:
        text = ledger.report(item.partition(".")[0]).text
        for span in told:
            exact_words(text, span.start, span.end, span.words)
    return [
        Change(
            each.field,
            each.value,
            None if each.spans is None else tuple((span.start, span.end) for span in each.spans),
            each.keep_value,
        )
        for each in corrections
    ]


def _item(opened: Opened) -> shapes.Item:
    own = opened.own
    said: dict[str, Any] = msgspec.to_builtins(opened.item)
    return shapes.Item.model_validate(
        said
        | {
            "state": opened.state,
            "round": opened.round,
            "value": opened.item.value,
            "own": _decision(own) if own else None,
            "etag": etag(opened.etag),
        }
    )


def _decision(made: kept.Decision, *, taken_back: bool = False) -> shapes.Decision:
    return shapes.Decision(
        number=made.sequence,
        item=made.item,
        kind=made.kind,
        report=made.report,
        action=made.action,
        round=made.round,
        author=made.author,
        reason=made.reason,
        corrections=[shapes.Correction.model_validate(each) for each in made.body.get("changes", ())],
        at=made.at,
        seconds=made.seconds,
        effects=list(made.effects),
        taken_back=taken_back or made.withdrawn,
    )


def _decided(ledger: Ledger, done: deciding.Outcome) -> shapes.ReviewDecided:
    with ledger.reading() as connection:
        left = sum(queue.open_items(connection).values())
    return shapes.ReviewDecided(decision=_decision(done.decision), state=done.state, said=done.said, left=left)  # type: ignore[arg-type]
