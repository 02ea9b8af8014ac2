"""Files that hold many records: JSON lines, JSON arrays and mailboxes cut at their seams, a piece at a time.

Nothing is parsed here: a record that is no JSON is found out when it is read, in a process of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

__all__ = ["Cut", "entries", "lines", "messages"]

PIECE = 1 << 20


class Cut(NamedTuple):
    """A record: its number from 1, and its range of bytes; `whole` is False where the file breaks off in it."""

    number: int
    at: int
    length: int
    whole: bool = True


def lines(stream: BinaryIO) -> Iterator[Cut]:
    """The lines that are not blank; numbers count all. A line of any length takes no more memory than a piece."""
    at = number = 0
    while line := stream.readline(PIECE):
        number += 1
        start, blank = at, not line.strip()
        at += len(line)
        while not line.endswith(b"\n") and (line := stream.readline(PIECE)):
            at += len(line)
            blank = blank and not line.strip()
        if not blank:
            yield Cut(number, start, at - start)


_SEAM = re.compile(rb'["{}\[\],]')
_IN_STRING = re.compile(rb'["\\]')


def entries(stream: BinaryIO) -> Iterator[Cut]:
    """The members of a JSON array, cut at the commas between them."""
    depth = number = offset = skip = 0
    start = -1
    in_string = False
    while piece := stream.read(PIECE):
        at, skip = skip, 0
        while at < len(piece):
            match = (_IN_STRING if in_string else _SEAM).search(piece, at)
            if match is None:
                break
            at = match.end()
            mark = match.group()
            if in_string:
                if mark == b"\\":
                    at += 1
                else:
                    in_string = False
            elif mark == b'"':
                in_string = True
            elif mark in b"{[":
                depth += 1
                if depth == 1:
                    start = offset + at
            elif mark in b"}]" or depth == 1:
                depth -= mark in b"}]"
                if depth == 0 or (depth == 1 and mark == b","):
                    length = offset + at - 1 - start
                    if length:
                        number += 1
                        yield Cut(number, start, length)
                    start = offset + at
                if depth == 0:
                    return
        skip = max(at - len(piece), 0)
        offset += len(piece)
    if start >= 0 and offset > start:
        yield Cut(number + 1, start, offset - start, whole=False)


def messages(stream: BinaryIO) -> Iterator[Cut]:
    """The messages of a mailbox: each begins with a line "From ..." at the beginning or after a blank line."""
    at = number = 0
    start = -1
    blank = True
    begins = True
    while line := stream.readline(PIECE):
        if begins and blank and line.startswith(b"From "):
            if start >= 0:
                yield Cut(number, start, at - start)
            number, start = number + 1, at
        blank = begins and not line.strip()
        begins = line.endswith(b"\n")
        at += len(line)
    if start >= 0:
        yield Cut(number, start, at - start)
