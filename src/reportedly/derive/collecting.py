"""Python's search for cycles, made rare while very many objects come and go that have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["rarely_collecting"]

OBJECTS = 1_000_000
"""New objects from which the collector looks again. Reports are trees without cycles: looking through them each few
hundred objects, as it does by default, takes three quarters of the time of taking them out of a ledger."""


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Within the block the collector runs once in a million objects; afterwards as before."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
