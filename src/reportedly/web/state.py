"""What the endpoints of one app share: the ledger it serves, its desk, and its incidents kept at hand."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Annotated, TypeVar, cast

from fastapi import Depends, FastAPI, Request

from reportedly.derive.catalogue import Catalogue
from reportedly.store.desk import Desk, desk_folder
from reportedly.store.ledger import Ledger

__all__ = ["CatalogueOf", "DeskOf", "LedgerOf", "catalogue_of", "desk_of", "ledger_of", "one_of_app"]

T = TypeVar("T")

_making = RLock()


def one_of_app(request: Request, name: str, make: Callable[[], T]) -> T:
    """What the app that is asked has under a name: made when it is first needed, once whoever asks meanwhile."""
    state = request.app.state
    with _making:
        if not hasattr(state, name):
            setattr(state, name, make())
        return cast(T, getattr(state, name))


def ledger_of(request: Request) -> Ledger:
    """The ledger that is served."""
    return cast(Ledger, request.app.state.ledger)


def desk_of(request: Request) -> Desk:
    """The desk of that ledger, where it is noted what each has read and which jobs there are."""
    return one_of_app(request, "desk", lambda: Desk(desk_folder(ledger_of(request))))


def catalogue_of(app: FastAPI) -> Catalogue:
    """The incidents of the ledger that an app serves, kept at hand once for all who ask."""
    with _making:
        if not hasattr(app.state, "catalogue"):
            app.state.catalogue = Catalogue(app.state.ledger)
    return cast(Catalogue, app.state.catalogue)


def _catalogue(request: Request) -> Catalogue:
    return catalogue_of(request.app)


LedgerOf = Annotated[Ledger, Depends(ledger_of)]
"""The ledger of the app that is asked: `def endpoint(ledger: LedgerOf)`."""

DeskOf = Annotated[Desk, Depends(desk_of)]
"""The desk of that ledger."""

CatalogueOf = Annotated[Catalogue, Depends(_catalogue)]
"""The incidents of that ledger, for lists."""
