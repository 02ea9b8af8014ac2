"""The work list: what came in, what waits, what failed. Functions of the caller's connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, and_, func, insert, select, update

from reportedly.errors import UnknownId
from reportedly.store.retrieving import retrieval_digest
from reportedly.store.schema import failures, items, retrievals
from reportedly.store.work import Arrival, Failed, Item, Quarantined

__all__ = ["MANY", "fail", "in_batches", "item", "pending", "quarantined", "receive", "retry", "settle"]

T = TypeVar("T")

MANY = 500
"""Rows of one statement; SQLite takes up to 32,766 values in one."""


def in_batches(rows: Iterable[T], size: int = MANY) -> Iterator[list[T]]:
    """The rows in lists of at most this many."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def receive(connection: Connection, arrivals: Sequence[Arrival], at: str) -> int:
    """Put on the list what is not on it yet, and note each retrieval; returns how many items were new."""
    keys = [arrival.key for arrival in arrivals]
    known = _numbers(connection, keys)
    number = connection.scalar(select(func.max(items.c.number))) or 0
    fresh: list[dict[str, Any]] = []
    for key, arrival in zip(keys, arrivals, strict=True):
        if key in known:
            continue
        number += 1
        known[key] = number
        fresh.append(
            {
                "number": number,
                "key": key,
                "original": arrival.original,
                "locator": arrival.locator,
                "location": arrival.location,
                "media_type": arrival.media_type,
                "retrieved": arrival.retrieved,
                "overrides": sorted(arrival.overrides),
                "headers": arrival.headers,
                "state": "pending",
                "attempts": 0,
            }
        )
    if fresh:
        connection.execute(insert(items), fresh)
    _retrieved(connection, [(known[key], key, arrival) for key, arrival in zip(keys, arrivals, strict=True)], at)
    return len(fresh)


def pending(connection: Connection, limit: int, after: int) -> list[Item]:
    """Items that wait, in the order of their arrival."""
    asked = select(items).where(items.c.state == "pending", items.c.number > after)
    return [_item(row) for row in connection.execute(asked.order_by(items.c.number).limit(limit)).mappings()]


def item(connection: Connection, number: int) -> Item:
    """The item with this number. Raises UnknownId."""
    row = connection.execute(select(items).where(items.c.number == number)).mappings().first()
    if row is None:
        raise UnknownId(f"no item has the number {number}; numbers are listed by `reportedly quarantine`")
    return _item(row)


def settle(connection: Connection, numbers: Sequence[int]) -> None:
    """These items are done."""
    for some in in_batches(numbers):
        changed = update(items).where(items.c.number.in_(some), items.c.state != "done")
        connection.execute(changed.values(state="done", attempts=items.c.attempts + 1))


def fail(connection: Connection, failed: Iterable[Failed], at: str) -> None:
    """These items go into quarantine, each with what went wrong. One that is not pending stays as it is."""
    for each in failed:
        attempt = connection.scalar(
            select(items.c.attempts).where(items.c.number == each.item, items.c.state == "pending")
        )
        if attempt is None:
            continue
        connection.execute(
            update(items).where(items.c.number == each.item).values(state="quarantined", attempts=attempt + 1)
        )
        connection.execute(
            insert(failures).values(
                item=each.item,
                attempt=attempt + 1,
                stage=each.stage,
                cause=each.cause,
                tool=each.tool,
                seconds=each.seconds,
                bytes=each.bytes,
                at=at,
            )
        )


def quarantined(connection: Connection, after: int, limit: int) -> list[Quarantined]:
    """Items in quarantine with their latest failure, in the order of their arrival."""
    latest = and_(failures.c.item == items.c.number, failures.c.attempt == items.c.attempts)
    told = [failures.c[name] for name in ("stage", "cause", "tool", "seconds", "bytes", "at")]
    asked = select(items, *told).join(failures, latest)
    asked = asked.where(items.c.state == "quarantined", items.c.number > after).order_by(items.c.number).limit(limit)
    return [
        Quarantined(item=_item(row), **{column.name: row[column.name] for column in told})
        for row in connection.execute(asked).mappings()
    ]


def retry(connection: Connection, numbers: Iterable[int] | None) -> int:
    """Put these items of the quarantine, or all, back on the list; returns how many."""
    changed = update(items).where(items.c.state == "quarantined").values(state="pending")
    if numbers is None:
        return connection.execute(changed).rowcount
    return sum(connection.execute(changed.where(items.c.number.in_(some))).rowcount for some in in_batches(numbers))


def _numbers(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for some in in_batches(keys):
        rows = connection.execute(select(items.c.key, items.c.number).where(items.c.key.in_(some)))
        out.update((key, number) for key, number in rows)
    return out


def _retrieved(connection: Connection, arrivals: Sequence[tuple[int, str, Arrival]], at: str) -> None:
    rows = {}
    for number, key, arrival in arrivals:
        digest = retrieval_digest(key, arrival)
        rows[digest] = {
            "digest": digest,
            "item": number,
            "location": arrival.location,
            "retrieved": arrival.retrieved,
            "headers": arrival.headers,
            "at": at,
        }
    known: set[str] = set()
    for some in in_batches(rows):
        known.update(connection.scalars(select(retrievals.c.digest).where(retrievals.c.digest.in_(some))))
    if fresh := [row for digest, row in rows.items() if digest not in known]:
        connection.execute(insert(retrievals), fresh)


def _item(row: RowMapping) -> Item:
    return Item(
        number=row["number"],
        original=row["original"],
        location=row["location"],
        locator=row["locator"],
        media_type=row["media_type"],
        retrieved=row["retrieved"],
        headers=_pairs(row["headers"]),
        overrides=_pairs(row["overrides"]) or (),
        attempts=row["attempts"],
    )


def _pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    return None if value is None else tuple((name, said) for name, said in value)
