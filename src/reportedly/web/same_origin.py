"""Whether a request comes from our own pages: no other site's form, script or image may act in a visitor's name.

Browsers say where a request comes from (`Sec-Fetch-Site`, and `Origin` on whatever is no plain GET), and scripts of
pages cannot change either. No tokens are needed, as Datasette does it since 2025. A client that sends neither is no
browser, and brings no visitor's cookie unasked.

The `Host` is checked too: a name that was pointed to 127.0.0.1 (DNS rebinding) makes foreign pages same-origin.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers

__all__ = ["LOOPBACK_NAMES", "SAFE", "known_host", "refusal"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


def known_host(host: str, names: Collection[str]) -> bool:
    """Whether a Host header (name or name:port, or [address]:port) is one of these names, whatever the port."""
    name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not name:
        name, port = host, ""
    return name.lower() in names and (not port or port.isdecimal())


def refusal(method: str, path: str, headers: Headers, names: Collection[str]) -> str | None:
    """Why a request is not answered, as a sentence; None for one that may pass."""
    host = headers.get("host", "")
    if len(headers.getlist("host")) > 1 or not known_host(host, names):
        return (
            f"this workbench is not called {host[:100]!r}: use the address that `reportedly serve` printed, or name "
            "it with --host-name"
        )
    site = headers.get("sec-fetch-site")
    if method in SAFE:
        if site in {"cross-site", "same-site"} and path.startswith("/api/"):
            return "another site asked for this; open the workbench itself"
        return None
    if site is not None:
        if site == "same-origin":
            return None
        return "only the workbench's own pages may change something; this came from elsewhere"
    origin = headers.get("origin")
    if origin is not None and (origin == "null" or urlsplit(origin).netloc.lower() != host.lower()):
        return "only the workbench's own pages may change something; this came from elsewhere"
    return None
