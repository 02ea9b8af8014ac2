"""A workbench for several people that can be switched off and on: the same address, the same sessions."""

from __future__ import annotations

import socket
import threading
import time

import httpx
import uvicorn
from fastapi import Request
from playwright.sync_api import BrowserContext, Page

from reportedly.store.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.one_user import OneUser
from reportedly.web.visitor import Visitor

__all__ = ["Office"]


class _Several:
    """Each of these people may do everything, under their own name."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.people = {name: OneUser(name) for name in names}

    def admit(self, token: str) -> str | None:
        return next((session for each in self.people.values() if (session := each.admit(token))), None)

    def visitor(self, request: Request) -> Visitor | None:
        return next((found for each in self.people.values() if (found := each.visitor(request))), None)


class Office:
    """Start it before use, and stop it at the end."""

    def __init__(self, ledger: Ledger, *names: str) -> None:
        self.ledger = ledger
        self.door = _Several(names)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve until `stop`; returns when it answers."""
        app = create_app(self.ledger, self.door, pages=True)  # type: ignore[arg-type]
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
        with httpx.Client(base_url=self.address, timeout=30) as entering:
            entering.get("/enter", params={"token": self.door.people[name].fresh_token()})
            return httpx.Client(base_url=self.address, timeout=30, cookies=entering.cookies)

    def enter(self, name: str, context: BrowserContext, path: str = "/review") -> Page:
        """Somebody's page, signed in, at an address of the workbench."""
        page = context.new_page()
        page.goto(f"{self.address}/enter?token={self.door.people[name].fresh_token()}")
        page.goto(self.address + path)
        return page
