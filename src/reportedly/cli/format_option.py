"""The option that says in which form a command writes what it found; the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["format_option"]

F = TypeVar("F", bound=Callable[..., Any])


def format_option(*forms: str, help: str) -> Callable[[F], F]:
    """Give a command the parameter `form`: one of these, the first if nothing is said."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=help)
