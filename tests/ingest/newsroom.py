"""A small web server for tests: pages, feeds and bad manners, with a record of who asked for what and when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]


@dataclass
class Newsroom:
    """What the server says, by path, and what it was asked. An entry is bytes (served with an ETag, 304 to who has
    them), an answer, or a function from the request's headers to one. Paths that it has not are 404."""

    port: int = 0
    pages: dict[str, bytes | Answer | Callable[[Headers], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, Headers, float]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        return frozenset({("127.0.0.1", self.port)})

    def paths(self) -> list[str]:
        """The paths asked for, in order, without robots.txt."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]

    def answer(self, path: str, headers: Headers) -> Answer:
        page = self.pages.get(path, (404, {}, b"not here"))
        if isinstance(page, bytes):
            tag = f'"{hash(page):x}"'
            if headers.get("if-none-match") == tag:
                return 304, {"ETag": tag}, b""
            return 200, {"ETag": tag}, page
        return page(headers) if callable(page) else page


@contextmanager
def newsroom() -> Iterator[Newsroom]:
    """A newsroom that is open, on a free port of the loopback."""
    room = Newsroom()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            room.asked.append((self.path, headers, time.monotonic()))
            status, said, body = room.answer(self.path, headers)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **said}.items():
                self.send_header(name, value)
            self.end_headers()
            drip = float(said.get("X-Drip", 0))
            for piece in [bytes([byte]) for byte in body] if drip else [body]:
                self.wfile.write(piece)
                time.sleep(drip)

        def log_message(self, format: str, *args: Any) -> None:
            return

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                return  # the client hung up, as some tests mean it to

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    room.port = server.server_port
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article(headline: str, *paragraphs: str) -> bytes:
    """A page with one story."""
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{headline}</title></head><body><article>{story}</article></body></html>".encode()


def rss(*items: str, channel: str = "<title>Northern Wire</title>") -> bytes:
    """A feed of RSS 2.0 with these items, each given as the markup within."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {space}><channel>{channel}{inner}</channel></rss>'.encode()


def item(link: str, title: str = "Blast in Port Arden", date: str = "Fri, 20 Nov 2026 10:00:00 +0300") -> str:
    """The markup of one item of RSS."""
    return f"<title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate>"
