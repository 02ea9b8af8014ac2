"""A real server on a free port of the loopback address, for as long as a test needs it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from reportedly.store.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.at_work import stop_work
from reportedly.web.pages import STATIC
from reportedly.web.visitor import Doorkeeper

__all__ = ["serving"]


@contextmanager
def serving(ledger: Ledger, doorkeeper: Doorkeeper, *, port: int = 0) -> Iterator[str]:
    """Serve a ledger, with its pages where they are built; gives the address, at which it answers by then."""
    app = create_app(ledger, doorkeeper, pages=(STATIC / "index.html").is_file())
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        end = time.monotonic() + 30
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = server.force_exit = True
            thread.join(10)
            stop_work(app)
