"""Files that came from a browser, until a job has taken them in: under names of our own, never under theirs."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from reportedly.errors import EmptyInput, TooLarge, UnknownId

__all__ = ["LARGEST", "Upload", "Uploads", "plain_name"]

LARGEST = 2_000_000_000
"""Bytes of the largest file that is taken from a browser; larger ones are for `reportedly ingest`."""

KEPT = 86_400.0
"""Seconds after which an upload that no job took is deleted."""

_ID = re.compile(r"[0-9a-f]{32}(\.[a-z0-9]{1,6}){0,2}")

_ENDINGS = {
    *(".txt", ".text", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".pdf", ".docx", ".eml", ".mbox"),
    *(".warc", ".wacz", ".zip", ".gz"),
}
"""Endings that say what bytes may be, and are kept. A list of URLs (.urls) is text here: nothing is fetched by it."""


def plain_name(name: str) -> str:
    """What a file was called, without folders and what cannot be printed; at most 200 characters."""
    last = re.split(r"[/\\]", name)[-1].replace(":", "_")
    shown = "".join(c if c.isprintable() else "�" for c in last).strip().lstrip(".")
    return shown[:200] or "unnamed"


def _ending(name: str) -> str:
    kept = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    while kept and kept[0] not in _ENDINGS:
        kept.pop(0)
    return "".join(kept) if all(suffix in _ENDINGS for suffix in kept) else ""


class Upload:
    """One file while it comes in. A context manager: unless it is finished, nothing is left of it."""

    def __init__(self, folder: Path, name: str, largest: int) -> None:
        self.name = plain_name(name)
        self.id = secrets.token_hex(16) + _ending(self.name)
        self.size = 0
        self._largest = largest
        self._hash = hashlib.sha256()
        self._target = folder / self.id
        self._beside = folder / f".{self.id}.part"
        self._file = os.fdopen(os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._beside.unlink(missing_ok=True)

    def write(self, piece: bytes) -> None:
        """Keep a piece. Raises TooLarge."""
        self.size += len(piece)
        if self.size > self._largest:
            raise TooLarge(
                f"{self.name} is larger than {self._largest:,} bytes: take it in with `reportedly ingest FILE`"
            )
        self._hash.update(piece)
        self._file.write(piece)

    def finish(self) -> str:
        """The whole file is here; returns its SHA-256. Raises EmptyInput for one without bytes."""
        if not self.size:
            raise EmptyInput(f"{self.name} holds no bytes")
        self._file.close()
        self._beside.replace(self._target)
        return self._hash.hexdigest()


class Uploads:
    """The folder of uploads beside a ledger."""

    def __init__(self, desk: Path, *, largest: int = LARGEST) -> None:
        self.folder = desk / "uploads"
        self.largest = largest

    def new(self, name: str) -> Upload:
        """Begin an upload of a file that was called so. What nobody took for a day is deleted."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            with suppress(OSError):
                if time.time() - old.stat().st_mtime > KEPT:
                    old.unlink()
        return Upload(self.folder, name, self.largest)

    def path(self, id: str) -> Path:
        """Where an upload lies. Raises UnknownId for what is no id of one, or is not there any more."""
        if not _ID.fullmatch(id) or not (self.folder / id).is_file():
            raise UnknownId(f"no upload has the id {id[:80]!r}: send the file again")
        return self.folder / id

    def drop(self, id: str) -> None:
        """Delete an upload that was taken in."""
        with suppress(OSError, UnknownId):
            self.path(id).unlink()
