"""What those who work with a ledger keep beside it: how far each has looked, what each has read, the jobs they gave.

It is a small database of its own (`workbench.db` in the ledger's folder; of a ledger on a server, beside the folder
of originals), so that marking a report as read never waits for who writes to the ledger. Nothing here is evidence: it
is in no digest, and if it is lost nothing of the ledger is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from reportedly.errors import BadLedger, UnknownId
from reportedly.store.ledger import Ledger

__all__ = ["Desk", "Job", "State", "desk_folder"]

State = Literal["waiting", "running", "done", "failed", "cancelled"]
"""A job is in one of these, always: given = waiting + running + done + failed + cancelled."""

_STATES = ", ".join(f"'{state}'" for state in get_args(State))
_TABLES = f"""
CREATE TABLE IF NOT EXISTS looked (
  person TEXT NOT NULL, search TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (person, search)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS read (
  person TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (person, report)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jobs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, asked TEXT NOT NULL, author TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ({_STATES})), given TEXT NOT NULL, began TEXT, ended TEXT,
  tries INTEGER NOT NULL DEFAULT 0, result TEXT, trouble TEXT) STRICT;
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state, number);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work that goes on beside the pages. `asked` and `result` are of its kind; times ISO 8601 UTC; `trouble` says
    what went wrong; `tries` how often it was begun."""

    number: int
    kind: str
    asked: dict[str, Any]
    author: str
    state: State
    given: str
    began: str | None = None
    ended: str | None = None
    tries: int = 0
    result: dict[str, Any] = field(default_factory=dict)
    trouble: str | None = None


def desk_folder(ledger: Ledger) -> Path:
    """The folder of what is kept beside a ledger."""
    if "://" in ledger.place:
        originals = ledger.originals.folder
        return originals.with_name(f"{originals.name}.workbench")
    return Path(ledger.place)


class Desk:
    """Opens its database anew for each call, so that any thread or process may use it. Raises BadLedger."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "workbench.db"
        folder.mkdir(parents=True, exist_ok=True)
        with self._open() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(_TABLES)

    # How far one has looked, and what one has read

    def looked(self, person: str, search: str = "") -> tuple[int, str | None]:
        """Up to which sequence somebody has looked at the inbox (or a saved search), and when; (0, None): never."""
        with self._open() as database:
            asked = "SELECT sequence, at FROM looked WHERE person = ? AND search = ?"
            row = database.execute(asked, (person, search)).fetchone()
        return (int(row[0]), str(row[1])) if row else (0, None)

    def look(self, person: str, sequence: int, search: str = "") -> None:
        """Note that somebody has looked up to this sequence; for the inbox, that all up to it counts as read."""
        with self._open() as database:
            database.execute(
                "INSERT INTO looked VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence, "
                "at = excluded.at",
                (person, search, sequence, _now()),
            )

    def forget(self, person: str, search: str) -> None:
        """Forget how far somebody has looked at a search."""
        with self._open() as database:
            database.execute("DELETE FROM looked WHERE person = ? AND search = ?", (person, search))

    def mark(self, person: str, reports: Iterable[str], *, read: bool) -> None:
        """Mark reports as read by this person, or as unread again."""
        change = (
            "INSERT OR IGNORE INTO read VALUES (?, ?)" if read else "DELETE FROM read WHERE person = ? AND report = ?"
        )
        with self._open() as database:
            database.executemany(change, [(person, report) for report in reports])

    def read(self, person: str, reports: Iterable[str] | None = None) -> frozenset[str]:
        """Which of these reports (None: of all) somebody has marked as read."""
        with self._open() as database:
            if reports is None:
                rows = database.execute("SELECT report FROM read WHERE person = ?", (person,)).fetchall()
            else:
                asked = "SELECT report FROM read WHERE person = ? AND report IN (SELECT value FROM json_each(?))"
                rows = database.execute(asked, (person, json.dumps(list(reports)))).fetchall()
        return frozenset(row[0] for row in rows)

    # Jobs

    def give(self, kind: str, asked: dict[str, Any], author: str) -> Job:
        """Put a job behind those that wait."""
        with self._open() as database:
            made = database.execute(
                "INSERT INTO jobs (kind, asked, author, state, given) VALUES (?, ?, ?, 'waiting', ?)",
                (kind, json.dumps(asked), author, _now()),
            )
            number = made.lastrowid
        return self.job(number or 0)

    def job(self, number: int) -> Job:
        """The job with this number. Raises UnknownId."""
        found = self._jobs("WHERE number = ?", (number,))
        if not found:
            raise UnknownId(f"no job has the number {number}; /api/jobs lists them")
        return found[0]

    def jobs(self, *, before: int | None = None, kind: str | None = None, limit: int = 50) -> list[Job]:
        """Jobs, the last given first."""
        where, values = ["number < ?"], [before if before is not None else 1 << 62]
        if kind is not None:
            where.append("kind = ?")
            values.append(kind)  # type: ignore[arg-type]
        return self._jobs(f"WHERE {' AND '.join(where)} ORDER BY number DESC LIMIT ?", (*values, limit))

    def open_jobs(self) -> list[Job]:
        """Those that wait or run, in their order."""
        return self._jobs("WHERE state IN ('waiting', 'running') ORDER BY number", ())

    def begin(self, number: int) -> bool:
        """Note that a waiting job runs now; False where it no longer waits."""
        change = (
            "UPDATE jobs SET state = 'running', began = ?, tries = tries + 1 WHERE number = ? AND state = 'waiting'"
        )
        with self._open() as database:
            return database.execute(change, (_now(), number)).rowcount == 1

    def end(
        self, number: int, state: State, *, result: dict[str, Any] | None = None, trouble: str | None = None
    ) -> None:
        """Note how a job ended. One that has ended stays as it is."""
        change = (
            "UPDATE jobs SET state = ?, ended = ?, result = ?, trouble = ? WHERE number = ? "
            "AND state IN ('waiting', 'running')"
        )
        with self._open() as database:
            database.execute(change, (state, _now(), json.dumps(result or {}), trouble, number))

    def again(self, number: int) -> None:
        """Put a job that was interrupted back among those that wait, in its place."""
        with self._open() as database:
            database.execute("UPDATE jobs SET state = 'waiting' WHERE number = ? AND state = 'running'", (number,))

    def balance(self) -> dict[str, int]:
        """How many jobs are in each state, and `given`, counted for itself."""
        with self._open() as database:
            rows = dict(database.execute("SELECT state, count(*) FROM jobs GROUP BY state").fetchall())
            (given,) = database.execute("SELECT count(*) FROM jobs").fetchone()
        return {"given": given, **{state: rows.get(state, 0) for state in get_args(State)}}

    def _jobs(self, where: str, values: tuple[Any, ...]) -> list[Job]:
        columns = "number, kind, asked, author, state, given, began, ended, tries, result, trouble"
        with self._open() as database:
            rows = database.execute(f"SELECT {columns} FROM jobs {where}", values).fetchall()  # noqa: S608
        return [
            Job(
                number=r[0], kind=r[1], asked=json.loads(r[2]), author=r[3], state=r[4], given=r[5], began=r[6],
                ended=r[7], tries=r[8], result=json.loads(r[9]) if r[9] else {}, trouble=r[10],
            )
            for r in rows
        ]  # fmt: skip

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that is committed if the block ends well."""
        try:
            with closing(sqlite3.connect(self._file, timeout=10)) as database, database:
                yield database
        except sqlite3.Error as error:
            raise BadLedger(
                f"{self._file} cannot be used: {error}; it holds no reports and may be moved away"
            ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
