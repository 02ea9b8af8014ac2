"""What a watch remembers between rounds and restarts: each feed, each article, each server; one SQLite file.

It lies beside the originals of the ledger and is no part of the record: without it, feeds are asked again and the
ledger knows what it has already.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import msgspec

from reportedly.errors import LedgerBusy
from reportedly.ingest.listing import Entry
from reportedly.ingest.polite import Host
from reportedly.text.fetch import Headers, Known

__all__ = ["FILE", "Asked", "ListedIn", "Waiting", "WatchState"]

FILE = "watch.db"

REVISITS = 10
"""How often an article is fetched again because its feed says that it has changed."""

_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT) STRICT;
CREATE TABLE IF NOT EXISTS listings (digest TEXT PRIMARY KEY, url TEXT, retrieved TEXT, headers BLOB) STRICT;
CREATE TABLE IF NOT EXISTS articles (
  number INTEGER PRIMARY KEY, url TEXT UNIQUE NOT NULL, feed TEXT NOT NULL, stamp TEXT NOT NULL, state TEXT NOT NULL,
  due REAL NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, visits INTEGER NOT NULL DEFAULT 0,
  etag TEXT, modified TEXT, entry BLOB, listing TEXT, problem TEXT) STRICT;
CREATE INDEX IF NOT EXISTS waiting ON articles (due, number) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS hosts (origin TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """How it stands with one feed: validators of its last copy, when it is due (seconds since 1970), failures in a
    row."""

    known: Known | None
    due: float
    failures: int


@dataclass(frozen=True, slots=True)
class ListedIn:
    """The copy of a feed that carries whole articles: its SHA-256, URL, when it was retrieved, and the exchange."""

    digest: str
    url: str
    retrieved: str
    headers: Headers


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits to be fetched, as its feed lists it; `known` if it was fetched before."""

    entry: Entry
    feed: str
    tries: int
    known: Known | None
    listing: ListedIn | None


class WatchState(MutableMapping[str, Host]):
    """The file, open; as a mapping it keeps what `Visits` remembers of servers. Threads may share it.

    Only one process may have it open: raises LedgerBusy for a second.
    """

    def __init__(self, file: Path) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(file, timeout=0, check_same_thread=False, isolation_level=None)
        try:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            # What a loss of power takes from it is asked once more; the ledger itself loses nothing.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript("BEGIN EXCLUSIVE;" + _TABLES + "COMMIT;")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if "locked" not in str(error):
                raise
            raise LedgerBusy(f"another watch runs on this ledger ({file}): stop it, or let it go on alone") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    # Feeds

    def asked(self, url: str) -> Asked:
        """How it stands with a feed; due at once if it was never asked."""
        for etag, modified, due, failures in self._rows(
            "SELECT etag, modified, due, failures FROM feeds WHERE url = ?", url
        ):
            return Asked(_known(etag, modified), due, failures)
        return Asked(None, 0.0, 0)

    def came(self, url: str, known: Known, due: float, entries: Iterable[Entry], listing: ListedIn | None) -> int:
        """Note a copy of a feed together with what is new in it; returns how many articles are to be fetched for it.

        New is what no feed listed before, and what this feed lists with another date of change than before.
        """
        new = 0
        with self._writing() as connection:
            _feed(connection, url, known, due)
            if listing is not None:
                row = (listing.digest, listing.url, listing.retrieved, msgspec.json.encode(listing.headers))
                connection.execute("INSERT OR IGNORE INTO listings VALUES (?, ?, ?, ?)", row)
            for entry in entries:
                body = msgspec.json.encode(entry)
                copy = listing.digest if listing and entry.content else None
                new += connection.execute(
                    "INSERT INTO articles (url, feed, stamp, state, entry, listing) "
                    "VALUES (?, ?, ?, 'waiting', ?, ?) "
                    "ON CONFLICT (url) DO UPDATE SET stamp = excluded.stamp, state = 'waiting', due = 0, tries = 0, "
                    "entry = excluded.entry, listing = excluded.listing "
                    "WHERE state <> 'waiting' AND stamp <> excluded.stamp AND feed = excluded.feed AND visits <= ?",
                    (entry.url, url, entry.stamp, body, copy, REVISITS),
                ).rowcount
        return new

    def unchanged(self, url: str, known: Known, due: float) -> None:
        """Note that a feed is as it was."""
        with self._writing() as connection:
            _feed(connection, url, known, due)

    def failed(self, url: str, due: float, failures: int, problem: str) -> None:
        """Note that a feed could not be had, and when it is asked again."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO feeds (url, due, failures, problem) VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET "
                "due = excluded.due, failures = excluded.failures, problem = excluded.problem",
                (url, due, failures, problem[:1_000]),
            )

    # Articles

    def waiting(self, feed: str, now: float, most: int) -> list[Waiting]:
        """Articles of one feed that are to be fetched now, in the order in which they were listed."""
        rows = self._rows(
            "SELECT a.entry, a.feed, a.tries, a.etag, a.modified, l.digest, l.url, l.retrieved, l.headers "
            "FROM articles a LEFT JOIN listings l ON l.digest = a.listing "
            "WHERE a.state = 'waiting' AND a.due <= ? AND a.feed = ? ORDER BY a.number LIMIT ?",
            now,
            feed,
            most,
        )
        return [_article(row) for row in rows]

    def left(self, feeds: Iterable[str]) -> tuple[int, float | None]:
        """How many articles of these feeds wait, and when the first of them is due."""
        count, due = 0, []
        for feed in feeds:
            [(number, first)] = self._rows(
                "SELECT count(*), min(due) FROM articles WHERE state = 'waiting' AND feed = ?", feed
            )
            count += number
            due += [first] if first is not None else []
        return count, min(due, default=None)

    def taken(self, url: str, known: Known | None) -> None:
        """Note that an article is in the ledger."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE articles SET state = 'taken', visits = visits + 1, entry = NULL, listing = NULL, "
                "problem = NULL, etag = ?, modified = ? WHERE url = ?",
                (known and known.etag, known and known.modified, url),
            )

    def postponed(self, url: str, due: float, tries: int, problem: str) -> None:
        """Note when an article is tried again, and why it was not had."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE articles SET due = ?, tries = ?, problem = ? WHERE url = ?",
                (due, tries, problem[:1_000], url),
            )

    def given_up(self, url: str, problem: str) -> None:
        """Note that an article is not tried any more, unless its feed says that it has changed."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE articles SET state = 'given up', entry = NULL, listing = NULL, problem = ? WHERE url = ?",
                (problem[:1_000], url),
            )

    # Servers

    def __getitem__(self, origin: str) -> Host:
        for (body,) in self._rows("SELECT body FROM hosts WHERE origin = ?", origin):
            host: Host = msgspec.json.decode(body, type=Host)
            return host
        raise KeyError(origin)

    def __setitem__(self, origin: str, host: Host) -> None:
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (origin, msgspec.json.encode(host)))

    def __delitem__(self, origin: str) -> None:
        with self._writing() as connection:
            if not connection.execute("DELETE FROM hosts WHERE origin = ?", (origin,)).rowcount:
                raise KeyError(origin)

    def __iter__(self) -> Iterator[str]:
        return iter([origin for (origin,) in self._rows("SELECT origin FROM hosts ORDER BY origin")])

    def __len__(self) -> int:
        return len(list(iter(self)))


def _feed(connection: sqlite3.Connection, url: str, known: Known, due: float) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO feeds (url, etag, modified, due, failures) VALUES (?, ?, ?, ?, 0)",
        (url, known.etag, known.modified, due),
    )


def _known(etag: str | None, modified: str | None) -> Known | None:
    return Known(etag, modified) if etag or modified else None


def _article(row: tuple[Any, ...]) -> Waiting:
    entry, feed, tries, etag, modified, digest, url, retrieved, headers = row
    listing = None
    if digest is not None:
        listing = ListedIn(digest, url, retrieved, msgspec.json.decode(headers, type=Headers))
    return Waiting(msgspec.json.decode(entry, type=Entry), feed, tries, _known(etag, modified), listing)
