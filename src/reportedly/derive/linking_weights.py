"""With which weights a ledger is linked: those that are shipped, or others that somebody gave it."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select

from reportedly.incidents.weights import Weights, weights
from reportedly.store.schema import about

__all__ = ["keep_weights", "weights_of"]

_KEY = "linking.weights"


def weights_of(connection: Connection) -> Weights:
    """The weights that this ledger is linked with, now and the next time."""
    kept = connection.scalar(select(about.c.value).where(about.c.key == _KEY))
    return weights() if kept is None else msgspec.json.decode(kept, type=Weights)


def keep_weights(connection: Connection, given: Weights | None) -> None:
    """Link this ledger with these from now on; None: with those that are shipped."""
    connection.execute(delete(about).where(about.c.key == _KEY))
    if given is not None:
        connection.execute(insert(about).values(key=_KEY, value=msgspec.json.encode(given).decode()))
