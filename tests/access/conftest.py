"""Accounts are kept in a ledger: the tests of both databases, as those of the store are."""

from tests.store.conftest import ledger, opener, place, postgres_place, server

__all__ = ["ledger", "opener", "place", "postgres_place", "server"]
