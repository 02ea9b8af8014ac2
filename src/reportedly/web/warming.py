"""Reading what lists are answered from beside the first requests, so that nobody waits for it."""

from __future__ import annotations

import logging
import threading

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from reportedly.errors import ReportedlyError
from reportedly.web.state import catalogue_of

__all__ = ["warm"]

_log = logging.getLogger("reportedly.web")


def warm(app: FastAPI) -> None:
    """Begin to read the incidents of the app's ledger; whoever asks for them meanwhile waits for this reading."""
    threading.Thread(target=_read, args=(app,), name="reportedly-incidents", daemon=True).start()


def _read(app: FastAPI) -> None:
    try:
        catalogue_of(app).everything()
    except (ReportedlyError, SQLAlchemyError) as error:
        _log.warning("the incidents could not be read ahead: %s", type(error).__name__)
