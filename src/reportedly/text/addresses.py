"""Which IP addresses are public ones, so that nothing inside somebody's network is ever asked for a page."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

__all__ = ["Resolve", "refusal", "resolved"]

Resolve = Callable[[str, int], Sequence[str]]
"""From a host name and a port to all its IP addresses; raises OSError where there is none."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

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


def resolved(host: str, port: int) -> list[str]:
    """Every address that the system's resolver gives for a name, in its order. Raises OSError where it gives none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
