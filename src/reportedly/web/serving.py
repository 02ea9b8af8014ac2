"""Running the workbench: on this machine alone unless told otherwise, until it is stopped."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Callable, Iterable

import uvicorn

from reportedly.access.accounts import any_account
from reportedly.errors import BadAccount, BadInput
from reportedly.store.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.at_work import stop_work
from reportedly.web.one_user import OneUser
from reportedly.web.same_origin import LOOPBACK_NAMES
from reportedly.web.team import Team
from reportedly.web.warming import warm

__all__ = ["LOOPBACK", "serve"]

LOOPBACK = "127.0.0.1"

SWITCH = 0.0005
"""Seconds after which a thread that computes (filling the review queue) lets one that answers go on. Python's 5 ms
are waited for after every statement that the database runs, which adds up to a tenth of a second for one list."""


def serve(
    ledger: Ledger,
    *,
    name: str,
    port: int,
    ready: Callable[[str], None],
    host: str = LOOPBACK,
    host_names: Iterable[str] = (),
) -> None:
    """Serve the ledger until interrupted; port 0 is any free one.

    Without accounts it has one user, called `name`, and `ready` is called with an address that works once. With
    accounts everybody signs in. `host` is the address to listen on and `host_names` what the workbench is called by
    others. Raises BadInput for a port that is taken, BadAccount for another address than loopback without accounts.
    """
    team = any_account(ledger)
    if not team and not _loopback(host):
        raise BadAccount(
            f"{host} can be reached by others, and this ledger has no accounts, so that anybody could read and "
            "change it; add one first: reportedly account add NAME --role admin"
        )
    doorkeeper = Team(ledger) if team else OneUser(name)
    shown = f"[{host}]" if ":" in host else host
    names = {*LOOPBACK_NAMES, shown.lower(), *(each.lower() for each in host_names)}
    app = create_app(ledger, doorkeeper, names=names)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise BadInput(
                f"{host}, port {port} cannot be used ({error.strerror}); give another with --port or --host"
            ) from None
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        ready(address + f"enter?token={doorkeeper.fresh_token()}" if isinstance(doorkeeper, OneUser) else address)
        sys.setswitchinterval(SWITCH)
        warm(app)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            stop_work(app)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
