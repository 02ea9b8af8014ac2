"""Running the workbench: on this machine alone, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from reportedly.errors import BadInput
from reportedly.store.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.one_user import OneUser

__all__ = ["LOOPBACK", "serve"]

LOOPBACK = "127.0.0.1"


def serve(ledger: Ledger, *, name: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the ledger on the loopback address until interrupted; port 0 is any free one.

    `ready` is called with the address to open, which works once. Raises BadInput for a port that is taken.
    """
    doorkeeper = OneUser(name)
    app = create_app(ledger, doorkeeper)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
        except OSError as error:
            raise BadInput(f"port {port} cannot be used ({error.strerror}); give another with --port") from None
        ready(f"http://{LOOPBACK}:{listening.getsockname()[1]}/enter?token={doorkeeper.fresh_token()}")
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
