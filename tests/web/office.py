"""A workbench for several people that can be switched off and on: the same address, the same sessions."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Mapping

import httpx
import uvicorn
from playwright.sync_api import BrowserContext, Page

from reportedly.access import accounts
from reportedly.access.sessions import open_session
from reportedly.store.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.team import Team

__all__ = ["Office"]


class Office:
    """Start it before use, and stop it at the end. `people` have one role each."""

    def __init__(self, ledger: Ledger, people: Mapping[str, str]) -> None:
        self.ledger = ledger
        accounts.add(ledger, "olena", ["admin"], None, by="tests")
        for name, role in people.items():
            accounts.add(ledger, name, [role], None, by="olena")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve until `stop`; returns when it answers."""
        app = create_app(self.ledger, Team(self.ledger), pages=True)
        config = uvicorn.Config(app, port=self.port, log_level="error", access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        end = time.monotonic() + 20
        while not self._server.started and time.monotonic() < end:
            time.sleep(0.02)

    def stop(self) -> None:
        """Let nobody in any more, as a machine does that is switched off."""
        if self._server and self._thread:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(10)

    def client(self, name: str) -> httpx.Client:
        """Somebody's script, signed in."""
        return httpx.Client(base_url=self.address, timeout=30, cookies={self._cookie: self._session(name)})

    def enter(self, name: str, context: BrowserContext, path: str = "/review") -> Page:
        """Somebody's page, signed in, at an address of the workbench."""
        context.add_cookies([{"name": self._cookie, "value": self._session(name), "url": self.address}])
        page = context.new_page()
        page.goto(self.address + path)
        return page

    @property
    def _cookie(self) -> str:
        return f"reportedly_session_{self.port}"

    def _session(self, name: str) -> str:
        with self.ledger.writing() as connection:
            return open_session(connection, name)
