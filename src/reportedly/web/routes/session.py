"""Who is asking, and how they get in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse

from reportedly.version import __version__
from reportedly.web.one_user import COOKIE
from reportedly.web.problems import ProblemError
from reportedly.web.shapes.session import Session
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()


@router.get("/api/session")
def session(visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf) -> Session:
    """Who I am, and what I may do."""
    return Session(
        name=visitor.name, role=visitor.role, can=sorted(visitor.can), ledger=ledger.place, version=__version__
    )


@router.get("/enter", include_in_schema=False)
def enter(request: Request, token: str) -> RedirectResponse:
    """Exchange the one-time token of the address that `reportedly serve` printed for a session."""
    admitted = request.app.state.doorkeeper.admit(token)
    if admitted is None:
        raise ProblemError(401, "sign-in", "this link was used before; start `reportedly serve` again for a new one")
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(COOKIE, admitted, httponly=True, samesite="strict", path="/")
    return answer
