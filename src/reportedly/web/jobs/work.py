"""The kinds of jobs there are, and who does each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportedly.store.ledger import Ledger
from reportedly.web.jobs.exporting import export
from reportedly.web.jobs.linking import link
from reportedly.web.jobs.messages import Order, Say
from reportedly.web.jobs.taking_in import ingest, retry

__all__ = ["WORK"]

WORK: Mapping[str, Callable[[Ledger, Order, Say], dict[str, Any]]] = {
    "ingest": ingest,
    "retry": retry,
    "link": link,
    "export": export,
}
"""Each does an order, says how far it has come, and returns its result. Raises ReportedlyError, OSError."""
