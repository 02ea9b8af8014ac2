"""A report's original, shown: the page as it was taken in, made harmless."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response

from reportedly.errors import UnknownId
from reportedly.export.original_page import POLICY, original_page
from reportedly.text.decode import decode
from reportedly.text.limits import Limits
from reportedly.text.markup import looks_like_html
from reportedly.web.problems import ProblemError
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()


@router.get("/api/reports/{id}/page", response_class=Response)
def report_page(id: str, visitor: Annotated[Visitor, needs("see_names")], ledger: LedgerOf) -> Response:
    """The HTML page a report was taken from, without scripts, styles, pictures and addresses: for a sandboxed frame.

    404 for a report that was not made from a page. Names stand in it as they were, so that one has to be allowed to
    see them.
    """
    found = ledger.report(id)
    retrieved = ledger.retrievals(found.id)
    raw = found.publication.raw
    if not retrieved and raw is None:
        raise UnknownId(f"report {found.id} was not made from an original that the ledger keeps")
    with ledger.originals.open(retrieved[0].original if retrieved else raw.sha256 if raw else "") as file:
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
