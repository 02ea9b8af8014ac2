"""Keys by which scripts use the API in the name of an account. A key is shown once, when it is made."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from reportedly.access import audit
from reportedly.access.sessions import digest_of
from reportedly.errors import BadAccount, UnknownId
from reportedly.store.as_of import stamp
from reportedly.store.ledger import Ledger
from reportedly.store.schema import api_keys, users

__all__ = ["PREFIX", "Key", "keys_of", "make", "revoke", "revoke_all", "user_of"]

PREFIX = "reportedly_"
"""By which people, and scanners for secrets, know a key when they see one."""

TOUCH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret. `id` is the beginning of its digest; `used` is exact to the hour."""

    id: str
    user: str
    label: str
    added: str
    used: str | None
    revoked: str | None


def make(ledger: Ledger, user: str, label: str, *, by: str) -> str:
    """A new key of an account; returns it, and it is kept nowhere. Raises UnknownId, BadAccount.

    `label` says what it is for, and is one of its account's own.
    """
    label = " ".join(label.split())
    if not label or len(label) > 80:
        raise BadAccount("say in 1 to 80 characters what the key is for, so that you know which one to revoke")
    token = PREFIX + secrets.token_urlsafe(32)
    at = stamp(datetime.now(UTC))
    with ledger.writing() as connection:
        if connection.scalar(select(users.c.name).where(users.c.name == user)) is None:
            raise UnknownId(f"there is no account {user!r}; `reportedly account list` names them")
        live = select(api_keys.c.label).where(api_keys.c.user == user, api_keys.c.revoked.is_(None))
        if label in set(connection.scalars(live)):
            raise BadAccount(f"{user} has a key {label!r} already: revoke it, or name this one otherwise")
        row = {"digest": digest_of(token), "user": user, "label": label, "added": at}
        connection.execute(insert(api_keys).values(row))
        audit.note(connection, at, by, "key.add", user, label=label)
    return token


def keys_of(ledger: Ledger, user: str) -> list[Key]:
    """The keys of an account, the newest first, also revoked ones."""
    asked = select(api_keys).where(api_keys.c.user == user).order_by(api_keys.c.added.desc(), api_keys.c.digest)
    with ledger.reading() as connection:
        rows = connection.execute(asked).mappings()
        return [
            Key(row["digest"][:12], **{name: row[name] for name in ("user", "label", "added", "used", "revoked")})
            for row in rows
        ]


def revoke(ledger: Ledger, user: str, id: str, *, by: str) -> None:
    """Make a key of this account useless, by its id or label. Raises UnknownId."""
    at = stamp(datetime.now(UTC))
    with ledger.writing() as connection:
        theirs = select(api_keys.c.digest, api_keys.c.label).where(
            api_keys.c.user == user, api_keys.c.revoked.is_(None)
        )
        found = [row for row in connection.execute(theirs) if row.digest[:12] == id or row.label == id]
        if not found:
            raise UnknownId(f"{user} has no key {id!r} in use; `reportedly account key NAME` lists them")
        connection.execute(update(api_keys).where(api_keys.c.digest == found[0].digest).values(revoked=at))
        audit.note(connection, at, by, "key.revoke", user, label=found[0].label)


def revoke_all(connection: Connection, user: str, at: str) -> None:
    """Make every key of an account useless, in the caller's transaction."""
    theirs = update(api_keys).where(api_keys.c.user == user, api_keys.c.revoked.is_(None))
    connection.execute(theirs.values(revoked=at))


def user_of(ledger: Ledger, token: str) -> str | None:
    """The account whose key this is; None for one that is none, or was revoked."""
    if not token.startswith(PREFIX):
        return None
    digest = digest_of(token)
    at = datetime.now(UTC)
    with ledger.reading() as connection:
        row = connection.execute(select(api_keys).where(api_keys.c.digest == digest)).first()
    if row is None or row.revoked is not None:
        return None
    if row.used is None or row.used < stamp(at - TOUCH):
        with ledger.writing() as connection:
            connection.execute(update(api_keys).where(api_keys.c.digest == digest).values(used=stamp(at)))
    user: str = row.user
    return user
