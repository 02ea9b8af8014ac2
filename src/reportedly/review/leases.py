"""Who has which item in hand: nobody else is given it until they decide, or some minutes have gone by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from reportedly.store.as_of import stamp
from reportedly.store.derived import leases
from reportedly.store.worklist import in_batches

__all__ = ["SECONDS", "held", "let_go", "take"]

SECONDS = 600
"""How long an item stays in one's hands; asking for the next items renews it."""


def take(connection: Connection, items: Iterable[str], coder: str, now: str) -> None:
    """Put these items in the coder's hands from now on; leases that have ended go."""
    wanted = sorted(set(items))
    connection.execute(delete(leases).where(leases.c.until <= now))
    for some in in_batches(wanted):
        connection.execute(delete(leases).where(leases.c.coder == coder, leases.c.item.in_(some)))
    rows = [{"item": item, "coder": coder, "until": _later(now)} for item in wanted]
    if rows:
        connection.execute(insert(leases), rows)


def let_go(connection: Connection, item: str, coder: str) -> None:
    """The coder is done with it."""
    connection.execute(delete(leases).where(leases.c.item == item, leases.c.coder == coder))


def held(connection: Connection, items: Sequence[str], now: str) -> dict[str, dict[str, str]]:
    """Who holds which of these items, and until when: item -> coder -> moment."""
    out: dict[str, dict[str, str]] = {}
    for some in in_batches(items):
        asked = select(leases).where(leases.c.item.in_(some), leases.c.until > now)
        for row in connection.execute(asked):
            out.setdefault(row.item, {})[row.coder] = row.until
    return out


def fresh(until: str, now: str) -> bool:
    """Whether a lease has more than half of its time to go."""
    return until > _later(now, SECONDS // 2)


def _later(now: str, seconds: int = SECONDS) -> str:
    at = datetime.strptime(now, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    return stamp(at + timedelta(seconds=seconds))
