"""What passes between the ledger and those who work for it: arrivals, items of the work list, and their outcomes.

Plain shapes without a database behind them, so that a child process can make them, pickle them and hand them over.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.codec import to_json
from reportedly.report import Report

__all__ = [
    "Arrival",
    "Done",
    "Failed",
    "Headers",
    "Item",
    "Quarantined",
    "Reading",
    "Working",
    "digest_of",
    "pack",
    "reading_digest",
    "unpack",
]

Headers = tuple[tuple[str, str], ...]
"""Request and response headers of one retrieval, in order; names as "request:User-Agent", "response:ETag"."""


def digest_of(*parts: str | bytes | int | None) -> str:
    """SHA-256, in hexadecimal, over length-prefixed parts: no two lists of parts can be confused."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        hasher.update(b"n:" if part is None else b"%d:" % len(data) + data)
    return hasher.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something to read that came in: an original whose bytes are already stored, or one record of it.

    `original` is the SHA-256 of the bytes. `locator` names the record within ("line 17", "record 204"), None for the
    whole. `location` is the path or URL it came from. `retrieved` is ISO 8601 (a file's own date, or when it was
    fetched). `overrides` are what the user says of it, as (field of Publication, value). An item is the same as one
    already known if original, locator, overrides and, for a URL, location are the same; a path may change.
    """

    original: str
    location: str
    locator: str | None = None
    media_type: str | None = None
    retrieved: str | None = None
    headers: Headers | None = None
    overrides: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What makes this item that one and no other."""
        url = self.location if "://" in self.location else None
        said = [part for pair in sorted(self.overrides) for part in pair]
        return digest_of("item", self.original, self.locator, url, *said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of the work list; `number` is its place in the order of arrival, from 1. `attempts`: so far."""

    number: int
    original: str
    location: str
    locator: str | None = None
    media_type: str | None = None
    retrieved: str | None = None
    headers: Headers | None = None
    overrides: tuple[tuple[str, str], ...] = ()
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Working:
    """A derived row that a worker made along with a reading, so that nobody reads the report again for it.

    `table` is "sketches", "glances" or "fingerprints", `version` that of the function that made `body`.
    """

    table: str
    version: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report and what one recipe read in it, packed for the ledger. Make one with `Reading.of`.

    `text` and `body` are codec JSON, deflated: the report without layers, and with all of them. Where and when it was
    retrieved stands in `text` alone, so that `body` and both digests are the same wherever and whenever it was read.
    `recipe` is the digest of recipe and resources.
    """

    report: str
    recipe: str
    text: bytes
    body: bytes
    content: str
    digest: str
    outlet: str | None
    url: str | None
    headline: str | None
    published: str | None
    language: str | None
    characters: int
    claims: int
    events: int
    issues: int
    beside: tuple[Working, ...] = ()

    @classmethod
    def of(cls, report: Report, recipe: str, beside: Iterable[Working] = ()) -> Reading:
        """What this recipe (its digest) read in the report; takes some 4 ms for an article of 3,000 characters."""
        publication = report.publication
        said = {
            name: value.value if (value := getattr(publication, name)) else None
            for name in ("outlet", "url", "headline", "published", "language")
        }
        anywhere = replace(report, publication=replace(publication, location=None, retrieved=None))
        return cls(
            report=report.id,
            recipe=recipe,
            text=pack(to_json(_bare(report))),
            body=pack(to_json(anywhere)),
            content=digest_of("report", to_json(_bare(anywhere))),
            digest=reading_digest(report, recipe),
            characters=len(report.text),
            claims=len(report.claims or ()),
            events=len(report.events or ()),
            issues=len(report.issues),
            beside=tuple(beside),
            **said,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """An item that was read: the reports found in it, in their order."""

    item: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An item that could not be read, for the quarantine.

    `stage` is where ("extract", "read", "limits"), `cause` the sentence that a person reads, `tool` what failed with
    its version. `seconds` of processor time and `bytes` of memory are what it cost.
    """

    item: int
    stage: str
    cause: str
    tool: str | None = None
    seconds: float | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """An item in quarantine with its latest failure; `at` is when that was noted (ISO 8601 UTC; it only informs)."""

    item: Item
    stage: str
    cause: str
    tool: str | None
    seconds: float | None
    bytes: int | None
    at: str


def reading_digest(report: Report, recipe: str) -> str:
    """What makes a reading that one: report, recipe, and what is known of the publication, by which words are read.

    The day of publication decides what "on Friday" means: a report that comes again with a day is read anew and kept.
    How and when it was retrieved, and from which bytes, decides nothing.
    """
    names = ("headline", "byline", "dateline", "published", "language")
    known = (getattr(report.publication, name) for name in names)
    return digest_of("reading", report.id, recipe, *(each.value if each else None for each in known))


def pack(line: str) -> bytes:
    """Codec JSON, deflated: zlib at its default level, a seventh of the size in 2 ms."""
    return zlib.compress(line.encode())


def unpack(body: bytes) -> bytes:
    """The JSON again."""
    return zlib.decompress(body)


def _bare(report: Report) -> Report:
    return Report(report.id, report.text, report.publication)
