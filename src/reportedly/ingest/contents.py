"""What an original holds: itself, or the records, members and attachments within; found without reading them."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple, cast

from reportedly.errors import BadInput
from reportedly.ingest.scanning import Cut, entries, lines, messages
from reportedly.ingest.web_archives import is_one_stream, records
from reportedly.text.documents import WARC_TYPE
from reportedly.text.limits import Limits
from reportedly.text.mail import attachments, looks_like_mail
from reportedly.text.readers import SUFFIXES

__all__ = ["Content", "Contents"]

DEPTH = 3
"""Archives within archives that are opened."""

MEMBERS, DIRECTORY = 100_000, 64_000_000
"""Members of a ZIP archive, and bytes of its list of them, from which it is taken for a bomb."""

RATIO, SMALL = 100, 2_000_000
"""How many times its compressed size a member may have (text reaches 10), and the size that none is refused under."""

LEAST = 12
"""Bytes of the shortest record that can hold a report: {"text":"a"}."""

JSON, MAIL, LINES = "application/json", "message/rfc822", (".jsonl", ".ndjson")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
)


class Content(NamedTuple):
    """One thing to be read: where in its original, what it is said to be, when and how it was retrieved."""

    locator: str | None
    media_type: str | None = None
    retrieved: str | None = None
    headers: tuple[tuple[str, str], ...] | None = None


@dataclass
class Contents:
    """Lists what lies in originals. `passed_over` counts, by reason, what is no report and is not listed."""

    limits: Limits = field(default_factory=Limits)
    passed_over: Counter[str] = field(default_factory=Counter)

    def of(self, stream: BinaryIO, name: str) -> Iterator[Content]:
        """What lies in an original, in the order of its bytes; lazily, in memory that does not grow with it.

        `name` is that of the file or URL: its ending says what the bytes may be, and they decide. What is damaged is
        listed as refused, and what comes after it is still found. A source of any shape gives at least one content,
        unless all in it was passed over.
        """
        before, found = self.passed_over.total(), False
        for content in self._within(stream, name, (), 0):
            found = True
            yield content
        if not found and self.passed_over.total() == before:
            yield Content(None, "text/plain")  # empty: nothing is dropped without a word

    def _within(self, stream: BinaryIO, name: str, steps: tuple[str, ...], depth: int) -> Iterator[Content]:
        suffix = PurePosixPath(name.partition("?")[0]).suffix.lower()
        head = stream.read(65_536)
        stream.seek(0)
        if head[:2] == b"\x1f\x8b":
            yield from self._packed(stream, name, steps, depth)
        elif head.startswith(b"WARC/"):
            yield from self._records(stream, steps)
        elif head[:4] in {b"PK\x03\x04", b"PK\x05\x06"} and suffix != ".docx":
            yield from self._members(stream, steps, depth)
        elif suffix in LINES or (suffix not in {".html", ".htm", ".eml", ".txt"} and _is_object(head)):
            yield from self._cut(lines(stream), "line", steps)
        elif (suffix == ".json" and head.lstrip()[:1] == b"[") or re.match(rb"\s*\[\s*\{\s*\"", head):
            yield from self._cut(entries(stream), "entry", steps)
        elif head.startswith(b"From ") and looks_like_mail(head):
            for cut in messages(stream):
                step = _step("message", cut)
                yield Content(_joined(*steps, step), MAIL)
                yield from self._attached(stream, (*steps, step), cut)
        elif suffix == ".eml" or (suffix not in SUFFIXES and looks_like_mail(head)):
            yield Content(_joined(*steps), MAIL)
            yield from self._attached(stream, steps, None)
        else:
            yield Content(_joined(*steps), SUFFIXES.get(suffix))

    def _packed(self, stream: BinaryIO, name: str, steps: tuple[str, ...], depth: int) -> Iterator[Content]:
        """A gzip stream: a web archive record by record, else whatever is inside."""
        unpacked = gzip.GzipFile(fileobj=stream)
        try:
            archive = unpacked.read(5) == b"WARC/"
        except _DAMAGE:
            archive = ".warc" in name.lower()
        stream.seek(0)
        if archive and not is_one_stream(stream):
            yield from self._records(stream, steps)
            return
        if depth >= DEPTH:
            yield Content(_joined(*steps, "refused nested"))
            return
        inside = _Bounded(gzip.GzipFile(fileobj=stream), stream)
        try:
            yield from self._within(cast(BinaryIO, inside), name.removesuffix(".gz"), (*steps, "unpacked"), depth + 1)
        except _Bomb:
            yield Content(_joined(*steps, "refused bomb"))
        except _DAMAGE:
            yield Content(_joined(*steps, f"refused torn ({inside.tell()}+0)"))

    def _records(self, stream: BinaryIO, steps: tuple[str, ...]) -> Iterator[Content]:
        for number, record in enumerate(records(stream), 1):
            span = f"({record.at}+{record.length})"
            if record.kind == "torn":
                yield Content(_joined(*steps, f"refused torn {span}"))
                continue
            kind = (record.content_type or "").partition(";")[0].strip().lower()
            if record.kind != "response":
                self.passed_over[f"{record.kind} records"] += 1
            elif record.status != 200:
                self.passed_over[f"responses with status {record.status or 'none'}"] += 1
            elif kind and kind not in _PAGES:
                self.passed_over["responses that are no text"] += 1
            else:
                headers = (("warc:WARC-Target-URI", record.url or ""), *_response(record.headers))
                locator = _joined(*steps, f"record {number} {span}")
                yield Content(locator, WARC_TYPE, record.date, headers)

    def _members(self, stream: BinaryIO, steps: tuple[str, ...], depth: int) -> Iterator[Content]:
        """The files in a ZIP archive; of a WACZ the web archives alone. A Word document is one content."""
        if _directory(stream) > DIRECTORY:
            yield Content(_joined(*steps, "refused bomb"))
            return
        try:
            archive = zipfile.ZipFile(stream)
        except _DAMAGE:
            yield Content(_joined(*steps, "refused unlisted"))
            return
        members = archive.infolist()
        names = {member.filename for member in members}
        if "word/document.xml" in names:
            yield Content(_joined(*steps), SUFFIXES[".docx"])
            return
        if depth >= DEPTH or len(members) > MEMBERS:
            yield Content(_joined(*steps, "refused nested" if depth >= DEPTH else "refused bomb"))
            return
        wacz = "datapackage.json" in names and any(each.startswith("archive/") for each in names)
        for number, member in enumerate(members, 1):
            if member.is_dir() or _is_hidden(member.filename):
                continue
            if wacz and not member.filename.startswith("archive/"):
                self.passed_over["indexes and lists of a WACZ"] += 1
                continue
            within = (*steps, f"member {number} {_plain_name(member.filename)}".rstrip())
            yield from self._member(archive, member, within, depth)

    def _member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, steps: tuple[str, ...], depth: int
    ) -> Iterator[Content]:
        if member.flag_bits & 1:
            yield Content(_joined(*steps, "refused locked"))
            return
        if member.file_size > max(RATIO * member.compress_size, SMALL):
            yield Content(_joined(*steps, "refused bomb"))
            return
        try:
            with archive.open(member) as stream:
                yield from self._within(cast(BinaryIO, stream), member.filename, steps, depth + 1)
        except _DAMAGE:
            yield Content(_joined(*steps, "refused torn (0+0)"))

    def _cut(self, cuts: Iterator[Cut], kind: str, steps: tuple[str, ...]) -> Iterator[Content]:
        scraps: list[Cut] = []
        for cut in chain(cuts, (None,)):
            if cut and cut.length < LEAST and cut.whole:
                # A packed file of some kilobytes can hold millions of them: a run of them is one item.
                scraps = [scraps[0], cut] if scraps else [cut]
                continue
            if scraps:
                first, last = scraps[0], scraps[-1]
                span = f"({first.at}+{last.at + last.length - first.at})"
                step = _step(kind, first) if first is last else f"refused scraps {span}"
                yield Content(_joined(*steps, step), JSON)
                scraps = []
            if cut:
                step = _step(kind, cut) if cut.whole else f"refused torn ({cut.at}+{cut.length})"
                yield Content(_joined(*steps, step), JSON)

    def _attached(self, stream: BinaryIO, steps: tuple[str, ...], cut: Cut | None) -> Iterator[Content]:
        """The documents attached to a mail. One that is too large is not looked into, and refused when it is read."""
        back = stream.tell()
        stream.seek(cut.at if cut else 0)
        data = stream.read(min(cut.length if cut else self.limits.document + 1, self.limits.document + 1))
        stream.seek(back)
        if len(data) > self.limits.document or b"multipart" not in data.lower():
            return
        try:
            found = attachments(data)
        except (BadInput, RecursionError, ValueError, LookupError, AttributeError, TypeError):
            yield Content(_joined(*steps, "refused parts"))
            return
        for each in found:
            step = f"part {each.number} {_plain_name(each.name)}".rstrip()
            yield Content(_joined(*steps, step), each.media_type)


class _Bomb(Exception):
    pass


class _Bounded(io.BufferedIOBase):
    """A gzip stream that stops where it has given far more than was read of the file."""

    def __init__(self, unpacked: gzip.GzipFile, packed: BinaryIO) -> None:
        self.unpacked, self.packed = unpacked, packed

    def _checked(self, data: bytes) -> bytes:
        if self.unpacked.tell() > max(RATIO * self.packed.tell(), SMALL):
            raise _Bomb
        return data

    def read(self, size: int | None = -1) -> bytes:
        return self._checked(self.unpacked.read(-1 if size is None else size))

    def readline(self, size: int | None = -1) -> bytes:
        return self._checked(self.unpacked.readline(-1 if size is None else size))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.unpacked.seek(offset, whence)

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.unpacked.tell()


def _step(kind: str, cut: Cut) -> str:
    return f"{kind} {cut.number} ({cut.at}+{cut.length})"


def _joined(*steps: str) -> str | None:
    return " / ".join(steps) or None


def _plain_name(name: str) -> str:
    """A name as a word of a locator: it informs, and nothing is opened by it."""
    words = "".join(each if each.isprintable() else "\ufffd" for each in name[:200])
    return re.sub(r"\s*/\s*", "/", words).strip(" /").replace("(", "[").replace(")", "]")


def _response(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"response:{name}", value) for name, value in headers)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _is_object(head: bytes) -> bool:
    """Whether a file begins with a line that is a JSON object, or with a longer line that begins like one."""
    import json

    first, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    if not end and len(head) == 65_536:
        return bool(re.match(rb'\{\s*"', first))
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _directory(stream: BinaryIO) -> int:
    """Bytes that a ZIP archive's list of members has by its own word; the library reads them all at once."""
    end = stream.seek(0, 2)
    stream.seek(max(end - 65_557, 0))
    tail = stream.read()
    stream.seek(0)
    found = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[found + 12 : found + 16], "little") if 0 <= found <= len(tail) - 16 else 0
