"""One page from the web, at the user's word: never from an address inside somebody's network.

A URL in a list may come from anybody. So each name is resolved once, every address of it must be public, the
connection goes to the address that was checked (a second look-up could answer otherwise), and every redirect
starts over. No proxy of the environment is used, no cookie kept, nothing fetched beside the page itself.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from reportedly.errors import FetchRefused
from reportedly.text.addresses import Resolve, refusal, resolved
from reportedly.text.limits import Limits
from reportedly.text.urls import Target, absolute, target
from reportedly.version import __version__

__all__ = ["AGENT", "Fetched", "Headers", "Known", "fetch", "refusal"]

Headers = tuple[tuple[str, str], ...]

AGENT = f"reportedly/{__version__} (reads news reports; what a user asked for)"
"""How we name ourselves to servers. Rules for `reportedly` in a robots.txt are rules for us."""


class Known(NamedTuple):
    """What a server said of a page when it was last fetched: the page is asked for only if it has changed since."""

    etag: str | None = None
    modified: str | None = None


class Fetched(NamedTuple):
    """A page as it was served: `url` after redirects, `retrieved` in ISO 8601 UTC, when the fetch began.

    `data` is the body after decompression. `status` is 200, or 304 with no data where the page is as it was `known`.
    `exchange` is every header sent and received, in order, redirects too, as "request:User-Agent" or
    "response:ETag"; "request:GET" is the URL asked for, "response:status" the answer's number. `moved` is where the
    page stands from now on, if every redirect said that it is for good.
    """

    data: bytes
    url: str
    media_type: str | None
    retrieved: str
    status: int = 200
    exchange: Headers = ()
    moved: str | None = None

    def header(self, name: str) -> str | None:
        """A header of the last answer, the last of that name; None if it has none."""
        last = max((i for i, (key, _) in enumerate(self.exchange) if key == "request:GET"), default=0)
        wanted = f"response:{name.lower()}"
        return next((v for k, v in reversed(self.exchange[last:]) if k.lower() == wanted), None)


_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate", "identity"})


def _nothing(url: str) -> None:
    return None


def fetch(
    url: str,
    limits: Limits | None = None,
    *,
    allowed: frozenset[tuple[str, int]] = frozenset(),
    known: Known | None = None,
    agent: str = AGENT,
    before: Callable[[str], None] = _nothing,
    resolve: Resolve = resolved,
) -> Fetched:
    """The page at an http or https URL, redirects followed.

    At most `limits.size` bytes after decompression, `limits.seconds` in all (what `before` takes is not counted) and
    `limits.redirects` redirects. `allowed` lists (address, port) pairs that are let through without check, for a
    server of one's own; no command reaches it. `before` is called with each URL, redirects too, before anything is
    sent, and may wait or raise: who visits politely asks for robots.txt there. Raises FetchRefused, saying why and
    what to do, with the `status` and `headers` of the answer where there was one; TooLarge over the limit of size.
    """
    limits = limits or Limits()
    visit = _Visit(limits, allowed, _sent(agent, known), before, resolve, time.monotonic() + limits.seconds)
    retrieved = datetime.now(UTC).isoformat(timespec="seconds")
    at, moved, for_good = url, None, True
    for _ in range(limits.redirects + 1):
        with visit.opened(at) as (response, asked):
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                to = absolute(location, asked.url)
                if to is None:
                    raise FetchRefused(f"it redirects to {location[:200]!r}, which is no http or https URL")
                for_good = for_good and response.status in _FOR_GOOD
                at, moved = to, to if for_good else moved
                continue
            body = b""
            if response.status == 200:
                body = _body(response, limits, visit.deadline)
            elif not (response.status == 304 and known):
                raise _refused(response)
            kind = response.headers.get("Content-Type")
            return Fetched(body, asked.url, kind, retrieved, response.status, tuple(visit.exchange), moved)
    error = FetchRefused(f"more than {limits.redirects} redirects: give the URL at which the page stands in the end")
    error.status = response.status
    raise error


def _sent(agent: str, known: Known | None) -> dict[str, str]:
    headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.modified:
        headers["If-Modified-Since"] = known.modified
    return {name: value for name, value in headers.items() if value.isprintable() and value.isascii()}


@dataclass(slots=True)
class _Visit:
    """One call of fetch: what it may, and what has been said so far."""

    limits: Limits
    allowed: frozenset[tuple[str, int]]
    headers: dict[str, str]
    before: Callable[[str], None]
    resolve: Resolve
    deadline: float
    exchange: list[tuple[str, str]] = field(default_factory=list)

    @contextmanager
    def opened(self, url: str) -> Iterator[tuple[BaseHTTPResponse, Target]]:
        """The response to one GET, of which only the headers have been read; closed in the end."""
        asked = target(url, allowed=self.allowed)
        began = time.monotonic()
        self.before(asked.url)
        self.deadline += time.monotonic() - began
        address = self._address(asked)
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise _too_slow()
        name = asked.host.removesuffix(".")
        connection = (
            HTTPSConnection(
                *(address, asked.port),
                timeout=left,
                server_hostname=name,
                assert_hostname=name,
                cert_reqs="CERT_REQUIRED",
            )
            if asked.scheme == "https"
            else HTTPConnection(address, asked.port, timeout=left)
        )
        # A timeout of the socket starts anew with every byte; this ends a server that drips.
        timer = threading.Timer(left, _shut, (connection,))
        timer.daemon = True
        timer.start()
        headers = {"Host": asked.host_header, **self.headers}
        response: BaseHTTPResponse | None = None
        try:
            connection.request("GET", asked.path, headers=headers, preload_content=False)
            response = connection.getresponse()
            self.exchange.append(("request:GET", asked.url))
            self.exchange.extend((f"request:{key}", value) for key, value in headers.items())
            self.exchange.append(("response:status", str(response.status)))
            self.exchange.extend(
                (f"response:{key}", value.replace("\0", "\ufffd")) for key, value in response.headers.items()
            )
            yield response, asked
        except (HTTPError, OSError, ValueError) as error:
            if time.monotonic() >= self.deadline:
                raise _too_slow() from error
            raise _failed(
                f"could not be fetched from {asked.host}: {error}. Check the URL and the connection, or save the "
                "page and read the file"
            ) from error
        finally:
            timer.cancel()
            if response is not None:
                response.close()
            connection.close()

    def _address(self, asked: Target) -> str:
        """The first address of the host, all of which were found public. Raises FetchRefused."""
        try:
            found = self.resolve(asked.host, asked.port)
        except (OSError, UnicodeError) as error:
            raise _failed(
                f"the host {asked.host!r} was not found: {error}. Check the URL and the connection"
            ) from error
        for address in found:
            if (address, asked.port) not in self.allowed and (reason := refusal(address)):
                raise FetchRefused(
                    f"{asked.host} is at {address}, {reason}: pages inside a private network are not fetched. "
                    "Save the page and read the file"
                )
        if not found:
            raise FetchRefused(f"the host {asked.host!r} has no address. Check the URL and the connection")
        return found[0]


def _body(response: BaseHTTPResponse, limits: Limits, deadline: float) -> bytes:
    """The decompressed body, read in small pieces, so that neither a bomb nor an endless page fills the memory."""
    encodings = {each.strip().lower() for each in response.headers.get("Content-Encoding", "identity").split(",")}
    if unknown := encodings - _ENCODINGS - {""}:
        raise FetchRefused(f"it was sent packed as {', '.join(sorted(unknown))[:80]}, though gzip was asked for")
    declared = response.headers.get("Content-Length", "")
    if declared.isdigit():
        limits.check_size(int(declared))
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(65_536, decode_content=True):
        size += len(piece)
        limits.check_size(size)
        if time.monotonic() >= deadline:
            raise _too_slow()
        pieces.append(piece)
    if encodings <= {"identity", ""} and declared.isdigit() and size < int(declared):
        raise _failed(f"the page broke off after {size:,} of {declared} bytes: try again")
    return b"".join(pieces)


def _refused(response: BaseHTTPResponse) -> FetchRefused:
    error = FetchRefused(
        f"the server answered {response.status} {response.reason or ''}".rstrip()
        + ": open the URL in a browser, save the page and read the file"
    )
    error.status, error.headers = response.status, tuple(response.headers.items())
    return error


def _shut(connection: HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was closed already, which is what we want


def _too_slow() -> FetchRefused:
    return _failed(
        "the page did not come in time: try again, or raise the limit in Python with limits=Limits(seconds=...)"
    )


def _failed(message: str) -> FetchRefused:
    error = FetchRefused(message)
    error.transient = True
    return error
