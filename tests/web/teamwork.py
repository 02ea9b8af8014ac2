"""A workbench with accounts, one for each role, on a real server; shared by the tests of who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import BrowserContext, Page

from reportedly.access import accounts
from reportedly.access.roles import roles
from reportedly.store.ledger import Ledger
from reportedly.web.team import Team
from tests.access.hashing import quick_hashes
from tests.web.serving import serving

__all__ = ["PASSWORD", "TeamBench", "team_over"]

PASSWORD = "lantern ferry walnut nine"  # noqa: S105  (of accounts that live for a test)


@dataclass
class TeamBench:
    """A running workbench with accounts: everybody is called as their role."""

    address: str
    ledger: Ledger
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def client(self, role: str | None) -> httpx.Client:
        """A client that has signed in with this role; None: a stranger."""
        key = role or ""
        if key not in self.clients:
            made = httpx.Client(base_url=self.address, timeout=60)
            if role:
                answer = made.post("/api/session", json={"name": role, "password": PASSWORD})
                assert answer.status_code == 204, answer.text
            self.clients[key] = made
        return self.clients[key]

    def enter(self, context: BrowserContext, role: str) -> Page:
        """A page of this browser context, signed in through the form."""
        page = context.new_page()
        page.goto(f"{self.address}/")
        page.get_by_label("Name").fill(role)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_selector("nav")
        return page


@contextmanager
def team_over(place: Path) -> Iterator[TeamBench]:
    """Serve a ledger with an account for each role."""
    with quick_hashes(), Ledger.open(place) as book:
        for role in ("admin", *(name for name in roles() if name != "admin")):
            accounts.add(book, role, [role], PASSWORD, by="tests")
        with serving(book, Team(book)) as address:
            bench = TeamBench(address, book)
            try:
                yield bench
            finally:
                for client in bench.clients.values():
                    client.close()
