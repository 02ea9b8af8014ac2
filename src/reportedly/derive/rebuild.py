"""`rebuild`: delete everything that is derived and derive it again; the digest says whether it came out the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete

from reportedly.derive.link import Summary, link
from reportedly.store.derived import derived
from reportedly.store.ledger import Ledger
from reportedly.store.search_index import clear

__all__ = ["Rebuilt", "rebuild"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The digests of the whole ledger before and after, and what linking found."""

    before: str
    after: str
    summary: Summary

    @property
    def same(self) -> bool:
        """Whether nothing came out otherwise than it was."""
        return self.before == self.after


def rebuild(ledger: Ledger, say: Callable[[str], None] = lambda step: None) -> Rebuilt:
    """Derive everything anew from the record alone. After a crash in between, `link` makes what is missing.

    The digest changes where the ledger had not been linked since its last report, entry or judgement, and where this
    release derives otherwise than the one that linked it.
    """
    before = ledger.digest()
    say("deleting what was derived")
    with ledger.writing() as connection:
        clear(connection)
        for table in derived.sorted_tables:
            connection.execute(delete(table))
    summary = link(ledger, say)
    return Rebuilt(before, ledger.digest(), summary)
