"""What a coder has in hand: one item, what was changed of it, and the ledger that every decision is written to.

A decision is in the ledger before the next item is fetched, so that a lost connection or a killed process loses none.
"""

from __future__ import annotations

import time
from uuid import uuid4

from reportedly.errors import AlreadyDecided, UnknownId
from reportedly.review import deciding, leases, queue
from reportedly.review.offering import Filter, next_items
from reportedly.review.opened import Opened, open_item
from reportedly.store import decisions
from reportedly.store.decisions import Action
from reportedly.store.ledger import Ledger
from reportedly.terminal.draft import Draft, corrections

__all__ = ["Desk"]


class Desk:
    """The item in hand is `opened`, None where nothing waits; `left` is how many are open in all."""

    def __init__(self, ledger: Ledger, coder: str, wanted: Filter) -> None:
        self.ledger, self.coder, self.wanted = ledger, coder, wanted
        self.opened: Opened | None = None
        self.draft: Draft = {}
        self.decided = self.left = 0
        self._since = time.monotonic()

    def next(self) -> None:
        """Take the item that comes next. Raises LedgerBusy."""
        queue.keep_up(self.ledger)
        found, self.left = next_items(self.ledger, self.coder, 1, self.wanted)
        self._put(found[0] if found else None)

    def decide(self, action: Action) -> str:
        """Write the decision, then take the next item; returns what became of it. With changes, accepting corrects.

        What somebody else decided or changed meanwhile comes back, with the changes, where it is still open. Raises
        BadDecision and BadCorrection for what the item does not allow, LedgerBusy; nothing is written then.
        """
        if self.opened is None:
            return "Nothing is waiting here."
        item = self.opened.item
        if action == "accept" and self.draft:
            action = "correct"
        changes = corrections(self.draft, item.fields) if action == "correct" else ()
        took = time.monotonic() - self._since
        try:
            done = deciding.decide(
                self.ledger,
                item.id,
                action,
                author=self.coder,
                key=str(uuid4()),
                changes=changes,
                seconds=round(took, 1),
                seen=self.opened.etag,
            )
        except (AlreadyDecided, UnknownId) as refused:
            self._came_back(item.id)
            return f"Not written: {refused}"
        self.opened = None
        self.decided += action != "skip"
        self.next()
        return f"{done.said[:1].upper()}{done.said[1:]}."

    def undo(self) -> str:
        """Take back one's latest decision, also one from before, and take its item in hand again.

        Raises UnknownId where there is none, and BadDecision where what it entered was changed since.
        """
        with self.ledger.reading() as connection:
            number = decisions.latest_of(connection, self.coder)
            made = None if number is None else decisions.decision(connection, number)
        if made is None:
            raise UnknownId(f"{self.coder} has no decision in force to take back")
        deciding.undo(self.ledger, made.sequence, author=self.coder)
        with self.ledger.reading() as connection:
            again = open_item(connection, made.item, self.coder)
        self.decided = max(0, self.decided - (made.action != "skip"))
        self._put(again)
        self.draft = {each.field: each for each in deciding.changes_of(made)}
        with self.ledger.writing() as connection:
            leases.take(connection, [made.item], self.coder, self.ledger.now())
        return f"Taken back: {made.action}. It is asked again."

    def close(self) -> None:
        """Let go of what is in hand, so that somebody else may have it at once."""
        self._put(None)

    def _put(self, opened: Opened | None) -> None:
        before, self.opened, self.draft = self.opened, opened, {}
        self._since = time.monotonic()
        if before is not None and (opened is None or opened.item.id != before.item.id):
            with self.ledger.writing() as connection:
                leases.let_go(connection, before.item.id, self.coder)

    def _came_back(self, item: str) -> None:
        try:
            with self.ledger.reading() as connection:
                again = open_item(connection, item, self.coder)
        except UnknownId:
            again = None
        if again is None or again.state not in ("open", "pending"):
            self.next()
            return
        known = {field.path for field in again.item.fields}
        self.opened, self.draft = again, {path: each for path, each in self.draft.items() if path in known}
