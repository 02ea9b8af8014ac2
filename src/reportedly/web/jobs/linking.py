"""The job "link": what reports have to do with one another, derived anew."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from reportedly.store.ledger import Ledger
from reportedly.web.jobs.messages import Order, Progress, Say

__all__ = ["link", "linked"]


def link(ledger: Ledger, order: Order, say: Say) -> dict[str, Any]:
    """Derive everything from what was read; the result is what linking found."""
    return {"linked": linked(ledger, say)}


def linked(ledger: Ledger, say: Say) -> dict[str, int]:
    """Link, and say each step."""
    from reportedly.derive.link import link as derive
    from reportedly.review.queue import fill

    found = derive(ledger, lambda step: say(Progress(says=step)))
    fill(ledger, lambda step: say(Progress(says=step)))
    return asdict(found)
