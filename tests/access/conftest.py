"""Accounts are kept in a ledger: the tests of both databases, as those of the store are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.access.hashing import quick_hashes
from tests.store.conftest import ledger, opener, place, postgres_place, server

__all__ = ["ledger", "opener", "place", "postgres_place", "server"]


@pytest.fixture(autouse=True)
def quickly(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a hash costs is claimed by the tests that are marked so."""
    if "slow_hashes" in request.fixturenames:
        yield
        return
    with quick_hashes():
        yield


@pytest.fixture
def slow_hashes() -> None:
    """Hashes as they are made outside the tests."""
