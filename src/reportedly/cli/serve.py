"""`reportedly serve`: the workbench, in the browser of this machine or for a team."""

from __future__ import annotations

import getpass

import click

from reportedly.cli.ledger_option import ledger_option

__all__ = ["serve"]

PORT = 8484


@click.command(short_help="Open the workbench: read, check, correct and decide in a browser.")
@ledger_option
@click.option("--port", type=click.IntRange(0, 65_535), default=PORT, show_default=True, help="0: any free one.")
@click.option("--as", "name", metavar="NAME", help="Who decides; your user name unless given.")
@click.option("--browser/--no-browser", default=True, help="Open the browser, or only print the address.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen here; another needs accounts.")
@click.option(
    "--host-name", "names", multiple=True, metavar="NAME", help="What a proxy in front calls it; repeatable."
)
def serve(ledger: str, port: int, name: str | None, browser: bool, host: str, names: tuple[str, ...]) -> None:
    """Serve the workbench on this machine until you press Ctrl-C.

    Nothing leaves the machine: pages, fonts and maps are part of the program. The address that is printed works once.
    Where the ledger has accounts (`reportedly account`), everybody signs in instead. For a team put a proxy with TLS
    in front, on the same machine, and say by which name it is called.

    \b
    reportedly serve
    reportedly serve --ledger archive --no-browser
    reportedly serve --no-browser --host-name desk.example.org
    """
    from reportedly.store.ledger import Ledger
    from reportedly.web.serving import serve as run

    def ready(address: str) -> None:
        once = "\nThe address works once." if "token=" in address else "\nSign in with your account."
        click.echo(f"The workbench: {address}{once} Ctrl-C stops it.", err=True)
        if browser:
            click.launch(address)

    with Ledger.open(ledger) as book:
        run(book, name=name or getpass.getuser(), port=port, ready=ready, host=host, host_names=names)
