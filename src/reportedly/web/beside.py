"""What endpoints share beside the ledger: the desk, where it is noted what each has read and which jobs there are."""

from __future__ import annotations

from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from reportedly.store.desk import Desk, desk_folder

__all__ = ["DeskOf", "desk_of"]

_making = Lock()


def desk_of(request: Request) -> Desk:
    """The desk of the ledger that is served, made when it is first needed."""
    state = request.app.state
    with _making:
        if not hasattr(state, "desk"):
            state.desk = Desk(desk_folder(state.ledger))
    desk: Desk = state.desk
    return desk


DeskOf = Annotated[Desk, Depends(desk_of)]
"""The desk of the app that is asked: `def endpoint(desk: DeskOf)`."""
