"""Originals, byte for byte, each under its SHA-256.

An original is there whole or not at all, also after a loss of power: temporary file, fsync, rename, fsync of the
folder. It is read-only, and hashed again when it is read.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from reportedly.errors import BadOriginal

__all__ = ["Originals"]

PIECE = 1 << 20
"""Bytes read at a time."""

_NAME = re.compile("[0-9a-f]{64}")


class Originals:
    """A folder of originals: the one with SHA-256 abcd... lies in ab/cd/abcd..."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._good: dict[str, tuple[int, ...]] = {}

    def put(self, data: bytes) -> str:
        """Keep these bytes; returns their SHA-256 once they are safe on the disk. Known bytes write nothing."""
        name = hashlib.sha256(data).hexdigest()
        if not self._is_there(name, len(data)):
            self._keep(iter((data,)), name)
        return name

    def put_file(self, path: Path) -> str:
        """Keep a file's bytes, a piece at a time; returns their SHA-256. Raises OSError if it cannot be read.

        The bytes kept are hashed as they are written: a file that changes meanwhile is kept under what was written.
        """
        hasher, size = hashlib.sha256(), 0
        for piece in _pieces(path):
            hasher.update(piece)
            size += len(piece)
        name = hasher.hexdigest()
        return name if self._is_there(name, size) else self._keep(_pieces(path), None)

    def path(self, sha256: str) -> Path:
        """Where the original with this SHA-256 lies, or would lie. Raises BadOriginal for what is no SHA-256."""
        if not _NAME.fullmatch(sha256):
            raise BadOriginal(f"{sha256[:80]!r} is no SHA-256: 64 of the characters 0-9 and a-f")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """The original, opened for reading, after its bytes were found to be those of its name.

        A file that was checked by this object and has not been touched since is not hashed again. Raises BadOriginal.
        """
        path = self.path(sha256)
        try:
            file = path.open("rb")
        except FileNotFoundError as error:
            raise BadOriginal(f"the original {sha256} is not in {self.folder}: restore it from a backup") from error
        try:
            status = os.fstat(file.fileno())
            seen = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            if self._good.get(sha256) != seen:
                found = _hash(file)
                if found != sha256:
                    raise BadOriginal(
                        f"the bytes of {path} are not those of its name (their SHA-256 is {found}): it was damaged "
                        "or changed; restore it from a backup"
                    )
                self._good[sha256] = seen
                file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def __iter__(self) -> Iterator[str]:
        """The SHA-256 of every original that is there, in their order."""
        for first in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for second in sorted(first.glob("[0-9a-f][0-9a-f]")):
                yield from sorted(path.name for path in second.iterdir() if _NAME.fullmatch(path.name))

    def _is_there(self, name: str, size: int) -> bool:
        # One whose size differs was damaged outside; what is at hand is whole, and takes its place.
        path = self.path(name)
        try:
            if path.stat().st_size != size:
                return False
        except FileNotFoundError:
            return False
        _sync(path.parent)  # whoever wrote it may have been killed between the rename and this
        return True

    def _keep(self, pieces: Iterator[bytes], name: str | None) -> str:
        _made(self.folder)
        beside = self.folder / f".{uuid4().hex}.part"
        hasher = hashlib.sha256()
        try:
            with beside.open("xb") as out:
                for piece in pieces:
                    hasher.update(piece)
                    out.write(piece)
                out.flush()
                os.fchmod(out.fileno(), 0o444)
                os.fsync(out.fileno())
            name = name or hasher.hexdigest()
            target = self.path(name)
            _made(target.parent)
            beside.replace(target)
            _sync(target.parent)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        return name


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _hash(file: BinaryIO) -> str:
    hasher = hashlib.sha256()
    while piece := file.read(PIECE):
        hasher.update(piece)
    return hasher.hexdigest()


def _made(folder: Path) -> None:
    """Make a folder and those above it, each noted on the disk in the one above."""
    if folder.is_dir():
        return
    _made(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open folders; its file system keeps a journal of names
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
