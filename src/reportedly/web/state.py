"""What the endpoints of one app share: the ledger it serves."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from reportedly.store.ledger import Ledger

__all__ = ["LedgerOf"]


def _ledger(request: Request) -> Ledger:
    return cast(Ledger, request.app.state.ledger)


LedgerOf = Annotated[Ledger, Depends(_ledger)]
"""The ledger of the app that is asked: `def endpoint(ledger: LedgerOf)`."""
