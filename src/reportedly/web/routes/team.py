"""Accounts and roles, for whoever administers them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response

from reportedly.access import accounts
from reportedly.access.roles import roles
from reportedly.web.etags import IfMatch, etag, must_match
from reportedly.web.paging import Page
from reportedly.web.shapes.team import AccountShown, Changed, NewAccount, NewPassword, RoleShown
from reportedly.web.state import LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Admin = Annotated[Visitor, needs("administer")]


@router.get("/api/roles")
def list_roles(visitor: Annotated[Visitor, needs("read")]) -> list[RoleShown]:
    """Every role, with what it may do."""
    return [
        RoleShown(name=each.name, label=each.label, does=each.does, can=sorted(each.can)) for each in roles().values()
    ]


@router.get("/api/accounts")
def list_accounts(visitor: Admin, ledger: LedgerOf) -> Page[AccountShown]:
    """Every account, also disabled ones."""
    found = [_shown(each) for each in accounts.accounts(ledger)]
    return Page(items=found, next=None, total=len(found))


@router.post("/api/accounts", status_code=201)
def add_account(visitor: Admin, given: NewAccount, ledger: LedgerOf) -> AccountShown:
    """Add an account."""
    return _shown(accounts.add(ledger, given.name, given.roles, given.password, by=visitor.name))


@router.patch("/api/accounts/{name}")
def change_account(
    visitor: Admin, name: str, given: Changed, ledger: LedgerOf, if_match: IfMatch = None
) -> AccountShown:
    """Give an account other roles, disable it, or enable it again."""
    now = accounts.account(ledger, name)
    must_match(if_match, now.changed, roles=list(now.roles), disabled=now.disabled)
    if given.roles is not None and tuple(given.roles) != now.roles:
        accounts.set_roles(ledger, name, given.roles, by=visitor.name)
    if given.disabled is not None and given.disabled != now.disabled:
        accounts.set_disabled(ledger, name, given.disabled, by=visitor.name)
    return _shown(accounts.account(ledger, name))


@router.post("/api/accounts/{name}/password", status_code=204)
def reset_password(visitor: Admin, name: str, given: NewPassword, ledger: LedgerOf) -> Response:
    """Give an account a new password; it is signed out everywhere."""
    accounts.set_password(ledger, name, given.password, by=visitor.name)
    return Response(status_code=204)


def _shown(account: accounts.Account) -> AccountShown:
    return AccountShown(
        name=account.name,
        roles=list(account.roles),
        disabled=account.disabled,
        ready=account.ready,
        added=account.added,
        seen=account.seen,
        etag=etag(account.changed),
    )
