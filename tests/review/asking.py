"""Short ways to ask a ledger what is to be reviewed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import select

from reportedly.review.deciding import Outcome, decide
from reportedly.review.double_coding import DoubleCoding, set_double_coding
from reportedly.review.offering import Filter, next_items
from reportedly.review.opened import Opened, open_item
from reportedly.store.decisions import Action
from reportedly.store.derived import questions
from reportedly.store.ledger import Ledger


def queue(ledger: Ledger, state: str = "open") -> dict[str, Any]:
    """Rows of the queue by item, best first."""
    with ledger.reading() as connection:
        asked = select(questions).where(questions.c.state == state).order_by(questions.c.value.desc())
        return {row.item: row for row in connection.execute(asked)}


def first(ledger: Ledger, kind: str, coder: str = "ines") -> Opened:
    """The item of this kind that comes first for a coder."""
    (found,), _ = next_items(ledger, coder, 1, Filter(kinds=(kind,)))  # type: ignore[arg-type]
    return found


def opened(ledger: Ledger, item: str, coder: str = "ines") -> Opened:
    """The item as a coder sees it."""
    with ledger.reading() as connection:
        return open_item(connection, item, coder)


def say(ledger: Ledger, item: str, action: Action, author: str = "ines", **more: Any) -> Outcome:
    """Decide, with a key of its own."""
    return decide(ledger, item, action, author=author, key=str(uuid4()), **more)


def twice(ledger: Ledger, *items: str) -> None:
    """Have these items coded twice."""
    with ledger.writing() as connection:
        set_double_coding(connection, DoubleCoding(items=items))
