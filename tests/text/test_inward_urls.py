"""However a URL says it, nothing inside a network is connected to: a table of ways, against a real listener."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from typing import ClassVar

import pytest

from reportedly.errors import FetchRefused
from reportedly.text import urls
from reportedly.text.fetch import fetch
from reportedly.text.limits import Limits

INSIDE = ["127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254"]  # noqa: S104
PORT = "{port}"


class Counting(ThreadingHTTPServer):
    """Counts who connects; answers /to/N/I with redirect N to the I-th inward URL, anything else with a page."""

    daemon_threads = True
    connections = 0
    targets: ClassVar[list[str]] = []

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        self.connections += 1
        return super().get_request()


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        _, way, *numbers = self.path.split("/")
        if way == "to" and len(numbers) == 2 and all(map(str.isdigit, numbers)):
            self.send_response(int(numbers[0]))
            self.send_header("Location", Counting.targets[int(numbers[1])])
        else:
            self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


class OnAll(Counting):
    """On every address of this machine, of IPv4 and, where there is one, IPv6."""

    address_family = socket.AF_INET6 if socket.has_dualstack_ipv6() else socket.AF_INET

    def server_bind(self) -> None:
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()


def serving(server: Counting) -> Counting:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def listener() -> Iterator[Counting]:
    """Whoever gets past a check is counted here."""
    server = serving(OnAll(("", 0), Answer))
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_port(listener: Counting, monkeypatch: pytest.MonkeyPatch) -> int:
    """The listener's port counts as one of http's and https's own, so that only addresses and names are left to stop
    a URL."""
    port: int = listener.server_port
    monkeypatch.setattr(urls, "PORTS", {"http": frozenset({80, port}), "https": frozenset({443, port})})
    return port


def shapes(dotted: str) -> list[str]:
    """Ways to write one IPv4 address that some parser or other takes for it."""
    number = int(IPv4Address(dotted))
    a, b, c, d = IPv4Address(dotted).packed
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    return [
        *(
            dotted,
            f"{dotted}.",
            f"{a}.{b}.{(c << 8) + d}",
            f"{a}.{(b << 16) + (c << 8) + d}",
            str(number),
            hex(number),
        ),
        *(
            f"0{number:o}",
            f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}",
            f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
            f"0x{a:x}.{b}.0{c:o}.{d}",
        ),
        *(
            f"{a:03}.{b:03}.{c:03}.{d:03}",
            dotted.translate(wide),
            dotted.replace(".", "。"),
            dotted.replace(".", "．"),
        ),
        *("".join(f"%{ord(character):02x}" for character in dotted), dotted.replace(".", "%2e"), f"{number + 2**32}"),
        *(f"[::ffff:{dotted}]", f"[::{dotted}]", f"[64:ff9b::{dotted}]", f"[64:ff9b:1::{dotted}]"),
        *(
            f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::1]",
            f"[::ffff:0:{dotted}]",
            f"[2001:0:{a:02x}{b:02x}:{c:02x}{d:02x}::]",
        ),
    ]


def inward() -> list[str]:
    plain = [f"http://{shape}:{PORT}/" for dotted in INSIDE for shape in shapes(dotted)]
    sixes = [
        "::1",
        "::",
        "0:0:0:0:0:0:0:1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "fe80::1%25lo",
    ]
    sixes += ["fe80::1%lo", "::1%25eth0", "::1%", "[::1", "::1]", "2001:db8::1", "100::1", "3fff::1", "5f00::1"]
    names = [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "ｌocalhost",
        "loc%61lhost",
        "printer.local",
        "nas.lan",
    ]
    names += [
        "db.internal",
        "router.home.arpa",
        "x.onion",
        "ip6-localhost.localdomain",
        "l\u00adocalhost",
        "ℓocalhost",
    ]
    frames = ["http://user@{}/", "http://user:pass@{}/", "http://echo.example@{}/", "http://echo.example%40{}/"]
    frames += ["http://echo.example\\@{}/", "http://{}\\@echo.example/", "http://echo.example#@{}/", "http:\\\\{}/"]
    frames += ["http:{}/", "http:/{}/", "http:///{}/", "https://{}/", "HTTP://{}/", " http://{}/", "http://{}/\t"]
    frames += ["http://{}/?u=http://echo.example/", "http://{}#", "http://\t{}/", "http://\x00{}/", "http://@{}/"]
    schemes = [
        "ftp",
        "file",
        "gopher",
        "dict",
        "ldap",
        "ws",
        "wss",
        "data",
        "javascript",
        "view-source:http",
        "jar:http",
        "",
    ]
    cases = [
        *plain,
        *(f"http://[{six}]:{PORT}/" for six in sixes),
        *(f"http://{name}:{PORT}/" for name in names),
        *(frame.format(f"127.0.0.1:{PORT}") for frame in frames),
        *(f"{scheme}://127.0.0.1:{PORT}/" for scheme in schemes),
        *(f"http://127.0.0.1:{port}/" for port in ["", "0", "22", "6379", "65536", "-1", "+80", "８０", "80x"]),
    ]
    return list(dict.fromkeys(cases))


CASES = inward()


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(CASES) >= 200


def test_the_listener_hears_who_comes(listener: Counting) -> None:
    before = listener.connections
    fetch(f"http://127.0.0.1:{listener.server_port}/", allowed=frozenset({("127.0.0.1", listener.server_port)}))
    assert listener.connections == before + 1


@pytest.mark.parametrize("case", CASES)
def test_no_way_to_write_it_reaches_an_inner_address(case: str, listener: Counting, open_port: int) -> None:
    before = listener.connections
    with pytest.raises(FetchRefused):
        fetch(case.replace(PORT, str(open_port)), Limits(seconds=2), resolve=never_outside)
    assert listener.connections == before


def never_outside(host: str, port: int) -> list[str]:
    """The system's answer for literal addresses; for every name the loopback's. No look-up leaves the machine."""
    try:
        return [str(i[4][0]) for i in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]
    except OSError:
        return ["127.0.0.1"]


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 305, 306, 307, 308])
def test_no_redirect_leads_to_an_inner_address(
    status: int, listener: Counting, open_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first hop is a server that we may visit; wherever it sends us, the listener is never connected to."""
    targets = [case.replace(PORT, str(open_port)) for case in CASES if case.isprintable() and case.isascii()]
    monkeypatch.setattr(Counting, "targets", targets)
    outside = serving(Counting(("127.0.0.1", 0), Answer))
    ours = frozenset({("127.0.0.1", outside.server_port)})
    before = listener.connections
    refused = 0
    try:
        for number in range(status % 4, len(targets), 4):
            try:
                url = f"http://127.0.0.1:{outside.server_port}/to/{status}/{number}"
                fetch(url, Limits(seconds=2), allowed=ours, resolve=never_outside)
            except FetchRefused:
                refused += 1  # the others are relative to a browser, and lead to the same server
    finally:
        outside.shutdown()
        outside.server_close()
    assert refused > 0.9 * len(targets) / 4
    assert listener.connections == before


def test_a_name_that_answers_differently_the_second_time_is_asked_only_once(
    listener: Counting, open_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: public while it is checked, loopback when it is connected to."""
    answers = itertools.chain([["93.184.216.34"]], itertools.repeat(["127.0.0.1"]))
    asked: list[str] = []
    dialled: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    def dial(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        dialled.append(address[0])
        raise ConnectionRefusedError("no network in tests")

    monkeypatch.setattr("urllib3.util.connection.create_connection", dial)
    before = listener.connections
    with pytest.raises(FetchRefused, match="could not be fetched"):
        fetch(f"http://rebinding.example:{open_port}/", resolve=rebinding)
    assert asked == ["rebinding.example"]
    assert dialled == ["93.184.216.34"]
    with pytest.raises(FetchRefused, match="not a public address"):
        fetch(f"http://rebinding.example:{open_port}/", resolve=rebinding)
    assert dialled == ["93.184.216.34"]
    assert listener.connections == before


def test_one_inner_address_among_public_ones_refuses_the_host(listener: Counting, open_port: int) -> None:
    before = listener.connections
    for answers in itertools.permutations(["93.184.216.34", "2606:4700::1111", "127.0.0.1"]):
        with pytest.raises(FetchRefused, match=r"127\.0\.0\.1"):
            fetch(f"http://echo.example:{open_port}/", resolve=lambda *_, found=list(answers): found)
    assert listener.connections == before


def test_names_within_a_network_are_not_even_looked_up() -> None:
    def looked_up(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    for name in ["localhost", "wiki.intranet", "printer.local", "db.internal", "nas.lan", "a.onion", "LOCALHOST."]:
        with pytest.raises(FetchRefused, match="within a network"):
            fetch(f"http://{name}/", resolve=looked_up)
