"""What belongs to whoever is signed in: their password and their keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from reportedly.access import accounts, keys
from reportedly.web.cookie import token_in
from reportedly.web.paging import Page
from reportedly.web.problems import ProblemError
from reportedly.web.shapes.team import KeyMade, KeyShown, NewKey, OwnPassword
from reportedly.web.state import LedgerOf
from reportedly.web.team import team_of
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Anyone = Annotated[Visitor, needs("read")]


@router.put("/api/own/password", status_code=204)
def change_own_password(request: Request, visitor: Anyone, given: OwnPassword, ledger: LedgerOf) -> Response:
    """Change my password; other browsers of mine are signed out."""
    team = team_of(request)
    whom = f"password of {visitor.name.casefold()}"
    if team.attempts.wait(whom) or not accounts.is_password(ledger, visitor.name, given.old):
        team.attempts.refused(whom)
        raise ProblemError(422, "wrong-password", "the old password is wrong; nothing was changed")
    accounts.set_password(ledger, visitor.name, given.new, by=visitor.name, keep=token_in(request))
    return Response(status_code=204)


@router.get("/api/own/keys")
def own_keys(request: Request, visitor: Anyone, ledger: LedgerOf) -> Page[KeyShown]:
    """My keys, the newest first, also those that were revoked."""
    found = keys.keys_of(ledger, visitor.name)
    items = [KeyShown(id=k.id, label=k.label, added=k.added, used=k.used, revoked=k.revoked) for k in found]
    return Page(items=items, next=None, total=len(items))


@router.post("/api/own/keys", status_code=201)
def make_own_key(request: Request, visitor: Anyone, given: NewKey, ledger: LedgerOf) -> KeyMade:
    """Make a key for a script, which acts in my name and may do what I may. It is shown this once."""
    team_of(request)
    _in_a_browser(request)
    return KeyMade(key=keys.make(ledger, visitor.name, given.label, by=visitor.name))


@router.delete("/api/own/keys/{id}", status_code=204)
def revoke_own_key(request: Request, visitor: Anyone, id: str, ledger: LedgerOf) -> Response:
    """Make a key of mine useless."""
    keys.revoke(ledger, visitor.name, id, by=visitor.name)
    return Response(status_code=204)


def _in_a_browser(request: Request) -> None:
    if "authorization" in request.headers:
        raise ProblemError(403, "not-allowed", "a key cannot make keys: sign in with your password")
