"""Filling the review queue beside the requests, where it is far behind: after much was taken in, or linked."""

from __future__ import annotations

import logging
import threading

from reportedly.errors import ReportedlyError
from reportedly.review.queue import fill
from reportedly.store.ledger import Ledger

__all__ = ["catch_up"]

_log = logging.getLogger("reportedly.web")
_busy = threading.Lock()


def catch_up(ledger: Ledger) -> None:
    """Begin to fill the queue, unless that is going on. What was done is kept if the server ends meanwhile."""
    if not _busy.acquire(blocking=False):
        return
    threading.Thread(target=_fill, args=(ledger,), name="reportedly-review", daemon=True).start()


def _fill(ledger: Ledger) -> None:
    try:
        fill(ledger)
    except ReportedlyError as error:
        _log.warning("the review queue could not be filled now: %s", error)
    finally:
        _busy.release()
