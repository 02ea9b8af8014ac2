"""Whatever the user names, as Reports without layers: files, folders, standard input, URLs, lists of them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import BadInput, EmptyInput, FetchRefused, NotText
from reportedly.report import Report
from reportedly.text.documents import DOCX_TYPE, MEDIA_TYPES
from reportedly.text.limits import Limits
from reportedly.text.one_report import located, report_from_bytes, report_from_text
from reportedly.text.overrides import Overrides

if TYPE_CHECKING:
    from reportedly.text.fetch import Fetched

__all__ = ["SUFFIXES", "Limits", "Overrides", "report_from_bytes", "report_from_text", "sources"]

SUFFIXES = {
    **dict.fromkeys((".txt", ".text"), "text/plain"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "text/html"),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "application/x-ndjson"),
    ".pdf": "application/pdf",
    ".docx": DOCX_TYPE,
    ".eml": "message/rfc822",
    ".urls": "text/uri-list",
}
"""Endings of file names that are read within a folder, and what such files hold. A file that is named itself may
have any."""

_URL = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_NEXT = re.compile(r"[\s,]*")

Fetch = Callable[[str, Limits], "Fetched"]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How to read, the same for every source of one call."""

    overrides: Overrides
    limits: Limits
    fetch: Fetch | None
    stdin: BinaryIO | None


def sources(
    locations: Iterable[str | Path],
    *,
    overrides: Overrides | None = None,
    limits: Limits | None = None,
    fetch: Fetch | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | BadInput]:
    """A Report for each report found at the locations, or a BadInput for each that cannot be read; lazily.

    A location is a path to text, HTML, JSON lines or a list of URLs; a folder, read recursively in the order
    of names (hidden files left out, and lists of URLs: nothing is fetched that was not named); "-" for standard
    input; or an http(s) URL. The error of a source is yielded, not raised, with its `location`; reading goes on
    with the next. `fetch` replaces `reportedly.text.fetch.fetch`.
    """
    reading = _Reading(overrides or Overrides(), limits or Limits(), fetch, stdin)
    for location in locations:
        yield from _guarded(str(location), _at(location, reading))


def _guarded(location: str, reports: Iterator[Report | BadInput]) -> Iterator[Report | BadInput]:
    """The reports; an error that ends them is yielded as the last."""
    try:
        yield from reports
    except BadInput as error:
        yield located(error, location)
    except OSError as error:
        yield located(
            BadInput(f"cannot be read: {error.strerror or error}. Check the path and its permissions"), location
        )
    except ValueError as error:  # a path with a NUL
        yield located(BadInput(f"is no path: {error}"), location)


def _at(location: str | Path, reading: _Reading) -> Iterator[Report | BadInput]:
    name = str(location)
    if name == "-":
        yield from _stream(reading.stdin or sys.stdin.buffer, "-", None, reading)
    elif isinstance(location, str) and _URL.match(location):
        yield from _page(location, reading)
    elif Path(name).is_dir():
        yield from _folder(Path(name), reading)
    elif not Path(name).exists():
        raise BadInput("there is no such file or folder: give a path, a URL beginning with http, or - for stdin")
    else:
        yield from _file(Path(name), reading)


def _folder(folder: Path, reading: _Reading) -> Iterator[Report | BadInput]:
    found = False
    for parent, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(parent, name) for name in sorted(names) if not name.startswith(".")):
            found = True
            yield from _guarded(str(path), _file_in_folder(path, reading))
    if not found:
        raise EmptyInput("there are no files in this folder")


def _raise(error: OSError) -> None:
    raise error


def _file_in_folder(path: Path, reading: _Reading) -> Iterator[Report | BadInput]:
    if path.suffix.lower() not in SUFFIXES:
        raise NotText(
            f"files ending in {path.suffix or 'no suffix'} are not read within a folder, only {', '.join(SUFFIXES)}: "
            "if this one is a report, name the file itself"
        )
    if not path.is_file():
        raise NotText("is no ordinary file")
    yield from _file(path, reading, listed=False)


def _file(path: Path, reading: _Reading, *, listed: bool = True) -> Iterator[Report | BadInput]:
    with path.open("rb") as stream:
        yield from _stream(stream, str(path), SUFFIXES.get(path.suffix.lower()), reading, listed=listed)


def _stream(
    stream: BinaryIO, name: str, media_type: str | None, reading: _Reading, *, listed: bool = True
) -> Iterator[Report | BadInput]:
    """The reports in a stream: many in JSON lines, read one line at a time, or in a list of URLs; else one."""
    limits = reading.limits
    may_be_json = media_type in {None, "application/x-ndjson"}
    first = stream.readline(limits.size + 1)
    if may_be_json and _is_object(first):
        yield from _lines([first], stream, name, reading)
        return
    document = media_type in MEDIA_TYPES or first.startswith((b"%PDF-", b"PK\x03\x04"))
    most = limits.document if document else limits.size
    data = first + stream.read(max(most + 1 - len(first), 0))
    if media_type == "application/x-ndjson" or (media_type is None and data.lstrip()[:1] == b"["):
        members = _members(data) if len(data) <= limits.size else None
        if members is not None:
            for position, member in enumerate(members, 1):
                yield from _guarded(name, _one(member, f"{name}:[{position}]", "application/json", reading))
            return
        if media_type:
            yield from _lines(data.splitlines(keepends=True), stream, name, reading)
            return
    limits.check_size(len(data), document=document)
    if not document and media_type != "text/html" and (urls := _urls(data, listed=media_type == "text/uri-list")):
        if not listed:
            raise FetchRefused("a list of URLs within a folder: to have the pages fetched, name the list itself")
        for url in urls:
            yield from _guarded(url, _page(url, reading))
        return
    yield from _one(data, name, media_type, reading)


def _one(data: bytes, name: str, media_type: str | None, reading: _Reading) -> Iterator[Report | BadInput]:
    yield report_from_bytes(
        data, location=name, media_type=media_type, overrides=reading.overrides, limits=reading.limits
    )


def _page(url: str, reading: _Reading) -> Iterator[Report | BadInput]:
    page = (reading.fetch or _fetch)(url, reading.limits)
    yield report_from_bytes(
        page.data,
        location=url,
        media_type=page.media_type,
        overrides=reading.overrides,
        limits=reading.limits,
        fetched_from=page.url,
        retrieved=page.retrieved,
    )


def _fetch(url: str, limits: Limits) -> Fetched:
    from reportedly.text.fetch import fetch  # the HTTP client takes a tenth of a second to import

    return fetch(url, limits)


def _lines(read: list[bytes], stream: BinaryIO, name: str, reading: _Reading) -> Iterator[Report | BadInput]:
    """A report or an error for each line that is not blank: those `read` already, and those still in the stream."""
    if read and not read[-1].endswith(b"\n"):
        read[-1] += stream.readline(reading.limits.size + 1)
    number = 0
    for number, line in enumerate(chain(read, iter(lambda: stream.readline(reading.limits.size + 1), b"")), 1):
        if len(line) > reading.limits.size and not line.endswith(b"\n"):
            _skip_line(stream)
        if line.strip():
            place = f"{name}:{number}"
            yield from _guarded(place, _one(line, place, "application/json", reading))
    if number == 0:
        raise EmptyInput("there is nothing in it (no bytes): give the words of a report")


def _skip_line(stream: BinaryIO) -> None:
    """Read past the rest of a line that is too long to keep."""
    while (piece := stream.readline(65_536)) and not piece.endswith(b"\n"):
        pass


def _is_object(line: bytes) -> bool:
    if not line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _members(data: bytes) -> list[bytes] | None:
    """The objects of a JSON array, or the one object, each as the bytes it was; None where it is neither."""
    try:
        text = data.decode("utf-8-sig")
        whole = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, list):
        return [data]
    members, decoder = [], json.JSONDecoder(strict=False)
    at = text.index("[") + 1
    for _ in whole:
        start = _NEXT.match(text, at).end()  # type: ignore[union-attr]  # matches anywhere
        _, at = decoder.raw_decode(text, start)
        members.append(text[start:at].encode("utf-8", "replace"))
    return members


def _urls(data: bytes, *, listed: bool) -> list[str]:
    """The URLs of a list: one to a line, with blank lines and # comments; () where a text is no such list.

    A file called .urls is one whatever its lines are, so that a mistyped line is reported and not read as news.
    """
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()] if data else []
    lines = [line for line in lines if line and not line.startswith("#")]
    return lines if listed or all(_URL.fullmatch(line) for line in lines) else []
