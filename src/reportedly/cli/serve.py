"""`reportedly serve`: the workbench, in the browser of this machine."""

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
def serve(ledger: str, port: int, name: str | None, browser: bool) -> None:
    """Serve the workbench on this machine until you press Ctrl-C.

    Nothing leaves the machine: pages, fonts and maps are part of the program. The address that is printed works once.

    \b
    reportedly serve
    reportedly serve --ledger archive --no-browser
    """
    from reportedly.store.ledger import Ledger
    from reportedly.web.serving import serve as run

    def ready(address: str) -> None:
        click.echo(f"The workbench: {address}\nThe address works once. Ctrl-C stops it.", err=True)
        if browser:
            click.launch(address)

    with Ledger.open(ledger) as book:
        run(book, name=name or getpass.getuser(), port=port, ready=ready)
