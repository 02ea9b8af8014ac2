"""Deciding about incidents: merge, split, keep apart, say what is a copy, undo; and the history of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Response
from sqlalchemy import Connection, select

from reportedly.derive import decide
from reportedly.derive.history_of import Decision, decision, decisions_of
from reportedly.derive.incident_tag import incident_tag
from reportedly.derive.since import since
from reportedly.derive.whereabouts import full_incident_id, whereabouts
from reportedly.errors import BadInput, UnknownId
from reportedly.incidents.judgement import Verdict
from reportedly.store import derived as tables
from reportedly.store.ledger import Ledger
from reportedly.store.naming import meant
from reportedly.web.etags import IfMatch, etag, must_match
from reportedly.web.problems import ProblemError
from reportedly.web.shapes.decisions import (
    AccountVerdict,
    Change,
    CopyVerdict,
    Decided,
    DecisionDone,
    IncidentNow,
    Judged,
    Merge,
    Remove,
    Split,
    Undo,
    Whereabouts,
)
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Judge = Annotated[Visitor, needs("judge")]


@router.post("/api/incidents/{incident}/merge")
def merge_incidents(
    visitor: Judge, ledger: LedgerOf, incident: str, asked: Merge, answer: Response, if_match: IfMatch = None
) -> DecisionDone:
    """Make one incident of this and others. Every incident that takes part is sent with the ETag it was seen with."""
    seen = {incident: if_match} | {each.id: each.tag for each in asked.others}
    made = decide.merge(ledger, list(seen), author=visitor.name, reason=asked.reason, check=_unchanged(seen))
    return _done(ledger, incident, made, answer)


@router.post("/api/incidents/{incident}/split")
def split_incident(
    visitor: Judge, ledger: LedgerOf, incident: str, asked: Split, answer: Response, if_match: IfMatch = None
) -> DecisionDone:
    """Make some accounts of an incident one of their own."""
    check = _unchanged({incident: if_match})
    made = decide.split(ledger, incident, asked.accounts, author=visitor.name, reason=asked.reason, check=check)
    return _done(ledger, incident, made, answer)


@router.post("/api/incidents/{incident}/remove")
def remove_report(
    visitor: Judge, ledger: LedgerOf, incident: str, asked: Remove, answer: Response, if_match: IfMatch = None
) -> DecisionDone:
    """Take one report out of an incident."""
    check = _unchanged({incident: if_match})
    made = decide.split(ledger, incident, [asked.report], author=visitor.name, reason=asked.reason, check=check)
    return _done(ledger, incident, made, answer)


@router.post("/api/incidents/{incident}/pairs")
def judge_accounts(
    visitor: Judge, ledger: LedgerOf, incident: str, asked: AccountVerdict, answer: Response, if_match: IfMatch = None
) -> DecisionDone:
    """Say whether an account of this incident and another one are of one incident ("not the same": different)."""
    return _judged(ledger, visitor, incident, asked.verdict, (asked.a, asked.b), asked.reason, answer, if_match)


@router.post("/api/incidents/{incident}/copies")
def judge_copies(
    visitor: Judge, ledger: LedgerOf, incident: str, asked: CopyVerdict, answer: Response, if_match: IfMatch = None
) -> DecisionDone:
    """Say whether of two reports one takes from the other; origins are counted anew."""
    return _judged(ledger, visitor, incident, asked.verdict, (asked.a, asked.b), asked.reason, answer, if_match)


@router.post("/api/decisions/{number}/undo")
def undo_decision(
    visitor: Judge, ledger: LedgerOf, number: int, asked: Undo, answer: Response, if_match: IfMatch = None
) -> DecisionDone:
    """Take back a decision, all of it; what it said stays readable. Undoing an undo brings it back."""

    def check(connection: Connection) -> None:
        found = decision(connection, number)
        must_match(if_match, _tag_of(found), number=number)

    made = decide.undo(ledger, number, author=visitor.name, reason=asked.reason, check=check)
    return _done(ledger, None, made, answer)


@router.get("/api/decisions/{number}")
def one_decision(
    visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf, number: int, answer: Response
) -> Decided:
    """One decision with its judgements."""
    with ledger.reading() as connection:
        found = decision(connection, number)
    answer.headers["ETag"] = etag(_tag_of(found))
    return _told(found)


@router.get("/api/incidents/{incident}/decisions")
def decisions_of_incident(
    visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf, incident: str
) -> list[Decided]:
    """Who decided what about an incident's accounts and reports, the latest first."""
    with ledger.reading() as connection:
        return [_told(each) for each in decisions_of(connection, _there(connection, incident))]


@router.get("/api/incidents/{incident}/where")
def where_incident_is(visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf, incident: str) -> Whereabouts:
    """Where an incident is whose id has changed. Raises 404 for an id that no account of the ledger would give."""
    with ledger.reading() as connection:
        there = connection.scalar(select(tables.incidents.c.id).where(tables.incidents.c.id == incident))
        now = there or whereabouts(connection, incident)
    if now is None:
        raise UnknownId(f"no incident has or had the id {incident!r}; give the full id")
    return Whereabouts(id=incident, there=there is not None, now=now)


def _judged(
    ledger: Ledger,
    visitor: Visitor,
    incident: str,
    verdict: Verdict,
    pair: tuple[str, str],
    reason: str,
    answer: Response,
    if_match: str | None,
) -> DecisionDone:
    family, column = ("accounts", "account") if verdict in ("same", "different", "unsure") else ("reports", "report")

    def check(connection: Connection) -> None:
        _unchanged({incident: if_match})(connection)
        own = tables.members.c[column]
        inside = connection.scalar(select(own).where(tables.members.c.incident == incident, own.in_(pair)).limit(1))
        if inside is None:
            raise BadInput(f"neither {pair[0]} nor {pair[1]} is one of the {family} of incident {incident}")
        for each in pair:
            if meant(connection, family, each) != each:
                raise UnknownId(f"none of the {family} of this ledger has the id {each!r}; give full ids")

    made = decide.judge_pair(ledger, verdict, *pair, author=visitor.name, reason=reason, check=check)
    return _done(ledger, incident, made, answer)


def _unchanged(seen: Mapping[str, str | None]) -> Callable[[Connection], None]:
    """Raises unless every incident is as it was seen: 428, 412 with what was done since, 410 where it is gone."""

    def check(connection: Connection) -> None:
        for incident, tag in seen.items():
            if connection.scalar(select(tables.incidents.c.id).where(tables.incidents.c.id == incident)) is None:
                _gone(connection, incident, tag)
            must_match(
                tag, incident_tag(connection, incident), incident=incident, since=_since(connection, incident, tag)
            )

    return check


def _gone(connection: Connection, incident: str, tag: str | None) -> None:
    now = whereabouts(connection, incident)
    if now is None:
        raise UnknownId(f"no incident has the id {incident!r}; decisions take full ids")
    detail = f"this incident is part of {now} now: somebody has merged or split it, or the ledger was linked again"
    raise ProblemError(410, "gone", detail, incident=incident, now=now, since=_since(connection, now, tag))


def _since(connection: Connection, incident: str, tag: str | None) -> list[dict[str, Any]]:
    return [] if tag is None else since(connection, incident, tag.strip('"'))


def _there(connection: Connection, incident: str) -> str:
    """The incident that is meant, also by an id that it had before. Raises UnknownId."""
    try:
        return full_incident_id(connection, incident)
    except UnknownId:
        if (now := whereabouts(connection, incident)) is None:
            raise
        return now


def _done(ledger: Ledger, incident: str | None, made: decide.Decided, answer: Response) -> DecisionDone:
    changed = made.relinked
    with ledger.reading() as connection:
        now = []
        for each, accounts in changed.after.items():
            title = connection.scalar(select(tables.incidents.c.title).where(tables.incidents.c.id == each))
            tag = etag(incident_tag(connection, each))
            now.append(IncidentNow(id=each, title=title, tag=tag, accounts=list(accounts)))
        here = _there(connection, incident) if incident else None
        if here:
            answer.headers["ETag"] = etag(incident_tag(connection, here))
        found = decision(connection, made.number) if made.number else None
    return DecisionDone(
        decision=made.number,
        tag=etag(_tag_of(found)) if found else None,
        judgements=list(made.judgements),
        incident=here,
        before=[Change(id=each, accounts=list(accounts)) for each, accounts in changed.before.items()],
        after=now,
        again=changed.again,
    )


def _tag_of(found: Decision) -> str:
    return f"d{found.number}-{'in-force' if found.in_force else 'superseded'}"


def _told(found: Decision) -> Decided:
    first = found.rows[0]
    return Decided(
        number=found.number,
        kind=found.kind,
        author=first["author"],
        reason=first["reason"],
        at=first["at"],
        in_force=found.in_force,
        tag=etag(_tag_of(found)),
        judgements=[Judged(**{name: row[name] for name in Judged.model_fields}) for row in found.rows],
    )
