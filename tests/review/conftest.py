"""Ledgers to review, over both databases: reports that were read, linked, and asked about."""

from __future__ import annotations

import pytest

from reportedly.derive.link import link
from reportedly.review.queue import fill
from reportedly.store.ledger import Ledger
from tests.derive.conftest import filled, readings
from tests.store.conftest import ledger, opener, place, postgres_place, server

__all__ = ["filled", "ledger", "opener", "place", "postgres_place", "readings", "server"]


@pytest.fixture
def book(filled: Ledger) -> Ledger:
    """A ledger whose queue is full."""
    link(filled)
    fill(filled)
    return filled
