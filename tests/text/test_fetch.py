"""Pages are fetched from public addresses only, within limits of size, time and redirects."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.errors import FetchRefused, TooLarge
from reportedly.text.fetch import fetch, refusal
from reportedly.text.limits import Limits


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
        *("169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
        *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1"),
        *("2002:7f00:1::1", "2001::1", "2001:db8::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%lo", "fec0::1"),
        *("ff02::1", "100::1", "3fff::1", "5f00::1", "4000::1", "not an address", ""),
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_a_public_address_is_let_through(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1/", "not a public address"),
        ("http://localhost/", "not a public address"),
        ("http://2130706433/", "not a public address"),
        ("http://0x7f.1/", "not a public address"),
        ("http://127.1/", "not a public address"),
        ("http://[::1]/", "not a public address"),
        ("http://[::ffff:127.0.0.1]/", "not a public address"),
        ("http://[64:ff9b::a9fe:a9fe]/", "not a public address"),
        ("http://169.254.169.254/latest/meta-data", "not a public address"),
        ("http://127.0.0.1:8080/", "port 8080"),
        ("ftp://echo.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://127.0.0.1/", "only http and https"),
        ("http://user:pass@127.0.0.1/", "user name"),
        ("http://echo.example\\@127.0.0.1/", "backslash"),
        ("http://echo.example/ a", "spaces"),
        ("http://echo.example/\r\nHost: b", "control"),
        ("http://", "no host name"),
        ("http://[broken/", "no URL"),
        ("http://echo.example:99999/", "no URL"),
        ("http://echo..example/", "no host name"),
        ("http://%31%32%37.0.0.1/", "not a public address"),
        ("not a url", "only http and https"),
    ],
)
def test_a_url_that_leads_inside_or_nowhere_is_refused(url: str, why: str) -> None:
    with pytest.raises(FetchRefused, match=why):
        fetch(url)


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        fetch("http://echo.example/")


class _Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path
        port = self.connection.getsockname()[1]
        if path == "/page":
            self._answer(b"<p>The mayor left.</p>", {"Content-Type": "text/html; charset=utf-8"})
        elif path == "/gzip":
            self._answer(gzip.compress(b"The mayor left."), {"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self._answer(gzip.compress(bytes(30_000_000)), {"Content-Encoding": "gzip"})
        elif path == "/to-page":
            self._answer(b"", {"Location": "/page"}, status=302)
        elif path == "/inside":
            self._answer(b"", {"Location": f"http://127.0.0.2:{port}/page"}, status=301)
        elif path == "/loop":
            self._answer(b"", {"Location": "/loop"}, status=302)
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
            self.close_connection = True
        elif path.startswith("/drip"):
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        else:
            self._answer(path.encode(), {}, status=404)

    def _answer(self, body: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return  # the client hung up, as some of these tests mean it to


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running.server_port
    running.shutdown()
    running.server_close()


def local(port: int, path: str, limits: Limits | None = None) -> bytes:
    return fetch(f"http://127.0.0.1:{port}{path}", limits, allowed=frozenset({("127.0.0.1", port)})).data


def test_a_page_comes_with_its_type_final_url_and_time(server: int) -> None:
    page = fetch(f"http://127.0.0.1:{server}/to-page", allowed=frozenset({("127.0.0.1", server)}))
    assert page.data == b"<p>The mayor left.</p>"
    assert page.media_type == "text/html; charset=utf-8"
    assert page.url == f"http://127.0.0.1:{server}/page"
    assert page.retrieved.endswith("+00:00")


def test_a_compressed_page_is_unpacked_and_a_bomb_stopped(server: int) -> None:
    assert local(server, "/gzip") == b"The mayor left."
    with pytest.raises(TooLarge):
        local(server, "/bomb", Limits(size=1_000_000))


@pytest.mark.parametrize(
    ("path", "why"),
    [("/inside", "port|not a public"), ("/loop", "redirects"), ("/gone", "404"), ("/short", "broke off|could not")],
)
def test_a_page_that_cannot_be_had_is_refused_with_the_reason(server: int, path: str, why: str) -> None:
    with pytest.raises(FetchRefused, match=why):
        local(server, path)


def test_a_server_that_drips_is_left_in_time(server: int) -> None:
    began = time.monotonic()
    with pytest.raises(FetchRefused, match="in time"):
        local(server, "/drip", Limits(seconds=0.5))
    assert time.monotonic() - began < 3


def test_without_the_allowance_the_same_server_is_refused(server: int) -> None:
    with pytest.raises(FetchRefused):
        fetch(f"http://127.0.0.1:{server}/page")
