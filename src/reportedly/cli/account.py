"""`reportedly account`: who may sign in to the workbench of a ledger, with which roles."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

import click

from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.store.ledger import Ledger

__all__ = ["account"]

_ROLE = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(("reader", "annotator", "reviewer", "releaser", "admin")),
    help="What they may do; repeat for several.",
)


@click.group(short_help="Accounts of a team's workbench: add, list, roles, passwords, keys.")
def account() -> None:
    """Manage who may sign in to the workbench of a ledger.

    Once there is an account, nobody works without one. Passwords are asked for, or read from standard input where it
    is no terminal; they are never arguments, which other users of a machine can see.

    \b
    reportedly account add ines --role admin --role reviewer
    reportedly account list
    reportedly account role teo annotator releaser
    """


@account.command()
@click.argument("name")
@_ROLE
@click.option("--later", is_flag=True, help="Set no password yet; the account cannot sign in until it has one.")
@ledger_option
def add(name: str, roles: tuple[str, ...], later: bool, ledger: str) -> None:
    """Add an account; the first needs the role admin.

    \b
    reportedly account add ines --role admin --role reviewer
    reportedly account add teo --role reader < password.txt
    """
    from reportedly.access import accounts

    with _open(ledger) as book:
        password = None if later else _new_password()
        made = accounts.add(book, name, roles, password, by=_who())
    click.echo(f"{made.name}: {', '.join(made.roles)}{'' if made.ready else '; no password yet'}", err=True)


@account.command(name="list")
@ledger_option
def list_accounts(ledger: str) -> None:
    """List accounts with their roles and state.

    \b
    reportedly account list --ledger archive
    """
    from reportedly.access import accounts

    with _open(ledger) as book:
        found = accounts.accounts(book)
    for each in found:
        state = "disabled" if each.disabled else "" if each.ready else "no password yet"
        click.echo("  ".join(filter(None, (f"{each.name:<24}", ", ".join(each.roles), state))))
    click.echo(f"{len(found):,} {'account' if len(found) == 1 else 'accounts'}", err=True)


@account.command()
@click.argument("name")
@click.argument("roles", nargs=-1, required=True)
@ledger_option
def role(name: str, roles: tuple[str, ...], ledger: str) -> None:
    """Give an account these roles, in place of those it has.

    \b
    reportedly account role teo reviewer releaser
    """
    from reportedly.access import accounts

    with _open(ledger) as book:
        made = accounts.set_roles(book, name, roles, by=_who())
    click.echo(f"{made.name}: {', '.join(made.roles)}", err=True)


@account.command()
@click.argument("name")
@ledger_option
def password(name: str, ledger: str) -> None:
    """Set a new password; the account is signed out everywhere.

    \b
    reportedly account password teo
    """
    from reportedly.access import accounts

    with _open(ledger) as book:
        accounts.account(book, name)
        accounts.set_password(book, name, _new_password(), by=_who())
    click.echo(f"{name} has a new password and is signed out everywhere", err=True)


@account.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let them in again.")
@ledger_option
def disable(name: str, undo: bool, ledger: str) -> None:
    """Keep somebody out: sessions end, keys are revoked, and what they decided stays.

    \b
    reportedly account disable teo
    reportedly account disable teo --undo
    """
    from reportedly.access import accounts

    with _open(ledger) as book:
        accounts.set_disabled(book, name, not undo, by=_who())
    click.echo(f"{name} {'may sign in again' if undo else 'cannot sign in any more'}", err=True)


@account.command()
@click.argument("name")
@click.option("--add", "label", metavar="WHAT FOR", help="Make a key; it is printed once.")
@click.option("--revoke", metavar="ID", help="Make a key useless, by its id or what it was for.")
@ledger_option
def key(name: str, label: str | None, revoke: str | None, ledger: str) -> None:
    """List the keys by which scripts act for an account, make one, or revoke one.

    \b
    reportedly account key teo --add "nightly export" > key.txt
    reportedly account key teo --revoke "nightly export"
    """
    from reportedly.access import accounts, keys

    with _open(ledger) as book:
        accounts.account(book, name)
        if revoke is not None:
            keys.revoke(book, name, revoke, by=_who())
        if label is not None:
            click.echo(keys.make(book, name, label, by=_who()))
            return
        for each in keys.keys_of(book, name):
            state = f"revoked {each.revoked[:10]}" if each.revoked else f"used {(each.used or 'never')[:10]}"
            click.echo(f"{each.id}  {each.label}  (made {each.added[:10]}, {state})")


def _open(ledger: str) -> Ledger:
    from reportedly.store.ledger import Ledger

    return Ledger.open(ledger)


def _who() -> str:
    return f"{getpass.getuser()} (command line)"


def _new_password() -> str:
    """Asked for twice on a terminal; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
