"""The job "export": a file of what the ledger holds, with its manifest, in a folder of the job's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO, cast

from reportedly.store.ledger import Ledger
from reportedly.web.jobs.messages import Order, Progress, Say

__all__ = ["export", "export_folder"]

_ENDINGS = {"jsonl": "jsonl", "csv": "csv", "acled": "acled.csv", "geojson": "geojson", "parquet": "parquet"}

EVERY = 200
"""Rows after which it is said how many there are."""


def export_folder(desk: Path, number: int) -> Path:
    """The folder of the files that a job made."""
    return desk / "exports" / str(number)


def export(ledger: Ledger, order: Order, say: Say) -> dict[str, Any]:
    """Write the rows that were asked for; the result names file, rows, bytes and SHA-256."""
    from reportedly.export.from_ledger import Exported
    from reportedly.export.manifest import manifest
    from reportedly.export.tables import ACLED, TABLES
    from reportedly.export.writing import Hashed, write

    asked = order.asked
    what, form, names = asked["what"], asked["format"], bool(asked["names"])
    as_of = asked.get("as_of")
    sequence = None if as_of is None else int(as_of) if as_of.isdecimal() else ledger.sequence_at(as_of)
    if what == "training":
        return _training(ledger, order, sequence, say)
    say(Progress(says="choosing"))
    wanted = Exported(
        ledger, what, acled=form == "acled", names=names, as_of=sequence, only=_only(ledger, what, asked["filters"])
    )
    folder = _made(order)
    file = f"{what}.{_ENDINGS[form]}"
    say(Progress(says="writing", done=0))
    with (folder / f".{file}.part").open("wb") as out:
        hashed = Hashed(cast(BinaryIO, _Counting(out, say)))
        rows = write(wanted, form, hashed)
    (folder / f".{file}.part").replace(folder / file)
    told = manifest(
        ledger,
        file=file,
        sha256=hashed.hexdigest(),
        size=hashed.size,
        rows=rows,
        what=what,
        form=form,
        names=names,
        as_of=sequence,
        columns=ACLED if form == "acled" else TABLES[what],
        filters=asked["filters"],
    )
    (folder / f"{file}.manifest.json").write_text(told, "utf-8")
    return {"file": file, "rows": rows, "bytes": hashed.size, "sha256": hashed.hexdigest(), "as_of": sequence}


def _made(order: Order) -> Path:
    folder = export_folder(Path(order.folder), order.number)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _training(ledger: Ledger, order: Order, as_of: int | None, say: Say) -> dict[str, Any]:
    """Decisions of review as examples, one a line."""
    import msgspec

    from reportedly.export.manifest import manifest
    from reportedly.export.rows import Column
    from reportedly.export.writing import Hashed
    from reportedly.review.training import Example, examples

    folder, file, rows = _made(order), "training.jsonl", 0
    say(Progress(says="writing", done=0))
    with (folder / f".{file}.part").open("wb") as out:
        hashed = Hashed(out)
        for example in examples(ledger, as_of=as_of):
            hashed.write(msgspec.json.encode(example) + b"\n")
            rows += 1
    (folder / f".{file}.part").replace(folder / file)
    columns = tuple(Column(each, "text", "see reportedly.review.training.Example") for each in Example.__slots__)
    told = manifest(
        ledger, file=file, sha256=hashed.hexdigest(), size=hashed.size, rows=rows, what="training", form="jsonl",
        names=True, as_of=as_of, columns=columns,
    )  # fmt: skip
    (folder / f"{file}.manifest.json").write_text(told, "utf-8")
    return {"file": file, "rows": rows, "bytes": hashed.size, "sha256": hashed.hexdigest(), "as_of": as_of}


def _only(ledger: Ledger, what: str, filters: dict[str, str]) -> frozenset[str] | None:
    """The ids of the reports (or of their incidents) that the filters ask for; None where there are none."""
    from sqlalchemy import select

    from reportedly.store.derived import members
    from reportedly.store.inbox import matching
    from reportedly.store.query import Query
    from reportedly.store.worklist import in_batches

    if not filters:
        return None
    given: dict[str, Any] = {name: int(v) if name == "min_origins" else v for name, v in filters.items()}
    with ledger.reading() as connection:
        reports = matching(connection, Query(**given))
        if what != "incidents":
            return frozenset(reports)
        found: set[str] = set()
        for some in in_batches(reports):
            asked = select(members.c.incident).where(members.c.report.in_(some), members.c.role == "news")
            found.update(connection.scalars(asked))
    return frozenset(found)


class _Counting:
    """A file that says now and then how many pieces were written to it."""

    def __init__(self, file: BinaryIO, say: Say) -> None:
        self._file, self._say, self._pieces, self._size = file, say, 0, 0

    def write(self, data: bytes) -> int:
        """Write on."""
        self._pieces += 1
        self._size += len(data)
        if self._pieces % EVERY == 0:
            self._say(Progress(says=f"writing: {self._size / 1e6:,.1f} MB"))
        return self._file.write(data)

    def flush(self) -> None:
        """Hand on what is buffered."""
        self._file.flush()
