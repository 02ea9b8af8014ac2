"""The bytes of one item, out of its original."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from contextlib import suppress
from typing import BinaryIO, cast

from reportedly.batch.locators import REFUSALS, Step, parsed
from reportedly.errors import BadInput
from reportedly.store.originals import Originals
from reportedly.store.work import Item
from reportedly.text.documents import MEDIA_TYPES
from reportedly.text.limits import Limits
from reportedly.text.mail import attached

__all__ = ["BytesOf"]

_OPENED = ("unpacked", "member")
_DAMAGE = (EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, gzip.BadGzipFile)


class BytesOf:
    """Fetches bytes of items; the original last asked for stays open, so that items in their order cost one pass."""

    def __init__(self, originals: Originals, limits: Limits | None = None) -> None:
        self.originals = originals
        self.limits = limits or Limits()
        self._open: tuple[str, tuple[Step, ...]] | None = None
        self._streams: list[BinaryIO] = []

    def __call__(self, item: Item) -> bytes:
        """The bytes that the item's locator leads to. Raises BadInput where they are refused, damaged or too many."""
        try:
            steps = parsed(item.locator)
            if steps and steps[-1].kind == "refused":
                raise BadInput(REFUSALS[steps[-1].reason])
            return self._read(item, steps)
        except _DAMAGE as error:
            self.close()
            raise BadInput(f"its archive is damaged there ({error}): get it again") from error

    def __enter__(self) -> BytesOf:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the original that is open."""
        for stream in reversed(self._streams):
            with suppress(*_DAMAGE, OSError):
                stream.close()
        self._streams.clear()
        self._open = None

    def _read(self, item: Item, steps: tuple[Step, ...]) -> bytes:
        opened = tuple(step for step in steps if step.kind in _OPENED)
        stream = self._stream(item.original, opened)
        within = steps[len(opened) :]
        document = (
            item.media_type in MEDIA_TYPES or item.media_type is None or bool(within and within[-1].kind == "part")
        )
        most = self.limits.document if document else self.limits.size
        if within and within[0].at is not None:
            length = within[0].length or 0
            if length > most:
                self.limits.check_size(length, document=document)
            stream.seek(within[0].at)
            data = stream.read(length)
            if len(data) < length:
                raise BadInput("its archive breaks off there: get it again")
        else:
            stream.seek(0)
            data = stream.read(most + 1)
        if len(data) > most:
            self.limits.check_size(len(data), document=document)
        return attached(data, within[-1].number) if within and within[-1].kind == "part" else data

    def _stream(self, original: str, opened: tuple[Step, ...]) -> BinaryIO:
        if self._open == (original, opened):
            return self._streams[-1]
        self.close()
        self._streams.append(self.originals.open(original))
        for step in opened:
            outer = self._streams[-1]
            if step.kind == "unpacked":
                self._streams.append(cast(BinaryIO, gzip.GzipFile(fileobj=outer)))
                continue
            archive = zipfile.ZipFile(outer)
            self._streams.append(cast(BinaryIO, archive.open(archive.infolist()[step.number - 1])))
        self._open = (original, opened)
        return self._streams[-1]
