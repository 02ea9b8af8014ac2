"""The books of the work list: everything received is done, in quarantine, or pending."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reportedly.store.schema import items

__all__ = ["Books", "books"]


@dataclass(frozen=True, slots=True)
class Books:
    """How many items came in and what became of them. `received` is counted for itself, not added up."""

    received: int
    done: int
    quarantined: int
    pending: int

    @property
    def balanced(self) -> bool:
        """Whether nothing was lost; False would be a fault of the ledger."""
        return self.received == self.done + self.quarantined + self.pending

    def line(self) -> str:
        """ "412 received = 409 done + 3 quarantined + 0 pending"."""
        sign = "=" if self.balanced else "≠"
        return (
            f"{self.received:,} received {sign} {self.done:,} done + {self.quarantined:,} quarantined + "
            f"{self.pending:,} pending"
        )


def books(connection: Connection) -> Books:
    """The books at this moment."""
    by_state = select(items.c.state, func.count().label("many")).group_by(items.c.state)
    states = {row.state: row.many for row in connection.execute(by_state)}
    return Books(
        received=connection.scalar(select(func.count()).select_from(items)) or 0,
        done=states.get("done", 0),
        quarantined=states.get("quarantined", 0),
        pending=states.get("pending", 0),
    )
