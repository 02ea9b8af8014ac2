"""Writes what was taken out of a ledger in one of the formats, and counts its bytes as they go by."""

from __future__ import annotations

import hashlib
from typing import BinaryIO, cast

from reportedly.export import geojson, parquet
from reportedly.export.from_ledger import Exported, exported
from reportedly.export.row_lines import write_csv, write_jsonl
from reportedly.export.tables import ACLED, TABLES

__all__ = ["Hashed", "write"]


class Hashed:
    """A binary file that is written through and hashed on the way; what it is asked beyond that goes to the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash, self.size = file, hashlib.sha256(), 0

    closed = False

    def write(self, data: bytes) -> int:
        """Write on, and count."""
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Hand on what is buffered."""
        self._file.flush()

    def writable(self) -> bool:
        """Always."""
        return True

    def readable(self) -> bool:
        """Never."""
        return False

    def seekable(self) -> bool:
        """Never: what is written is hashed."""
        return False

    def tell(self) -> int:
        """How many bytes were written."""
        return self.size

    def close(self) -> None:
        """Nothing: whoever opened the file closes it."""

    def hexdigest(self) -> str:
        """SHA-256 of all that was written."""
        return self._hash.hexdigest()


def write(wanted: Exported, form: str, file: Hashed) -> int:
    """Write the rows in this format (jsonl, csv, acled, geojson, parquet); returns how many. Raises MissingExtra."""
    out = cast(BinaryIO, file)
    columns = ACLED if wanted.acled else TABLES[wanted.what]
    found = exported(wanted)
    if form == "geojson":
        events = wanted.what == "events"
        return geojson.write(
            found, columns, out, prefix="place_" if events else "", id="event" if events else "incident"
        )
    writer = {"jsonl": write_jsonl, "csv": write_csv, "acled": write_csv, "parquet": parquet.write}[form]
    return writer(found, columns, out)
