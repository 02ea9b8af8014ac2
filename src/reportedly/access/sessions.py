"""Sessions: a browser brings a random token in a cookie, and the ledger keeps its digest.

A token is 256 random bits, so a plain digest of it tells nobody anything. A session ends after `IDLE` without a
request, after `LONGEST` in any case, when it is closed, and when its account gets a new password or is disabled.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from reportedly.store.as_of import stamp
from reportedly.store.schema import sessions

__all__ = ["IDLE", "LONGEST", "close", "close_all", "last_seen", "open_session", "touch", "user_of"]

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)


def open_session(connection: Connection, user: str, at: datetime | None = None) -> str:
    """A new session of an account; returns the token, which is kept nowhere. Those that have ended are deleted."""
    moment = at or datetime.now(UTC)
    dead = (sessions.c.seen < stamp(moment - IDLE)) | (sessions.c.opened < stamp(moment - LONGEST))
    connection.execute(delete(sessions).where(dead))
    token = secrets.token_urlsafe(32)
    row = {"digest": digest_of(token), "user": user, "opened": stamp(moment), "seen": stamp(moment)}
    connection.execute(insert(sessions).values(row))
    return token


def user_of(connection: Connection, token: str, at: datetime | None = None) -> tuple[str, str] | None:
    """The account of a session that has not ended, and when it was last noted as seen."""
    moment = at or datetime.now(UTC)
    row = connection.execute(select(sessions).where(sessions.c.digest == digest_of(token))).first()
    if row is None or row.seen < stamp(moment - IDLE) or row.opened < stamp(moment - LONGEST):
        return None
    return row.user, row.seen


def touch(connection: Connection, token: str, at: datetime | None = None) -> None:
    """Note that a session is in use."""
    seen = stamp(at or datetime.now(UTC))
    connection.execute(update(sessions).where(sessions.c.digest == digest_of(token)).values(seen=seen))


def close(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest_of(token)))


def close_all(connection: Connection, user: str, *, keep: str | None = None) -> int:
    """End every session of an account, but the one with the token `keep`; returns how many."""
    theirs = delete(sessions).where(sessions.c.user == user)
    if keep is not None:
        theirs = theirs.where(sessions.c.digest != digest_of(keep))
    return connection.execute(theirs).rowcount


def last_seen(connection: Connection) -> dict[str, str]:
    """When each account was last seen, of those that are signed in."""
    asked = select(sessions.c.user, func.max(sessions.c.seen)).group_by(sessions.c.user)
    return {row[0]: row[1] for row in connection.execute(asked)}


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
