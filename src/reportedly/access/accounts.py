"""Accounts: who may sign in, with which roles. Every change is noted in the audit log with who made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, literal, select, update

from reportedly.access import audit, keys, passwords, sessions
from reportedly.access.roles import Capability, allowed, checked_roles
from reportedly.errors import BadAccount, UnknownId
from reportedly.store.as_of import stamp
from reportedly.store.columns import Flag
from reportedly.store.ledger import Ledger
from reportedly.store.schema import users

__all__ = [
    "Account",
    "account",
    "accounts",
    "add",
    "any_account",
    "is_password",
    "set_disabled",
    "set_password",
    "set_roles",
    "sign_in",
    "sign_out",
]

_NAME = re.compile(r"[^\W_](?:[\w .'’-]{0,62}[^\W_])?")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `ready` is whether they have a password. Moments are ISO 8601 in UTC."""

    name: str
    roles: tuple[str, ...]
    disabled: bool
    ready: bool
    added: str
    changed: str
    seen: str | None = None

    @property
    def can(self) -> frozenset[Capability]:
        """What they may do; nothing while the account is disabled."""
        return frozenset() if self.disabled else allowed(self.roles)


def now() -> str:
    """This moment, as the ledger writes it."""
    return stamp(datetime.now(UTC))


def any_account(ledger: Ledger) -> bool:
    """Whether there is an account that can sign in: then nobody works here without."""
    with ledger.reading() as connection:
        asked = select(func.count()).select_from(users).where(users.c.password.is_not(None), _enabled())
        return bool(connection.scalar(asked))


def accounts(ledger: Ledger) -> list[Account]:
    """Every account by name, also disabled ones, each with when it was last seen."""
    with ledger.reading() as connection:
        seen = sessions.last_seen(connection)
        rows = connection.execute(select(users).order_by(users.c.name)).mappings()
        return [_account(dict(row), seen.get(row["name"])) for row in rows]


def account(ledger: Ledger, name: str) -> Account:
    """The account of this name. Raises UnknownId."""
    with ledger.reading() as connection:
        return _account(_row(connection, name), sessions.last_seen(connection).get(name))


def add(ledger: Ledger, name: str, roles: Iterable[str], password: str | None, *, by: str) -> Account:
    """Add an account. Without a password it waits for one. Raises BadAccount for a name that is taken or no name."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name):
        raise BadAccount(
            f"{name!r} cannot be an account's name: give 1 to 64 letters, digits, spaces and . ' - between them"
        )
    chosen = checked_roles(roles)
    kept = None if password is None else passwords.hashed(password, name=name)
    at = now()
    row = {"name": name, "roles": chosen, "password": kept, "disabled": False, "added": at, "changed": at}
    with ledger.writing() as connection:
        taken = list(connection.scalars(select(users.c.name)))
        if (same := next((each for each in taken if each.casefold() == name.casefold()), None)) is not None:
            raise BadAccount(f"there is an account {same!r} already; names are never given twice")
        if not taken and "administer" not in allowed(chosen):
            raise BadAccount("the first account has to be able to add the others: give it the role admin, too")
        connection.execute(insert(users).values(row))
        audit.note(connection, at, by, "account.add", name, roles=chosen)
    return _account(row, None)


def set_roles(ledger: Ledger, name: str, roles: Iterable[str], *, by: str) -> Account:
    """Give an account other roles, from the next request on. Raises UnknownId, BadAccount.

    The last account that may administer keeps that.
    """
    chosen = checked_roles(roles)
    with ledger.writing() as connection:
        row = _row(connection, name)
        if "administer" not in allowed(chosen):
            _not_the_last(connection, name)
        before = row["roles"]
        _change(connection, name, roles=chosen)
        audit.note(connection, now(), by, "account.role", name, before=before, after=chosen)
        return _account({**row, "roles": chosen}, None)


def set_password(ledger: Ledger, name: str, password: str, *, by: str, keep: str | None = None) -> None:
    """Give an account a new password, and sign it out everywhere (but in the session `keep`, by its token)."""
    kept = passwords.hashed(password, name=name)
    with ledger.writing() as connection:
        _row(connection, name)
        _change(connection, name, password=kept)
        closed = sessions.close_all(connection, name, keep=keep)
        audit.note(connection, now(), by, "account.password", name, signed_out=closed)


def set_disabled(ledger: Ledger, name: str, disabled: bool, *, by: str) -> Account:
    """Keep somebody out, or let them in again: sessions end and keys are revoked. Raises UnknownId, BadAccount."""
    with ledger.writing() as connection:
        row = _row(connection, name)
        if disabled:
            _not_the_last(connection, name)
            sessions.close_all(connection, name)
            keys.revoke_all(connection, name, now())
        _change(connection, name, disabled=disabled)
        audit.note(connection, now(), by, "account.disable" if disabled else "account.enable", name)
        return _account({**row, "disabled": disabled}, None)


def sign_in(ledger: Ledger, name: str, password: str) -> str | None:
    """Open a session for whoever brings the right password; returns its token, or None.

    A refusal takes as long and says the same for a name that does not exist. Both are noted.
    """
    with ledger.reading() as connection:
        row = connection.execute(select(users).where(users.c.name == " ".join(name.split()))).mappings().first()
    right = passwords.verified(row["password"] if row else None, password)
    if row is None or not right or row["disabled"]:
        with ledger.writing() as connection:
            audit.note(connection, now(), "nobody", "sign-in.refused", row["name"] if row else "")
        return None
    again = passwords.hashed(password, name="") if passwords.outdated(row["password"]) else None
    with ledger.writing() as connection:
        if again is not None:
            connection.execute(update(users).where(users.c.name == row["name"]).values(password=again))
        token = sessions.open_session(connection, row["name"])
        audit.note(connection, now(), row["name"], "sign-in", row["name"])
    return token


def sign_out(ledger: Ledger, name: str, token: str) -> None:
    """End a session of this account."""
    with ledger.writing() as connection:
        sessions.close(connection, token)
        audit.note(connection, now(), name, "sign-out", name)


def is_password(ledger: Ledger, name: str, password: str) -> bool:
    """Whether this is the account's password."""
    with ledger.reading() as connection:
        kept = connection.scalar(select(users.c.password).where(users.c.name == name))
    return passwords.verified(kept, password)


def _enabled() -> ColumnElement[bool]:
    return users.c.disabled == literal(False, Flag())


def _row(connection: Connection, name: str) -> dict[str, Any]:
    row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
    if row is None:
        raise UnknownId(f"there is no account {name!r}; `reportedly account list` names them")
    return dict(row)


def _change(connection: Connection, name: str, **values: Any) -> None:
    connection.execute(update(users).where(users.c.name == name).values(changed=now(), **values))


def _not_the_last(connection: Connection, name: str) -> None:
    rows = connection.execute(select(users).where(_enabled())).mappings().all()
    chiefs = [row["name"] for row in rows if row["password"] and "administer" in allowed(row["roles"])]
    if chiefs == [name]:
        raise BadAccount(f"{name} is the last account that may administer; give another the role admin first")


def _account(row: Mapping[str, Any], seen: str | None) -> Account:
    return Account(
        name=row["name"],
        roles=tuple(row["roles"]),
        disabled=bool(row["disabled"]),
        ready=row["password"] is not None,
        added=row["added"],
        changed=row["changed"],
        seen=seen,
    )
