"""Runs the review queue in this terminal until the coder quits."""

from __future__ import annotations

import contextlib

from reportedly.errors import MissingExtra, ReportedlyError
from reportedly.review.offering import Filter
from reportedly.review.queue import fill
from reportedly.store.ledger import Ledger
from reportedly.terminal.desk import Desk

__all__ = ["review"]


def review(ledger: Ledger, coder: str, wanted: Filter) -> int:
    """Returns how many were decided. What is in hand is let go of however it ends, but for a kill.

    A terminal that goes away (HUP) or a polite kill (TERM) ends it as `q` does. Raises MissingExtra without textual.
    """
    try:
        from reportedly.terminal.app import ReviewApp
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        raise MissingExtra(
            '`reportedly review` in a terminal needs the library textual: pip install "reportedly[terminal]"; or use '
            "the page /review of `reportedly serve`"
        ) from error
    fill(ledger)
    desk = Desk(ledger, coder, wanted)
    app = ReviewApp(desk)
    try:
        app.run()
    finally:
        with contextlib.suppress(ReportedlyError):
            desk.close()
    return desk.decided
