"""A ledger copied as it is: to have it twice, or to move it from a file to a server or back."""

from __future__ import annotations

from sqlalchemy import insert, select

from reportedly.errors import BadLedger
from reportedly.store.digest import digest
from reportedly.store.ledger import Ledger
from reportedly.store.schema import about, items, record
from reportedly.store.worklist import in_batches

__all__ = ["copy"]

ROWS = 200
"""Rows held in memory at a time; a reading is some 20 kB."""


def copy(source: Ledger, target: Ledger) -> int:
    """Copy the record with its sequence and its clock, and every original, checked; returns how many originals.

    The source may be written meanwhile: what it held at one moment is copied. Rows are written in one transaction,
    after the originals they speak of. Derived tables are left to `reportedly link`;
    who is signed in and the keys of scripts stay behind. Raises BadLedger if the target
    holds anything, if an original is damaged, or if the copy has another digest.
    """
    if target.sequence() or target.books().received:
        raise BadLedger(f"the ledger {target.place} already holds something; a copy needs an empty place")
    with source.reading() as reading:
        names = list(reading.scalars(select(items.c.original).distinct().order_by(items.c.original)))
        for name in names:
            source.originals.open(name).close()
            target.originals.put_file(source.originals.path(name))
        with target.writing() as writing:
            for table in record.sorted_tables:
                if not table.info.get("copied", True):
                    continue
                asked = select(table).order_by(*table.primary_key.columns)
                if (
                    table is about
                ):  # the target says its own version; what people keep there, such as searches, comes along
                    asked = asked.where(about.c.key != "schema", ~about.c.key.startswith("derived."))
                rows = reading.execution_options(yield_per=ROWS).execute(asked).mappings()
                for batch in in_batches(rows, ROWS):
                    writing.execute(insert(table), [dict(row) for row in batch])
            if digest(reading, with_derived=False) != digest(writing, with_derived=False):
                raise BadLedger(
                    f"the copy in {target.place} has another content than {source.place}; nothing was kept "
                    "of it: run "
                    "`reportedly verify` on the source"
                )
    return len(names)
