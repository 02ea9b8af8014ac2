"""The option that says which ledger a command works on; the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["ledger_option"]

F = TypeVar("F", bound=Callable[..., Any])


def ledger_option(command: F) -> F:
    """Give a command the parameter `ledger`: the place to hand to `Ledger.open`."""
    return click.option(
        "--ledger",
        metavar="PLACE",
        envvar="REPORTEDLY_LEDGER",
        default="ledger",
        show_default="./ledger, or what REPORTEDLY_LEDGER says",
        help="The ledger: a folder, or postgresql://USER@HOST/DATABASE?originals=FOLDER.",
    )(command)
