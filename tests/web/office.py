"""A workbench for several people that can be switched off and on: the same address, the same sessions."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import ExitStack

import httpx
from playwright.sync_api import BrowserContext, Page

from reportedly.access import accounts
from reportedly.access.sessions import open_session
from reportedly.store.ledger import Ledger
from reportedly.web.team import Team
from tests.web.serving import serving

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
        self._served = ExitStack()

    def start(self) -> None:
        """Serve until `stop`; returns when it answers."""
        self._served.enter_context(serving(self.ledger, Team(self.ledger), port=self.port))

    def stop(self) -> None:
        """Let nobody in any more, as a machine does that is switched off."""
        self._served.close()

    def client(self, name: str) -> httpx.Client:
        """Somebody's script, signed in."""
        return httpx.Client(base_url=self.address, timeout=60, cookies={self._cookie: self._session(name)})

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
