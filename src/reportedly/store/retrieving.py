"""How a report came in: every retrieval of every item that gave it, with the headers that were sent and received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reportedly.store.schema import found, items, retrievals
from reportedly.store.work import Headers, digest_of

__all__ = ["Retrieval", "retrieval_digest", "retrievals_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """One retrieval: of which original (SHA-256) and record in it, from where and when.

    `retrieved` is what was said of it; `at` is when the ledger noted it (ISO 8601 UTC; it only informs).
    """

    item: int
    original: str
    locator: str | None
    location: str
    retrieved: str | None
    headers: Headers | None
    at: str


def retrieval_digest(key: str, told: Any) -> str:
    """The digest of one retrieval of the item with this key; `told` has `location`, `retrieved` and `headers`."""
    headers = [part for pair in told.headers or () for part in pair]
    return digest_of("retrieval", key, told.location, told.retrieved, *headers)


def retrievals_of(connection: Connection, report: str) -> list[Retrieval]:
    """The retrievals behind the report with this id, in the order of arrival."""
    asked = (
        select(retrievals, items.c.original, items.c.locator)
        .join(items, items.c.number == retrievals.c.item)
        .join(found, found.c.item == items.c.number)
        .where(found.c.report == report)
        .order_by(retrievals.c.item, retrievals.c.at, retrievals.c.digest)
    )
    return [
        Retrieval(
            item=row["item"],
            original=row["original"],
            locator=row["locator"],
            location=row["location"],
            retrieved=row["retrieved"],
            headers=None if row["headers"] is None else tuple((name, said) for name, said in row["headers"]),
            at=row["at"],
        )
        for row in connection.execute(asked).mappings()
    ]
