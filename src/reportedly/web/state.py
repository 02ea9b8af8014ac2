"""What the endpoints of one app share: the ledger it serves, and its incidents kept at hand."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from reportedly.derive.catalogue import Catalogue
from reportedly.store.ledger import Ledger

__all__ = ["CatalogueOf", "LedgerOf"]


def _ledger(request: Request) -> Ledger:
    return cast(Ledger, request.app.state.ledger)


LedgerOf = Annotated[Ledger, Depends(_ledger)]
"""The ledger of the app that is asked: `def endpoint(ledger: LedgerOf)`."""


def _catalogue(request: Request) -> Catalogue:
    state = request.app.state
    if not hasattr(state, "catalogue"):
        state.catalogue = Catalogue(state.ledger)
    return cast(Catalogue, state.catalogue)


CatalogueOf = Annotated[Catalogue, Depends(_catalogue)]
"""The incidents of that ledger, for lists."""
