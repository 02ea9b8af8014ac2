"""What a report was made from: its bytes, to keep, and the page as it was taken in, made harmless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Response
from starlette.responses import StreamingResponse

from reportedly.errors import UnknownId
from reportedly.export.original_page import POLICY, original_page
from reportedly.report import Report
from reportedly.store.ledger import Ledger
from reportedly.text.decode import decode
from reportedly.text.limits import Limits
from reportedly.text.markup import looks_like_html
from reportedly.web.problems import ProblemError
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

PIECE = 1 << 16
"""Bytes that are sent at a time."""


@router.get("/api/reports/{id}/original", response_class=Response)
def report_original(id: str, visitor: Annotated[Visitor, needs("see_names")], ledger: LedgerOf) -> Response:
    """The bytes that arrived, to keep: never shown in the browser. Their SHA-256 is checked before."""
    found = ledger.report(id)
    digest = _digest(ledger, found)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.id}.original"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Digest-SHA256": digest,
    }
    pieces = _pieces(ledger.originals.open(digest))
    return StreamingResponse(pieces, media_type="application/octet-stream", headers=headers)


@router.get("/api/reports/{id}/page", response_class=Response)
def report_page(id: str, visitor: Annotated[Visitor, needs("see_names")], ledger: LedgerOf) -> Response:
    """The HTML page a report was taken from, without scripts, styles, pictures and addresses: for a sandboxed frame.

    404 for a report that was not made from a page. Names stand in it as they were, so that one has to be allowed to
    see them.
    """
    with ledger.originals.open(_digest(ledger, ledger.report(id))) as file:
        data = file.read(Limits().size + 1)
    Limits().check_size(len(data))
    html = decode(data, html=True).text
    if not looks_like_html(html):
        raise ProblemError(404, "no-page", "this report was not taken from a page: its text is all there is")
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Frame-Options": "SAMEORIGIN",
        "Content-Disposition": "inline",
    }
    return Response(original_page(html), media_type="text/html; charset=utf-8", headers=headers)


def _digest(ledger: Ledger, report: Report) -> str:
    """The SHA-256 under which its original is kept. Raises UnknownId for a report that was made from none."""
    retrieved = ledger.retrievals(report.id)
    if retrieved:
        return retrieved[0].original
    if report.publication.raw is None:
        raise UnknownId(f"report {report.id} was not made from an original that the ledger keeps")
    return report.publication.raw.sha256


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
