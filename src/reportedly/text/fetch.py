"""One page from the web, at the user's word: never from an address inside somebody's network.

A URL in a list may come from anybody. So each name is resolved once, every address of it must be public, the
connection goes to the address that was checked (a second look-up could answer otherwise), and every redirect
starts over. No proxy of the environment is used, no cookie kept, nothing fetched beside the page itself.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from reportedly.errors import FetchRefused
from reportedly.text.limits import Limits

__all__ = ["Fetched", "fetch", "refusal"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Fetched(NamedTuple):
    """A page as it was served: `url` after redirects, `retrieved` in ISO 8601 UTC, when the fetch began."""

    data: bytes
    url: str
    media_type: str | None
    retrieved: str


_HEADERS = {
    "User-Agent": "reportedly (reads news reports; one page at a user's request)",
    "Accept": "text/html, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE)

# Python's is_global calls some of these global, or knows them only in newer releases. Addresses that carry an
# IPv4 address inside (NAT64, 6to4, Teredo, mapped, compatible) are refused whole: no publisher is served so.
_CLOSED = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *(
            "::/96",
            "::ffff:0:0/96",
            "::ffff:0:0:0/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
        ),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7"),
        *("fe80::/10", "fec0::/10", "ff00::/8"),
    )
)
_IPV6_IN_USE = ipaddress.ip_network("2000::/3")


def refusal(address: str) -> str | None:
    """Why this IP address may not be connected to, or None where it is a public one."""
    try:
        ip: Address = ipaddress.ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(ip, ipaddress.IPv6Address) and (ip.scope_id or ip not in _IPV6_IN_USE):
        return "not a public address"
    inside = any(ip in block for block in _CLOSED if block.version == ip.version)
    return "not a public address" if inside or not ip.is_global or ip.is_multicast else None


def fetch(url: str, limits: Limits | None = None, *, allowed: frozenset[tuple[str, int]] = frozenset()) -> Fetched:
    """The page at an http or https URL, redirects followed.

    At most `limits.size` bytes after decompression, `limits.seconds` in all and `limits.redirects` redirects.
    `allowed` lists (address, port) pairs that are let through without check, for a server of one's own; no
    command reaches it. Raises FetchRefused, saying why and what to do.
    """
    limits = limits or Limits()
    retrieved = datetime.now(UTC).isoformat(timespec="seconds")
    deadline = time.monotonic() + limits.seconds
    at = url
    for _ in range(limits.redirects + 1):
        with _opened(at, deadline, allowed) as response:
            target = response.headers.get("Location")
            if response.status in _REDIRECTS and target:
                at = urljoin(at, target)
                continue
            if response.status != 200:
                raise FetchRefused(
                    f"the server answered {response.status} {response.reason or ''}".rstrip()
                    + ": open the URL in a browser, save the page and read the file"
                )
            return Fetched(_body(response, limits, deadline), at, response.headers.get("Content-Type"), retrieved)
    raise FetchRefused(f"more than {limits.redirects} redirects: give the URL at which the page stands in the end")


@contextmanager
def _opened(url: str, deadline: float, allowed: frozenset[tuple[str, int]]) -> Iterator[BaseHTTPResponse]:
    """The response to one GET, of which only the headers have been read; closed in the end."""
    scheme, host, port, path = _parts(url, allowed)
    address = _checked_address(host, port, allowed)
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow()
    connection = (
        HTTPSConnection(
            address, port, timeout=left, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
        )
        if scheme == "https"
        else HTTPConnection(address, port, timeout=left)
    )
    # A timeout of the socket starts anew with every byte; this ends a server that drips.
    timer = threading.Timer(left, _shut, (connection,))
    timer.daemon = True
    timer.start()
    try:
        connection.request(
            "GET", path, headers=_HEADERS | {"Host": _host_header(scheme, host, port)}, preload_content=False
        )
        response = connection.getresponse()
        yield response
    except (HTTPError, OSError, ValueError) as error:
        if time.monotonic() >= deadline:
            raise _too_slow() from error
        raise FetchRefused(
            f"could not be fetched from {host}: {error}. Check the URL and the connection, or save the page and "
            "read the file"
        ) from error
    finally:
        timer.cancel()
        connection.close()


def _parts(url: str, allowed: frozenset[tuple[str, int]]) -> tuple[str, str, int, str]:
    """Scheme, host, port and path with query of a URL that can be read in one way only."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(f"{url[:200]!r} is no URL: {error}") from error
    if parts.scheme not in _PORTS:
        raise FetchRefused(f"only http and https URLs are fetched, not {parts.scheme or 'a path'!r}")
    if any(ord(character) <= 32 or character in "\\\x7f" for character in url) or "@" in parts.netloc:
        raise FetchRefused("a URL with spaces, control characters, backslashes or a user name is not fetched")
    host = parts.hostname or ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise FetchRefused(f"{parts.hostname!r} is no host name: {error}") from error
    if not (_HOST.fullmatch(host) or ":" in host):
        raise FetchRefused(f"{host[:200]!r} is no host name: give the URL as the browser shows it")
    port = port or _PORTS[parts.scheme]
    if port != _PORTS[parts.scheme] and (host, port) not in allowed:
        raise FetchRefused(f"port {port} is not fetched from, only 80 (http) and 443 (https)")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port, re.sub(r"[^\x21-\x7e]", lambda m: _percent(m.group()), path)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _checked_address(host: str, port: int, allowed: frozenset[tuple[str, int]]) -> str:
    """The first address of the host, all of which were found public. Raises FetchRefused."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchRefused(f"the host {host!r} was not found: {error}. Check the URL and the connection") from error
    addresses = [str(info[4][0]) for info in found]
    for address in addresses:
        if (address, port) not in allowed and (reason := refusal(address)):
            raise FetchRefused(
                f"{host} is at {address}, {reason}: pages inside a private network are not fetched. "
                "Save the page and read the file"
            )
    return addresses[0]


def _host_header(scheme: str, host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port == _PORTS[scheme] else f"{name}:{port}"


def _body(response: BaseHTTPResponse, limits: Limits, deadline: float) -> bytes:
    """The decompressed body, read in small pieces, so that neither a bomb nor an endless page fills the memory."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(65_536, decode_content=True):
        size += len(piece)
        limits.check_size(size)
        if time.monotonic() >= deadline:
            raise _too_slow()
        pieces.append(piece)
    declared = response.headers.get("Content-Length", "")
    if "Content-Encoding" not in response.headers and declared.isdigit() and size < int(declared):
        raise FetchRefused(f"the page broke off after {size:,} of {declared} bytes: try again")
    return b"".join(pieces)


def _shut(connection: HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was closed already, which is what we want


def _too_slow() -> FetchRefused:
    return FetchRefused(
        "the page did not come in time: try again, or raise the limit in Python with limits=Limits(seconds=...)"
    )
