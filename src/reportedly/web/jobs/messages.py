"""What the server and the process that does a job say to each other: one line of JSON each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from reportedly.store.desk import Job
from reportedly.store.ledger import Ledger

__all__ = ["Order", "Progress", "Say", "tell"]

Say = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The job, and where its ledger is. A URL with a password goes this way and not over the command line."""

    place: str
    originals: str
    folder: str
    number: int
    kind: str
    asked: dict[str, Any]
    author: str

    @classmethod
    def of(cls, job: Job, ledger: Ledger, folder: str) -> Order:
        """The order for a job on this ledger, whose desk is in this folder."""
        server = "://" in ledger.place
        place = ledger.engine.url.render_as_string(hide_password=False) if server else ledger.place
        return cls(
            place=place.replace("postgresql+psycopg://", "postgresql://", 1),
            originals=str(ledger.originals.folder),
            folder=folder,
            number=job.number,
            kind=job.kind,
            asked=job.asked,
            author=job.author,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job has come: in words, and of how many where that is known. `result` and `trouble` end it."""

    says: str = ""
    done: int | None = None
    total: int | None = None
    result: dict[str, Any] | None = None
    trouble: str | None = None


def tell(progress: Progress) -> None:
    """Send to the server."""
    sys.stdout.buffer.write(msgspec.json.encode(progress) + b"\n")
    sys.stdout.buffer.flush()
