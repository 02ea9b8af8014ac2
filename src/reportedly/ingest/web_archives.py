"""The records of a web archive (WARC), with every byte of the file accounted for.

WARC readers pass over damaged records in silence (docs/ingest.md has the figures). So the file is cut here, by the
seams that the format has: gzip members with their checksums, or declared lengths and block digests. Whatever lies
between the seams and is no whole record comes out as such, and the records after it are still found.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from base64 import b32encode
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple

__all__ = ["Record", "is_one_stream", "records"]

PIECE = 1 << 16
HEAD = 1 << 16
"""Bytes of a record that are looked at: its header and that of the response within."""

LARGEST = 1 << 26
"""Bytes that one compressed record may unpack to before it is taken for a bomb and left to the reading process."""

SLACK = 16
"""Bytes that a compressed record may have after its end; some writers add a line end too many."""

_KINDS = frozenset(
    {"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"}
)
_MEMBER = b"\x1f\x8b\x08"
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)\r?\n")


class Record(NamedTuple):
    """A record, or bytes that are none (`kind` "torn"): their range in the file, and what the header says.

    `status` and `content_type` are those of the HTTP response; `headers` the response's own, in their order.
    """

    kind: str
    at: int
    length: int
    url: str | None = None
    date: str | None = None
    status: int | None = None
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class _Seen(NamedTuple):
    """What the beginning of a record says; `size` is the bytes that it has by its own word, with both line ends."""

    kind: str
    size: int
    record: Record
    digest: str | None
    header: int


def records(stream: BinaryIO) -> Iterator[Record]:
    """The records of an archive, compressed record by record or not at all, in their order."""
    first = stream.read(2)
    stream.seek(0)
    yield from _compressed(stream) if first == b"\x1f\x8b" else _plain(stream)


def is_one_stream(stream: BinaryIO) -> bool:
    """Whether a compressed archive is one gzip member over all records, so that it must be unpacked to be cut."""
    found = _member(stream, b"")
    stream.seek(0)
    return found.state != "torn" and found.seen is not None and found.size > found.seen.size + SLACK


class _Member(NamedTuple):
    state: Literal["whole", "torn", "large"]
    used: int
    left: bytes
    size: int
    seen: _Seen | None


def _member(stream: BinaryIO, piece: bytes) -> _Member:
    """One gzip member, from `piece` and the stream; unpacked in pieces, of which only the beginning is kept."""
    unpacking, head, used, size = zlib.decompressobj(31), b"", 0, 0
    while not unpacking.eof:
        piece = piece or stream.read(PIECE)
        if not piece:
            return _Member("torn", used, b"", size, None)
        try:
            got = unpacking.decompress(piece, PIECE)
        except zlib.error:
            return _Member("torn", used, b"", size, None)
        used += len(piece) - len(unpacking.unconsumed_tail) - len(unpacking.unused_data)
        piece = unpacking.unconsumed_tail
        size += len(got)
        if len(head) < HEAD:
            head += got
        if size > LARGEST:
            return _Member("large", used, b"", size, _seen(head))
    return _Member("whole", used, unpacking.unused_data, size, _seen(head))


def _compressed(stream: BinaryIO) -> Iterator[Record]:
    at, left = 0, b""
    while left or (left := stream.read(PIECE)):
        member = _member(stream, left)
        seen = member.seen
        sound = member.state == "whole" and seen is not None and seen.size - 4 <= member.size <= seen.size + SLACK
        if member.state == "whole" and member.size == 0:
            at, left = at + member.used, member.left
        elif sound and seen is not None:
            yield seen.record._replace(at=at, length=member.used)
            at, left = at + member.used, member.left
        elif member.state == "whole":  # a sound member whose record is cut short or is none
            yield Record("torn", at, member.used)
            at, left = at + member.used, member.left
        else:
            after = _next_member(stream, at + 1)
            kind = seen.record if member.state == "large" and seen is not None else Record("torn", 0, 0)
            yield kind._replace(at=at, length=after - at)
            at, left = after, b""
            stream.seek(after)


def _next_member(stream: BinaryIO, start: int) -> int:
    """Where, from `start` on, the next gzip member begins that holds a WARC record; the end of the file if none."""
    stream.seek(start)
    at, window = start, b""
    while piece := stream.read(PIECE):
        window += piece
        found = window.find(_MEMBER)
        while found >= 0:
            if len(window) - found < 512:
                window += stream.read(PIECE)
            try:
                if zlib.decompressobj(31).decompress(window[found : found + 512], 5) == b"WARC/":
                    return at + found
            except zlib.error:
                pass
            found = window.find(_MEMBER, found + 1)
        keep = window[-2:]
        at += len(window) - len(keep)
        window = keep
    return at + len(window)


def _plain(stream: BinaryIO) -> Iterator[Record]:
    at = 0
    line = stream.readline(PIECE)
    while line:
        if line in {b"\r\n", b"\n"}:
            at += len(line)
            line = stream.readline(PIECE)
            continue
        head, torn = line, not line.startswith(b"WARC/")
        while not torn and line not in {b"\r\n", b"\n"}:
            line = stream.readline(PIECE)
            head += line
            torn = not line or len(head) > HEAD
        seen = None if torn else _seen(head)
        length, line = len(head), b""
        if seen is not None:
            body, size = _block(stream, seen)
            length += size
            line = stream.readline(PIECE)
            whole = size == seen.size - 4 - seen.header and line in {b"\r\n", b"\n", b""}
            if whole and body is not None:
                yield body._replace(at=at, length=length)
                at += length
                continue
        # No whole record: everything up to the next line that begins one.
        line = line or (stream.readline(PIECE) if seen is None else b"")
        while line and not line.startswith(b"WARC/"):
            length += len(line)
            line = stream.readline(PIECE)
        yield Record("torn", at, length)
        at += length


def _block(stream: BinaryIO, seen: _Seen) -> tuple[Record | None, int]:
    """The record with what its response says, None for a digest that is not that of the bytes; and the bytes read."""
    left = seen.size - 4 - seen.header
    name, _, declared = (seen.digest or "").partition(":")
    hasher = hashlib.new(name) if name in {"sha1", "sha256", "md5"} else None
    head, size = b"", 0
    while size < left and (piece := stream.read(min(PIECE, left - size))):
        size += len(piece)
        head = head or piece
        if hasher:
            hasher.update(piece)
    if hasher:
        found = (hasher.hexdigest(), b32encode(hasher.digest()).decode().rstrip("="))
        if declared.lower() not in {found[0], found[1].lower()} and declared.rstrip("=") != found[1]:
            return None, size
    return _with_response(seen.record, head), size


def _seen(head: bytes) -> _Seen | None:
    """What a record's header says; None where it is none."""
    match = re.match(rb"WARC/1\.[01]\r?\n", head)
    if match is None:
        return None
    found, at = _headers(head, match.end())
    end = re.compile(rb"\r?\n").match(head, at)
    told = {name.lower(): value for name, value in found}
    kind, length = told.get("warc-type", ""), told.get("content-length", "")
    if end is None or kind not in _KINDS or not length.isdigit():
        return None
    url = told.get("warc-target-uri", "").strip("<>")
    record = Record(kind, 0, 0, url or None, told.get("warc-date"))
    record = _with_response(record, head[end.end() : end.end() + int(length)])
    return _Seen(kind, end.end() + int(length) + 4, record, told.get("warc-block-digest"), end.end())


def _with_response(record: Record, block: bytes) -> Record:
    match = re.match(rb"HTTP/\d(?:\.\d)? (\d{3})[^\r\n]*\r?\n", block)
    if match is None:
        return record
    found, _ = _headers(block, match.end())
    kind = next((value for name, value in found if name.lower() == "content-type"), None)
    return record._replace(status=int(match[1]), content_type=kind, headers=tuple(found))


def _headers(data: bytes, at: int) -> tuple[list[tuple[str, str]], int]:
    found = []
    while match := _HEADER.match(data, at):
        found.append((match[1].decode("ascii"), match[2].decode("utf-8", "replace").strip()))
        at = match.end()
    return found, at
