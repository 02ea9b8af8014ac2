"""One report: its text with all that was read in it, its history, what changed between two, and correcting it."""

from __future__ import annotations

import json
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection

from reportedly.derive.beside_report import beside_report
from reportedly.derive.renew import renew
from reportedly.errors import ChangedMeanwhile
from reportedly.export.ledger import ledger as book_of
from reportedly.export.reader_marks import shown_marks, shown_paragraphs
from reportedly.export.reader_view import reader_view
from reportedly.export.wording import heading
from reportedly.incidents.difference import difference
from reportedly.incidents.word_changes import word_changes
from reportedly.report import Report
from reportedly.store.ledger import Ledger
from reportedly.text.surrogates import without_surrogates
from reportedly.web.etags import IfMatch, etag, must_match, seen_state
from reportedly.web.exact_words import exact_words
from reportedly.web.problems import ProblemError
from reportedly.web.shapes.reports import (
    ChangeAsked,
    Corrected,
    CorrectionsAsked,
    DiffPage,
    HistoryPage,
    ReportPage,
    WithdrawalAsked,
)
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

AsOf = Annotated[int | None, Query(ge=1, description="A sequence number: the report as it stood then.")]


@router.get("/api/reports/{id}", response_model=ReportPage)
def report(id: str, visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf, as_of: AsOf = None) -> Response:
    """A report with every layer, its corrections, retrievals, incidents, copies and versions. The ETag is for
    corrections."""
    found = ledger.report(id, as_of=as_of)
    sequence = ledger.newest(found.id, as_of=as_of)
    raw = found.publication.raw
    body = msgspec.structs.asdict(reader_view(found)) | {
        "sequence": sequence,
        "masked": [],
        "corrections": [
            _without(msgspec.to_builtins(each), "report") for each in ledger.corrections(report=found.id, as_of=as_of)
        ],
        "retrievals": ledger.retrievals(found.id),
        "original": _without(msgspec.to_builtins(raw), "aligned") if raw else None,
        "beside": beside_report(ledger, found.id),
    }
    return _json(body, ETag=etag(sequence))


@router.get("/api/reports/{id}/history")
def report_history(
    id: str, visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf, as_of: AsOf = None
) -> HistoryPage:
    """Every reading, correction and withdrawal of a report, the oldest first."""
    return HistoryPage.model_validate(
        {"items": [msgspec.to_builtins(each) for each in ledger.history(id, as_of=as_of)]}
    )


@router.get("/api/reports/{a}/diff/{b}", response_model=DiffPage)
def report_diff(a: str, b: str, visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf) -> Response:
    """What changed from report a to report b: tolls, sources, firmness, events; and the words of the text."""
    one, other = ledger.report(a), ledger.report(b)
    found = difference(one, other)
    return _json(
        {
            "a": _side(one),
            "b": _side(other),
            "same": found.same,
            "sentences": found.sentences,
            "changes": found.changes,
            "runs": word_changes(one.text, other.text),
        }
    )


@router.post("/api/reports/{id}/corrections", status_code=201)
def correct_report(
    id: str,
    asked: CorrectionsAsked,
    response: Response,
    visitor: Annotated[Visitor, needs("annotate")],
    ledger: LedgerOf,
    if_match: IfMatch = None,
) -> Corrected:
    """Correct fields of a report for one reason, all or none. What was read stays readable."""
    found = ledger.report(id)
    seen = _seen(ledger, found.id, if_match)
    changes = [_change(found, each) for each in asked.changes]
    renewing = _Renewing()
    try:
        made = ledger.correct_several(
            found.id, changes, author=visitor.name, reason=asked.reason, seen=seen, then=renewing
        )
    except ChangedMeanwhile:
        raise _stale(ledger, found.id, seen) from None
    response.headers["ETag"] = etag(ledger.newest(found.id))
    return Corrected(sequences=made, again=renewing.again)


@router.post("/api/reports/{id}/corrections/{sequence}/withdrawal", status_code=201)
def withdraw_correction(
    id: str,
    sequence: int,
    asked: WithdrawalAsked,
    response: Response,
    visitor: Annotated[Visitor, needs("annotate")],
    ledger: LedgerOf,
    if_match: IfMatch = None,
) -> Corrected:
    """Take a correction back: what was read, or corrected before, stands again."""
    found = ledger.report(id)
    seen = _seen(ledger, found.id, if_match)
    renewing = _Renewing()
    try:
        made = ledger.withdraw_correction(
            sequence, author=visitor.name, reason=asked.reason, report=found.id, seen=seen, then=renewing
        )
    except ChangedMeanwhile:
        raise _stale(ledger, found.id, seen) from None
    response.headers["ETag"] = etag(ledger.newest(found.id))
    return Corrected(sequences=[made], again=renewing.again)


class _Renewing:
    """Brings what is derived in step with a correction, and keeps why it cannot where it cannot."""

    again: str | None = None

    def __call__(self, connection: Connection, report: str) -> None:
        self.again = renew(connection, report).again


def _seen(ledger: Ledger, report: str, if_match: str | None) -> int | None:
    """The sequence that whoever writes has seen; None for whatever there is. Raises 428 and 412."""
    now = ledger.newest(report)
    try:
        must_match(if_match, now)
    except ProblemError as problem:
        if problem.status != 412:
            raise
        given = seen_state(if_match) or ""
        raise _stale(ledger, report, int(given) if given.isdecimal() else 0) from None
    return None if seen_state(if_match) is None else now


def _stale(ledger: Ledger, report: str, seen: int | None) -> ProblemError:
    """Who changed what since: a 412 that loses nothing."""
    since = [msgspec.to_builtins(each) for each in ledger.history(report) if each.sequence > (seen or 0)]
    detail = "somebody has changed this report since you saw it; compare with yours, then save again"
    return ProblemError(412, "changed-meanwhile", detail, now=etag(ledger.newest(report)), since=since)


def _change(report: Report, asked: ChangeAsked) -> tuple[str, str, object, tuple[tuple[int, int], ...] | None]:
    """A change as the ledger takes it, its words checked. Raises BadCorrection."""
    spans = [] if asked.spans is None else [each.model_dump() for each in asked.spans]
    for each in (*spans, *(asked.value if _are_spans(asked.value) else ())):
        each["words"] = exact_words(report.text, each["start"], each["end"], each["words"])
    places = None if asked.spans is None else tuple((each["start"], each["end"]) for each in spans)
    return asked.annotation, asked.field, asked.value, places


def _are_spans(value: Any) -> bool:
    """Whether a value is a list of spans, as the content of a claim is."""
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and isinstance(each.get("start"), int)
        and isinstance(each.get("end"), int)
        and isinstance(each.get("words"), str)
        for each in value
    )


def _side(report: Report) -> dict[str, Any]:
    top = heading(report)
    publication = report.publication
    return {
        "id": report.id,
        "title": top.title,
        "details": top.details,
        "outlet": publication.outlet.value if publication.outlet else "this report",
        "language": publication.language.value if publication.language else None,
        "published": publication.published.value if publication.published else None,
        "text": report.text,
        "masked": [],
        "paragraphs": shown_paragraphs(report),
        "marks": shown_marks(book_of(report)),
    }


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def _json(body: dict[str, Any], **headers: str) -> Response:
    """JSON by the shape's names. Lone surrogates, which UTF-8 cannot carry, become U+FFFD: offsets hold."""
    try:
        encoded = msgspec.json.encode(body)
    except UnicodeEncodeError:
        plain = json.dumps(msgspec.to_builtins(body), ensure_ascii=False, separators=(",", ":"))
        encoded = without_surrogates(plain).encode()
    return Response(encoded, media_type="application/json", headers=headers)
