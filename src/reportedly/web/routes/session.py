"""Who is asking, how they get in, and how they leave."""

from __future__ import annotations

from math import ceil
from typing import Annotated

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from reportedly.access import accounts
from reportedly.version import __version__
from reportedly.web.cookie import give, take, token_in
from reportedly.web.problems import ProblemError
from reportedly.web.shapes.session import Session, SignIn
from reportedly.web.state import LedgerOf
from reportedly.web.team import Team, team_of
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()


@router.get("/api/session")
def session(request: Request, visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf) -> Session:
    """Who I am, and what I may do."""
    return Session(
        name=visitor.name,
        role=visitor.role,
        can=sorted(visitor.can),
        by=request.app.state.doorkeeper.by,
        ledger=ledger.place,
        version=__version__,
    )


@router.post("/api/session", status_code=204)
def sign_in(request: Request, given: SignIn, ledger: LedgerOf) -> Response:
    """Open a session with name and password; the browser gets a cookie. 401 if either is wrong, 429 after many."""
    team = team_of(request)
    whom = (f"name {given.name.casefold()}", f"from {request.client.host if request.client else '?'}")
    if wait := team.attempts.wait(*whom):
        seconds = ceil(wait)
        detail = f"too many tries; wait {seconds} {'second' if seconds == 1 else 'seconds'} and try again"
        raise ProblemError(429, "too-many-tries", detail, headers={"Retry-After": str(seconds)}, seconds=seconds)
    token = accounts.sign_in(ledger, given.name, given.password)
    if token is None:
        team.attempts.refused(*whom)
        raise ProblemError(401, "sign-in", "name or password is wrong", by=team.by)
    team.attempts.admitted(*whom)
    answer = Response(status_code=204)
    give(request, answer, token)
    return answer


@router.delete("/api/session", status_code=204)
def sign_out(request: Request, visitor: Annotated[Visitor, needs("read")], ledger: LedgerOf) -> Response:
    """End my session here."""
    token = token_in(request)
    if token is not None and isinstance(request.app.state.doorkeeper, Team):
        accounts.sign_out(ledger, visitor.name, token)
    answer = Response(status_code=204)
    take(request, answer)
    return answer


@router.get("/enter", include_in_schema=False)
def enter(request: Request, token: str) -> RedirectResponse:
    """Exchange the one-time token of the address that `reportedly serve` printed for a session."""
    admitted = request.app.state.doorkeeper.admit(token)
    if admitted is None:
        raise ProblemError(401, "sign-in", "this link was used before; start `reportedly serve` again for a new one")
    answer = RedirectResponse("/", status_code=303)
    give(request, answer, admitted)
    return answer
